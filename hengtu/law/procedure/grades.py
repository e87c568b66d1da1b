"""How grave a file is for the legal review, and why: dated rules, never the amount of money compared with others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.procedure.discussion import reasons_to_discuss
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.situation import Situation, is_statement
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records

GRAVE, CAREFUL, PLAIN = "grave", "careful", "plain"
ORDER = (GRAVE, CAREFUL, PLAIN)
GRADES = {GRAVE: "重大", CAREFUL: "细看", PLAIN: "一般"}


@dataclass(frozen=True)
class Graded:
    """The grade of a file, a key of ``GRADES``, with each reason ``(words, articles)``, the gravest first."""

    grade: str
    reasons: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def zh(self) -> str:
        return GRADES[self.grade]


def grade_of(situation: Situation, on: date, *, found: Collection[str] = ()) -> Graded:
    """Return the grade of a file as it stands on a day.

    Args:
        found: gravities of what the pre-check found (``veto``, ``serious``); they make a file one to look at closely,
            and never one that fewer reviewers may take.
    Source: APL:58, APL:57p2; each rule cites its own, and says where it is a setting.
    """
    hold = _what_holds(situation, on) | {each for each in found if each in ("veto", "serious")}
    rows = [row for row in _rows(situation, on) if _fits(row, situation, hold, on)]
    rows.sort(key=lambda row: ORDER.index(row["grade"]))
    reasons = tuple((str(row["zh"]), tuple(row["basis"])) for row in rows)
    return Graded(str(rows[0]["grade"]) if rows else PLAIN, reasons)


def _rows(situation: Situation, on: date) -> list[Mapping[str, Any]]:
    place = situation.case.jurisdiction if situation.case else ""
    chain = [*places.resolve(place).chain, None] if place else [None]
    found = [row for row in records("review_grades").values() if row.get("division") in chain]
    return [row for row in found if in_force(row, on)]


def _fits(row: Mapping[str, Any], situation: Situation, hold: set[str], on: date) -> bool:
    if row["sign"] == "share":
        return bool(_share(situation, on) >= row["share"])
    return row["sign"] in hold


def _what_holds(situation: Situation, on: date) -> set[str]:
    case = situation.case
    asked = {
        "hearing": situation.has("hearing_requested", "hearing_held"),
        "discussion": bool(reasons_to_discuss(situation, situation.notified or situation.proposed, on)),
        "crime": situation.has("crime_suspected"),
        "several": case is not None and len(case.matters) > 1,
        "disputed": any(is_statement(act.payload) for act in situation.statements),
        "monitoring": _is_monitored(situation),
    }
    return {sign for sign, holds in asked.items() if holds}


def _is_monitored(situation: Situation) -> bool:
    entries = [entry for act in situation.acts for entry in act.payload.get("exhibits") or ()]
    return any(isinstance(entry, Mapping) and entry.get("monitoring") is True for entry in entries)


def _share(situation: Situation, on: date) -> float:
    """The largest share of its own legal maximum that a fine with a choice reaches; a formula leaves none."""
    case = situation.case
    shares = [0.0]
    penalties = situation.notified or situation.proposed
    for matter in case.matters if case else ():
        penalty = penalties.get(matter.id)
        if case is None or penalty is None or not penalty.amount_yuan:
            continue
        assessment = assess_matter(case, matter, on)
        statutory = assessment.statutory
        if not assessment.is_formula and statutory and statutory.max_yuan and statutory.min_yuan != statutory.max_yuan:
            shares.append(penalty.amount_yuan / statutory.max_yuan)
    return max(shares)
