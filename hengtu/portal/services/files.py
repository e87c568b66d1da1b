"""Files that a party hands in with what it writes: exhibits of the case, under the checks of any evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from hengtu.evidence.models import Exhibit, ExhibitKind, Upload
from hengtu.evidence.services.receive_upload import path_of
from hengtu.evidence.services.take_in import Outcome, Sheet, take_in
from hengtu.portal.selectors.room import Room

PLACE = "当事人网上提交"


class FilesRefused(Exception):
    """Some files cannot be taken; nothing was handed in, ``outcomes`` says why, file by file."""

    def __init__(self, outcomes: Sequence[tuple[Upload, Outcome]]) -> None:
        super().__init__("有文件没有收。")
        self.outcomes = tuple(outcomes)


def take_files(room: Room, files: Iterable[tuple[Upload, str]], at: datetime) -> dict[UUID, Exhibit]:
    """Make exhibits of uploads, each with what it is to prove; one that is refused refuses the whole.

    Returns the exhibits by the key of their upload. Raises: FilesRefused.
    """
    found: dict[UUID, Exhibit] = {}
    refused: list[tuple[Upload, Outcome]] = []
    for upload, purpose in files:
        (outcome,) = take_in(
            stream=room.case.pk,
            files=[(upload.filename, path_of(upload))],
            sheet=_sheet(room, upload, purpose, at),
            at=at,
        )
        if outcome.exhibit is not None:
            found[upload.pk] = outcome.exhibit
        elif not outcome.is_settled:
            refused.append((upload, outcome))
    if refused:
        raise FilesRefused(refused)
    return found


def _sheet(room: Room, upload: Upload, purpose: str, at: datetime) -> Sheet:
    name = room.party.name if room.party else "当事人"
    return Sheet(
        kind=ExhibitKind.DOCUMENTARY,
        title=f"{name}提交：{upload.filename}"[:200],
        proof_purpose=purpose,
        collected_at=at,
        place=PLACE,
        collectors=[{"id": room.door.party_uid, "name": name, "certificate": ""}],
        source=PLACE,
        keep_reason="当事人提交的材料，原样收下",  # a blurred one is for officers to weigh
    )
