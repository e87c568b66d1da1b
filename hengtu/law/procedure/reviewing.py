"""Rounds of the legal review: when a file came, who has it, what was asked for, what was answered, how long it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import deadlines
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation, day_of

REVIEW, TAKEN, HANDED, ANSWERED = "legal_reviewed", "review_taken", "review_handed_on", "review_answered"
# What brings a file to the reviewer: the last of these before he takes it, or answers. No number of days is national.
SENDING = (
    "report_approved", "notice_served", "statement_heard", "hearing_reported", "hearing_ended", "evidence_collected",
    "investigated", ANSWERED,
)  # fmt: skip
POINT_KINDS = {
    "facts": "事实",
    "evidence": "证据",
    "law": "定性和适用法律",
    "discretion": "裁量",
    "procedure": "程序",
    "rights": "当事人权利",
    "document": "文书",
    "other": "其他",
}


@dataclass(frozen=True)
class Point:
    """One thing a reviewer asked for: ``no`` counts from 1; ``article`` is what it rests on, in words, may be empty."""

    no: int
    point: str
    article: str = ""
    kind: str = "other"

    @property
    def kind_zh(self) -> str:
        return POINT_KINDS.get(self.kind, POINT_KINDS["other"])


@dataclass(frozen=True)
class PointAnswer:
    """What the handlers answered to a point: done by which act or paper, or not done and why."""

    no: int
    done: bool
    by: str
    why: str
    act: LegalAct

    @property
    def is_whole(self) -> bool:
        return bool(self.by.strip() if self.done else self.why.strip())


@dataclass(frozen=True)
class Round:
    """One time a file lay with a reviewer. ``review`` is None while it lies there; ``sent`` brought it."""

    sent: LegalAct
    taken: LegalAct | None
    review: LegalAct | None


def points_of(review: LegalAct | None) -> tuple[Point, ...]:
    """Return the numbered points of a review; points written as plain sentences, as before, ask for no answer."""
    entries = (review.payload.get("points") or ()) if review else ()
    return tuple(_point(entry) for entry in entries if isinstance(entry, Mapping))


def _point(entry: Mapping[str, Any]) -> Point:
    number = entry.get("no")
    return Point(
        number if isinstance(number, int) else 0,
        str(entry.get("point") or ""),
        str(entry.get("article") or ""),
        str(entry.get("kind") or "other"),
    )


def answers_in(act: LegalAct) -> tuple[PointAnswer, ...]:
    """Return what one act answers."""
    return tuple(
        PointAnswer(
            entry["no"] if isinstance(entry.get("no"), int) else 0,
            entry.get("done") is True,
            str(entry.get("by") or ""),
            str(entry.get("why") or ""),
            act,
        )
        for entry in act.payload.get("answers") or ()
        if isinstance(entry, Mapping)
    )


def last_return(situation: Situation) -> LegalAct | None:
    """Return the last review when it did not pass."""
    review = situation.last(REVIEW)
    return review if review is not None and review.payload.get("opinion") != "pass" else None


def answers_to(situation: Situation, review: LegalAct) -> dict[int, PointAnswer]:
    """Return the answers to the points of a review, the latest to each, by number."""
    position = situation.acts.index(review)
    later = [act for act in situation.acts[position + 1 :] if act.kind in (ANSWERED, REVIEW)]
    found: dict[int, PointAnswer] = {}
    for act in later:
        if act.kind == REVIEW:  # those after the next review answer that one
            break
        found |= {answer.no: answer for answer in answers_in(act)}
    return found


def open_points(situation: Situation) -> tuple[Point, ...]:
    """Return the points of the last return that nobody has answered wholly."""
    review = last_return(situation)
    if review is None:
        return ()
    answers = answers_to(situation, review)
    return tuple(each for each in points_of(review) if each.no not in answers or not answers[each.no].is_whole)


def holder_of(situation: Situation) -> tuple[str, str]:
    """Return id and name of the reviewer who has taken the file, or was handed it; empty where nobody has.

    A pass lets the file go; a return does not: it comes back to who returned it.
    """
    holder = ("", "")
    for act in situation.acts:
        if act.kind == TAKEN and act.by:
            holder = (act.by[0].id, act.by[0].name)
        elif act.kind == HANDED:
            holder = (str(act.payload.get("to") or ""), str(act.payload.get("to_name") or ""))
        elif act.kind == REVIEW and act.payload.get("opinion") == "pass":
            holder = ("", "")
    return holder


def rounds_of(situation: Situation) -> tuple[Round, ...]:
    """Return every time the file lay with a reviewer, oldest first; the last one may still run."""
    found: list[Round] = []
    sent: LegalAct | None = None
    taken: LegalAct | None = None
    for act in situation.acts:
        if act.kind in SENDING and taken is None:
            sent = act
        elif act.kind == TAKEN:
            taken = taken or act
        elif act.kind == REVIEW:
            found.append(Round(sent or act, taken, act))
            sent = taken = None
    return (*found, Round(sent, taken, None)) if sent is not None and found_open(situation) else tuple(found)


def found_open(situation: Situation) -> bool:
    """Whether a review can still come: the report is approved and nothing is decided."""
    over = ("decided", "not_punished", "not_established", "investigation_ended", "case_closed", "filing_cancelled")
    return situation.has("report_approved") and not situation.has(*over)


def target_on(sent: LegalAct, place: str) -> date | None:
    """Return the day by which the opinion should be there: a setting of the place, no national rule has one."""
    return deadlines.due("legal_review", day_of(sent.occurred_at), province=place).due_on
