"""The list of alarms: what was done late and what was decided at the edge, with the reasons; newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.models import Alarm, EnforcementCase
from hengtu.law.procedure.alarms import EDGES, LENIENT

PAGE = 25
KINDS = {"all": "全部", "edge": "处罚数额", "lenient": "从宽办理", "late": "逾期办理"}


@dataclass(frozen=True)
class AlarmLine:
    """One alarm with the case it belongs to. ``is_edge``: about the amount of a penalty, not about a limit."""

    case_id: UUID
    number: str
    title: str
    agency: str
    message: str
    reason: str
    approved_by: str
    raised_at: datetime
    is_edge: bool
    is_lenient: bool = False


@dataclass(frozen=True)
class AlarmPage:
    lines: tuple[AlarmLine, ...]
    kind: str
    next_cursor: str
    cursor: str


def alarms_page(account: Account, *, on: date, kind: str = "all", cursor: str = "") -> AlarmPage:
    """Return one page of the alarms on cases this account may see; no person and no unit is counted or ranked.

    Args:
        kind: a key of ``KINDS``; anything else is ``all``.
        cursor: ``<instant>_<id>`` of the last one shown; one that cannot be read starts anew.
    """
    chosen = kind if kind in KINDS else "all"
    rows = list(_after(_of_kind(_visible(account, on), chosen), cursor).order_by("-raised_at", "-id")[: PAGE + 1])
    following = f"{rows[PAGE - 1].raised_at.isoformat()}_{rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return AlarmPage(tuple(map(_line, rows[:PAGE])), chosen, following, cursor)


def _visible(account: Account, on: date) -> QuerySet[Alarm]:
    visible = EnforcementCase.objects.visible_to(account, on).values("pk")
    return Alarm.objects.filter(case__in=visible).select_related("case", "case__agency")


def _of_kind(alarms: QuerySet[Alarm], kind: str) -> QuerySet[Alarm]:
    if kind == "all":
        return alarms
    codes = {"edge": EDGES, "lenient": LENIENT}.get(kind)
    return alarms.filter(code__in=codes) if codes else alarms.exclude(code__in=(*EDGES, *LENIENT))


def _after(alarms: QuerySet[Alarm], cursor: str) -> QuerySet[Alarm]:
    instant, _, last = cursor.partition("_")
    try:
        raised_at, number = datetime.fromisoformat(instant), int(last)
    except ValueError:
        return alarms
    return alarms.filter(Q(raised_at__lte=raised_at) & (Q(raised_at__lt=raised_at) | Q(id__lt=number)))


def _line(alarm: Alarm) -> AlarmLine:
    case = alarm.case
    return AlarmLine(
        case_id=case.pk,
        number=case.number,
        title=case.title,
        agency=case.agency.name,
        message=alarm.message,
        reason=alarm.reason,
        approved_by=alarm.approved_by,
        raised_at=alarm.raised_at,
        is_edge=alarm.code in EDGES,
        is_lenient=alarm.code in LENIENT,
    )
