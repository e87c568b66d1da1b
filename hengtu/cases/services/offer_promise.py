"""Telling a party that it may promise to correct 告知承诺."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from django.db import transaction

from hengtu.cases.participants import Participant
from hengtu.cases.party_records import lock_party, party_of, promise_entries
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure import day_of
from hengtu.law.promises import promise_list
from hengtu.ledger.values import StoredAct


def offer_promise(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    what: str,
    facts: dict[str, Any] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Tell the party what it may promise. The act keeps the list and the party's earlier promises as they were seen.

    Args:
        what: what is to be corrected.
        facts: facts found, by fact key.

    Raises: ActRefused, LateReasonMissing, StreamMoved, EnforcementCase.DoesNotExist; LawError for an unknown place.
    Source: APL:33p1
    """
    with transaction.atomic():
        case, identity = party_of(case_id)
        lock_party(identity)
        rule = promise_list(jurisdiction=case.jurisdiction, violation=case.violation, on=day_of(at))
        payload = given(what=what, list=rule.id if rule else None, facts=facts, earlier=promise_entries(case, identity))
        payload["identified"] = identity.has_number
        return do_act(case_id=case_id, kind="promise_offered", by=by, at=at, payload=payload, **more)
