"""What an act rests on must be in force: the item of a new case, and the articles its words cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.law.errors import LawError
from hengtu.law.items import ItemForm, ItemState, decision_zh, item, item_state
from hengtu.law.jurisdiction import resolve
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import CaseUnknown, Moment
from hengtu.law.validity import CitationState, Validity, invalid_citations, texts_in

# The entries of a payload an act rests on; what other texts cite is pointed out and does not stop the act.
RESTS_ON = frozenset({"granting_article", "legal_basis", "ground", "reason", "reason_zh", "order", "list_item"})
# The paragraphs of the reasons: what is printed of each, not the text it was made from.
PARAGRAPHS, PRINTED = "reasons", "text"
_LATER = "已经立案的案件照旧办理。"


def item_in_use(moment: Moment) -> Iterator[Objection]:
    """A new case uses only items that are in use on the day it begins (APL:38p1); older cases keep theirs."""
    for matter in moment.case.matters:
        try:
            state = item_state(matter.violation, _place(moment.case.jurisdiction), moment.on)
        except LawError:
            continue  # an unknown item or place is objected to where the case is read
        if not state.usable:
            yield _not_usable(item(matter.violation).name, state)


def _place(jurisdiction: str) -> str:
    return resolve(jurisdiction).chain[0]


def _not_usable(name: str, state: ItemState) -> Objection:
    if state.change is None:
        ended = state.form is ItemForm.ENDED
        return void(
            "item_ended" if ended else "item_not_yet",
            f"事项「{name}」{'已经失效' if ended else '还没有生效'}，新的案件不能用",
            ("APL:38p1",),
            "请按当日有效的事项立案；没有处罚依据的，办理不予立案。",
            state.back_on,
        )
    back = f"自{_zh(state.back_on)}起恢复使用，届时可以立案。" if state.back_on else ""
    return void(
        f"item_{state.form.value}",
        f"事项「{name}」不能用于新的案件：{decision_zh(state.change)}",
        ("APL:38p1",),
        f"请核对是否属于其他事项，属于的更正线索后立案；不属于的，办理不予立案并写明理由。{back}{_LATER}",
        state.back_on,
    )


def cites_what_is_in_force(moment: Moment) -> Iterator[Objection]:
    """Articles an act rests on are in force on its day, or were on the day of the violation (APL:37)."""
    days = days_of(moment)
    for text in _relied_on(moment.act.payload):
        for state in invalid_citations(text, days):
            yield _objection(moment, state)


def _relied_on(payload: Mapping[str, Any]) -> Iterator[str]:
    yield from (text for key, text in texts_in(payload) if key in RESTS_ON)
    for paragraph in payload.get(PARAGRAPHS) or ():
        if isinstance(paragraph, Mapping):
            yield str(paragraph.get(PRINTED) or "")


def citation_warnings(moment: Moment) -> tuple[CitationState, ...]:
    """Return what the other texts of an act cite although it is not in force: to be looked at, not refused."""
    days = days_of(moment)
    texts = (text for key, text in texts_in(moment.act.payload) if key not in {*RESTS_ON, "case", PARAGRAPHS})
    return tuple({state.basis: state for text in texts for state in invalid_citations(text, days)}.values())


def days_of(moment: Moment) -> frozenset[date]:
    """The days on which the law may be relied upon: of the act, and of each violation (APL:37)."""
    try:
        return frozenset({moment.on, *(matter.violation_on for matter in moment.case.matters)})
    except CaseUnknown:
        return frozenset({moment.on})


def _objection(moment: Moment, state: CitationState) -> Objection:
    basis = ("ACL:4",) if moment.act.kind.startswith("measure") else ("APL:38p1",)
    if state.state is Validity.UNKNOWN_ARTICLE:
        remedy = f"{state.way_out}。"
        return curable("cited_unknown_article", f"{state.message}，不能作为依据", basis, remedy)
    code = "cited_repealed" if state.state is Validity.REPEALED else "cited_not_yet"
    return void(code, f"{state.message}，不能作为依据", basis, f"{state.way_out}。")


def _zh(day: date | None) -> str:
    return "" if day is None else f"{day.year}年{day.month}月{day.day}日"
