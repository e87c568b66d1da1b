"""What the case already knows: nobody types it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hengtu.agencies.models import Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Known, Options
from hengtu.cases.keepers import keepers_at
from hengtu.law import discretion, facts
from hengtu.law.asking import facts_asked
from hengtu.law.calendar import official
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import clocks
from hengtu.law.procedure.closing_kinds import implied_closing
from hengtu.law.procedure.matters import Penalty, plain
from hengtu.law.procedure.measures import Measure, measures_in_force, measures_of
from hengtu.law.procedure.moment import assess_matter, question_of
from hengtu.law.procedure.property import ThingState, held_things, things_of
from hengtu.law.procedure.recusal import requests_of
from hengtu.law.procedure.registrations import Registration, names_of, registrations_of
from hengtu.law.procedure.results import results_of
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.shares import has_several, shares_of
from hengtu.law.procedure.situation import CIVIL_TIME, Situation
from hengtu.law.procedure.things import holder_of
from hengtu.law.rulebook import records
from hengtu.officers.models import Officer, OfficerKind


def carried(key: str, *kinds: str) -> Known:
    """What an earlier act said under the same key."""

    def known(desk: Desk) -> Any:
        return desk.payload_of(*kinds).get(key)

    return known


def place(desk: Desk) -> str:
    return str(desk.opening.get("place", ""))


def penalties(key: str, *kinds: str) -> Known:
    """The penalties an earlier act named, as ``[{matter, kind, amount_yuan, confiscate_yuan}]``."""

    def known(desk: Desk) -> list[dict[str, Any]] | None:
        found = desk.situation.penalties(desk.situation.last(*kinds), key)
        return [penalty_entry(matter, penalty) for matter, penalty in found.items()] or None

    return known


def penalty_entry(matter: str, penalty: Penalty) -> dict[str, Any]:
    return {
        "matter": matter,
        "kind": penalty.kind,
        "amount_yuan": penalty.amount_yuan,
        "confiscate_yuan": penalty.confiscate_yuan,
    }


def computed_penalties(desk: Desk) -> list[dict[str, Any]] | None:
    """The penalty where the law leaves no choice: a formula's amount. Where there is a range nothing is preset."""
    case = desk.situation.case
    if case is None:
        return None
    found = []
    for matter in case.matters:
        outcome = assess_matter(case, matter, desk.on).outcome
        if outcome.amount_yuan is None or outcome.kind not in {"fine", "warning"}:
            return None
        gains = next((each.get("amount_yuan") for each in outcome.also if "confiscate" in str(each["kind"])), None)
        found.append(penalty_entry(matter.id, Penalty(outcome.kind, outcome.amount_yuan or 0, gains or 0)))
    return found


def no_penalty(desk: Desk) -> list[dict[str, Any]]:
    """Nothing is imposed: the act itself is the decision not to punish."""
    case = desk.situation.case
    return [penalty_entry(matter.id, Penalty("none")) for matter in case.matters] if case else []


def facts_to_ask(desk: Desk) -> list[dict[str, Any]]:
    """The facts that count for each matter, with what is known: ``[{matter, key, zh, type, values, unit, value}]``."""
    case = desk.situation.case
    vocabulary = records("facts")
    asked = []
    for matter in case.matters if case else ():
        for key in facts_asked(question_of(case, matter, desk.on)):  # type: ignore[arg-type]  # case is there
            fact = vocabulary[key]
            asked.append(
                {
                    "matter": matter.id,
                    "key": key,
                    "zh": facts.name_of(key),
                    "type": fact["type"],
                    "values": dict(fact.get("values", {})),
                    "unit": fact.get("unit", ""),
                    "value": matter.facts.get(key),
                }
            )
    return asked


def correction_asked(desk: Desk) -> str:
    """The words of the order that the item prescribes."""
    case = desk.situation.case
    if case is None:
        return ""
    matter = case.matters[0]
    return discretion.violation(matter.violation, matter.violation_on).order_kind


def is_a_weighing(desk: Desk) -> bool:
    case = desk.situation.case
    return case is not None and any(matter.violation.startswith("overlimit") for matter in case.matters)


def has_several_matters(desk: Desk) -> bool:
    case = desk.situation.case
    return case is not None and len(case.matters) > 1


def may_border_on_crime(desk: Desk) -> bool:
    """Whether the item has a crime beside it and nobody has answered yet (APL:27p1)."""
    case = desk.situation.case
    if case is None or any(act.payload.get("crime_check") for act in desk.situation.acts):
        return False
    return any(assess_matter(case, matter, desk.on).crime_referral for matter in case.matters)


def loose_exhibits(desk: Desk) -> Options:
    return [(str(one.uid), f"证{one.seq} {one.title}") for one in desk.loose_exhibits]


