"""What was handled leniently: counts per unit and period, and the lists they count. One query answers both.

Nobody is ranked and no money is counted; beside the numbers stands how many leads and cases there were at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase, LenientOutcome
from hengtu.law.indicators import Indicator, lawful
from hengtu.law.procedure.lenient import KINDS, PROMISE, SOFTER, UNPUNISHED, codes_of
from hengtu.law.promises import list_named
from hengtu.law.rulebook import records
from hengtu.lib.csv_text import csv_lines

PAGE = 25
OVERDUE, WAITING, DONE = "overdue", "waiting", "done"
STANDINGS = {WAITING: "等待核查或者回访", OVERDUE: "到期没有核查或者回访", DONE: "已经核查或者回访"}
CSV_HEAD = (
    "种类",
    "情形",
    "日期",
    "当事人",
    "案由",
    "违法事项",
    "案号",
    "单位",
    "到期日",
    "核查或者回访日",
    "依据的清单",
)
ENDED_PROMISES = ("ended",)


@dataclass(frozen=True)
class LenientFilters:
    """What is counted: a period of civil days (inclusive), a unit by id or 0 for all, and which number.

    ``kind`` and ``code`` are those of ``law.procedure.lenient``, ``standing`` a key of :data:`STANDINGS`; empty: all.
    """

    first: date
    last: date
    unit: int = 0
    kind: str = ""
    code: str = ""
    standing: str = ""

    def query(self, **changes: str) -> str:
        """Return the query string of exactly this list, with some entries changed."""
        entries = {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "unit": str(self.unit or ""),
            "kind": self.kind,
            "code": self.code,
            "standing": self.standing,
            **changes,
        }
        return urlencode({key: value for key, value in entries.items() if value})


@dataclass(frozen=True)
class CountLine:
    """One number and the list it counts. Raises: IndicatorRefused for one that no statistic may hold (APL:74p3)."""

    zh: str
    number: int
    query: str

    def __post_init__(self) -> None:
        lawful(Indicator(self.zh))


@dataclass(frozen=True)
class CountGroup:
    """The numbers of one kind; ``total`` is the sum of ``lines``, ``standings`` are taken from the same lines."""

    kind: str
    zh: str
    total: CountLine
    lines: tuple[CountLine, ...]
    standings: tuple[CountLine, ...]


@dataclass(frozen=True)
class LenientCounts:
    groups: tuple[CountGroup, ...]
    leads: int  # leads and cases found in the period, the denominator
    units: tuple[tuple[int, str], ...]
    filters: LenientFilters


@dataclass(frozen=True)
class LenientLine:
    """One row of a list, in words."""

    case_id: UUID
    zh: str
    on: date
    party: str
    title: str
    item: str
    number: str
    agency: str
    due_on: date | None
    ended_on: date | None
    rule: str
    is_lead: bool
    is_overdue: bool


@dataclass(frozen=True)
class LenientList:
    lines: tuple[LenientLine, ...]
    total: int
    page: int
    pages: int
    zh: str
    filters: LenientFilters


def outcomes(account: Account, filters: LenientFilters, *, on: date) -> QuerySet[LenientOutcome]:
    """Return exactly the rows a number counts, as far as this account may see them on ``on``."""
    rows = LenientOutcome.objects.visible_to(account, on).filter(on__gte=filters.first, on__lte=filters.last)
    for column, value in (("agency_id", filters.unit), ("kind", filters.kind), ("code", filters.code)):
        rows = rows.filter(**{column: value}) if value else rows
    return rows.filter(_standing(filters.standing, on)) if filters.standing in STANDINGS else rows


def _standing(standing: str, on: date) -> Q:
    """Whether somebody still has to look, and whether the day is over."""
    looked_at = Q(kind__in=(PROMISE, SOFTER))
    if standing == DONE:
        return looked_at & Q(ended_on__isnull=False) & ~Q(code__in=ENDED_PROMISES)
    still = looked_at & Q(ended_on__isnull=True)
    return still & Q(due_on__lt=on) if standing == OVERDUE else still


def lenient_counts(account: Account, filters: LenientFilters, *, on: date) -> LenientCounts:
    """Count by kind and ground within the account's reach; every number carries the query of its list."""
    whole = LenientFilters(filters.first, filters.last, filters.unit)
    rows = outcomes(account, whole, on=on).values("kind", "code").annotate(number=Count("pk")).order_by()
    found = {(row["kind"], row["code"]): row["number"] for row in rows}
    cases = EnforcementCase.objects.visible_to(account, on)
    cases = cases.filter(found_on__gte=filters.first, found_on__lte=filters.last)
    return LenientCounts(
        tuple(_group(account, kind, whole, found, on) for kind in KINDS),
        (cases.filter(agency_id=filters.unit) if filters.unit else cases).count(),
        _units(account, on),
        whole,
    )


