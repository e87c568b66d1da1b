"""Refusals of this room."""

from __future__ import annotations


class ExhibitRefused(Exception):
    """A piece of evidence was not taken in; ``code`` is stable, the sentence says what, why and what next."""

    def __init__(self, code: str, message: str, basis: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.basis = basis
