"""The register of reconsiderations and lawsuits: until when to answer, how they ended, what must follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase, RemedyContest
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import kind_name
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.contests import KINDS, LAWSUIT, RATES
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES

Contests = QuerySet[RemedyContest]
PAGE = 25
SOON_DAYS = 7
GROUPS = {
    "open": "没有了结",
    "answer": "等答复",
    "soon": f"{SOON_DAYS}日内到期",
    "past": "过了期限",
    "follow": "结果等办理",
    "running": "等结果",
    "ended": "已有结果",
    "all": "全部",
}
ANSWERING = ("reconsideration_answered", "lawsuit_answered")
RATE_FORMS = {"upheld": "ok", "changed": "soon", "revoked": "stop", "unlawful": "stop", "ordered": "soon"}


@dataclass(frozen=True)
class ContestFilters:
    """What the address asks for; each value is one of the words on offer, or empty. ``year``: of the outcome."""

    group: str = "open"
    kind: str = ""
    rate: str = ""
    year: int = 0
    q: str = ""
    after: int = 0

    def query(self, **changes: object) -> str:
        """Write the filters as an address does."""
        own = {"group": self.group, "kind": self.kind, "rate": self.rate, "year": self.year, "q": self.q, "after": 0}
        return urlencode({key: value for key, value in {**own, **changes}.items() if value})


@dataclass(frozen=True)
class FollowLine:
    """One thing an outcome calls for: words with its day, and whether it is done."""

    kind: str
    text: str
    is_done: bool


@dataclass(frozen=True)
class ContestLine:
    """One contest on the day of the page."""

    row: RemedyContest
    kind: str
    tag: Tag
    step: str
    due: str
    tone: str
    follow_ups: tuple[FollowLine, ...]


@dataclass(frozen=True)
class Share:
    """One number of a year with the address of its list; ``share`` in percent of that year's outcomes, one decimal."""

    rate: str
    zh: str
    number: int
    share: str
    query: str


@dataclass(frozen=True)
class Year:
    """The outcomes received in one year."""

    year: int
    kind: str
    zh: str
    total: int
    query: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class ContestList:
    """One page. ``counts`` follow ``GROUPS``; ``next_after`` is 0 on the last page."""

    lines: tuple[ContestLine, ...]
    counts: tuple[int, ...]
    years: tuple[Year, ...]
    filters: ContestFilters
    next_after: int


def contest_list(account: Account, filters: ContestFilters, *, on: date) -> ContestList:
    """Return one page of the contests on cases this account may see, what is to be done first on top."""
    visible = RemedyContest.objects.visible_to(account, on)
    found = _searched(visible, filters)
    rows = list(
        _ordered(_in_group(found, filters.group, on)).select_related("case", "agency")[
            filters.after : filters.after + PAGE + 1
        ]
    )
    more = filters.after + PAGE if len(rows) > PAGE else 0
    lines = tuple(contest_line(row, on) for row in rows[:PAGE])
    return ContestList(lines, _counts(found, on), years_of(visible), filters, more)


def contest_rows(account: Account, filters: ContestFilters, *, on: date) -> Iterator[list[str]]:
    """Yield every contest the filters mean as texts, the head line first."""
    yield [
        *("案号", "当事人", "种类", "复议机关、法院", "其案号", "申请日", "收到日", "答复期限", "答复日", "结果"),
        *("结果收到日", "后续", "等办", "最后一天", "办案单位"),
    ]
    found = _in_group(_searched(RemedyContest.objects.visible_to(account, on), filters), filters.group, on)
    for row in _ordered(found).select_related("case", "agency").iterator(chunk_size=500):
        line = contest_line(row, on)
        days = (row.applied_on, row.received_on, row.answer_due_on, row.answered_on)
        yield [
            *(row.case.number, row.case.party_name, line.kind, row.body, row.reference, *map(_iso, days)),
            *(line.tag.label, _iso(row.ended_on), "；".join(each.text for each in line.follow_ups)),
            *(line.step, _iso(row.waits_until), row.agency.name),
        ]


def contests_of_case(case: EnforcementCase, on: date) -> tuple[ContestLine, ...]:
    """Return every contest of one case as of a day, oldest first."""
    return tuple(contest_line(row, on) for row in RemedyContest.objects.filter(case=case).order_by("applied_on", "id"))


