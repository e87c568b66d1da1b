"""An entry of the custody log 记录涉案财物保管情况."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def note_property(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    things: tuple[str, ...],
    what: str,
    place: str | None = None,
    to: str | None = None,
    purpose: str | None = None,
    back_by: str | None = None,
    condition: str | None = None,
    reason: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Note what was done with things in custody: moved, opened, photographed, lent, back, missing, found.

    Args:
        things: ids of the things; see ``law.procedure.things``.
        what: a key of ``law.procedure.property.NOTES``.
        place: where it is now.
        to: to whom it is lent, as a testing body.
        purpose: what for.
        back_by: day (ISO) on which it is to be back.
        condition: the state it is in.
        reason: why; who allowed it.
        exhibits: photographs of this case; the act keeps their hashes.

    Raises: ActRefused, StreamMoved; ExhibitOfAnotherCase.
    Source: ACL:26p1
    """
    return do_act(
        case_id=case_id,
        kind="property_noted",
        by=by,
        at=at,
        payload=given(
            things=list(things),
            what=what,
            place=place,
            to=to,
            purpose=purpose,
            back_by=back_by,
            condition=condition,
            reason=reason,
            exhibits=named(case_id, exhibits),
        ),
        **more,
    )
