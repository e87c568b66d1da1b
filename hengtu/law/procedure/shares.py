"""Several parties in one case: what each owes, paid and was granted, read as if its share were a case of its own.

A case is decided once, but each party is fined for what it did itself and answers for that alone: nobody pays with
another's money, and nobody's term, plan or remedy moves another's (APL:67p3, APL:66p2, APL:73p3). An act after the
decision therefore says whose it is: under ``parties``, or by the party that acts. One that names nobody speaks of
those of whom the act speaks that it answers, else of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.matters import CaseParty
from hengtu.law.procedure.situation import Situation

# What follows an act concerns whom that act concerned.
FOLLOWS = {
    "deferral_refused": ("deferral_applied",),
    "deferral_ended": ("instalments_granted",),
    "court_accepted": ("court_applied",),
    "court_refused": ("court_applied",),
    "court_objected": ("court_applied",),
    "court_ruled": ("court_applied",),
    "enforcement_carried_out": ("enforcement_decided",),
    "reminder_answered": ("reminder_statement_received",),
    "enforcement_resumed": ("enforcement_suspended", "enforcement_agreed"),
    "reconsideration_forwarded": ("reconsideration_applied",),
    "reconsideration_received": ("reconsideration_applied",),
    "reconsideration_answered": ("reconsideration_received", "reconsideration_applied"),
    "reconsideration_decided": ("reconsideration_received", "reconsideration_applied"),
    "lawsuit_answered": ("lawsuit_received",),
    "lawsuit_judged": ("lawsuit_received",),
    "stay_ended": ("stay_ordered",),
}
# Money and demands for money are of one party: a sum that nobody can be named for cannot be set off against anything.
OF_ONE = frozenset(
    {"paid", "spot_cash_collected", "property_disposed", "instalments_granted", "fine_refunded", "reminder_served",
     "court_applied", "enforcement_agreed", "substitute_performed", "cleared_at_once"}
)  # fmt: skip
# What may be done about one party alone, or about all at once.
OF_SOME = frozenset(FOLLOWS) | {
    "deferral_applied", "reminder_statement_received", "reconsideration_applied", "lawsuit_received", "stay_ordered",
    "enforcement_decided", "enforcement_suspended", "enforcement_ended",
}  # fmt: skip
PENALTIES = ("decided", "proposed")


def shares_of(situation: Situation) -> Mapping[str, Situation]:
    """Return the share of each party by its id, in the order of the case; empty where nothing is to be told apart.

    That is so with one party, and where an act about money does not say whose it is: such a case is reckoned as one
    until that act is corrected, so that nobody is asked for what may have been paid for him.
    """
    known: Mapping[str, Situation] | None = situation.memo.get("shares")
    if known is None:
        known = situation.memo["shares"] = _shares(situation) if is_told_apart(situation) else {}
    return known


def share_of(situation: Situation, party: str) -> Situation:
    """Return the case as it is for one party: its own share, or the whole where nothing is told apart."""
    return shares_of(situation).get(party, situation)


def has_several(situation: Situation) -> bool:
    """Whether the case has more parties than one."""
    return situation.case is not None and len(situation.case.parties) > 1


def is_told_apart(situation: Situation) -> bool:
    """Whether several parties stand in the case and each act about money says whose it is."""
    return has_several(situation) and not unnamed(situation)


def unnamed(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the acts about money of a case with several parties that do not say whose they are."""
    known: tuple[LegalAct, ...] | None = situation.memo.get("unnamed")
    if known is None:
        found = _named(situation) if has_several(situation) else ()
        known = tuple(act for act, named in found if is_of_one(act) and len(named) != 1)
        situation.memo["unnamed"] = known
    return known


def is_of_one(act: LegalAct) -> bool:
    """Whether an act moves or demands money, so that it belongs to exactly one party."""
    if act.kind == "property_disposed":
        return act.payload.get("how") == "set_off"
    if act.kind == "reminder_served":
        return act.payload.get("purpose") != "substitute"
    if act.kind in ("substitute_performed", "cleared_at_once"):
        return bool(act.payload.get("cost_yuan"))
    return act.kind in OF_ONE


