"""Disposing of seized property 处理查封扣押的财物."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def dispose_of_property(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    how: str,
    basis: str | None = None,
    photographed: bool | None = None,
    proceeds_yuan: float | None = None,
    party_notified: bool | None = None,
    of_measure: str | None = None,
    things: tuple[str, ...] = (),
    to_be_sold: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Confiscate, destroy, set off, sell what perishes, or hand over with the criminal case.

    Args:
        how: confiscated, destroyed, set_off, sold_perishable, handed_to_police, unclaimed or lost.
        basis: the decision it rests on.
        photographed: whether perishable goods were photographed before.
        proceeds_yuan: what the sale brought, in yuan.
        party_notified: whether the party was told in writing.
        of_measure: which measure (uid of the act that opened it), where several are in force.
        things: ids of the things it is about; none means the whole list.
        to_be_sold: whether it is going to be auctioned.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:21, ACL:27, ACL:28p2
    """
    return do_act(
        case_id=case_id,
        kind="property_disposed",
        by=by,
        at=at,
        payload=given(
            how=how,
            basis=basis,
            photographed=photographed,
            proceeds_yuan=proceeds_yuan,
            party_notified=party_notified,
            of_measure=of_measure,
            things=list(things),
            to_be_sold=to_be_sold,
        ),
        **more,
    )
