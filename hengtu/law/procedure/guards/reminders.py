"""What the party says to a reminder is rechecked and answered before anything is enforced (ACL:36, ACL:37)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.guards.people import party_present
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.reminders import (
    adopted_answers,
    answer_to,
    reminder_statements,
    unanswered_reminder_statements,
)
from hengtu.law.procedure.situation import is_statement
from hengtu.law.procedure.statements import ADOPTED

QUOTED = 40  # characters of a statement that a message quotes


def party_states_or_officer_answers(moment: Moment) -> Iterator[Objection]:
    """What is said is the party's own; its answer is the officers' (ACL:36)."""
    if not moment.asked("of_statement"):
        yield from party_present(moment)
    elif not any(actor.is_certified_officer for actor in moment.act.by):
        yield curable(
            "certified_officer_required", "意见由持有效执法证件的人员复核", ("ACL:36",), "请由办案人员复核答复。"
        )


def reminder_answer_is_whole(moment: Moment) -> Iterator[Objection]:
    """An answer names a statement that waits, says whether it is adopted and why, and looked at the proof (ACL:36)."""
    if not moment.asked("of_statement"):
        yield from _recorded(moment)
        return
    statement = _named(moment)
    if statement is None:
        yield curable("statement_unknown", "没有找到要答复的意见", ("ACL:36",), "请在本案收到的意见里选择一份。")
        return
    if moment.asked("adopted") not in ADOPTED:
        yield curable("adopted_missing", "还没有写是否采纳", ("ACL:36",), "请选择采纳、部分采纳或者不采纳。")
    if not str(moment.asked("recheck") or "").strip():
        yield curable("recheck_missing", "还没有写复核的结果和理由", ("ACL:36",), "请写明核实到什么、为什么。")
    yield from _unseen(moment, statement)


def _recorded(moment: Moment) -> Iterator[Objection]:
    if not str(moment.asked("statement") or "").strip():
        yield curable("statement_missing", "还没有写当事人的意见", ("ACL:36",), "请如实记录；没有意见的写“无”。")
    elif is_statement(moment.act.payload) and not moment.asked("recheck"):
        yield curable(
            "recheck_missing", "当事人提出了意见，还没有复核", ("ACL:36",), "请记录、复核；理由成立的，应当采纳。"
        )


def _named(moment: Moment) -> LegalAct | None:
    """The statement an answer speaks of; acts of a plain list have no uid, then the oldest that waits."""
    statements = reminder_statements(moment.situation)
    named = next((act for act in statements if act.uid and act.uid == moment.asked("of_statement")), None)
    waiting = [act for act in statements if not act.uid and answer_to(moment.situation, act) is None]
    return named or (waiting[0] if waiting else None)


def _unseen(moment: Moment, statement: LegalAct) -> Iterator[Objection]:
    seen = {str(uid) for uid in moment.asked("evidence_seen") or ()}
    for entry in statement.payload.get("exhibits") or ():
        if str(entry.get("uid", "")) not in seen:
            title = str(entry.get("title") or "证据")
            yield curable(
                "offered_evidence_unseen",
                f"当事人提交的“{_short(title)}”还没有核实",
                ("ACL:36",),
                "请查看这份证据，在答复里写明看过和结论。",
            )


def reminder_statements_considered(moment: Moment) -> Iterator[Objection]:
    """Nothing is enforced over a statement nobody answered, or against what was adopted without a word (ACL:36)."""
    for statement in unanswered_reminder_statements(moment.share):
        yield curable(
            "reminder_statement_unanswered",
            f"当事人对催告的意见还没有答复：“{_short(str(statement.payload.get('statement', '')))}”",
            ("ACL:36", "ACL:37"),
            "请先复核事实、理由和证据，写明是否采纳和理由，再办强制执行。",
        )
    if adopted_answers(moment.share) and not str(moment.asked("despite_answer") or "").strip():
        yield curable(
            "adopted_answer_passed_over",
            "采纳了当事人对催告的意见，没有写明为什么仍要强制执行",
            ("ACL:36", "ACL:37"),
            "请按采纳的意见办（更正数额、同意延期分期、中止执行），数额变了的重新催告；仍要执行的，写明理由。",
        )


def _short(words: str) -> str:
    return words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
