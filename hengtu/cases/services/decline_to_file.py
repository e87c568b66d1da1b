"""Not opening a case 不予立案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.party_records import lenient_entries, party_of, past_entries
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure import day_of
from hengtu.ledger.values import StoredAct


def decline_to_file(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    ground: str | None = None,
    is_first: bool | None = None,
    slight_harm: bool | None = None,
    corrected: bool | None = None,
    ground_evidence: str | None = None,
    education: str | None = None,
    correction: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Decide not to open a case; the lead ends here, with its reason. Out of leniency only on a ground.

    Args:
        reason: why: no violation, no jurisdiction, time-barred, or the ground in words.
        ground: a key of ``guards.leniency.ways_of_a_lead``, where the party goes unpunished out of leniency.
        is_first, slight_harm, corrected: the three conditions of the first-offence rule, each answered.
        ground_evidence: what proves the ground. education: how the party was educated.
        correction: whether and how the violation was corrected.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:33, APL:54p2, MOT:62
    """
    payload = given(
        reason=reason,
        ground=ground,
        is_first=is_first,
        slight_harm=slight_harm,
        corrected=corrected,
        ground_evidence=ground_evidence,
        education=education,
        correction=correction,
        **(_record(case_id, at) if ground else {}),
    )
    return do_act(case_id=case_id, kind="not_filed", by=by, at=at, payload=payload, **more)


def _record(case_id: UUID, at: datetime) -> dict[str, list[dict[str, str]]]:
    """What is on record about the party, as it was seen when the lead ended."""
    case, identity = party_of(case_id)
    before = lenient_entries(case, identity, before=day_of(at))
    return {"past": past_entries(case, identity), "lenient_before": before}
