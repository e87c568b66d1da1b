"""Investigation 调查取证."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def investigate(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    records: tuple[str, ...],
    facts: dict[str, Any] | None = None,
    device_certificate_valid: bool | None = None,
    crime_check: str | None = None,
    place: str | None = None,
    began_at: str | None = None,
    ended_at: str | None = None,
    identity_shown: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record an investigation by at least two certified officers.

    Args:
        records: kinds of records made, such as scene_record.
        facts: facts established, by fact key.
        device_certificate_valid: whether the measuring device was verified on that day.
        crime_check: the answer to whether a crime is suspected.
        place: where.
        began_at: instant at which it began.
        ended_at: instant at which it ended.
        identity_shown: how it was recorded that certificates were shown, a key of ``IDENTITY_WAYS``.
        exhibits: exhibits of this case; the act keeps their hashes.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:42p1, APL:54p1, APL:55
    """
    return do_act(
        case_id=case_id,
        kind="investigated",
        by=by,
        at=at,
        payload=given(
            records=list(records),
            facts=facts,
            device_certificate_valid=device_certificate_valid,
            crime_check=crime_check,
            place=place,
            began_at=began_at,
            ended_at=ended_at,
            identity_shown=identity_shown,
            exhibits=named(case_id, exhibits),
        ),
        **more,
    )
