"""Which acts are steps in the field, and what their record says: who, when, where, with which device."""

from __future__ import annotations

from datetime import datetime

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import CIVIL_TIME

# Done by officers before the eyes of a party or at a place; what is done at a desk has its record in the act itself.
FIELD_KINDS = frozenset(
    {"identity_shown", "spot_evidence_collected", "spot_told", "spot_decided", "investigated", "evidence_registered",
     "sample_taken", "correction_ordered", "measure_taken", "urgent_measure_taken", "measure_lifted", "notice_served",
     "decision_served", "hearing_notice_served", "reminder_served", "hearing_held", "enforcement_carried_out",
     "substitute_performed", "cleared_at_once"}
)  # fmt: skip
# Those whose act has an entry for the place.
PLACED_KINDS = frozenset({"identity_shown", "investigated", "evidence_registered", "sample_taken"})


def span_of(act: LegalAct) -> tuple[datetime, datetime]:
    """Return when a step began and ended; a step of which only a moment is known begins and ends there.

    ``began_at`` and ``ended_at`` of the payload count, civil time where they carry no offset; an end before its
    beginning is not believed.
    """
    began, ended = _instant(act.payload.get("began_at")), _instant(act.payload.get("ended_at"))
    start = began or act.occurred_at
    end = ended or max(start, act.occurred_at)
    return (start, end) if end >= start else (act.occurred_at, act.occurred_at)


def place_of(act: LegalAct) -> str:
    """Return where a step was done, as its act says."""
    return str(act.payload.get("place") or "").strip()


def _instant(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text or ""))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=CIVIL_TIME)
