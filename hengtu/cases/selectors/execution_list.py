"""The register of what is not carried out yet: one line per open obligation, in the order of what can or must be done.

Read from kept phases; no history is opened. Nothing here is ordered or counted by money.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.models import ExecutionPhase
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.words import kind_name
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.execution_phases import OBLIGATIONS, State

Phases = QuerySet[ExecutionPhase]
PAGE = 25
SOON_DAYS = 15  # which days are few is a choice of this page, said on it
MISSED = (State.PLAN_MISSED, State.AGREEMENT_BROKEN, State.WINDOW_MISSED, State.NOT_CORRECTED)
COURT = (State.WINDOW_OPEN, State.COURT_ASKED, State.COURT_ACCEPTED, State.COURT_REFUSED, State.COURT_RULED)
RESTING = (State.REMEDY, State.STAYED, State.SUSPENDED)
GROUPS = {
    "all": "全部",
    "now": "现在能办",
    "soon": f"{SOON_DAYS}日内到期",
    "past": "过了期限",
    "missed": "没有按期履行",
    "court": "法院",
    "rest": "复议诉讼、停止、中止",
    "wait": "等日子",
}
FORMS = {
    State.TERM: "wait", State.PLAN: "wait", State.REMINDED: "wait", State.WINDOW_SHUT: "wait", State.CORRECTING: "wait",
    State.ANNOUNCED: "wait", State.AGREEMENT: "wait", State.COURT_ASKED: "wait", State.COURT_ACCEPTED: "wait",
    State.PLAN_MISSED: "stop", State.AGREEMENT_BROKEN: "stop", State.WINDOW_MISSED: "stop", State.NOT_CORRECTED: "stop",
    State.OVERDUE: "soon", State.TO_VERIFY: "soon", State.COURT_REFUSED: "soon",
    State.STAYED: "word", State.SUSPENDED: "word", State.REMEDY: "word",
}  # fmt: skip


@dataclass(frozen=True)
class ExecutionFilters:
    """What the address asks for; each value is one of the words on offer, or empty. ``after`` is the page's cursor."""

    group: str = "all"
    state: str = ""
    obligation: str = ""
    q: str = ""
    after: int = 0

    def query(self, **changes: object) -> str:
        """Write the filters as an address does."""
        own = {"group": self.group, "state": self.state, "obligation": self.obligation, "q": self.q, "after": 0}
        return urlencode({key: value for key, value in {**own, **changes}.items() if value})


@dataclass(frozen=True)
class ExecutionLine:
    """One open obligation on the day of the page. ``due``: what is said about the day, ``addition``: about the fine."""

    row: ExecutionPhase
    tag: Tag
    step: str
    due: str
    tone: str
    addition: str
    basis: tuple[str, ...]

    @property
    def who(self) -> str:
        """Whose obligation it is: the party's own, where the case has several."""
        return self.row.party_name or self.row.case.party_name or self.row.case.title


@dataclass(frozen=True)
class ExecutionList:
    """One page. ``counts`` follow ``GROUPS``; ``next_after`` is 0 on the last page."""

    lines: tuple[ExecutionLine, ...]
    counts: tuple[int, ...]
    filters: ExecutionFilters
    next_after: int


def execution_list(account: Account, filters: ExecutionFilters, *, on: date) -> ExecutionList:
    """Return one page of what is not carried out on the cases this account may see, most pressing first."""
    found = _searched(phases_in_force(account, on), filters)
    chosen = _ordered(_in_group(found, filters.group, on))[filters.after : filters.after + PAGE + 1]
    rows = list(chosen.select_related("case", "agency"))
    more = filters.after + PAGE if len(rows) > PAGE else 0
    return ExecutionList(tuple(line_of(row, on) for row in rows[:PAGE]), _counts(found, on), filters, more)


