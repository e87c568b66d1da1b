"""Values of what is one act each: notice, statement, review, discussion, hearing, correction, transfer, closing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.closing_kinds import CLOSING_KINDS, implied_closing
from hengtu.law.procedure.matters import Penalty

# grain -> (kinds of act, 中文, whose entry it is)
ACTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "notice": (("notice_served",), "告知", "承办人"),
    "statement": (("statement_heard", "spot_statement_heard"), "陈述申辩", "承办人"),
    "review": (("legal_reviewed",), "法制审核", "法制审核人员"),
    "discussion": (("discussed",), "集体讨论", "负责人"),
    "hearing": (("hearing_held",), "听证", "听证主持人"),
    "correction": (("correction_ordered",), "责令改正", "承办人"),
    "transfer": (("case_transferred", "crime_sent_to_police"), "移送", "承办人"),
    "closing": (("case_closed", "spot_case_closed"), "结案", "承办人"),
}


def _one_per_act(kinds: tuple[str, ...]) -> Callable[[Source], Iterable[Item]]:
    def items(source: Source) -> Iterable[Item]:
        return [Item(act.uid, act, (act.uid,)) for act in source.situation.all(*kinds)]

    return items


def _at(_: Source, act: LegalAct) -> datetime:
    return act.occurred_at


def _uid(_: Source, act: LegalAct) -> str:
    return act.uid


def _people(_: Source, act: LegalAct) -> list[str]:
    return [actor.name for actor in act.by if actor.name and "party" not in actor.roles]


def _said(key: str) -> Callable[[Source, LegalAct], Any]:
    def read(_: Source, act: LegalAct) -> Any:
        return act.payload.get(key)

    return read


# what an act says under a key, by the name formats use for it
SAID: dict[str, tuple[tuple[str, str, str], ...]] = {
    "notice": (("method", "served", "送达方式"), ("hearing_offered", "hearing_offered", "告知听证权利")),
    "statement": (("content", "statement", "陈述申辩内容"), ("recheck", "recheck", "复核意见")),
    "review": (("opinion", "opinion", "审核结论"),),
    "discussion": (("conclusion", "conclusion", "讨论结论"),),
    "hearing": (("record", "record", "听证笔录"),),
    "correction": (("order", "order", "改正内容"), ("done_on", "done_on", "改正完成日")),
    "transfer": (("reason", "reason", "移送理由"),),
    "closing": (("reason", "reason", "结案理由"), ("correction", "correction", "改正情况")),
}

for _grain, (_kinds, _zh, _owner) in ACTS.items():
    grain(_grain)(_one_per_act(_kinds))
    _mend = f"act:{_kinds[0]}"
    value(f"{_grain}.id", f"{_zh}标识", owner=_owner, mend=_mend)(_uid)
    value(f"{_grain}.at", f"{_zh}时间", owner=_owner, mend=_mend)(_at)
    value(f"{_grain}.people", f"{_zh}人员", owner=_owner, mend=_mend)(_people)
    for _name, _key, _words in SAID[_grain]:
        value(f"{_grain}.{_name}", _words, owner=_owner, mend=_mend)(_said(_key))


def words_of(penalties: Iterable[Penalty]) -> str:
    """Say several penalties in one phrase."""
    return "；".join(penalty.in_words() for penalty in penalties)


@value("notice.proposed", "拟处罚内容", mend="act:notice_served")
def notice_proposed(source: Source, act: LegalAct) -> str:
    return words_of(source.situation.penalties(act, "proposed").values())


@value("discussion.members", "参加人数", owner="负责人", mend="act:discussed")
def discussion_members(_: Source, act: LegalAct) -> int:
    members = act.payload.get("members")
    return len(members) if members else len(act.by)


@value("transfer.to", "移送给", mend="act:case_transferred")
def transfer_to(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("receiver") or act.payload.get("police") or "")


@value("transfer.kind", "移送种类")
def transfer_kind(_: Source, act: LegalAct) -> str:
    return "CRIME" if act.kind == "crime_sent_to_police" else "JURISDICTION"


@value("closing.kind", "结案情形", mend="act:case_closed")
def closing_kind(source: Source, act: LegalAct) -> str:
    """The way it was closed as the act states it, else the one that follows from the case."""
    return str(act.payload.get("closing") or implied_closing(source.situation))


@value("closing.kind_words", "结案情形（文字）", mend="act:case_closed")
def closing_kind_words(source: Source, act: LegalAct) -> str:
    kind = CLOSING_KINDS.get(closing_kind(source, act))
    return kind.zh if kind else ""


@condition("correction_done", of="correction")
def correction_done(_: Source, act: LegalAct) -> bool:
    """The act says when it was corrected."""
    return bool(act.payload.get("done_on"))


def _verified(source: Source, order: LegalAct) -> LegalAct | None:
    """The latest check whether it was corrected, after the order."""
    checks = source.situation.all("correction_verified")
    mine = [act for act in checks if act.occurred_at >= order.occurred_at]
    return mine[-1] if mine else None


@value("correction.verified_at", "核查时间", mend="act:correction_verified")
def correction_verified_at(source: Source, act: LegalAct) -> datetime | None:
    verified = _verified(source, act)
    return verified.occurred_at if verified else None


@value("correction.result", "核查结果", mend="act:correction_verified")
def correction_result(source: Source, act: LegalAct) -> str:
    verified = _verified(source, act)
    return str(verified.payload.get("result") or "") if verified else ""
