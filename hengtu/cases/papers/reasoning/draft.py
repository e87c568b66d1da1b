"""The paragraphs of an act that is still being filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from hengtu.agencies.models import Agency
from hengtu.cases.papers.load import load_context
from hengtu.cases.papers.preview import UNREADABLE, readable
from hengtu.cases.papers.reasoning.compose import OF_ACT, compose
from hengtu.cases.papers.reasoning.paragraph import Paragraph
from hengtu.ledger.values import StoredAct


def drafted(
    case_id: UUID, acts: tuple[StoredAct, ...], kind: str, answers: Mapping[str, Any], at: datetime, agency: Agency
) -> tuple[Paragraph, ...]:
    """Return the paragraphs that an act would have with these answers; nothing while the case says nothing yet.

    Nothing is written. What is only half typed is left out, as in the preview of the papers.
    """
    if kind not in OF_ACT or not acts or "case" not in (acts[0].payload or {}):
        return ()
    act = StoredAct(0, uuid4(), case_id, len(acts) + 1, kind, at, at, "LIVE", (), "", {}, readable(answers), "")
    try:
        return compose(load_context(case_id, (*acts, act), act, agency), OF_ACT[kind])
    except UNREADABLE:
        return ()  # the check beside the form says what is still missing
