"""What really changed after an act: facts, characterisation, evidence, penalty, what the party said, the hearing.

The gate of the legal review shuts again by it, the heads' conclusion is outrun by it, and a reviewer who comes back to
a file reads it as a list. An act that repeats what stood before is told and shuts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.matters import CaseFacts, Penalty
from hengtu.law.procedure.situation import Situation, is_statement
from hengtu.law.procedure.statements import HEARD, RECEIVED, points_of
from hengtu.law.rulebook import records

WHAT = {
    "facts": "查明的事实",
    "characterisation": "定性",
    "evidence": "证据",
    "penalty": "拟处理意见",
    "statement": "当事人的意见",
    "hearing": "听证",
    "correction": "更正",
    "paper": "文书和其他行为",
}
# Of the acts of the reviewer's own side nothing is news to him.
OWN = frozenset({"review_taken", "review_handed_on", "review_answered", "adviser_consulted", "adviser_opined"})
REPORTS = ("report_approved", "notice_served")
# Entries whose correction changes what was judged; another slip of the pen does not.
JUDGED = {
    "facts": "facts",
    "case": "characterisation",
    "exhibits": "evidence",
    "records": "evidence",
    "statement": "statement",
    "ground": "penalty",
    "departure_reason": "penalty",
}
RECORDS = {"scene_record": "现场笔录", "interview_record": "询问笔录", "inquest_record": "勘验笔录"}


@dataclass(frozen=True)
class Change:
    """One thing that is different. ``what`` is a key of ``WHAT``; ``act`` brought it about.

    ``reopens``: it shuts the gate of a review (and outruns a discussion) that came before.
    """

    what: str
    zh: str
    act: LegalAct
    reopens: bool = True


def changes_since(situation: Situation, act: LegalAct) -> tuple[Change, ...]:
    """Return what is different from how the case stood right after ``act``, in the order in which it came about.

    Args:
        act: one of ``situation.acts``.
    Source: APL:58, APL:57p2 (that the gate shuts again is a design rule of this system)
    """
    position = situation.acts.index(act)
    found: list[Change] = []
    for index in range(position + 1, len(situation.acts)):
        found += _of(Situation(situation.acts[:index]), situation.acts[index])
    return tuple(found)


def reopening(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Keep what shuts the gate again."""
    return tuple(each for each in changes if each.reopens)


def _of(before: Situation, act: LegalAct) -> list[Change]:
    if act.kind in OWN or act.kind in ("legal_reviewed", "discussed"):
        return []
    found = [*_facts(before, act), *_evidence(act), *_penalty(before, act), *_party(act), *_correction(before, act)]
    return found or [Change("paper", "", act, reopens=False)]


def _facts(before: Situation, act: LegalAct) -> Iterator[Change]:
    if not act.payload.get("facts"):
        return
    case = Situation((*before.acts, act)).case
    for line in _different(before.case, case):
        yield Change("facts", line, act)


def _different(before: CaseFacts | None, after: CaseFacts | None) -> Iterator[str]:
    known = {matter.id: matter.facts for matter in before.matters} if before else {}
    several = after is not None and len(after.matters) > 1
    for matter in after.matters if after else ():
        old = known.get(matter.id, {})
        for key, value in matter.facts.items():
            if old.get(key) != value:
                who = f"{matter.party.name}，" if several else ""
                yield f"{who}{_name(key)}：{_was(key, old)}{_value(key, value)}"


def _was(key: str, old: Mapping[str, Any]) -> str:
    return f"由{_value(key, old[key])}改为" if old.get(key) not in (None, "") else ""


def _name(key: str) -> str:
    fact = records("facts").get(key)
    return str(fact["zh"]) if fact else key


def _value(key: str, value: Any) -> str:
    fact: Mapping[str, Any] = records("facts").get(key) or {}
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{(fact.get('values') or {}).get(value, value)}{fact.get('unit') or ''}"


def _evidence(act: LegalAct) -> Iterator[Change]:
    exhibits = [str(dict(each).get("title") or "") for each in act.payload.get("exhibits") or ()]
    if exhibits:
        named = "、".join(each for each in exhibits if each)
        yield Change("evidence", f"新取得证据{len(exhibits)}份{f'：{named}' if named else ''}", act)
    written = act.payload.get("records") if act.kind == "investigated" else None
    if written:
        yield Change("evidence", f"补充了{'、'.join(RECORDS.get(str(each), '其他证据材料') for each in written)}", act)


def _penalty(before: Situation, act: LegalAct) -> Iterator[Change]:
    if act.kind not in REPORTS:
        return
    stood = before.notified or before.proposed
    named = Situation((*before.acts, act)).penalties(act, "proposed")
    for matter, penalty in named.items():
        if stood and stood.get(matter) != penalty:
            yield Change("penalty", f"{_words(stood.get(matter))}改为{penalty.in_words()}", act)
    last = before.last("report_approved")
    if act.kind == "report_approved" and last is not None:
        for key, zh in (("ground", "不予处罚的情形"), ("departure_reason", "偏离裁量基准的理由")):
            if (act.payload.get(key) or "") != (last.payload.get(key) or ""):
                yield Change("penalty", f"{zh}有改动", act)


def _words(penalty: Penalty | None) -> str:
    return f"由{penalty.in_words()}" if penalty else "由没有处理意见"


def _party(act: LegalAct) -> Iterator[Change]:
    if act.kind in (RECEIVED, HEARD) and (points_of(act.payload) or act.kind == RECEIVED):
        points = "；".join(str(point.get("point") or "") for point in points_of(act.payload))
        what = "答复了当事人的意见" if act.payload.get("of_statement") else "新的陈述申辩"
        yield Change("statement", f"{what}：{_short(points or act.payload.get('statement'))}", act)
    elif act.kind == HEARD and (is_statement(act.payload) or act.payload.get("statement") is None):
        yield Change("statement", f"新的陈述申辩：{_short(act.payload.get('statement')) or '没有写明内容'}", act)
    elif act.kind == "hearing_requested":
        yield Change("hearing", "当事人提出听证申请", act)
    elif act.kind == "hearing_held":
        yield Change("hearing", "举行了听证", act)


def _short(text: Any, most: int = 60) -> str:
    said = " ".join(str(text or "").split())
    return said if len(said) <= most else f"{said[:most]}…"


def _correction(before: Situation, act: LegalAct) -> Iterator[Change]:
    """Corrections are written into the earlier acts already; what they touched is read from themselves."""
    if act.kind != "act_corrected":
        return
    touched = dict.fromkeys(JUDGED[key] for key in act.payload.get("changes") or {} if key in JUDGED)
    for what in touched:
        yield Change(what, f"更正了{WHAT[what]}的记载", act)
    if not touched:
        yield Change("correction", "更正了笔误", act, reopens=False)
