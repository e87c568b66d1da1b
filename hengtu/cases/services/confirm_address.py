"""The party confirms where it may be reached 确认送达地址."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID, uuid4

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, Context, do_act, given
from hengtu.ledger.values import StoredAct
from hengtu.subjects.services.register_contact import register_contact


def confirm_address(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    electronic: bool | None,
    consent_signed: bool | None = None,
    medium: str | None = None,
    account: str | None = None,
    mail_address: str | None = None,
    recipient: str | None = None,
    excluded: tuple[str, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record where papers may be sent, and whether electronically. Numbers and addresses are kept encrypted apart.

    Args:
        electronic: the party agrees to electronic service. consent_signed: it has signed the confirmation.
        medium: id of ``subjects.Medium``. account: number or account; mail_address: for mail; recipient: who gets it.
        excluded: papers not to be sent electronically, ids of ``law.procedure.service_documents``.

    Raises: ActRefused, StreamMoved.
    Source: APL:61p2, MOT:18i3
    """
    given_any = bool(account or mail_address)
    contact = uuid4() if given_any and (account or not electronic) else None
    party = next((person.id for person in by if person.fixed_role == "party"), "")

    def keep(context: Context) -> dict[str, Any]:
        """Write the encrypted row in the transaction of the act that names it."""
        if contact is not None:
            register_contact(
                uid=contact,
                party_uid=party,
                agency=context.agency,
                medium=medium or "",
                account=account or "",
                mail_address=mail_address or "",
                recipient=recipient or "",
                at=at,
            )
        return {}

    payload = given(
        electronic=electronic,
        consent_signed=consent_signed,
        medium=medium if account else None,
        contact=str(contact) if contact else None,
        excluded=list(excluded),
    )
    return do_act(case_id=case_id, kind="address_confirmed", by=by, at=at, payload=payload, prepare=keep, **more)
