"""The written reasons of a notice or decision agree with the case: amounts, days, names, data that changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from typing import Any

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.moment import CaseUnknown, Moment
from hengtu.law.procedure.situation import day_of
from hengtu.law.written_figures import Difference, Known, differences, figures_in, figures_of

REASONS = "reasons"
CODES: Mapping[str, str] = {
    "fine": "reason_fine_differs",
    "amount": "reason_amount_differs",
    "date": "reason_date_differs",
    "measure": "reason_figure_differs",
    "name": "reason_name_differs",
}
BASIS = {"notice_served": ("APL:44",)}
DECISION_STATES = ("APL:59p1",)


def paragraphs_of(payload: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the paragraphs an act took over; what is none is left out."""
    found = payload.get(REASONS)
    return tuple(each for each in found if isinstance(each, Mapping)) if isinstance(found, list | tuple) else ()


def is_edited(paragraph: Mapping[str, Any]) -> bool:
    """Whether people wrote it; a text of unknown origin counts as written by people."""
    return paragraph.get("edited", True) is not False


def reasons_hold(moment: Moment) -> Iterator[Objection]:
    """What people wrote into the reasons agrees with the case, or they say why it does not (APL:44, APL:59p1).

    A paragraph may quote figures from elsewhere and may be kept although the data changed: with its ``because``.
    """
    paragraphs = paragraphs_of(moment.act.payload)
    edited = [each for each in paragraphs if is_edited(each) and not str(each.get("because") or "").strip()]
    if not edited:
        return
    known = _known(moment, paragraphs)
    for paragraph in edited:
        if paragraph.get("outdated") is True:
            yield _outdated(moment, paragraph)
        for difference in differences(str(paragraph.get("text") or ""), _for_its_part(known, moment, paragraph)):
            yield _differs(moment, paragraph, difference)


def _known(moment: Moment, paragraphs: tuple[Mapping[str, Any], ...]) -> Known:
    """Every figure the acts hold, what follows from them, and what was composed from both."""
    acts = (*moment.situation.acts, moment.act)
    payloads = [
        {key: value for key, value in act.payload.items() if act is not moment.act or key != REASONS} for act in acts
    ]
    composed = [str(each.get("base") or "") if is_edited(each) else str(each.get("text") or "") for each in paragraphs]
    read = [*map(figures_of, payloads), *map(figures_in, composed), *_from_the_law(moment)]
    days = frozenset(day_of(act.occurred_at) for act in acts)
    return reduce(_both, read, Known(days=days, names=_names(moment)))


def _both(one: Known, other: Known) -> Known:
    return Known(
        one.fines,
        one.numbers | other.numbers,
        one.days | other.days,
        one.names,
        one.month_days | other.month_days,
    )


def _from_the_law(moment: Moment) -> Iterator[Known]:
    try:
        matters = moment.case.matters
    except CaseUnknown:
        return
    for matter in matters:
        answer = moment.assess(matter)
        yield figures_of([dict(answer.facts), answer.outcome.as_json()])
        if answer.statutory:
            yield figures_of(answer.statutory.as_json())
        yield Known(days=frozenset({matter.violation_on, matter.ended_on or matter.violation_on}))


def _names(moment: Moment) -> frozenset[str]:
    try:
        parties = {party.name for party in moment.case.parties}
    except CaseUnknown:
        parties = set()
    people = {actor.name for act in (*moment.situation.acts, moment.act) for actor in act.by}
    opening: Mapping[str, Any] = next(
        (act.payload["case"] for act in moment.situation.acts if act.payload.get("case")), {}
    )
    return frozenset(name for name in (*parties, *people, str(opening.get("plate") or "")) if name)


def _for_its_part(known: Known, moment: Moment, paragraph: Mapping[str, Any]) -> Known:
    """The fine is the one of this act; an answer to the party may speak of the one it was told."""
    own = [*moment.penalties("decided").values(), *moment.penalties("proposed").values()]
    fines = {penalty.amount_yuan for penalty in own}
    if paragraph.get("part") == "answer":
        fines |= {penalty.amount_yuan for penalty in moment.situation.notified.values()}
    fines.add(sum(penalty.amount_yuan for penalty in own))
    return Known(frozenset(fines), known.numbers, known.days, known.names, known.month_days)


def _outdated(moment: Moment, paragraph: Mapping[str, Any]) -> Objection:
    return curable(
        "reason_outdated",
        f"“{_title(paragraph)}”是按旧数据改写的，案件数据后来变了",
        BASIS.get(moment.act.kind, DECISION_STATES),
        "请核对差别：采用新的内容，或者保留原来的并写明理由。",
    )


def _differs(moment: Moment, paragraph: Mapping[str, Any], difference: Difference) -> Objection:
    return curable(
        CODES[difference.kind],
        f"“{_title(paragraph)}”里的“{difference.words}”{_against(moment, difference)}",
        BASIS.get(moment.act.kind, DECISION_STATES),
        "请改成与案件一致的；确是引用别处内容的，在这一段写明原因。",
    )


def _against(moment: Moment, difference: Difference) -> str:
    if difference.meant:
        return f"与案件里的“{difference.meant}”不一致"
    if difference.kind == "fine":
        own = {**moment.penalties("proposed"), **moment.penalties("decided")}.values()
        amounts = "、".join(dict.fromkeys(penalty.in_words() for penalty in own))
        return f"与处罚内容（{amounts}）不一致" if amounts else "与处罚内容不一致"
    return {"date": "，案件里没有这一天", "amount": "，案件里没有这个数额"}.get(difference.kind, "，案件里没有这个数据")


def _title(paragraph: Mapping[str, Any]) -> str:
    return str(paragraph.get("title") or "说理段落")
