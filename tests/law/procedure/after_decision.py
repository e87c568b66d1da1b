"""What happens after the decision, act by act, for tests: who does it, on which day, with what."""

from datetime import date, datetime, timedelta, timezone

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.settlement import settle
from hengtu.web.commandline.scripts import legal_acts
from tests.fixtures import scripts

CIVIL = timezone(timedelta(hours=8))
FILE = scripts()
PEOPLE = {
    Hand.OFFICERS: (
        Actor("officer-a", frozenset({"officer"}), True, "某甲"),
        Actor("officer-b", frozenset({"officer"}), True, "某乙"),
    ),
    Hand.OFFICER: (Actor("officer-a", frozenset({"officer"}), True, "某甲"),),
    Hand.HEAD: (Actor("head", frozenset({"agency_head"}), None, "某负责人"),),
    Hand.CASHIER: (Actor("bank", frozenset({"cashier"}), None, "缴款平台"),),
    Hand.ARCHIVIST: (Actor("archivist", frozenset({"archivist"}), None, "某档案员"),),
    Hand.REVIEWER: (Actor("reviewer", frozenset({"legal_reviewer"}), None, "某审核"),),
    Hand.PARTY: (Actor("p1", frozenset({"party"}), None, "某当事人"),),
}
REMINDER = {
    "purpose": "court",
    "due_on": "2025-09-15",
    "manner": "缴至指定银行",
    "right_told": True,
    "served": "direct",
}


def history_of(case_id, until="decision_served", *, leave_out=()):
    """The acts of one of the eight cases up to and including the first act of a kind."""
    acts = legal_acts(FILE, FILE.script(case_id))
    last = next(index for index, act in enumerate(acts) if act.kind == until)
    return tuple(act for act in acts[: last + 1] if act.kind not in leave_out)


def act(kind, day, hour=10, **payload):
    """One act by those whose hand is due; ``day`` as 2025-09-01."""
    on = date.fromisoformat(day)
    when = datetime(on.year, on.month, on.day, hour, tzinfo=CIVIL)
    return LegalAct(kind, when, PEOPLE[hand_of(kind)], payload, None, f"{kind}-{day}")


def codes(history, this):
    return {objection.code for objection in objections_to(history, this)}


def done(history, *acts):
    """The history with these acts, each of them in order when it is done."""
    for this in acts:
        assert objections_to(history, this) == (), this.kind
        history = (*history, this)
    return history


def reminder(history, day, **payload):
    """A reminder that names what is owed that day."""
    owed = settle(Situation.of(history), date.fromisoformat(day)).outstanding_yuan
    return act("reminder_served", day, **{**REMINDER, "amount_yuan": owed, **payload})


def closing(day, **payload):
    return act("case_closed", day, correction="已经改正", **payload)