def execution_rows(account: Account, filters: ExecutionFilters, *, on: date) -> Iterator[list[str]]:
    """Yield every line the filters mean as texts, the head line first."""
    yield ["案号", "当事人", "义务", "阶段", "自", "能办", "最后一天", "加处罚款", "说明", "依据", "办案单位"]
    found = _in_group(_searched(phases_in_force(account, on), filters), filters.group, on)
    for row in _ordered(found).select_related("case", "agency").iterator(chunk_size=500):
        line = line_of(row, on)
        due = row.due_on.isoformat() if row.due_on else ""
        yield [
            *(row.case.number, line.who, OBLIGATIONS[row.obligation], line.tag.label),
            *(row.first_on.isoformat(), line.step, due, line.addition, row.why, "、".join(line.basis), row.agency.name),
        ]


def phases_in_force(account: Account, on: date) -> Phases:
    """Return the phases that hold on a day, of the cases this account may see: exactly one per open obligation."""
    day = Q(last_on=None) | Q(last_on__gte=on)
    return ExecutionPhase.objects.visible_to(account, on).filter(day, first_on__lte=on)


def line_of(row: ExecutionPhase, on: date) -> ExecutionLine:
    """Return a kept phase as lists show it on a day."""
    state = State(row.state)
    due, tone = _due_words(row, on)
    step = kind_name(row.step) if row.step else ""
    tag = Tag(state.zh, FORMS.get(state, "go"))
    return ExecutionLine(row, tag, step, due, tone, addition_words(row), basis_zh(tuple(row.basis.split())))


def _due_words(row: ExecutionPhase, on: date) -> tuple[str, str]:
    """Say the day that matters; ``tone`` as of deadlines."""
    if row.due_on is None:
        if row.step:
            return (f"自{day_zh(row.first_on)}起可以办", "held")
        return (f"到{day_zh(row.last_on)}", "held") if row.last_on else ("没有定日子", "held")
    left = (row.due_on - on).days
    if left < 0:
        return f"{day_zh(row.due_on)}已过{-left}日", "late"
    if left == 0:
        return f"{day_zh(row.due_on)}，今天", "today"
    return f"{day_zh(row.due_on)}，还有{left}日", "soon" if left <= SOON_DAYS else ""


def addition_words(row: ExecutionPhase) -> str:
    """Say whether an additional fine runs, since when, or why it rests."""
    if row.pause:
        return f"加处罚款不计算：{row.pause}"
    return f"加处罚款自{day_zh(row.adds_from)}起计算" if row.adds_from else ""


def _searched(phases: Phases, filters: ExecutionFilters) -> Phases:
    if filters.state:
        phases = phases.filter(state=filters.state)
    if filters.obligation:
        phases = phases.filter(obligation=filters.obligation)
    if filters.q:
        words = Q(case__number__icontains=filters.q) | Q(case__party_name__icontains=filters.q)
        phases = phases.filter(words | Q(case__plate__icontains=filters.q))
    return phases


def _conditions(on: date) -> dict[str, Q]:
    soon = on + timedelta(days=SOON_DAYS)
    return {
        "all": Q(),
        "now": Q(is_ours=True),
        "soon": Q(due_on__gte=on, due_on__lte=soon),
        "past": Q(due_on__lt=on),
        "missed": Q(state__in=MISSED),
        "court": Q(state__in=COURT),
        "rest": Q(state__in=RESTING),
        "wait": Q(is_ours=False) & ~Q(state__in=(*RESTING, State.COURT_RULED)),
    }


def _in_group(phases: Phases, group: str, on: date) -> Phases:
    return phases.filter(_conditions(on).get(group, Q()))


def _counts(phases: Phases, on: date) -> tuple[int, ...]:
    asked = {name: Count("id", filter=condition) for name, condition in _conditions(on).items()}
    found = phases.aggregate(**asked)
    return tuple(found[name] for name in GROUPS)


def _ordered(phases: Phases) -> Phases:
    """What the agency can do now before what it waits for; of each, the day that comes first."""
    return phases.order_by("-is_ours", F("turns_on").asc(nulls_last=True), "id")
