"""Correction reported 报告改正情况: an act of the party's own, from its door or taken down by an officer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def report_correction(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    words: str,
    party: str | None = None,
    done_on: str | None = None,
    mode: str | None = None,
    agent: dict[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take in the party's word that the violation is corrected; officers verify it.

    Args:
        words: what was corrected and how, as the party says it.
        party: uid of the party who reports. done_on: civil day (ISO) on which it was done.
        mode: ORAL, WRITTEN or ONLINE.
        agent: ``{"name", "relation", "authorisation"}`` of who speaks for the party.
        exhibits: what the party offers as proof.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:28p1
    """
    payload = given(
        words=words, party=party, done_on=done_on, mode=mode, agent=agent, exhibits=titled(case_id, exhibits)
    )
    return do_act(case_id=case_id, kind="correction_reported", by=by, at=at, payload=payload, **more)