def whose(situation: Situation, act: LegalAct) -> tuple[CaseParty, ...]:
    """Return the parties an act done or to be done speaks of, in the order of the case; none where it is of all."""
    parties = situation.case.parties if situation.case else ()
    found = _parties_said(act, frozenset(each.id for each in parties))
    if not found and act.kind in FOLLOWS:
        earlier = _answered(situation, act)
        found = next((named for each, named in _named(situation) if each is earlier), found)
    return tuple(each for each in parties if each.id in found)


def objections_to_nobody(situation: Situation, act: LegalAct) -> Iterator[Objection]:
    """Ask an act that is to be done now whose it is; what was done before is not judged by this.

    Source: APL:67p3, which obliges "the party"; that several are told apart like this is a rule of this system.
    """
    parties = situation.case.parties if situation.case else ()
    if len(parties) < 2:
        return
    named = _parties_said(act, frozenset(each.id for each in parties))
    strange = set(act.payload.get("parties") or ()) - named
    names = "、".join(each.name for each in parties)
    if strange:
        yield curable("party_unknown", "写的不是本案的当事人", (), f"请选择：{names}。")
    elif is_of_one(act) and len(named) != 1:
        yield curable(
            "party_not_said",
            "本案有几名当事人，没有写明是哪一位的" if not named else "一次只能办一位当事人的",
            ("APL:67p3",),
            f"请选择一位当事人：{names}。各人的罚款、期限、分期分别计算。",
        )


def _answered(situation: Situation, act: LegalAct) -> LegalAct | None:
    """The act that another one answers: the one it names, else the latest of its kinds."""
    named = act.payload.get("of_statement")
    answered = situation.all(*FOLLOWS[act.kind])
    return next((each for each in answered if named and each.uid == named), answered[-1] if answered else None)


# --- reading ----------------------------------------------------------------------------------------------------------


def _shares(situation: Situation) -> dict[str, Situation]:
    case = situation.case
    assert case is not None, "only a case that is known has several parties"
    first = case.matters[0].id
    own = {party.id: frozenset(each.id for each in case.matters if each.party.id == party.id) for party in case.parties}
    found = _named(situation)
    return {
        party: Situation(tuple(_own(act, party, matters, first) for act, named in found if not named or party in named))
        for party, matters in own.items()
    }


def _named(situation: Situation) -> tuple[tuple[LegalAct, frozenset[str]], ...]:
    """Every act with the parties it speaks of; empty where of all."""
    known: tuple[tuple[LegalAct, frozenset[str]], ...] | None = situation.memo.get("named")
    if known is not None:
        return known
    parties = frozenset(each.id for each in situation.case.parties) if situation.case else frozenset()
    found: list[tuple[LegalAct, frozenset[str]]] = []
    for place, act in enumerate(situation.acts):
        named = _parties_said(act, parties)
        if not named and act.kind in FOLLOWS:
            answered = _answered(Situation(situation.acts[:place]), act)
            named = next((whose for each, whose in reversed(found) if each is answered), named)
        found.append((act, named))
    situation.memo["named"] = tuple(found)
    return tuple(found)


def _parties_said(act: LegalAct, parties: frozenset[str]) -> frozenset[str]:
    """Whom the act itself names: by ``parties``, else the party that acts."""
    said = frozenset(str(each) for each in act.payload.get("parties") or ()) & parties
    return said or frozenset(actor.id for actor in act.by if "party" in actor.roles) & parties


def _own(act: LegalAct, party: str, matters: frozenset[str], first: str) -> LegalAct:
    """The act as it speaks to one party: what others did and what was decided against them left out."""
    changes: dict[str, Any] = {}
    if act.payload.get("case"):
        changes["case"] = _own_case(act.payload["case"], party, matters)
    for key in PENALTIES:
        if act.payload.get(key):
            entries = act.payload[key]
            listed = entries if isinstance(entries, list | tuple) else [{"matter": first, **entries}]
            changes[key] = [each for each in listed if each.get("matter") in matters]
    return replace(act, payload={**act.payload, **changes}) if changes else act


def _own_case(case: Mapping[str, Any], party: str, matters: frozenset[str]) -> dict[str, Any]:
    return {
        **case,
        "parties": [each for each in case["parties"] if str(each["id"]) == party],
        "matters": [each for each in case["matters"] if each["id"] in matters],
    }
