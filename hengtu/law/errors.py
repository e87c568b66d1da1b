"""What the law answers when a question cannot be answered: code, Chinese sentence, article."""

from __future__ import annotations

from collections.abc import Iterable


class LawError(ValueError):
    """A question that cannot be answered as put. ``code`` is stable, ``message`` says what, why and what next."""

    def __init__(self, code: str, message: str, basis: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code, self.message, self.basis = code, message, basis

    def as_json(self) -> dict[str, object]:
        """Return the shape fixed by the contract: error, message, basis."""
        return {"error": self.code, "message": self.message, "basis": list(self.basis)}


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the most similar known words, or nothing."""
    from difflib import get_close_matches  # only needed to explain a mistake; keeps cold starts short

    close = get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"是不是 {'、'.join(close)}？" if close else ""
