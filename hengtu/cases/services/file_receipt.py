"""The signed slip comes back and is filed 收回送达回证."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def file_receipt(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    act: str,
    signed: bool | None = None,
    signed_on: str | None = None,
    signed_by: str | None = None,
    refusal_note: str | None = None,
    tracking_no: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """File the slip of a service.

    Args:
        act: uid of the act of service. signed, signed_on, signed_by: as the slip has them.
        refusal_note: refusal with the witness. tracking_no: number of the mail. exhibits: the scanned slip.

    Raises: ActRefused, StreamMoved.
    Source: CPL:87
    """
    payload: dict[str, Any] = given(
        act=act,
        signed=signed,
        signed_on=signed_on,
        signed_by=signed_by,
        refusal_note=refusal_note,
        tracking_no=tracking_no,
        exhibits=named(case_id, exhibits),
    )
    return do_act(case_id=case_id, kind="receipt_filed", by=by, at=at, payload=payload, **more)
