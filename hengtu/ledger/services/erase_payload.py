"""Erase the content of an act lawfully; chain, commitments and proofs stay whole."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from hengtu.ledger.erasure import ERASED, ERASURE_STREAM
from hengtu.ledger.errors import ErasureRefused
from hengtu.ledger.models import Act, Payload, Stream, Tombstone
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.values import ActorRef, NewAct, StoredAct


def erase_payload(
    act: UUID, *, reason: str, basis: str, by: tuple[ActorRef, ...], in_name_of: str, at: datetime
) -> StoredAct:
    """Erase payload, notes and party names of an act, and leave a tombstone.

    The erasure is itself an act, in a chain of its own for each agency; it names the erased act, the reason and
    the article, and concerns the chain of the erased act. The salt goes too, so that nothing can be guessed from
    the commitment.

    Args:
        act: uid of the act whose content goes.
        reason: why, in words.
        basis: the article that demands or allows it, as a citation id.
        by: who erases.
        in_name_of: code of the legal subject.
        at: aware instant.
    Returns: the act of erasure.
    Raises: ErasureRefused with ``erasure_without_reason``, ``act_unknown``, ``already_erased`` or ``erasure_is_kept``.
    """
    if not reason.strip() or not basis.strip():
        raise ErasureRefused("erasure_without_reason", "删除行为内容须写明理由和法律依据，没有删除。请补充后重新提交。")
    with transaction.atomic():
        target = _target(act)
        stream = _stream_of_erasures(in_name_of)
        erasure = append_act(
            stream.uid,
            NewAct(
                kind=ERASED,
                occurred_at=at,
                recorded_at=at,
                by=by,
                in_name_of=in_name_of,
                payload={"act": act.hex, "reason": reason, "basis": basis},
                concerns=(target.stream_id,),
            ),
            expected_seq=stream.head_seq,
        )
        Tombstone.objects.create(act=target, erased_by_id=erasure.id)
        Payload.objects.filter(act=target).update(body=None, salt=None)
    return erasure


def _target(uid: UUID) -> Act:
    act = Act.objects.select_related("payload").filter(uid=uid).first()
    if act is None:
        raise ErasureRefused("act_unknown", f"台账中没有编号为 {uid} 的行为，没有删除。请核对行为编号。")
    if act.kind == ERASED:
        raise ErasureRefused("erasure_is_kept", "删除记录本身须永久保存，不能删除。")
    if act.payload.body is None:
        raise ErasureRefused("already_erased", "该行为的内容此前已依法删除，无需再次删除。")
    return act


def _stream_of_erasures(in_name_of: str) -> Stream:
    """Return the agency's chain of erasures, locked until the transaction ends."""
    uid = uuid5(ERASURE_STREAM, in_name_of)
    Stream.objects.get_or_create(uid=uid, defaults={"kind": "erasures", "name": f"内容删除记录 {in_name_of}"[:200]})
    return Stream.objects.select_for_update().get(uid=uid)
