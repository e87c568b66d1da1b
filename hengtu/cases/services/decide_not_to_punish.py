"""Not punishing 不予行政处罚."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.party_records import lenient_entries, party_of
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure import day_of
from hengtu.ledger.values import StoredAct


def decide_not_to_punish(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    decided: dict[str, Any],
    education: str,
    list_item: str | None = None,
    ground: str | None = None,
    ground_evidence: str | None = None,
    guardian_duty: str | None = None,
    reasons: list[dict[str, Any]] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Decide not to punish, with the list item or the ground and the education given.

    Args:
        decided: kind none.
        education: how the party was educated.
        list_item: item of the published list.
        ground: ground of the statute.
        ground_evidence: what proves that ground.
        guardian_duty: what the guardian was told to do (a child, a person without capacity).
        reasons: the paragraphs of the reasons as they were accepted; without them the paper composes its own.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:33, APL:57p1
    """
    case, identity = party_of(case_id)
    return do_act(
        case_id=case_id,
        kind="not_punished",
        by=by,
        at=at,
        payload=given(
            decided=decided,
            education=education,
            list_item=list_item,
            ground=ground,
            ground_evidence=ground_evidence,
            guardian_duty=guardian_duty,
            reasons=reasons,
            lenient_before=lenient_entries(case, identity, before=day_of(at)),
        ),
        **more,
    )
