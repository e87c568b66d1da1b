"""Refusals of this room."""

from __future__ import annotations

from collections.abc import Iterable

from hengtu.law.citations import cite
from hengtu.law.objections import Objection
from hengtu.lib.coded_error import CodedError


class OversightRefused(CodedError):
    """A step that is not in order. ``problems`` lists what else stands against it."""

    def __init__(self, code: str, message: str, problems: Iterable[str] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(code, message)


def refuse(objections: tuple[Objection, ...]) -> None:
    """Raise the first objection with the others beside it; nothing when there is none. Raises: OversightRefused."""
    if objections:
        said = [_said(each) for each in objections]
        raise OversightRefused(objections[0].code, said[0], said[1:])


def _said(objection: Objection) -> str:
    why = f"（{'、'.join(map(cite, objection.basis))}）" if objection.basis else ""
    return f"{objection.message}{why}。{objection.remedy}"
