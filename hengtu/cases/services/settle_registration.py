"""Settling registered evidence 处理登记保存的证据."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def settle_registration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    how: str,
    note: str | None = None,
    of_registration: str | None = None,
    things: tuple[str, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Release registered evidence or turn it into something the law allows, within seven working days.

    Args:
        how: returned, recorded, tested, seized, confiscated or handed_over.
        note: what was done with it.
        of_registration: which list (uid of the act), where several are open.
        things: ids of the things it is about; none means the whole list.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:56, APL:85
    """
    return do_act(
        case_id=case_id,
        kind="registration_settled",
        by=by,
        at=at,
        payload=given(
            how=how,
            note=note,
            of_registration=of_registration,
            things=list(things),
        ),
        **more,
    )
