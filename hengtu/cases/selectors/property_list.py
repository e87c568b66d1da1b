"""All property of a unit: by where it stands, by store, by days left; a page, a workbook's rows, the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from hengtu.agencies.models import Account
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models import CaseDeadline, CaseThing
from hengtu.cases.selectors.case_view import Due, Tag
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.property import ENDS_ZH, STANDING_ZH, ThingState
from hengtu.law.procedure.things import normal_code
from hengtu.law.settings import measure_warning_days
from hengtu.lib.uids import uid_of

Things = QuerySet[Any]  # with what ``with_limit`` adds to a row
PAGE = 25
LABELS = 96  # four sheets of twenty-four
# Clocks that say until when a thing may be held.
HOLDING = ("seizure", "evidence_registration", "unclaimed_vehicle")
STATES = {
    "held": "在管",
    "taken": "等入库",
    "kept": "在库",
    "lent": "送检未还",
    "to_return": "等退还",
    "missing": "未见",
    "money": "价款待处理",
    "over": "已了结",
}
LEFT = ("past", "soon", "later")
_STANDINGS = {
    "taken": (ThingState.TAKEN, ThingState.HANDING),
    "kept": (ThingState.KEPT, ThingState.SEALED, ThingState.REGISTERED),
    "lent": (ThingState.LENT,),
    "to_return": (ThingState.TO_RETURN,),
    "missing": (ThingState.MISSING,),
}
FORMS = {
    ThingState.TAKEN: "soon",
    ThingState.HANDING: "soon",
    ThingState.LENT: "soon",
    ThingState.MISSING: "stop",
    ThingState.TO_RETURN: "go",
    ThingState.PRICE_HELD: "go",
    ThingState.ENDED: "word",
}


@dataclass(frozen=True)
class PropertyFilters:
    """What the address asks for; each value is one of the words on offer, or empty. ``after`` is the page's cursor."""

    state: str = "held"
    left: str = ""
    place: str = ""
    q: str = ""
    after: int = 0


@dataclass(frozen=True)
class ThingLine:
    """One thing in a list."""

    row: CaseThing
    tag: Tag
    due: Due | None

    @property
    def code_apart(self) -> str:
        return code_apart(self.row.code)


@dataclass(frozen=True)
class PropertyList:
    """One page. ``counts`` follow ``STATES``; ``next_after`` is 0 on the last page."""

    lines: tuple[ThingLine, ...]
    counts: tuple[int, ...]
    places: tuple[str, ...]
    filters: PropertyFilters
    next_after: int


def left_words(on: date) -> dict[str, str]:
    """Return what the filter by time left is called; the days are the nation's setting, since a list spans places."""
    days = _soon(on).days
    return dict(zip(LEFT, ("期限已过", f"{days}日以内", f"{days}日以上"), strict=True))


def _soon(on: date) -> timedelta:
    return timedelta(days=measure_warning_days("国家", on))


def property_list(account: Account, filters: PropertyFilters, *, on: date) -> PropertyList:
    """Return one page of the things on cases this account may see, what has the least time left first."""
    scope = CaseThing.objects.visible_to(account, on)
    found = _searched(with_limit(scope), filters, on)
    rows = list(_ordered(_in_state(found, filters.state))[filters.after : filters.after + PAGE + 1])
    places = scope.filter(is_open=True).exclude(place="").values_list("place", flat=True).distinct().order_by("place")
    return PropertyList(
        tuple(thing_line(row, on) for row in rows[:PAGE]),
        _counts(found),
        tuple(places[:50]),
        filters,
        filters.after + PAGE if len(rows) > PAGE else 0,
    )


def property_rows(account: Account, filters: PropertyFilters, *, on: date) -> Iterator[list[str]]:
    """Yield every thing the filters mean as texts, the head line first; as the page, without its pages."""
    yield [
        "标签码",
        "名称",
        "规格",
        "数量",
        "特征",
        "状态",
        "期限",
        "场所",
        "保管人",
        "台账编号",
        "取得日",
        "案号",
        "办案单位",
    ]
    rows = _ordered(
        _in_state(_searched(with_limit(CaseThing.objects.visible_to(account, on)), filters, on), filters.state)
    )
    for row in rows.iterator(chunk_size=500):
        until = row.until_on.isoformat() if row.until_on else ""
        yield [
            *(row.code, row.name, row.model, row.quantity, row.remark, standing_words(row), until),
            *(row.place, row.keeper_name, row.ledger_no, row.taken_on.isoformat(), row.case.number, row.agency.name),
        ]