def _group(
    account: Account, kind: str, whole: LenientFilters, found: Mapping[tuple[str, str], int], on: date
) -> CountGroup:
    names = codes_of(kind)
    codes = {**names, **{code: code for of, code in found if of == kind and code not in names}}
    lines = tuple(
        CountLine(zh, found.get((kind, code), 0), whole.query(kind=kind, code=code)) for code, zh in codes.items()
    )
    total = CountLine(KINDS[kind], sum(line.number for line in lines), whole.query(kind=kind))
    standings = () if kind == UNPUNISHED else tuple(_standings(account, kind, whole, on))
    return CountGroup(kind, KINDS[kind], total, lines, standings)


def _standings(account: Account, kind: str, whole: LenientFilters, on: date) -> Iterator[CountLine]:
    for standing, zh in STANDINGS.items():
        asked = LenientFilters(whole.first, whole.last, whole.unit, kind, "", standing)
        yield CountLine(zh, outcomes(account, asked, on=on).count(), asked.query())


def _units(account: Account, on: date) -> tuple[tuple[int, str], ...]:
    """The units that have anything to count, by name."""
    rows = LenientOutcome.objects.visible_to(account, on).values_list("agency_id", "agency__name").distinct()
    return tuple(sorted(rows.order_by(), key=lambda row: row[1]))


def lenient_list(account: Account, filters: LenientFilters, page: int, *, on: date) -> LenientList:
    """Return one page of a list, newest first; a page beyond the end is the last one."""
    rows = outcomes(account, filters, on=on)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    shown = _ordered(rows)[(number - 1) * PAGE : number * PAGE]
    return LenientList(tuple(_line(row, on) for row in shown), total, number, pages, title_of(filters), filters)


def lenient_csv(account: Account, filters: LenientFilters, *, on: date) -> str:
    """Return a whole list as CSV."""
    return "".join(csv_lines([CSV_HEAD, *(_cells(row, on) for row in _ordered(outcomes(account, filters, on=on)))]))


def _cells(row: LenientOutcome, on: date) -> tuple[object, ...]:
    line = _line(row, on)
    said = (KINDS[row.kind], line.zh, line.on, line.party, line.title, line.item, line.number, line.agency)
    return (*said, line.due_on or "", line.ended_on or "", line.rule)


def title_of(filters: LenientFilters) -> str:
    """Say in words what a list holds."""
    kind = KINDS.get(filters.kind, "从宽办理")
    code = codes_of(filters.kind).get(filters.code, "") if filters.kind in KINDS else ""
    return "，".join(part for part in (kind, code, STANDINGS.get(filters.standing, "")) if part)


def _ordered(rows: QuerySet[LenientOutcome]) -> QuerySet[LenientOutcome]:
    return rows.select_related("case", "agency").order_by("-on", "-pk")


def _line(row: LenientOutcome, on: date) -> LenientLine:
    rule = list_named(row.rule)
    waits = row.kind != UNPUNISHED and row.ended_on is None
    return LenientLine(
        case_id=row.case_id,
        zh=codes_of(row.kind).get(row.code, row.code),
        on=row.on,
        party=row.case.party_name,
        title=row.case.title,
        item=str(records("violations").get(row.violation, {}).get("name_zh", row.violation)),
        number=row.case.number,
        agency=row.agency.name,
        due_on=row.due_on,
        ended_on=row.ended_on,
        rule=rule.source if rule else "",
        is_lead=row.case.state in ("LEAD", "NOT_FILED", "MERGED", "TRANSFERRED"),
        is_overdue=waits and row.due_on is not None and row.due_on < on,
    )


def lines_of_case(case_id: UUID, *, on: date) -> tuple[LenientLine, ...]:
    """Return every lenient outcome of one case, newest first. Authorised before."""
    rows = LenientOutcome.objects.filter(case_id=case_id)
    return tuple(_line(row, on) for row in _ordered(rows))
