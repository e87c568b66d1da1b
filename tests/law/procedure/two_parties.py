"""A case with two parties, from the first of the eight: decided together, fined differently, served on 2025-06-11."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.situation import CIVIL_TIME
from tests.law.procedure.after_decision import history_of

FIRST, SECOND = "p1", "p2"
NAMES = {FIRST: "甲某", SECOND: "乙公司"}
FINES = {FIRST: 10000.0, SECOND: 3000.0}


def instant(day: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL_TIME)


def decided_together(fines=FINES, served="2025-06-11"):
    """Return the acts up to the service of the decision, which names what each is fined."""
    acts = list(history_of("demo-1", "decision_served"))
    case = dict(acts[0].payload["case"])
    matter = {key: case[key] for key in ("violation", "violation_on", "facts")}
    opened = {
        **case,
        "parties": [{"id": party, "kind": "natural_person", "name": name} for party, name in NAMES.items()],
        "matters": [{"id": f"m{place}", "party": party, **matter} for place, party in enumerate(NAMES, start=1)],
    }
    penalties = [
        {"matter": f"m{place}", "kind": "fine", "amount_yuan": fines[party]}
        for place, party in enumerate(NAMES, start=1)
    ]
    acts[0] = replace(acts[0], payload={**acts[0].payload, "case": opened})
    said = dict.fromkeys(("proposed", "decided"), penalties)
    together = [
        replace(act, payload={**act.payload, **{key: said[key] for key in said if act.payload.get(key)}})
        for act in acts
    ]
    if served:
        together[-1] = replace(together[-1], occurred_at=instant(served), recorded_at=instant(served))
    return tuple(together)


def act(kind, day, party=None, *, by=(), **payload):
    """Return one act of the case; ``party`` is whom it names."""
    named = {"parties": [party]} if party else {}
    return LegalAct(kind, instant(day), by, {**payload, **named}, instant(day), f"{kind}-{day}-{party}")


def paid(day, party, yuan):
    return act("paid", day, party, by=(Actor("bank", frozenset({"cashier"})),), amount_yuan=yuan)


def by_party(kind, day, party, **payload):
    """Return what a party does itself: it says whose it is by who acts."""
    return act(kind, day, by=(Actor(party, frozenset({"party"})),), **payload)


def situation(*more, **how):
    return Situation.of((*decided_together(**how), *more))


def day(text):
    return date.fromisoformat(text)
