"""One thing the pre-check found in a file: what, why, what to do, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hengtu.law.objections import Objection, Severity
from hengtu.law.procedure.precheck_questions import question_of, veto_of


class Gravity(StrEnum):
    """How much a finding weighs: it fails the whole file, it must be mended, it is to be known."""

    VETO = "veto"
    SERIOUS = "serious"
    NOTE = "note"


ORDER = (Gravity.VETO, Gravity.SERIOUS, Gravity.NOTE)


@dataclass(frozen=True)
class Finding:
    """One finding. ``act`` counts the acts of the file from 1, 0 where the whole file is meant; ``kind`` is that act's.

    ``message``, ``basis`` (citation ids) and ``remedy`` say what, why and what to do. ``question`` is the key of the
    legal review's question, ``veto`` the code of the file review, empty where it hits none. ``about`` names the element
    (``<matter>/<element>``), the exhibit or the deadline meant.
    """

    code: str
    gravity: Gravity
    message: str
    basis: tuple[str, ...]
    remedy: str
    act: int = 0
    kind: str = ""
    about: str = ""

    @property
    def question(self) -> str:
        return question_of(self.code)

    @property
    def veto(self) -> str:
        return veto_of(self.code)

    def as_json(self) -> dict[str, object]:
        """Return the finding as ``hengtu law precheck`` prints it."""
        return {
            "code": self.code,
            "severity": self.gravity.value,
            "veto": self.veto,
            "question": self.question,
            "act": self.act,
            "kind": self.kind,
            "about": self.about,
            "message": self.message,
            "basis": list(self.basis),
            "remedy": self.remedy,
        }


def from_objection(objection: Objection, act: int, kind: str) -> Finding:
    """Read an objection of the law as a finding: a veto where the list has one, else as grave as the objection."""
    gravity = Gravity.NOTE if objection.severity is Severity.LATE else Gravity.SERIOUS
    if veto_of(objection.code):
        gravity = Gravity.VETO
    return Finding(objection.code, gravity, objection.message, objection.basis, objection.remedy, act, kind)
