"""The party hands in a statement: its points become an act of its own, its files exhibits of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.cases.services.receive_statement import receive_statement
from hengtu.evidence.models import Exhibit, Upload
from hengtu.evidence.services.receive_upload import discard_upload
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import agent_in, the_side
from hengtu.portal.services.files import take_files


@dataclass(frozen=True)
class Point:
    """One point as it was typed, with the files that go with it."""

    no: int
    words: str
    files: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Said:
    """A statement as it was typed. ``mandate`` is the file with the agent's authorisation."""

    points: tuple[Point, ...]
    agent_name: str = ""
    agent_relation: str = ""
    mandate: Upload | None = None
    wants_hearing: bool = False
    files: tuple[Upload, ...] = field(default=())


def say(*, room: Room, said: Said, at: datetime, key: UUID) -> StoredAct:
    """Hand in a statement with its evidence, all of it or nothing; the same ``key`` again returns the first act.

    Raises: FilesRefused, cases.ActRefused, ledger.StreamMoved.
    Source: APL:45p1
    """
    done = next((act for act in acts_of_stream(room.case.pk) if act.key == str(key)), None)
    if done is not None:
        return done
    with transaction.atomic():
        taken = take_files(room, _purposes(said), at)
        act = receive_statement(
            case_id=room.case.pk,
            by=the_side(room),
            at=at,
            points=tuple(_point(point, taken) for point in said.points),
            mode="ONLINE",
            agent=agent_in(room) or _agent(said, taken),
            exhibits=tuple(taken.values()),
            wants_hearing=said.wants_hearing or None,
            key=str(key),
        )
    for upload in _uploads(said):
        discard_upload(upload)
    return act


def _purposes(said: Said) -> list[tuple[Upload, str]]:
    pairs = [(upload, f"当事人第{point.no}条意见") for point in said.points for upload in point.files]
    pairs += [(upload, "当事人的意见") for upload in said.files]
    return [*pairs, *([(said.mandate, "代理人的授权")] if said.mandate else [])]


def _uploads(said: Said) -> list[Upload]:
    return [upload for upload, _ in _purposes(said)]


def _point(point: Point, taken: Mapping[UUID, Exhibit]) -> dict[str, Any]:
    evidence = [str(taken[upload.pk].uid) for upload in point.files if upload.pk in taken]
    return {"no": point.no, "point": point.words, **({"new_evidence": evidence} if evidence else {})}


def _agent(said: Said, taken: Mapping[UUID, Exhibit]) -> dict[str, Any] | None:
    if not said.agent_name:
        return None
    mandate = taken.get(said.mandate.pk) if said.mandate else None
    return {
        "name": said.agent_name,
        "relation": said.agent_relation,
        "authorisation": str(mandate.uid) if mandate else "",
    }