def all_loose(desk: Desk) -> list[str]:
    return [str(exhibit.uid) for exhibit in desk.loose_exhibits]


def outsiders(desk: Desk) -> Options:
    """Officers of the legal subject who did not investigate this case: they may lead its hearing (APL:64i4)."""
    here = Officer.objects.in_force(desk.on).filter(
        legal_subject_id=desk.agency.legal_subject_id, kind=OfficerKind.OFFICER
    )
    strangers = here.exclude(uid__in=desk.situation.investigators).order_by("name")
    return [(str(officer.uid), officer.name) for officer in strangers]


def owed(desk: Desk) -> float | None:
    """What is still to be paid; of several who owe nobody's sum is put in anybody's place."""
    several = shares_of(desk.situation)
    if several and not who_still_owes(desk):
        return None
    return settle(desk.situation, desk.on).outstanding_yuan or None


def earliest_hearing(desk: Desk) -> str:
    """The first morning on which a hearing announced today can be held (APL:64i2)."""
    return f"{clocks.earliest_hearing(desk.on).isoformat()}T09:00"


def correctable(desk: Desk) -> Options:
    """The acts of the case, newest first, for a correction to name."""
    names = {arrow.kind: arrow.zh for arrow in desk.procedure.arrows}
    return [
        (act.uid, f"{names.get(act.kind, act.kind)}（{day_zh(act.occurred_at.astimezone(CIVIL_TIME))}）")
        for act in reversed(desk.history)
    ]


# --- several parties ------------------------------------------------------------------------------------------------


def has_several_parties(desk: Desk) -> bool:
    return has_several(desk.situation)


def parties(desk: Desk) -> Options:
    """The parties of the case, each with what it still owes, so that nobody is taken for another."""
    case, shares = desk.situation.case, shares_of(desk.situation)
    return [(each.id, f"{each.name}{_owes(shares.get(each.id), desk)}") for each in case.parties] if case else []


def _owes(share: Situation | None, desk: Desk) -> str:
    if share is None or desk.situation.decision is None:
        return ""
    yuan = settle(share, desk.on).outstanding_yuan
    return f"（还有 {plain(yuan)} 元没有缴纳）" if yuan else "（没有应缴的款项）"


def who_still_owes(desk: Desk) -> str:
    """The one who owes, where it is one."""
    shares = shares_of(desk.situation)
    owing = [party for party, share in shares.items() if settle(share, desk.on).outstanding_yuan]
    return owing[0] if len(owing) == 1 else ""


def nobody_chosen(desk: Desk) -> str:
    return ""


# --- after the decision ---------------------------------------------------------------------------------------------


def closing(desk: Desk) -> str:
    """The way of closing that follows from how the case was decided; the court's acceptance goes before it."""
    accepted = desk.situation.last("court_accepted")
    if accepted is not None and not desk.situation.after(accepted, "court_refused") and owed(desk):
        return "court_accepted"
    return "object_lost" if desk.situation.has("enforcement_ended") else implied_closing(desk.situation)


def cash_with_officer(desk: Desk) -> float | None:
    """Cash that was collected on the spot and not handed in yet."""
    return _left(desk, "spot_cash_collected", "spot_cash_handed_in")


def cash_with_agency(desk: Desk) -> float | None:
    """Cash that was handed in and is not at the bank yet."""
    return _left(desk, "spot_cash_handed_in", "spot_cash_banked")


def _left(desk: Desk, came: str, went: str) -> float | None:
    came_in = sum(float(act.payload.get("amount_yuan") or 0) for act in desk.situation.all(came))
    went_on = sum(float(act.payload.get("amount_yuan") or 0) for act in desk.situation.all(went))
    return round(came_in - went_on, 2) or None


def refund(desk: Desk) -> float | None:
    """What is to be given back, where it is one party's."""
    found = [settle(share, desk.on).refund_yuan for share in shares_of(desk.situation).values() or (desk.situation,)]
    due = [yuan for yuan in found if yuan]
    return due[0] if len(due) == 1 else None


def reconsideration_body(desk: Desk) -> str:
    return desk.agency.legal_subject.reconsideration_body


def court(desk: Desk) -> str:
    return desk.agency.legal_subject.court


def was_on_the_spot(desk: Desk) -> bool:
    return desk.situation.has("spot_decided")


def holidays_not_loaded(desk: Desk) -> bool:
    """Whether nobody can know yet which days of this year are statutory holidays."""
    return not official().covers(desk.on.year)


# --- measures and registered evidence -----------------------------------------


def measures_held(desk: Desk) -> Options:
    """The measures in force, for an act to name the one it speaks of."""
    return [(measure.id, measure.label) for measure in measures_in_force(desk.situation)]


