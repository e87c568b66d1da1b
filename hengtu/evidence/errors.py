"""Refusals of this room."""

from __future__ import annotations

from hengtu.lib.coded_error import CodedError


class ExhibitRefused(CodedError):
    """A piece of evidence was not taken in; ``code`` is stable, the sentence says what, why and what next."""

    def __init__(self, code: str, message: str, basis: tuple[str, ...] = ()) -> None:
        super().__init__(code, message)
        self.basis = basis
