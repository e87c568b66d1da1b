"""Advisers in a case: what government lawyers and legal advisers were asked, what they answered, what is unused."""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

ASKED, OPINED = "adviser_consulted", "adviser_opined"
KINDS = {"government_lawyer": "公职律师", "legal_adviser": "法律顾问"}
# What a consultation may open to the adviser; nothing is open that it does not name.
SEES = {"facts": "案情", "evidence": "证据和证明的事项", "penalty": "裁量和拟处理意见", "papers": "送审的文书"}


def consultation(situation: Situation, uid: str) -> LegalAct | None:
    """Return the consultation with this id."""
    return next((act for act in situation.all(ASKED) if uid and act.uid == uid), None)


def opinion_to(situation: Situation, asked: LegalAct) -> LegalAct | None:
    """Return the opinion given to a consultation."""
    return next((act for act in situation.all(OPINED) if act.payload.get("consultation") == asked.uid), None)


def unanswered_opinions(situation: Situation) -> tuple[LegalAct, ...]:
    """Return the opinions of which no review has said how they were used."""
    said = {
        str(entry.get("opinion"))
        for review in situation.all("legal_reviewed")
        for entry in review.payload.get("advice") or ()
        if isinstance(entry, dict)
    }
    return tuple(act for act in situation.all(OPINED) if act.uid not in said)
