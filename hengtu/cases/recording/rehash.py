"""Originals read again every night in a rolling schedule; a damaged one raises an alarm that names what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.conf import settings

from hengtu.agencies.models import Agency
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.recording.alarms import close_alarm, raise_alarm
from hengtu.cases.recording.films import seen_of_recording
from hengtu.cases.words import kind_name
from hengtu.evidence.models import CheckRun, Destruction, Exhibit, OriginalCheck, Recording
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.situation import CIVIL_TIME, day_of
from hengtu.law.recording.settings import amount_of
from hengtu.ledger.jobs import enqueue
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.verification.files import check_file
from hengtu.lib.blobs import BlobStore

JOB = "rehash-originals"
NIGHT = time(2, 0)
DAMAGED = "original_damaged"
NEVER = datetime(1970, 1, 1, tzinfo=CIVIL_TIME)


@dataclass(frozen=True)
class Original:
    """One original in the store with the digest it must have."""

    kind: str
    uid: UUID
    key: str
    sm3: str
    size: int


def originals() -> Iterator[Original]:
    """Yield every original that must be there: exhibits, and recordings that were not destroyed."""
    columns = ("pk", "original_key", "sm3", "size")
    for row in Exhibit.objects.values_list(*columns).iterator(chunk_size=2000):
        yield Original("exhibits", *row)
    standing = Recording.objects.exclude(destructions__state=Destruction.APPROVED)
    for row in standing.values_list("pk", "sha256", "sm3", "size").iterator(chunk_size=2000):
        yield Original("recordings", *row)


def rehash(*, at: datetime, everything: bool = False) -> CheckRun:
    """Read the originals whose turn it is and keep what came out.

    So many each night that all are read within the days of the setting: those never read first, then the oldest.

    Args:
        everything: all of them now.
    """
    checked_at = {
        (kind, key): when for kind, key, when in OriginalCheck.objects.values_list("kind", "key", "checked_at")
    }
    waiting = sorted(originals(), key=lambda each: (checked_at.get((each.kind, each.key), NEVER), each.key))
    days = amount_of("rehash_within", "", day_of(at)).amount
    turn = waiting if everything else waiting[: -(-len(waiting) // days)]
    damaged = sum(_check(each, at) for each in turn)
    rest = [checked_at.get((each.kind, each.key)) for each in waiting[len(turn) :]]
    oldest = min((when for when in rest if when is not None), default=None)
    return CheckRun.objects.create(
        ran_at=at,
        originals=len(waiting),
        checked=len(turn),
        damaged=damaged,
        size=sum(each.size for each in turn),
        oldest_on=day_of(oldest) if oldest else None,
    )


def _check(original: Original, at: datetime) -> bool:
    """Read one, keep the result, raise or close its alarm; return whether it is damaged."""
    path = BlobStore(settings.BLOB_ROOT).path(original.key)
    broken = check_file(f"{original.kind}/{path.name}", "sm3", original.sm3, partial(_open, path))
    code, message = (broken.code, broken.message[:500]) if broken else ("", "")
    said = {"checked_at": at, "problem": code, "message": message}
    OriginalCheck.objects.update_or_create(kind=original.kind, key=original.key, defaults=said)
    about = f"{original.kind}/{original.uid}"
    if broken is None:
        close_alarm(DAMAGED, about, at=at)
        return False
    _alarm(original, about, broken.message, at)
    return True


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _alarm(original: Original, about: str, message: str, at: datetime) -> None:
    found = _exhibit(original.uid) if original.kind == "exhibits" else _recording(original.uid)
    agency, name, depends, url = found
    said = f"{name}的原件已损坏或者缺失。{message}"
    raise_alarm(DAMAGED, about, agency=agency, message=said, depends=depends, url=url, kind=MessageKind.ACT, at=at)


def _exhibit(uid: UUID) -> tuple[Agency, str, list[str], str]:
    """Whose it is, what it is called, what rests on it: the case, and the acts that name it."""
    exhibit = Exhibit.objects.get(pk=uid)
    case = EnforcementCase.objects.select_related("agency").get(pk=exhibit.stream_id)
    naming = [
        f"{kind_name(act.kind)}（{day_zh(day_of(act.occurred_at))}）"
        for act in acts_of_stream(case.pk)
        if str(uid) in {str(entry.get("uid")) for entry in (act.payload or {}).get("exhibits") or ()}
    ]
    name = f"证{exhibit.seq}“{exhibit.title}”"
    return (
        case.agency,
        f"{case.number or case.title}的{name}",
        [case.number or case.title, *naming],
        f"/exhibits/{uid}/",
    )


def _recording(uid: UUID) -> tuple[Agency, str, list[str], str]:
    """Whose it is, what it is called, what rests on it: the acts it shows."""
    recording = Recording.objects.select_related("agency", "officer").get(pk=uid)
    steps = seen_of_recording(recording).steps_of_film.get(recording.pk, ())
    depends = [f"{step.case.number or step.case.title}：{kind_name(step.kind)}" for step in steps]
    return recording.agency, f"执法音像{recording}", depends, f"/recordings/{uid}/"


def rehash_job(payload: Mapping[str, Any]) -> None:
    """Check this night's share and ask for tomorrow's. ``payload["on"]`` is the civil day, ISO."""
    on = date.fromisoformat(payload["on"])
    at = night_of(on)
    if not CheckRun.objects.filter(ran_at=at).exists():  # a night that was interrupted and is run again
        rehash(at=at)
    ask_for(on + timedelta(days=1), at=at)


def ask_for(on: date, *, at: datetime) -> None:
    """Queue the check of one night; asking again changes nothing."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, key=f"{JOB}:{on.isoformat()}", run_at=night_of(on))


def night_of(on: date) -> datetime:
    """Return two o'clock of a civil day."""
    return datetime.combine(on, NIGHT, CIVIL_TIME)
