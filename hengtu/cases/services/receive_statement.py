"""Statement received 提交陈述申辩: an act of the party's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def receive_statement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    points: tuple[dict[str, Any], ...] = (),
    statement: str = "",
    mode: str = "ONLINE",
    agent: dict[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    wants_hearing: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take in what the party says; it is answered later, point by point, by ``hear_statement``.

    Args:
        points: ``{"no", "point"}`` each, in the party's own words and order; ``new_evidence`` lists uids of exhibits.
        statement: the whole in one text, where it came so.
        mode: ORAL, WRITTEN or ONLINE.
        agent: ``{"name", "relation", "authorisation"}`` of who speaks for the party; the last is the exhibit's uid.
        exhibits: what the party offers as evidence.
        wants_hearing: the party asks for a hearing after its time; the agency may still grant one.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:45p1
    """

    return do_act(
        case_id=case_id,
        kind="statement_received",
        by=by,
        at=at,
        payload=given(
            mode=mode, points=[dict(point) for point in points], statement=statement, agent=agent,
            wants_hearing=wants_hearing, exhibits=titled(case_id, exhibits),
        ),
        **more,
    )  # fmt: skip
