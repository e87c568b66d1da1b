"""Correction verified 核查改正情况."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def verify_correction(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    result: str,
    found: str,
    how: str = "on_site",
    done_on: str | None = None,
    follow_up_on: str | None = None,
    proof: str | None = None,
    facts: dict[str, Any] | None = None,
    exhibits: Sequence[Exhibit] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record whether the violation is corrected, how that was found out, and when somebody looks again if not.

    Args:
        result: ``done``, ``not_done`` or ``follow_up``. found: what was seen.
        how: ``on_site``, ``papers`` or ``records``.
        done_on: civil day (ISO) on which it was corrected. follow_up_on: civil day of the next look.
        proof: names of papers that prove it. facts: facts of the case that it established, before the decision.
        exhibits: exhibits of this case that prove it.

    Raises: ActRefused, LateReasonMissing, StreamMoved, ExhibitOfAnotherCase.
    Source: APL:28p1
    """
    payload = given(
        result=result, found=found, how=how, done_on=done_on, follow_up_on=follow_up_on, proof=proof, facts=facts,
        exhibits=named(case_id, exhibits),
    )  # fmt: skip
    return do_act(case_id=case_id, kind="correction_verified", by=by, at=at, payload=payload, **more)
