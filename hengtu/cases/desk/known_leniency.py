"""What the case knows about promises and softer measures."""

from __future__ import annotations

from datetime import date

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.promises import last_promise, state_of
from hengtu.law.procedure.softer import open_measures
from hengtu.law.promises import KEPT


def kept_promise(desk: Desk) -> str | None:
    """The way a lead ends whose promise was checked and found kept."""
    return "promise_kept" if state_of(desk.situation) == KEPT else None


def what_was_told(desk: Desk) -> str | None:
    """What the notice asked to be corrected: the promise starts from the same words."""
    promise = last_promise(desk.situation)
    return str(promise.offered.payload.get("what") or "") if promise else None


def signer(desk: Desk) -> str | None:
    """A citizen signs for himself; who signs for an organisation is asked."""
    case = desk.situation.case
    party = case.matters[0].party if case else None
    return party.name if party and party.is_citizen else None


def promised_on(desk: Desk) -> date | None:
    promise = last_promise(desk.situation)
    return promise.promised_on if promise else None


def measures_to_follow(desk: Desk) -> Options:
    """The measures nobody has followed up, with their day."""
    return tuple(
        (each.id, f"{each.label}，{day_zh(each.follow_up_on)}回访" if each.follow_up_on else each.label)
        for each in open_measures(desk.situation)
    )


def the_only_measure(desk: Desk) -> str | None:
    waiting = open_measures(desk.situation)
    return waiting[0].id if len(waiting) == 1 else None
