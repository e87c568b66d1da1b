"""What the case knows about the party's statements and the hearing: nobody types it again."""

from __future__ import annotations

from typing import Any

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options
from hengtu.evidence.models import ExhibitKind
from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import day_of
from hengtu.law.procedure.statements import (
    MODES,
    answered_points,
    is_answered,
    number,
    points_as_answered,
    unanswered_statements,
    unseen_evidence,
)


def waiting_statement(desk: Desk) -> LegalAct | None:
    """The oldest statement that waits for an answer: they are answered in the order in which they came."""
    return next(iter(unanswered_statements(desk.situation)), None)


def is_answering(desk: Desk) -> bool:
    return waiting_statement(desk) is not None


def is_recording(desk: Desk) -> bool:
    return not is_answering(desk)


def statement_waiting(desk: Desk) -> Options:
    act = waiting_statement(desk)
    if act is None:
        return ()
    how = MODES.get(str(act.payload.get("mode") or ""), "")
    words = f"{day_zh(day_of(act.occurred_at))}{how}提出的意见，{len(act.payload.get('points') or ())}条"
    return ((act.uid, words),)


def waiting_uid(desk: Desk) -> str:
    act = waiting_statement(desk)
    return act.uid if act else ""


def points_to_answer(desk: Desk) -> list[dict[str, Any]]:
    """The points of the oldest waiting statement that nobody has answered."""
    act = waiting_statement(desk)
    if act is None:
        return []
    return [
        {"no": number(point), "point": str(point.get("point", ""))}
        for point in points_as_answered(desk.situation, act)
        if not is_answered(point)
    ]


def has_points_to_answer(desk: Desk) -> bool:
    return bool(points_to_answer(desk))


def evidence_to_see(desk: Desk) -> Options:
    """What the party offered with the waiting statement and nobody has looked at."""
    waiting = waiting_uid(desk)
    titles = {str(one.uid): f"证{one.seq} {one.title}" for one in desk.exhibits}
    return [
        (each.uid, titles.get(each.uid, each.title))
        for each in unseen_evidence(desk.situation)
        if each.statement == waiting
    ]


def has_evidence_to_see(desk: Desk) -> bool:
    return bool(evidence_to_see(desk))


def has_adopted_points(desk: Desk) -> bool:
    return any(point.get("adopted") in ("yes", "partly") for point in answered_points(desk.situation))


def handlers_named(desk: Desk) -> list[str]:
    """The officers of the case: they put the facts and the evidence forward."""
    return [officer.name for officer in desk.handlers]


def exhibits_to_examine(desk: Desk) -> list[dict[str, str]]:
    """What may be put to the party at the hearing: every exhibit the acts name."""
    named = {str(entry.get("uid")) for act in desk.situation.acts for entry in act.payload.get("exhibits") or ()}
    return [
        {"uid": str(one.uid), "title": f"证{one.seq} {one.title}"} for one in desk.exhibits if str(one.uid) in named
    ]


def has_exhibits(desk: Desk) -> bool:
    return bool(exhibits_to_examine(desk))


def testimonies(desk: Desk) -> Options:
    """Statements of witnesses first; anything else a witness may have signed after them."""
    order = sorted(desk.exhibits, key=lambda one: (one.kind != ExhibitKind.TESTIMONY, one.seq))
    return [(str(one.uid), f"证{one.seq} {one.title}") for one in order]
