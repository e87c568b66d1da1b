"""Repairing the credit record of a published penalty 信用修复: what the party has to show, and how far it has come.

Whether a record is repaired is decided by the credit platform (信用平台), not by the agency that punished. The agency
receives the application, proves what was performed, hands that over with its export and writes down the answer. No
article on it was read by us: every number here is a setting of the system and never printed on a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengtu.law.acts import LegalAct
from hengtu.law.counting import corresponding_day
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.corrections import Standing as Corrected
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import Situation, day_of, is_published
from hengtu.law.settings import procedure_setting

APPLIED, CHECKED, ANSWERED = "credit_repair_applied", "credit_repair_checked", "credit_repair_answered"
PROVED, NOT_MET = "proved", "not_met"
REPAIRED, REFUSED = "repaired", "refused"
CHECKS = {PROVED: "条件具备，出具履行情况证明", NOT_MET: "条件还不具备"}
ANSWERS = {REPAIRED: "同意修复", REFUSED: "不同意修复"}
PROMISE = (
    "我（单位）保证：提交的内容和材料真实；已经履行处罚决定、改正违法行为；"
    "今后守法经营，接受监督；说假话的，愿意承担责任。"
)
_MONTHS = 3  # where the settings say nothing


class Standing(StrEnum):
    """How far an application has come."""

    CHECKING = "checking"
    NOT_MET = "not_met"
    WITH_PLATFORM = "with_platform"
    REPAIRED = "repaired"
    REFUSED = "refused"

    @property
    def zh(self) -> str:
        return _ZH[self]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self in (Standing.CHECKING, Standing.WITH_PLATFORM)


_ZH = {
    Standing.CHECKING: "本机关正在核对",
    Standing.NOT_MET: "条件还不具备",
    Standing.WITH_PLATFORM: "已经出具证明，等信用平台答复",
    Standing.REPAIRED: "信用平台同意修复",
    Standing.REFUSED: "信用平台没有同意",
}


@dataclass(frozen=True)
class Repair:
    """One application with what followed it."""

    applied: LegalAct
    checked: LegalAct | None = None
    answered: LegalAct | None = None

    @property
    def party(self) -> str:
        """Whose record it is about."""
        return party_of(self.applied)

    @property
    def standing(self) -> Standing:
        if self.answered is not None:
            return Standing(str(self.answered.payload["result"]))
        if self.checked is not None:
            proved = self.checked.payload.get("result") == PROVED
            return Standing.WITH_PLATFORM if proved else Standing.NOT_MET
        return Standing.CHECKING


@dataclass(frozen=True)
class Condition:
    """One thing without which nothing is proved. ``earliest_on``: from when it can hold, where only time is missing."""

    code: str
    zh: str
    is_met: bool
    words: str
    remedy: str = ""
    earliest_on: date | None = None


def party_of(act: LegalAct) -> str:
    """Return the party an application is for."""
    return str(act.payload.get("party") or next((each.id for each in act.by if "party" in each.roles), ""))


def repairs_of(situation: Situation, party: str = "") -> tuple[Repair, ...]:
    """Return the applications of one party, or of all, oldest first, each with its check and its answer."""
    found: list[Repair] = []
    for act in situation.all(APPLIED, CHECKED, ANSWERED):
        if act.kind == APPLIED:
            found.append(Repair(act))
            continue
        place = _asked(found, act)
        if place is None:
            continue
        before = found[place]
        checks = act.kind == CHECKED
        found[place] = Repair(before.applied, act if checks else before.checked, None if checks else act)
    return tuple(each for each in found if not party or each.party == party)


def _asked(found: list[Repair], act: LegalAct) -> int | None:
    """Which application an act speaks of: the one it names, else the oldest that waits for an act of its kind."""
    waits = Standing.CHECKING if act.kind == CHECKED else Standing.WITH_PLATFORM
    named = act.payload.get("application")
    for place, each in enumerate(found):
        if named and each.applied.uid == named:
            return place
    return next((place for place, each in enumerate(found) if each.standing is waits), None)


def asked_about(situation: Situation, act: LegalAct) -> Repair | None:
    """Return the application an act is about to check or to answer; None where none waits for it."""
    found = list(repairs_of(situation))
    place = _asked(found, act)
    return found[place] if place is not None else None


def open_repairs(situation: Situation, standing: Standing) -> tuple[Repair, ...]:
    """Return the applications that stand there, oldest first."""
    return tuple(each for each in repairs_of(situation) if each.standing is standing)


def repaired_on(situation: Situation, party: str) -> date | None:
    """Return the day on which the platform repaired the record of a party; None where it has not."""
    days = [_said_on(each.answered) for each in repairs_of(situation, party) if each.standing is Standing.REPAIRED]
    return next((day for day in reversed(days) if day is not None), None)


def _said_on(answered: LegalAct | None) -> date | None:
    if answered is None:
        return None
    named = answered.payload.get("answered_on")
    return date.fromisoformat(str(named)) if named else day_of(answered.occurred_at)


def conditions_of(situation: Situation, on: date) -> tuple[Condition, ...]:
    """Return what a repair needs, on a day: performed, corrected, published, and shown long enough.

    Raises: LawError ``unknown_jurisdiction``.
    """
    return (_performed(situation, on), _corrected(situation), *_shown(situation, on))


def months_shown(situation: Situation, on: date) -> int:
    """Return for how many months a record is shown before it can be repaired: a setting of the place."""
    case = situation.case
    row = procedure_setting("credit_repair_months", case.jurisdiction, on) if case else None
    return int(row["value"]) if row else _MONTHS


def _performed(situation: Situation, on: date) -> Condition:
    owed = settle(situation, on).outstanding_yuan
    words = f"还有{owed:g}元没有缴" if owed else "该缴的已经缴清"
    return Condition("performance_open", "处罚已经履行", not owed, words, "请先缴清；缴清以后再申请。")


def _corrected(situation: Situation) -> Condition:
    standing = correction_of(situation).standing
    met = standing in (Corrected.DONE, Corrected.NOTHING)
    words = "没有要改正的事" if standing is Corrected.NOTHING else standing.zh
    return Condition("correction_open", "违法行为已经改正", met, words, "请先改正并报送，核实以后再申请。")


def _shown(situation: Situation, on: date) -> tuple[Condition, ...]:
    published = situation.last("decision_published")
    if published is None or not is_published(situation.acts):
        remedy = "没有公开的不用修复；在别处看到的，请把截图交给办案机关核对。"
        return (Condition("nothing_published", "决定已经公开", False, "这个决定没有公开", remedy),)
    months = months_shown(situation, on)
    first_on = corresponding_day(day_of(published.occurred_at), months)
    return (
        Condition(
            "shown_too_short", f"公示满{months}个月（系统设置）", on >= first_on,
            f"{day_zh(day_of(published.occurred_at))}公开，到{day_zh(first_on)}满", "请在满了以后申请。", first_on,
        ),
    )  # fmt: skip
