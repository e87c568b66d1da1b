"""Notice of the hearing 听证通知书."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.cases.services.service_proof import proved_by
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def serve_hearing_notice(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    hearing_on: str,
    place: str = "",
    hearing_at: str | None = None,
    is_public: bool | None = None,
    closed_because: str | None = None,
    member: str | None = None,
    agents: tuple[str, ...] = (),
    invited: tuple[str, ...] = (),
    notes: str | None = None,
    served: str | None = None,
    received_on: str | None = None,
    consent_signed: bool | None = None,
    refusal_note: str | None = None,
    substitute: str | None = None,
    announced_because: str | None = None,
    proof: Mapping[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Tell the party time and place of the hearing.

    Args:
        hearing_on: civil date of the hearing.
        place: where it is held.
        hearing_at: instant at which the hearing begins, on the day of hearing_on.
        is_public: whether it is held in public. closed_because: state_secret, trade_secret or privacy.
        member: a third person who hears with the host. agents: of the party, told as well, at most two.
        invited: witnesses, experts and officers told to come, one a line. notes: printed on the notice.
        served: method of service; the other entries as for the decision.
        proof: what else proves it; see ``service_proof``.
        exhibits: photos, film, slips.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64i2
    """
    return do_act(
        case_id=case_id,
        kind="hearing_notice_served",
        by=by,
        at=at,
        payload={
            **given(
                hearing_on=hearing_on,
                place=place,
                hearing_at=hearing_at,
                is_public=is_public,
                closed_because=closed_because,
                member=member,
                agents=list(agents),
                invited=list(invited),
                notes=notes,
                served=served,
                received_on=received_on,
                consent_signed=consent_signed,
                refusal_note=refusal_note,
                substitute=substitute,
                announced_because=announced_because,
            ),
            **proved_by(proof, case_id, exhibits),
        },
        **more,
    )