def results_open(desk: Desk) -> Options:
    """The measures and enforcement decisions that are not public and may be."""
    return [(each.id, each.label) for each in results_of(desk.situation) if not each.published and not each.groundless]


def results_known(desk: Desk) -> Options:
    """Every measure and enforcement decision that may be published or was."""
    return [(each.id, each.label) for each in results_of(desk.situation) if not each.groundless]


def measures_to_take(desk: Desk) -> Options:
    """The approved measures that wait to be carried out."""
    return [(measure.id, measure.label) for measure in _to_take(desk)]


def measures_to_approve(desk: Desk) -> Options:
    """Measures taken in urgency that wait for the head."""
    return [(each.id, each.label) for each in measures_of(desk.situation) if each.waits_for_approval]


def _to_take(desk: Desk) -> list[Measure]:
    return [measure for measure in measures_of(desk.situation) if measure.waits_to_be_taken]


def open_registrations(desk: Desk) -> Options:
    """Lists of registered evidence that wait for their decision."""
    return [(each.id, each.label) for each in registrations_of(desk.situation) if each.is_open]


def _things(desk: Desk, *standings: ThingState, registered: bool = False) -> Options:
    """Held things by identity, as the sheets offer them; of several measures each line says which."""
    found = [
        thing
        for thing in held_things(desk.situation)
        if isinstance(thing.holder, Registration) == registered and (not standings or thing.standing in standings)
    ]
    many = len({thing.holder.id for thing in found}) > 1
    return [(thing.id, f"{thing.row.name}，{thing.holder.label if many else thing.standing_zh}") for thing in found]


def things_where(*standings: ThingState) -> Callable[[Desk], Options]:
    """Things under a measure that stand in one of these states; all held ones where none is given."""

    def options(desk: Desk) -> Options:
        return _things(desk, *standings)

    return options


def registered_things(desk: Desk) -> Options:
    """Things on a list of registered evidence that wait for their decision."""
    return _things(desk, registered=True)


def things_with_a_price(desk: Desk) -> Options:
    """Things that were sold, and whose price has not gone its way."""
    waiting = [thing for thing in things_of(desk.situation) if thing.waits_for_money]
    return [(thing.id, f"{thing.row.name}，{thing.standing_zh}") for thing in waiting]


def of_one_measure(options: Callable[[Desk], Options]) -> Known:
    """What the person has in hand; else all, where they lie under one measure."""

    def known(desk: Desk) -> list[str]:
        ids = [identity for identity, _ in options(desk)]
        if in_hand := [each for each in ids if each in desk.things]:
            return in_hand
        return ids if len({holder_of(each) for each in ids}) == 1 else []

    return known


def other_keepers(desk: Desk) -> Options:
    """Keepers of the house who may take over: not oneself, and nobody who investigated this case."""
    mine, barred = participants.official(desk.account).id, desk.situation.investigators
    return [(each, name) for each, name in keepers_at(desk.agency, desk.on).items() if each not in {mine, *barred}]


def several(options: Callable[[Desk], Options]) -> Callable[[Desk], bool]:
    """Whether there is something to choose: with one thing alone the law knows which is meant."""

    def answer(desk: Desk) -> bool:
        return len(options(desk)) > 1

    return answer


def approved_items(desk: Desk) -> list[str]:
    """What the last approval of a registration names, for the list to start with."""
    return list(names_of(desk.payload_of("registration_approved").get("items")))


# --- recusal ------------------------------------------------------------------


def people_of_case(desk: Desk) -> Options:
    """Everybody who has acted on the case for the agency, then the other officers and the heads of the house."""
    acted = {actor.id: actor.name for act in desk.acts for actor in act.by if actor.kind not in {"PARTY", "SYSTEM"}}
    officers = Officer.objects.in_force(desk.on).filter(legal_subject_id=desk.agency.legal_subject_id)
    others = {str(officer.uid): officer.name for officer in officers.order_by("name")}
    for role in (Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD):
        others |= {
            participants.official(account).id: account.name for account in holders_of(role, desk.agency, desk.on)
        }
    return list({**acted, **{key: name for key, name in others.items() if key not in acted}}.items())


def recusals_to_decide(desk: Desk) -> Options:
    """The people about whom a request waits."""
    return [(each.person, each.name) for each in requests_of(desk.situation) if each.is_open]


def recusal_about_a_head(desk: Desk) -> bool:
    """Whether a request waits that is about a head."""
    return any(each.is_open and each.post == "head" for each in requests_of(desk.situation))


def ground_is(*grounds: str) -> Callable[[Desk], bool]:
    """Whether the approved report names one of these grounds for not punishing."""

    def answer(desk: Desk) -> bool:
        return desk.payload_of("report_approved").get("ground") in grounds

    return answer
