"""Credit repair applied for 申请信用修复: an act of the party's own, from its door or taken down by an officer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.law.procedure.credit_repair import PROMISE
from hengtu.ledger.values import StoredAct


def apply_for_credit_repair(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    words: str,
    promised: bool | None = None,
    party: str | None = None,
    mode: str | None = None,
    agent: dict[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take in the application; the agency proves what was performed, the credit platform decides.

    Args:
        words: what was performed and corrected, as the party says it.
        promised: the party has read the promise and makes it; its words are kept with the act.
        party: uid of the party whose record it is. mode: ORAL, WRITTEN or ONLINE.
        agent: ``{"name", "relation", "authorisation"}`` of who acts for the party.
        exhibits: what the party hands in.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    """
    payload = given(
        words=words, promise=PROMISE if promised else None, party=party, mode=mode, agent=agent,
        exhibits=titled(case_id, exhibits),
    )  # fmt: skip
    return do_act(case_id=case_id, kind="credit_repair_applied", by=by, at=at, payload=payload, **more)
