"""Collective discussion: when it is due and why, who counts, whether enough are there, what the votes say.

The law asks for the discussion and its record (APL:57p2); it gives no number for a quorum and no rule of voting. Those
are settings (``procedure_settings``) and are said to be settings wherever they show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import thresholds
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.matters import CaseFacts, Penalty
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.reviewing import answers_to, points_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.settings import procedure_setting

HEADS = frozenset({"agency_head", "deputy_head", "chief_head"})
PRESENT, ABSENT, RECUSED, LEFT = "present", "absent", "recused", "left"
STATES = {PRESENT: "到会", ABSENT: "缺席", RECUSED: "回避", LEFT: "中途离会"}
VOTES = {"for": "同意", "against": "不同意", "abstain": "弃权"}
QUORUMS = {"more_than_half": "过半数", "two_thirds": "三分之二以上"}


@dataclass(frozen=True)
class Reason:
    """Why the heads must discuss a case, in words, with the articles."""

    zh: str
    basis: tuple[str, ...] = ("APL:57p2",)


@dataclass(frozen=True)
class Member:
    """One head called to the discussion, as the record holds him. ``spoke`` counts the views, 0 for none."""

    id: str
    name: str
    post: str
    state: str
    view: str
    vote: str
    spoke: int

    @property
    def is_present(self) -> bool:
        return self.state == PRESENT


@dataclass(frozen=True)
class Quorum:
    """Whether enough are there: ``present`` of ``called`` heads, ``needed`` by the setting that ``source`` tells."""

    present: int
    called: int
    needed: int
    rule_zh: str
    source: str

    @property
    def is_met(self) -> bool:
        return self.called > 0 and self.present >= self.needed

    @property
    def in_words(self) -> str:
        return f"应到 {self.called} 人，到会 {self.present} 人，须 {self.needed} 人（{self.rule_zh}，系统设置）"


def reasons_to_discuss(situation: Situation, penalties: Mapping[str, Penalty], on: date) -> tuple[Reason, ...]:
    """Return every reason why the heads must discuss before these penalties are decided; empty where none does.

    Args:
        penalties: per matter, as proposed, told or to be decided.
    Source: APL:57p2, APL:34, APL:5p2
    """
    case = situation.case
    found = [_by_law(case, matter_id, penalty, on) for matter_id, penalty in penalties.items()] if case else []
    review = situation.last("legal_reviewed")
    said = str((review.payload.get("discuss_because") if review else "") or "").strip()
    asked = [Reason(f"法制审核认为要集体讨论：{said}")] if said else []
    return tuple(dict.fromkeys([*(each for each in found if each), *asked]))


def _by_law(case: CaseFacts, matter_id: str, penalty: Penalty, on: date) -> Reason | None:
    matter = next((each for each in case.matters if each.id == matter_id), None)
    if matter is None:
        return None
    answer = thresholds.discussion_is_required(
        jurisdiction=case.jurisdiction,
        party_type=matter.party.kind,
        penalty=penalty.kind,
        amount_yuan=penalty.amount_yuan,
        confiscate_yuan=penalty.confiscate_yuan,
        assessment=assess_matter(case, matter, on),
        on=on,
    )
    return Reason(answer.reason, answer.basis) if answer.required else None


def signs_of_dispute(situation: Situation) -> tuple[str, ...]:
    """Return what hints at a dispute that only people can weigh: shown beside the reasons, it shuts no gate."""
    found = []
    if situation.has("hearing_requested"):
        found.append("当事人要求听证")
    for review in situation.all("legal_reviewed"):
        refused = [each for each in answers_to(situation, review).values() if not each.done]
        if points_of(review) and refused:
            found.append(f"法制审核提出的第{'、'.join(str(each.no) for each in refused)}点没有采纳")
    last = situation.last("legal_reviewed")
    for entry in (last.payload.get("advice") or ()) if last else ():
        if isinstance(entry, Mapping) and entry.get("use") in ("partly", "not"):
            found.append("法律顾问、公职律师的意见没有全部采纳")
    return tuple(dict.fromkeys(found))


def members_of(act: LegalAct) -> tuple[Member, ...]:
    """Return the heads as a record holds them; empty for a record in the plain form of before."""
    return tuple(_member(entry) for entry in act.payload.get("members") or () if isinstance(entry, Mapping))


def _member(entry: Mapping[str, Any]) -> Member:
    spoke = entry.get("spoke")
    return Member(
        str(entry.get("id") or ""),
        str(entry.get("name") or ""),
        str(entry.get("post") or ""),
        str(entry.get("state") or ABSENT),
        str(entry.get("view") or "").strip(),
        str(entry.get("vote") or ""),
        spoke if isinstance(spoke, int) else 0,
    )


def quorum_of(members: Iterable[Member], place: str, on: date) -> Quorum:
    """Return whether enough heads are there; who is recused, absent or has left does not count as present."""
    called = tuple(members)
    rule = setting_of("discussion_quorum", place, on)
    needed = -(-2 * len(called) // 3) if rule.value == "two_thirds" else len(called) // 2 + 1
    present = sum(each.is_present for each in called)
    return Quorum(present, len(called), needed, f"应到负责人的{QUORUMS[rule.value]}", rule.source)


@dataclass(frozen=True)
class Setting:
    """One setting of the discussion with where it comes from."""

    value: str
    source: str


def setting_of(name: str, place: str, on: date) -> Setting:
    """Return a setting in force at a place. Raises: LookupError where the rulebook holds none."""
    row = procedure_setting(name, place, on)
    if row is None:
        raise LookupError(f"没有载入设置 {name}。")
    return Setting(str(row["value"]), str(row["source"]))


def counts(members: Iterable[Member]) -> dict[str, int]:
    """Return how many of those present voted for, against, and abstained."""
    votes = [each.vote for each in members if each.is_present]
    return {vote: votes.count(vote) for vote in VOTES}


def carried(members: Iterable[Member]) -> bool:
    """Whether more of those present are for the proposal than against it."""
    said = counts(members)
    return said["for"] > said["against"]
