"""What the law answers when an act is not in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """How grave a defect is, and with that what happens to the act."""

    VOID = "void"  # the act would be void or unlawful: refused
    CURABLE = "curable"  # something is missing: refused until supplied
    LATE = "late"  # a limit has passed: allowed with a reason and higher approval; leaves an alarm


@dataclass(frozen=True)
class Objection:
    """One reason why an act is not in order: what, why (article) and what to do next.

    ``basis`` holds citation ids as in ``APL:64i1``; ``earliest_on`` is the first day on which waiting alone cures it.
    """

    code: str
    severity: Severity
    message: str
    basis: tuple[str, ...]
    remedy: str
    earliest_on: date | None = None

    @property
    def refuses(self) -> bool:
        """Whether the act may not be done as it stands."""
        return self.severity is not Severity.LATE

    def as_json(self) -> dict[str, object]:
        """Return the shape fixed by the contract: code, severity, message, basis, remedy."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "basis": list(self.basis),
            "remedy": self.remedy,
        }


def void(code: str, message: str, basis: tuple[str, ...], remedy: str, earliest_on: date | None = None) -> Objection:
    """The act would be void or unlawful."""
    return Objection(code, Severity.VOID, message, basis, remedy, earliest_on)


def curable(code: str, message: str, basis: tuple[str, ...], remedy: str) -> Objection:
    """Something is missing and can be supplied."""
    return Objection(code, Severity.CURABLE, message, basis, remedy)


def late(code: str, message: str, basis: tuple[str, ...], remedy: str) -> Objection:
    """A limit has passed; the act may still be done, openly."""
    return Objection(code, Severity.LATE, message, basis, remedy)
