"""An error for people: a stable code for programs, and a sentence that says what is wrong and what to do next."""

from __future__ import annotations


class CodedError(ValueError):
    """Base of the refusals of services and parsers; tests and pages go by ``code``."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)
