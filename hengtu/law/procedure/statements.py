"""What the party said, split into points, and which of them nobody has answered yet (APL:45p1).

A statement is received (``statement_received``, an act of the party alone) or recorded (``statement_heard``). An answer
is a later ``statement_heard`` that names it under ``of_statement``; a record may carry its answers itself. A point is
``{"no", "point", "answer", "adopted": "yes"|"partly"|"no", "reason", "new_evidence"}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

RECEIVED = "statement_received"
HEARD = "statement_heard"
ADOPTED = {"yes": "采纳", "partly": "部分采纳", "no": "不采纳"}
MODES = {"ORAL": "口头", "WRITTEN": "书面", "ONLINE": "网上"}


@dataclass(frozen=True)
class OpenPoint:
    """A point nobody has answered. ``statement`` is the uid of the act it was made in, ``no`` its number there."""

    statement: str
    no: str
    words: str


@dataclass(frozen=True)
class OfferedEvidence:
    """A piece of evidence the party offered with a statement, by the uid of the exhibit."""

    statement: str
    uid: str
    title: str


def statements_of(situation: Situation) -> tuple[LegalAct, ...]:
    """Return what the party said since the last notice, received or recorded, oldest first; answers are none."""
    notice = situation.last("notice_served")
    since = situation.acts[situation.acts.index(notice) :] if notice else situation.acts
    return tuple(act for act in since if act.kind in (RECEIVED, HEARD) and not act.payload.get("of_statement"))


def points_of(payload: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the points of a statement or an answer; entries that are none are left out."""
    return tuple(point for point in payload.get("points") or () if isinstance(point, Mapping))


def is_answered(point: Mapping[str, Any]) -> bool:
    """Whether a point says what became of it: adopted or not, the answer, and why not where it is not wholly."""
    adopted = point.get("adopted")
    if adopted not in ADOPTED:
        return False
    return bool(_words(point, "answer") if adopted == "yes" else _words(point, "reason"))


def answers_to(situation: Situation, statement: LegalAct) -> tuple[LegalAct, ...]:
    """Return the acts that answer a statement, oldest first; a record counts among its own answers."""
    later = situation.acts[situation.acts.index(statement) + 1 :]
    named = (act for act in later if act.kind == HEARD and _speaks_of(act, statement))
    return (*([statement] if statement.kind == HEARD else []), *named)


def open_points(situation: Situation) -> tuple[OpenPoint, ...]:
    """Return every point made since the last notice that nobody has answered, in the order they were made."""
    return tuple(point for statement in statements_of(situation) for point in _open(situation, statement))


def answered_points(situation: Situation) -> tuple[Mapping[str, Any], ...]:
    """Return every point made since the last notice as it stands: with its answer where there is one."""
    return tuple(point for statement in statements_of(situation) for point in points_as_answered(situation, statement))


def points_as_answered(situation: Situation, statement: LegalAct) -> tuple[Mapping[str, Any], ...]:
    """Return the points of one statement, each with the latest answer written in."""
    answers: dict[str, Mapping[str, Any]] = {}
    for act in answers_to(situation, statement):
        answers |= {number(point): point for point in points_of(act.payload) if is_answered(point)}
    return tuple({**point, **answers.get(number(point), {})} for point in points_of(statement.payload))


def number(point: Mapping[str, Any]) -> str:
    """Return the number of a point as text: 1 and "1" are the same point."""
    return str(point.get("no", ""))


def unseen_evidence(situation: Situation) -> tuple[OfferedEvidence, ...]:
    """Return what the party offered and nobody has said to have looked at."""
    return tuple(found for statement in statements_of(situation) for found in _unseen(situation, statement))


def unanswered_statements(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the statements with an open point or evidence nobody looked at, oldest first."""
    waiting = {point.statement for point in open_points(situation)}
    waiting |= {offered.statement for offered in unseen_evidence(situation)}
    return tuple(act for act in statements_of(situation) if act.uid in waiting)


def _open(situation: Situation, statement: LegalAct) -> Iterator[OpenPoint]:
    for point in points_as_answered(situation, statement):
        if not is_answered(point):
            yield OpenPoint(statement.uid, number(point), _words(point, "point"))


def _unseen(situation: Situation, statement: LegalAct) -> Iterator[OfferedEvidence]:
    if statement.kind != RECEIVED:
        return
    answers = answers_to(situation, statement)
    seen = {str(uid) for act in answers for uid in act.payload.get("evidence_seen") or ()}
    for entry in statement.payload.get("exhibits") or ():
        if str(entry.get("uid", "")) not in seen:
            yield OfferedEvidence(statement.uid, str(entry.get("uid", "")), str(entry.get("title") or "证据"))


def _speaks_of(act: LegalAct, statement: LegalAct) -> bool:
    """Acts of a plain list have no uid: what names nothing then speaks of whatever came before it."""
    named = act.payload.get("of_statement")
    return named == statement.uid if statement.uid else bool(named) or bool(points_of(act.payload))


def _words(point: Mapping[str, Any], key: str) -> str:
    return str(point.get(key) or "").strip()
