"""Prepared acts of the demonstration: a head who signs in finds something to sign."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from hengtu.agencies.models import Account, Agency, Role
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.known import penalties
from hengtu.cases.models import EnforcementCase
from hengtu.cases.services.propose import propose
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.todo import todos_of

# What the sheets of these kinds hold without anybody's judgement.
ANSWERS = {"case_filed": None, "decided": penalties("proposed", "notice_served"), "decision_published": None}


def propose_what_waits(agency: Agency, *, by: Account, at: datetime) -> int:
    """Prepare, in the name of a handler, what the open cases of a unit wait for from a head; returns how many."""
    made = 0
    for case in EnforcementCase.objects.filter(agency=agency, is_open=True).order_by("pk"):
        desk = desk_for(by, case, at=at)
        kinds = [
            todo.kind for todo in todos_of(desk.history) if todo.kind in ANSWERS and hand_of(todo.kind) is Hand.HEAD
        ]
        for kind in kinds[:1]:
            propose(
                uid=uuid4(), case=case, kind=kind, answers=_answers(kind, desk), by=by, at=at, occurred_at=at,
                roles=(Role.AGENCY_HEAD,),
            )  # fmt: skip
            made += 1
    return made


def _answers(kind: str, desk: Desk) -> dict[str, Any]:
    known = ANSWERS[kind]
    if known is None:
        return {}
    found = known(desk) or []
    return {kind: found[0] if len(found) == 1 else found}
