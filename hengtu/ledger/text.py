"""The canonical text of an act: composed once, stored, hashed, and never written again. No database here.

    hash       = SM3(hash of the act before ‖ canonical)
    commitment = SM3(salt ‖ body)

The text is one JSON object whose first members stand in a fixed order, so that a verifier can compare the columns of
the table with the text by its beginning, without parsing a million JSON texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hengtu.ledger.errors import ActMalformed
from hengtu.ledger.values import ActorRef, NewAct, StoredAct
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex

NO_HASH = "0" * 64
SALT_BYTES = 16
_KIND = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_NAME = re.compile(r"[^\"\\\x00-\x1f\ud800-\udfff]{1,64}")
_ORIGINS = frozenset({"LIVE", "OFFLINE", "BACKFILLED", "IMPORTED", "RECEIVED"})


def instant(at: datetime) -> str:
    """Return an instant as it stands in the text: UTC, microseconds, offset."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def head_of_text(
    uid: str, stream: str, seq: int, kind: str, occurred_at: str, recorded_at: str, origin: str, in_name_of: str,
    prev: str, commitment: str,
) -> str:  # fmt: skip
    """Return the beginning of a canonical text; uids as 32 hex digits. None of the values needs escaping."""
    return (
        f'{{"act":"{uid}","stream":"{stream}","seq":{seq},"kind":"{kind}","occurred_at":"{occurred_at}",'
        f'"recorded_at":"{recorded_at}","origin":"{origin}","in_name_of":"{in_name_of}","prev":"{prev}",'
        f'"commitment":"{commitment}",'
    )


def text_of(act: NewAct, *, uid: UUID, stream: UUID, seq: int, prev: str, commitment: str) -> str:
    """Return the canonical text of an act."""
    rest = {
        "by": [_actor(actor) for actor in act.by],
        "concerns": sorted(other.hex for other in act.concerns),
        "key": act.key,
        "rules": dict(act.rules),
    }
    head = head_of_text(
        uid.hex, stream.hex, seq, act.kind, instant(act.occurred_at), instant(act.recorded_at), act.origin,
        act.in_name_of, prev, commitment,
    )  # fmt: skip
    return head + canonical(rest)[1:]


def body_of(act: NewAct) -> str:
    """Return what lies apart and can be erased: payload, notes, and the names of parties."""
    names = {actor.id: actor.name for actor in act.by if actor.kind == "PARTY"}
    return canonical({"names": names, "notes": dict(act.notes), "payload": dict(act.payload)})


def commitment_of(salt: bytes, body: str) -> str:
    """Return the salted commitment to a body."""
    return sm3_hex(salt + body.encode())


def hash_of(prev: str, text: str) -> str:
    """Return the hash of an act over the hash of the act before it."""
    return sm3_hex((prev + text).encode())


def check(act: NewAct) -> None:
    """Refuse an act that cannot be written. Raises: ActMalformed."""
    if not _KIND.fullmatch(act.kind):
        raise ActMalformed("act_kind_malformed", f"行为种类“{act.kind}”不合格式，没有写入。请使用行为目录中的种类。")
    if not _NAME.fullmatch(act.in_name_of):
        raise ActMalformed("act_without_subject", "没有写明以哪个执法主体的名义作出，没有写入。请选择执法主体。")
    if act.origin not in _ORIGINS:
        raise ActMalformed("act_origin_unknown", f"行为来源“{act.origin}”不在目录中，没有写入。")
    if not act.by:
        raise ActMalformed("act_without_actor", "没有写明由谁作出，没有写入。请补充承办人、当事人或者系统。")
    if act.occurred_at.tzinfo is None or act.recorded_at.tzinfo is None:
        raise ActMalformed("act_time_without_zone", "行为时间没有时区，没有写入。请使用带时区的时间。")


def read(row_id: int, text: str, body: str | None, digest: str) -> StoredAct:
    """Return the act that a stored text and body stand for."""
    act: dict[str, Any] = json.loads(text)
    apart: dict[str, Any] = {} if body is None else json.loads(body)
    return StoredAct(
        id=row_id,
        uid=UUID(act["act"]),
        stream=UUID(act["stream"]),
        seq=act["seq"],
        kind=act["kind"],
        occurred_at=datetime.fromisoformat(act["occurred_at"]),
        recorded_at=datetime.fromisoformat(act["recorded_at"]),
        origin=act["origin"],
        by=tuple(_actor_ref(actor, apart.get("names", {})) for actor in act["by"]),
        in_name_of=act["in_name_of"],
        rules=act["rules"],
        payload=apart.get("payload"),
        hash=digest,
        concerns=tuple(UUID(other) for other in act["concerns"]),
        key=act["key"],
        notes=apart.get("notes", {}),
    )


def _actor(actor: ActorRef) -> dict[str, Any]:
    written: dict[str, Any] = {"id": actor.id, "kind": actor.kind}
    if actor.kind != "PARTY":
        written["name"] = actor.name
    if actor.roles:
        written["roles"] = list(actor.roles)
    if actor.certificate_valid is not None:
        written["certificate_valid"] = actor.certificate_valid
    return written


def _actor_ref(written: Mapping[str, Any], names: Mapping[str, str]) -> ActorRef:
    return ActorRef(
        kind=written["kind"],
        id=written["id"],
        name=written.get("name") or names.get(written["id"], ""),
        roles=tuple(written.get("roles", ())),
        certificate_valid=written.get("certificate_valid"),
    )
