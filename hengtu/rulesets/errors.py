"""Refusals of the room of rules: a stable code and a Chinese sentence that says what, why and what next."""

from __future__ import annotations

from collections.abc import Iterable

from hengtu.lib.coded_error import CodedError


class RulesRefused(CodedError):
    """Something about rules that is not in order. ``problems`` lists every single one where there are several."""

    def __init__(self, code: str, message: str, problems: Iterable[str] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(code, message)


class PackRefused(RulesRefused):
    """A pack that must not be used: altered, signed by somebody else, or unknown here."""
