"""Case property thing by thing: where each stands, who keeps it, what happened to it, how it ended (ACL:26 to ACL:28).

A pure reading of the acts. Every thing that comes in has a log; a thing without an end holds the case open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.measures import Measure, measures_of, named_measure, price_is_held
from hengtu.law.procedure.places import transfer_of
from hengtu.law.procedure.registrations import Registration, named_registration, registrations_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.things import Row, code_of, named_things, thing_id


class ThingState(StrEnum):
    """Where a thing stands."""

    TAKEN = "taken"
    SEALED = "sealed"
    REGISTERED = "registered"
    KEPT = "kept"
    HANDING = "handing"
    LENT = "lent"
    MISSING = "missing"
    PRICE_HELD = "price_held"
    TO_RETURN = "to_return"
    ENDED = "ended"


STANDING_ZH = {
    ThingState.TAKEN: "已扣押，等移交保管",
    ThingState.SEALED: "就地查封",
    ThingState.REGISTERED: "登记保存中",
    ThingState.KEPT: "在库",
    ThingState.HANDING: "移交中，等接手人接收",
    ThingState.LENT: "送检未还",
    ThingState.MISSING: "盘点未见",
    ThingState.PRICE_HELD: "已变卖，价款待处理",
    ThingState.TO_RETURN: "已解除，等退还",
    ThingState.ENDED: "已了结",
}
# How a thing can end; the words lists and papers use.
ENDS_ZH = {
    "returned": "已退还",
    "recorded": "复制后退还",
    "tested": "送检，登记保存解除",
    "seized": "转为查封、扣押",
    "confiscated": "已没收",
    "destroyed": "已销毁",
    "set_off": "已拍卖抵缴",
    "sold_perishable": "已变卖",
    "handed_to_police": "已移送公安机关",
    "handed_over": "已随案移送",
    "unclaimed": "公告期满依法处理",
    "lost": "毁损、灭失，已依法赔偿",
}
# What the keeper notes in the log of a thing, and the words for it.
NOTES = {
    "moved": "移动位置",
    "opened": "开封查验",
    "photographed": "拍照录像",
    "condition": "记录状态",
    "lent": "送检、借出",
    "back": "收回",
    "missing": "盘点未见",
    "found": "找到",
    "urged": "催领",
}
LOG_ZH = {
    "measure_taken": "查封、扣押",
    "urgent_measure_taken": "紧急查封、扣押",
    "evidence_registered": "登记保存",
    "property_taken_in": "入库",
    "property_handed_over": "移交保管",
    "measure_lifted": "解除",
    "property_returned": "退还",
    "registration_settled": "处理登记保存",
    "property_disposed": "处理",
    "proceeds_settled": "价款处理",
    "unclaimed_announced": "公告催领",
    "crime_goods_handed_over": "随案移送公安机关",
    "case_transferred": "随案移送",
}
# What could be done next with a thing where it stands, the likeliest first; the law judges each when it is done.
NEXT = {
    ThingState.TAKEN: ("property_taken_in", "measure_lifted"),
    ThingState.SEALED: ("property_noted", "measure_lifted"),
    ThingState.REGISTERED: ("registration_settled",),
    ThingState.KEPT: ("property_noted", "property_handed_over", "measure_lifted", "property_disposed"),
    ThingState.HANDING: ("property_taken_in",),
    ThingState.LENT: ("property_noted",),
    ThingState.MISSING: ("property_noted", "property_disposed"),
    ThingState.PRICE_HELD: ("measure_lifted", "property_disposed"),
    ThingState.TO_RETURN: ("property_returned", "property_noted", "property_handed_over"),
    ThingState.ENDED: (),
}
# Ends by which a thing becomes money that still has to go somewhere (APL:74, ACL:28p2).
INTO_MONEY = frozenset({"confiscated", "unclaimed"})


@dataclass(frozen=True)
class Logged:
    """One entry of the custody log: an act of the chain, and what it did to this thing."""

    act: LegalAct
    what: str
    text: str = ""


@dataclass(frozen=True)
class Thing:
    """One thing under a measure or a registration. ``id`` never changes; ``code`` stands on its label.

    ``by_name``: some act has spoken of this very thing; only then may the law ask for what acts used to leave open.
    """

    id: str
    number: int
    row: Row
    holder: Measure | Registration
    standing: ThingState
    log: tuple[Logged, ...]
    place: str = ""
    condition: str = ""
    keeper: str = ""
    keeper_name: str = ""
    ledger_no: str = ""
    handed_to: str = ""
    handed_to_name: str = ""
    lent_to: str = ""
    back_by: date | None = None
    how: str = ""
    ended: LegalAct | None = None
    proceeds_yuan: float | None = None
    settled: LegalAct | None = None
    to_be_sold: bool = False
    by_name: bool = False

    @property
    def code(self) -> str:
        return code_of(self.id)

    @property
    def is_held(self) -> bool:
        """Whether the agency still answers for it: the thing itself, or its price."""
        return self.standing is not ThingState.ENDED

    @property
    def waits_for_money(self) -> bool:
        """Whether it was or is to be sold, and the price has not gone where the law sends it (APL:74)."""
        return self.standing is ThingState.ENDED and self.settled is None and self._turns_into_money

    @property
    def _turns_into_money(self) -> bool:
        return self.by_name and self.how in INTO_MONEY and (self.to_be_sold or bool(self.proceeds_yuan))

    @property
    def next_kinds(self) -> tuple[str, ...]:
        """What could be done with it next."""
        return ("proceeds_settled",) if self.waits_for_money else NEXT[self.standing]

    @property
    def standing_zh(self) -> str:
        if self.standing is ThingState.ENDED:
            return ENDS_ZH.get(self.how, STANDING_ZH[self.standing])
        return STANDING_ZH[self.standing]


def things_of(situation: Situation) -> tuple[Thing, ...]:
    """Return every thing of a case in the order of the measures and lists it came in with; ended ones too.

    Source: ACL:24, ACL:26, APL:56
    """
    known: tuple[Thing, ...] | None = situation.memo.get("things")
    if known is None:
        known = situation.memo["things"] = tuple(_read(situation))
    return known


def held_things(situation: Situation) -> tuple[Thing, ...]:
    """Return the things the agency still answers for."""
    return tuple(thing for thing in things_of(situation) if thing.is_held)


def thing_named(situation: Situation, identity: str) -> Thing | None:
    """Return a thing by its identity."""
    return next((thing for thing in things_of(situation) if thing.id == identity), None)


def spoken_of(situation: Situation, act: LegalAct, among: Iterable[Thing]) -> tuple[Thing, ...]:
    """Return which of some things an act speaks of: those it names, else all of the measure or list it means."""
    candidates, named = tuple(among), named_things(act)
    if named:
        return tuple(thing for thing in candidates if thing.id in named)
    holders = {thing.holder.id: thing.holder for thing in candidates}
    meant = _meant(act, tuple(holders.values()))
    return tuple(thing for thing in candidates if meant is None or thing.holder.id == meant)


def _meant(act: LegalAct, holders: tuple[Measure | Registration, ...]) -> str | None:
    measures = [each for each in holders if isinstance(each, Measure)]
    lists = [each for each in holders if isinstance(each, Registration)]
    said = act.payload.get("of_measure") or act.payload.get("of_registration")
    if said:
        return str(said)
    if act.kind == "registration_settled":
        found = named_registration(lists, act) or next(iter(lists), None)
        return found.id if found else None
    if act.kind in {"crime_goods_handed_over", "case_transferred"}:
        return None  # what is held goes with the case, all of it
    one = named_measure(measures, act) or next(iter(measures), None)
    return one.id if one else None


# --- reading ------------------------------------------------------------------


def _read(situation: Situation) -> Iterator[Thing]:
    measures = {each.id: each for each in measures_of(situation) if each.began is not None}
    lists = {each.id: each for each in registrations_of(situation)}
    if not measures and not lists:
        return
    things: dict[str, Thing] = {}
    begins = {id(each.began): each for each in measures.values()} | {id(each.act): each for each in lists.values()}
    also = {id(each.taken): each for each in measures.values() if each.urgent and each.taken}
    plate = str((situation.acts[0].payload.get("case") or {}).get("plate") or "")
    for act in situation.acts:
        if id(act) in begins:
            things |= {thing.id: thing for thing in _taken(begins[id(act)], act, plate)}
        elif id(act) in also:
            continue  # the same things, now with their decision and list (ACL:24)
        elif act.kind in HAPPENINGS:
            things |= {thing.id: thing for thing in _happened(things, situation, act)}
    yield from things.values()


def _taken(holder: Measure | Registration, act: LegalAct, plate: str) -> Iterator[Thing]:
    if isinstance(holder, Measure):
        standing = ThingState.SEALED if holder.kind == "seal" else ThingState.TAKEN
        rows = holder.rows if _is_listed(holder) else (_implied(holder, plate),)
    else:
        standing, rows = ThingState.REGISTERED, holder.rows
    for number, row in enumerate(rows, start=1):
        place = str(act.payload.get("place") or "")
        log = (Logged(act, LOG_ZH[act.kind], place),)
        yield Thing(thing_id(holder.id, number), number, row, holder, standing, log, place)


def _is_listed(measure: Measure) -> bool:
    return any(act is not None and act.payload.get("items") for act in (measure.urgent, measure.taken))


def _implied(measure: Measure, plate: str) -> Row:
    """What a seizure without a list took: the vehicle of the case, or the object the measure is called by."""
    (row,) = measure.rows
    return Row(f"车辆（{plate}）") if measure.kind == "vehicle" and plate else row


def _happened(things: dict[str, Thing], situation: Situation, act: LegalAct) -> Iterator[Thing]:
    """What one act did to the things it speaks of, and only to those it can speak of."""
    open_things = [thing for thing in things.values() if thing.is_held or thing.waits_for_money]
    if act.kind == "case_transferred" and not _goes_along(situation, act):
        return
    for thing in spoken_of(situation, act, _candidates(act, open_things)):
        yield _with(thing, act)


def _goes_along(situation: Situation, act: LegalAct) -> bool:
    """A transfer takes the property along where it says so and the case was not sent back."""
    return act.payload.get("property_goes_along") is True and transfer_of(situation) is act


def _candidates(act: LegalAct, things: list[Thing]) -> list[Thing]:
    if named_things(act):
        return things
    if act.kind == "registration_settled":
        return [thing for thing in things if isinstance(thing.holder, Registration) and thing.is_held]
    if act.kind == "property_returned":
        return [thing for thing in things if thing.standing is ThingState.TO_RETURN]
    if act.kind == "proceeds_settled":
        return [thing for thing in things if thing.waits_for_money]
    return [thing for thing in things if isinstance(thing.holder, Measure) and thing.is_held]


def _with(thing: Thing, act: LegalAct) -> Thing:
    change = HAPPENINGS[act.kind](thing, act)
    what = NOTES.get(str(act.payload.get("what")), "") if act.kind == "property_noted" else LOG_ZH[act.kind]
    named = thing.by_name or thing.id in named_things(act)
    return replace(thing, **change, log=(*thing.log, Logged(act, what, _said(act))), by_name=named)


def _said(act: LegalAct) -> str:
    """What an entry of the log says besides: place, to whom, why."""
    asked = act.payload.get
    parts = [asked("place"), asked("to"), asked("received_by"), asked("condition"), asked("purpose"), asked("reason")]
    how = ENDS_ZH.get(str(asked("how") or ""), "")
    return "；".join(str(part) for part in (how, *parts) if part)


def _keeping(thing: Thing, act: LegalAct) -> dict[str, Any]:
    last = next((actor for actor in act.by if "property_keeper" in actor.roles), None)
    return {
        "standing": thing.standing if thing.standing in (ThingState.SEALED, ThingState.TO_RETURN) else ThingState.KEPT,
        "keeper": last.id if last else thing.keeper,
        "keeper_name": last.name if last else thing.keeper_name,
        "place": str(act.payload.get("place") or thing.place),
        "condition": str(act.payload.get("condition") or thing.condition),
        "ledger_no": str(act.payload.get("ledger_no") or thing.ledger_no),
        "handed_to": "",
        "handed_to_name": "",
    }


def _handing(thing: Thing, act: LegalAct) -> dict[str, Any]:
    """Who hands over answers for it until the other has taken it."""
    to, name = str(act.payload.get("receiver") or ""), str(act.payload.get("receiver_name") or "")
    return {"standing": ThingState.HANDING, "handed_to": to, "handed_to_name": name}


def _noted(thing: Thing, act: LegalAct) -> dict[str, Any]:
    what = act.payload.get("what")
    place = str(act.payload.get("place") or thing.place)
    change: dict[str, Any] = {"place": place, "condition": str(act.payload.get("condition") or thing.condition)}
    if what == "lent":
        day = act.payload.get("back_by")
        change |= {"standing": ThingState.LENT, "lent_to": str(act.payload.get("to") or "")}
        change["back_by"] = date.fromisoformat(str(day)) if day else None
    elif what in {"back", "found"}:
        change |= {"standing": _before_it_left(thing), "lent_to": "", "back_by": None}
    elif what == "missing":
        change["standing"] = ThingState.MISSING
    return change


def _before_it_left(thing: Thing) -> ThingState:
    """What comes back is free to be returned where its measure was lifted meanwhile."""
    lifted = any(entry.act.kind == "measure_lifted" for entry in thing.log)
    return ThingState.TO_RETURN if lifted else ThingState.KEPT


def _lifted(thing: Thing, act: LegalAct) -> dict[str, Any]:
    if act.payload.get("returned") is True:
        return _over(thing, act, "returned")
    out = thing.standing in (ThingState.LENT, ThingState.MISSING)  # it is owed to the party once it is back
    return {} if out else {"standing": ThingState.TO_RETURN}


def _returned(thing: Thing, act: LegalAct) -> dict[str, Any]:
    return _over(thing, act, "returned")


def _settled(thing: Thing, act: LegalAct) -> dict[str, Any]:
    return _over(thing, act, str(act.payload.get("how") or "returned"))


def _disposed(thing: Thing, act: LegalAct) -> dict[str, Any]:
    if price_is_held(act):
        return {"standing": ThingState.PRICE_HELD, "proceeds_yuan": act.payload.get("proceeds_yuan")}
    return _over(thing, act, str(act.payload.get("how") or ""))


def _gone_along(thing: Thing, act: LegalAct) -> dict[str, Any]:
    return _over(thing, act, "handed_to_police" if act.kind == "crime_goods_handed_over" else "handed_over")


def _over(thing: Thing, act: LegalAct, how: str) -> dict[str, Any]:
    sold_for = act.payload.get("proceeds_yuan")
    proceeds = thing.proceeds_yuan if sold_for is None else float(sold_for)
    gives_back = thing.standing is ThingState.PRICE_HELD and how == "returned"
    return {
        "standing": ThingState.ENDED,
        "how": how,
        "ended": act,
        "proceeds_yuan": proceeds,
        "to_be_sold": act.payload.get("to_be_sold") is True,
        "settled": act if gives_back else None,
    }


def _money_gone(thing: Thing, act: LegalAct) -> dict[str, Any]:
    amount = act.payload.get("amount_yuan")
    return {"settled": act, "proceeds_yuan": thing.proceeds_yuan if amount is None else float(amount)}


def _announced(thing: Thing, act: LegalAct) -> dict[str, Any]:
    return {}


HAPPENINGS = {
    "property_taken_in": _keeping,
    "property_handed_over": _handing,
    "property_noted": _noted,
    "measure_lifted": _lifted,
    "property_returned": _returned,
    "registration_settled": _settled,
    "property_disposed": _disposed,
    "proceeds_settled": _money_gone,
    "unclaimed_announced": _announced,
    "crime_goods_handed_over": _gone_along,
    "case_transferred": _gone_along,
}
