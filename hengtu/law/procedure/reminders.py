"""What the party says to a reminder, and what the officers answered: facts, reasons and proof are rechecked (ACL:36).

A statement is received (``reminder_statement_received``, an act of the party alone). Its answer is a later
``reminder_answered`` that names it under ``of_statement``; without that it records what was said face to face.
"""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

RECEIVED = "reminder_statement_received"
ANSWERED = "reminder_answered"
AGREED = ("yes", "partly")


def reminder_statements(situation: Situation) -> tuple[LegalAct, ...]:
    """Return what the party said to any reminder of this case, oldest first; the answers are none."""
    return situation.all(RECEIVED)


def answer_to(situation: Situation, statement: LegalAct) -> LegalAct | None:
    """Return the latest answer to a statement. Acts of a plain list have no uid: the next answer is then theirs."""
    later = situation.acts[situation.acts.index(statement) + 1 :]
    named = [act for act in later if act.kind == ANSWERED and act.payload.get("of_statement")]
    own = [act for act in named if not statement.uid or act.payload["of_statement"] == statement.uid]
    return own[-1] if own else None


def unanswered_reminder_statements(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the statements nobody has answered, oldest first; a later reminder answers none of them."""
    return tuple(act for act in reminder_statements(situation) if answer_to(situation, act) is None)


def adopted_answers(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the answers since the last reminder that agree with the party, wholly or in part."""
    reminder = situation.last("reminder_served")
    since = situation.acts[situation.acts.index(reminder) :] if reminder else ()
    return tuple(act for act in since if act.kind == ANSWERED and act.payload.get("adopted") in AGREED)
