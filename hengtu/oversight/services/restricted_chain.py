"""A chain that proves what was done about restricted leads without saying it: salted hashes, never the words."""

from __future__ import annotations

import os
import uuid
from datetime import datetime

from hengtu.agencies.models import Account, Agency
from hengtu.ledger.models import Stream
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.values import ActorRef, NewAct, StoredAct
from hengtu.lib.sm3 import sm3_hex

STREAM_KIND = "restricted"
_NAMESPACE = uuid.UUID("6f0d7f0e-6c6a-5d1a-9c27-6b5d3c1f6a10")
SALT_BYTES = 16


def append_restricted(
    agency: Agency, lead: uuid.UUID, step: str, content: str, by: Account, at: datetime, area: str = "discipline"
) -> StoredAct:
    """Append one step; the caller holds the transaction. The salt keeps a short text from being guessed.

    ``area`` heads the kind of act: ``discipline`` or ``accountability``.
    """
    salt = os.urandom(SALT_BYTES).hex()
    act = NewAct(
        kind=f"{area}.{step}",
        occurred_at=at,
        recorded_at=at,
        by=(ActorRef("OFFICIAL", f"account:{by.username}", by.name),),
        in_name_of=agency.code,
        payload={"lead": str(lead), "salt": salt, "sm3": sm3_hex(f"{salt}\n{content}".encode())},
    )
    stream = _locked(agency)
    return append_act(stream.uid, act, expected_seq=stream.head_seq)


def _locked(agency: Agency) -> Stream:
    uid = uuid.uuid5(_NAMESPACE, agency.code)
    found = Stream.objects.select_for_update().filter(uid=uid).first()
    if found is None:
        Stream.objects.get_or_create(uid=uid, defaults={"kind": STREAM_KIND, "name": "受限线索"})
        found = Stream.objects.select_for_update().get(uid=uid)
    return found
