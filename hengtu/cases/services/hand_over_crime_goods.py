"""Handing over goods 移交涉案物品和材料."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hand_over_crime_goods(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    items: tuple[str, ...],
    party_notified: bool,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand goods and papers to the police and tell the party in writing.

    Args:
        items: what is handed over.
        party_notified: whether the party was told in writing.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:12, ACL:21
    """
    return do_act(
        case_id=case_id,
        kind="crime_goods_handed_over",
        by=by,
        at=at,
        payload=given(
            items=list(items),
            party_notified=party_notified,
        ),
        **more,
    )