def years_of(contests: Contests) -> tuple[Year, ...]:
    """Return the rates of each year and kind, the latest year first; each number equals the list behind it."""
    rows = (
        contests.exclude(ended_on=None)
        .values("ended_on__year", "kind", "rate")
        .annotate(number=Count("id"))
        .order_by("-ended_on__year", "kind", "rate")
    )
    found: dict[tuple[int, str], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row["ended_on__year"], row["kind"]), {})[row["rate"]] = row["number"]
    return tuple(_year(year, kind, numbers) for (year, kind), numbers in found.items())


def _year(year: int, kind: str, numbers: dict[str, int]) -> Year:
    total = sum(numbers.values())
    asked = ContestFilters("ended", kind, "", year)
    shares = tuple(
        Share(rate, zh, number, f"{number * 100 / total:.1f}", asked.query(rate=rate))
        for rate, zh in RATES.items()
        if (number := numbers.get(rate, 0))
    )
    return Year(year, kind, KINDS[kind], total, asked.query(), shares)


def contest_line(row: RemedyContest, on: date) -> ContestLine:
    """Return a kept contest as lists show it on a day."""
    follow_ups = tuple(_follow(each) for each in row.follow_ups)
    step = kind_name(row.waits_for) if row.waits_for else ""
    due, tone = _due_words(row, on)
    return ContestLine(row, KINDS[row.kind], _tag(row), step, due, tone, follow_ups)


def _tag(row: RemedyContest) -> Tag:
    if row.outcome:
        names = COURT_OUTCOMES if row.kind == LAWSUIT else REVIEW_OUTCOMES
        return Tag(names.get(row.outcome, row.outcome), RATE_FORMS.get(row.rate, "word"))
    if row.answered_on:
        return Tag("已答复，等结果", "wait")
    return Tag("等答复", "go") if row.received_on else Tag("已申请，等受理", "wait")


def _due_words(row: RemedyContest, on: date) -> tuple[str, str]:
    if not row.waits_for:
        return "", ""
    if row.waits_until is None:
        return "法律没有定日子，尽快办", "held"
    left = (row.waits_until - on).days
    if left < 0:
        return f"{day_zh(row.waits_until)}已过{-left}日", "late"
    if left == 0:
        return f"{day_zh(row.waits_until)}，今天", "today"
    return f"{day_zh(row.waits_until)}，还有{left}日", "soon" if left <= SOON_DAYS else ""


def _follow(each: dict[str, Any]) -> FollowLine:
    if each["done_on"]:
        return FollowLine(each["kind"], f"{each['zh']}：{_day(each['done_on'])}已办", True)
    until = f"，{_day(each['due_on'])}以前" if each["due_on"] else ""
    return FollowLine(each["kind"], f"{each['zh']}：还没有办{until}", False)


def _day(iso: str) -> str:
    return day_zh(date.fromisoformat(iso))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _searched(contests: Contests, filters: ContestFilters) -> Contests:
    for key in ("kind", "rate"):
        if getattr(filters, key):
            contests = contests.filter(**{key: getattr(filters, key)})
    if filters.year:
        contests = contests.filter(ended_on__year=filters.year)
    if filters.q:
        words = Q(case__number__icontains=filters.q) | Q(case__party_name__icontains=filters.q)
        contests = contests.filter(words | Q(body__icontains=filters.q) | Q(reference__icontains=filters.q))
    return contests


def _conditions(on: date) -> dict[str, Q]:
    soon = on + timedelta(days=SOON_DAYS)
    return {
        "open": Q(is_open=True),
        "answer": Q(waits_for__in=ANSWERING),
        "soon": Q(waits_until__gte=on, waits_until__lte=soon),
        "past": Q(waits_until__lt=on),
        "follow": Q(is_open=True) & ~Q(outcome=""),
        "running": Q(outcome="") & ~Q(waits_for__in=ANSWERING),
        "ended": ~Q(outcome=""),
        "all": Q(),
    }


def _in_group(contests: Contests, group: str, on: date) -> Contests:
    return contests.filter(_conditions(on).get(group, Q()))


def _counts(contests: Contests, on: date) -> tuple[int, ...]:
    asked = {name: Count("id", filter=condition) for name, condition in _conditions(on).items()}
    found = contests.aggregate(**asked)
    return tuple(found[name] for name in GROUPS)


def _ordered(contests: Contests) -> Contests:
    """What waits for the agency first, by its last day; then what runs, then what is over, the latest first."""
    first = F("waits_until").asc(nulls_last=True)
    return contests.order_by("-is_open", first, F("ended_on").desc(), "-applied_on", "id")