def labels_of(
    account: Account, filters: PropertyFilters, *, on: date, case: str = "", code: str = ""
) -> tuple[ThingLine, ...]:
    """Return the things whose labels are to be printed: of one case, one thing, or what the filters mean; 96 at most.

    Args:
        case: uid of a case. code: of one label. One that cannot be read means none.
    """
    things = with_limit(CaseThing.objects.visible_to(account, on).filter(is_open=True))
    if case or code:
        chosen = things.filter(case=case) if uid_of(case) else things.filter(code=normal_code(code) or "-")
    else:
        chosen = _in_state(_searched(things, filters, on), filters.state)
    return tuple(thing_line(row, on) for row in _ordered(chosen)[:LABELS])


def with_limit(things: AgencyScopedQuerySet[CaseThing]) -> Things:
    """Add ``until_on``: the day until when the measure or list may hold each thing, null where none runs."""
    clocks = CaseDeadline.objects.filter(
        case=OuterRef("case"), about=OuterRef("holder"), term__in=HOLDING, ended_on=None
    ).order_by("due_on")
    until, term = clocks.values("due_on")[:1], clocks.values("term")[:1]
    return things.select_related("case", "agency").annotate(until_on=Subquery(until), until_term=Subquery(term))


def thing_line(row: Any, on: date) -> ThingLine:
    """Return one row of ``with_limit`` as lists show it."""
    due = due_chip(row.until_term, row.until_on, on) if row.until_on and row.is_open else None
    return ThingLine(row, Tag(standing_words(row), FORMS.get(ThingState(row.standing), "ok")), due)


def standing_words(row: CaseThing) -> str:
    """Say where a thing stands, or how it ended."""
    if row.standing == ThingState.ENDED:
        words = ENDS_ZH.get(row.how, STANDING_ZH[ThingState.ENDED])
        return f"{words}，价款待处理" if row.is_open else words
    if row.standing == ThingState.LENT and row.lent_to:
        return f"借给{row.lent_to}{f'，应{day_zh(row.back_by)}归还' if row.back_by else ''}"
    return STANDING_ZH[ThingState(row.standing)]


def code_apart(code: str) -> str:
    """Write a code in groups of four, as labels do."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _searched(things: Things, filters: PropertyFilters, on: date) -> Things:
    if filters.place:
        things = things.filter(place=filters.place)
    if filters.q:
        words = Q(name__icontains=filters.q) | Q(case__number__icontains=filters.q) | Q(ledger_no__icontains=filters.q)
        code = filters.q.replace(" ", "").upper()
        things = things.filter(words | Q(code=code) | Q(case__party_name__icontains=filters.q))
    if filters.left == "past":
        return things.filter(is_open=True, until_on__lt=on)
    if filters.left == "soon":
        return things.filter(is_open=True, until_on__gte=on, until_on__lte=on + _soon(on))
    return things.filter(is_open=True, until_on__gt=on + _soon(on)) if filters.left == "later" else things


def _in_state(things: Things, state: str) -> Things:
    if state in _STANDINGS:
        return things.filter(standing__in=_STANDINGS[state])
    if state == "money":
        return things.filter(_waits_for_money())
    return things.filter(is_open=state != "over")


def _waits_for_money() -> Q:
    return Q(standing=ThingState.PRICE_HELD) | Q(standing=ThingState.ENDED, is_open=True)


def _counts(things: Things) -> tuple[int, ...]:
    """How many things each state has; every open one is counted under exactly one of the states after 在管."""
    asked: dict[str, Any] = {"held": Count("id", filter=Q(is_open=True)), "over": Count("id", filter=Q(is_open=False))}
    asked |= {name: Count("id", filter=Q(standing__in=each)) for name, each in _STANDINGS.items()}
    asked["money"] = Count("id", filter=_waits_for_money())
    found = things.aggregate(**asked)
    return tuple(found[name] for name in STATES)


def _ordered(things: Things) -> Things:
    return things.order_by(F("until_on").asc(nulls_last=True), "taken_on", "id")
