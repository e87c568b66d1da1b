"""Why this amount: what the law allows, into which tier the facts put it, what counted for and against, like cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hengtu.law.citations import cited
from hengtu.law.discretion import Assessment
from hengtu.law.errors import LawError
from hengtu.law.fact_words import fact_phrases
from hengtu.law.money import range_zh
from hengtu.law.procedure import day_of
from hengtu.law.procedure.matters import Matter, plain
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.reasoning import grounds_looked_at, how_reckoned, tier_facts
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.alike import likeness_of
from hengtu.portal.selectors.room import Room

AGAINST = "aggravate"  # what the law calls the one result that is not in the party's favour


def panel(room: Room) -> Panel | None:
    """One block for each violation with a penalty; nothing before the party was told of one."""
    if not room.own_penalties:
        return None
    blocks = [_block(room, matter) for matter in room.own_matters if matter.id in room.own_penalties]
    return Panel("_why.html", {"blocks": blocks, "is_decided": room.is_decided, "may_speak": room.may_speak})


def _block(room: Room, matter: Matter) -> dict[str, Any]:
    penalty = room.own_penalties[matter.id]
    block: dict[str, Any] = {"penalty": penalty.in_words(), "fine": plain(penalty.amount_yuan)}
    assessment = _assessed(room, matter)
    if assessment is None:
        return block
    on = _judged_on(room)
    return {
        **block,
        "item": assessment.violation_name,
        "range": _range(assessment),
        "basis": "、".join(assessment.penalty_provisions) or cited(assessment.basis),
        "benchmark": assessment.benchmark["document"] if assessment.benchmark else "",
        "tier": assessment.tier or "",
        "tier_facts": fact_phrases(tier_facts(assessment)),
        "reckoned": how_reckoned(assessment),
        "grounds": list(_grounds(room, matter)),
        "alike": likeness_of(room.case, assessment, penalty.amount_yuan, on=on),
    }


def _assessed(room: Room, matter: Matter) -> Assessment | None:
    """What the law says of the facts; None where the rules in force could not tell, and the paper alone speaks."""
    assert room.situation.case is not None
    try:
        return assess_matter(room.situation.case, matter, _judged_on(room))
    except LawError:
        return None


def _judged_on(room: Room) -> date:
    """The day of the decision, before it the day on which the party was told."""
    act = room.situation.decision or room.situation.last("notice_served")
    return day_of(act.occurred_at) if act else room.on


def _range(assessment: Assessment) -> str:
    statutory = assessment.statutory
    return range_zh(statutory.min_yuan, statutory.max_yuan) if statutory else ""


def _grounds(room: Room, matter: Matter) -> Iterator[dict[str, Any]]:
    """The grounds that hold: what spoke for the party first, then what spoke against it."""
    assert room.situation.case is not None
    held = [each for each in grounds_looked_at(room.situation.case.category, matter.facts) if each.found]
    for each in sorted(held, key=lambda ground: ground.result == AGAINST):
        yield {"words": each.ground, "effect": each.effect, "for_you": each.result != AGAINST}
