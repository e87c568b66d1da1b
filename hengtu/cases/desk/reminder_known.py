"""What the case knows about the party's answers to a reminder: nobody types it again."""

from __future__ import annotations

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options
from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import day_of
from hengtu.law.procedure.reminders import adopted_answers, reminder_statements, unanswered_reminder_statements

QUOTED = 30  # characters of a statement on its option


def waiting_statement(desk: Desk) -> LegalAct | None:
    """The oldest statement that waits for an answer."""
    return next(iter(unanswered_reminder_statements(desk.situation)), None)


def is_answering(desk: Desk) -> bool:
    return waiting_statement(desk) is not None


def is_recording(desk: Desk) -> bool:
    return not is_answering(desk)


def statement_waiting(desk: Desk) -> Options:
    act = waiting_statement(desk)
    if act is None:
        return ()
    words = str(act.payload.get("statement", ""))
    short = words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
    return ((act.uid, f"{day_zh(day_of(act.occurred_at))}提出：{short}"),)


def waiting_uid(desk: Desk) -> str:
    act = waiting_statement(desk)
    return act.uid if act else ""


def evidence_to_see(desk: Desk) -> Options:
    """What the party offered with the waiting statement."""
    act = waiting_statement(desk)
    titles = {str(one.uid): f"证{one.seq} {one.title}" for one in desk.exhibits}
    offered = act.payload.get("exhibits") or () if act else ()
    return [(str(each["uid"]), titles.get(str(each["uid"]), str(each.get("title", "")))) for each in offered]


def has_evidence_to_see(desk: Desk) -> bool:
    return bool(evidence_to_see(desk))


def is_adopted(desk: Desk) -> bool:
    """Whether something the party said since the last reminder was adopted: going on then needs a reason."""
    return bool(adopted_answers(desk.situation))


def what_was_said(desk: Desk) -> str:
    """Everything the party said to the reminders, for the court."""
    said = [str(act.payload.get("statement", "")) for act in reminder_statements(desk.situation)]
    recorded = [str(act.payload.get("statement") or "") for act in desk.situation.all("reminder_answered")]
    return "；".join(each for each in (*said, *recorded) if each)
