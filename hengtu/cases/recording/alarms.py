"""Alarms that stand until their cause is gone: raised once, told to those who answer, closed by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from hengtu.agencies.models import Account, Agency, Post, Role, scope_values
from hengtu.cases.models import FieldStep, MessageKind, RecordAlarm
from hengtu.cases.recording.films import seen_of_case
from hengtu.cases.services.tell import tell
from hengtu.cases.words import kind_name
from hengtu.law.procedure.situation import CIVIL_TIME, day_of
from hengtu.law.recording.settings import amount_of
from hengtu.ledger.jobs import enqueue

JOB = "recording-alarms"
MORNING = time(6, 30)
MISSING = "recording_missing"
# older acts were never asked for when this began to be watched; a year is looked back
LOOKED_BACK = timedelta(days=366)
ANSWERABLE = (Role.HANDLING_UNIT_HEAD, Role.AGENCY_HEAD, Role.CHIEF_HEAD, Role.SUPERVISOR)


def raise_alarm(
    code: str,
    about: str,
    *,
    agency: Agency,
    message: str,
    depends: Iterable[str],
    url: str,
    at: datetime,
    kind: MessageKind = MessageKind.DEADLINE,
) -> None:
    """Raise an alarm or bring it up to date; one that was closed stands again. Those who answer are told once."""
    row = RecordAlarm.objects.filter(code=code, about=about).first()
    is_new = row is None or row.closed_at is not None
    row = row or RecordAlarm(code=code, about=about)
    row.agency = agency
    for column, value in scope_values(agency).items():
        setattr(row, column, value)
    row.message, row.depends, row.url, row.closed_at = message[:500], list(depends), url, None
    row.raised_at = at if is_new else row.raised_at
    row.save()
    if is_new:
        key = f"{code}:{about}:{at:%Y%m%d}"[:120]
        tell(answerable(agency, day_of(at)), kind=kind, text=message, key=key, at=at, url=url)


def close_alarm(code: str, about: str, *, at: datetime) -> None:
    """Close an alarm whose cause is gone; where there is none nothing happens."""
    RecordAlarm.objects.filter(code=code, about=about, closed_at=None).update(closed_at=at)


def answerable(agency: Agency, on: date) -> list[Account]:
    """Return who answers for a unit: its heads, those of its bureau, and the bureau's supervisors."""
    here = Q(agency=agency) | Q(agency=agency.legal_subject_id)
    posts = Post.objects.in_force(on).filter(here, role__in=ANSWERABLE)
    return list(Account.objects.filter(posts__in=posts, is_active=True).distinct())


def watch(payload: Mapping[str, Any]) -> None:
    """Raise an alarm for each act on the list without a film after the days of the setting; ask for tomorrow's round.

    ``payload["on"]`` is the civil day, ISO. Running it twice raises and tells nothing twice.
    """
    on = date.fromisoformat(payload["on"])
    at = morning_of(on)
    watch_day(at)
    ask_for(on + timedelta(days=1), at=at)


def watch_day(at: datetime) -> int:
    """Bring the alarms of missing films in line as of an instant; return how many stand."""
    due = FieldStep.objects.exclude(duty="").filter(starts_at__lt=at, starts_at__gte=at - LOOKED_BACK)
    standing = 0
    alarmed = frozenset(RecordAlarm.objects.filter(code=MISSING, closed_at=None).values_list("about", flat=True))
    for case_id in due.values_list("case_id", flat=True).distinct():
        standing += _watch_case(case_id, alarmed, at)
    _close_without_a_step(at)
    return standing


def _watch_case(case_id: UUID, alarmed: frozenset[str], at: datetime) -> int:
    seen = seen_of_case(case_id)
    missing = {each.uid: each for each in seen.matching.unrecorded}
    standing = 0
    for uid, step in seen.steps.items():
        within = amount_of("explain_within", step.agency.division_code, day_of(at))
        loose = missing.get(str(uid))
        if loose is None or at <= step.ends_at + within.span:
            if str(uid) in alarmed:
                close_alarm(MISSING, str(uid), at=at)
            continue
        standing += 1
        raise_alarm(
            MISSING,
            str(uid),
            agency=step.agency,
            message=f"{kind_name(step.kind)}（{_moment(step.starts_at)}）超过{within.words}没有音像记录：{loose.reason}",
            depends=[step.case.number or step.case.title],
            url=f"/recordings/acts/{uid}/",
            at=at,
        )
    return standing


def _close_without_a_step(at: datetime) -> None:
    """An act that was revoked needs no film any more."""
    open_now = RecordAlarm.objects.filter(code=MISSING, closed_at=None)
    gone = set(open_now.values_list("about", flat=True))
    gone -= {str(uid) for uid in FieldStep.objects.filter(pk__in=list(gone)).values_list("pk", flat=True)}
    open_now.filter(about__in=list(gone)).update(closed_at=at)


def _moment(at: datetime) -> str:
    local = at.astimezone(CIVIL_TIME)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def ask_for(on: date, *, at: datetime) -> None:
    """Queue the round of one morning; asking again changes nothing."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, key=f"{JOB}:{on.isoformat()}", run_at=morning_of(on))


def morning_of(on: date) -> datetime:
    """Return half past six of a civil day."""
    return datetime.combine(on, MORNING, CIVIL_TIME)
