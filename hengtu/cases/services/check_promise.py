"""Checking whether a promise was kept 核查承诺."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.law.promises import KEPT, RESULTS
from hengtu.ledger.values import StoredAct


def check_promise(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    result: str,
    found: str,
    proof: str | None = None,
    exhibits: Sequence[Exhibit] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what the check found; whether the violation is corrected becomes a fact of the case.

    Args:
        result: ``kept`` or ``broken``. found: what was seen. proof: names of records that prove it.
        exhibits: exhibits of this case that prove it.

    Raises: ActRefused, LateReasonMissing, StreamMoved, ExhibitOfAnotherCase.
    Source: APL:33p1
    """
    facts = {"corrected_promptly": result == KEPT} if result in RESULTS else None
    payload = given(result=result, found=found, proof=proof, facts=facts, exhibits=named(case_id, exhibits))
    return do_act(case_id=case_id, kind="promise_checked", by=by, at=at, payload=payload, **more)
