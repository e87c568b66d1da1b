"""What happened so far, told in sentences: notice, answer, hearing, decision, payment, correction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.substance import violation_names
from hengtu.cases.papers.wording import SILENT, money, penalties_in_words, said
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.law.procedure.corrections import DONE, correction_of
from hengtu.law.procedure.crime import OPENED, referral_of
from hengtu.law.procedure.places import transfer_of
from hengtu.law.procedure.settlement import PAYMENTS, paid_by, settle
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation, service_day
from hengtu.law.procedure.statements import ADOPTED, is_answered, number, points_as_answered, points_of
from hengtu.law.procedure.statements import statements_of as statements_since_notice
from hengtu.lib.dates_zh import day_zh

RIGHTS = {"statement": "陈述申辩", "hearing": "听证"}


def answered_in_words(context: PaperContext) -> str:
    """Tell how the party was told, what it said and what became of that (APL:44, APL:45, APL:63)."""
    if not context.situation.has("notice_served"):
        return ""
    parts = (told_in_words, statements_in_words, waived_in_words, hearing_in_words, silence_in_words)
    return "".join(part(context) for part in parts)


def told_in_words(context: PaperContext) -> str:
    """Tell when the notice was served and which rights it named (APL:44)."""
    notice = context.situation.last("notice_served")
    if notice is None:
        return ""
    paper = context.paper("f11_violation_notice")
    number = paper.number if paper else ""
    return (
        f"本机关于{day_zh(service_day(notice))}向当事人送达{number}《违法行为通知书》，告知拟作出行政处罚的内容及事实、理由、依据，"
        f"以及依法享有的{_rights(notice)}的权利。"
    )


def _rights(notice: LegalAct) -> str:
    return "陈述、申辩、要求听证" if notice.payload.get("hearing_offered") else "陈述、申辩"


def statements_of(context: PaperContext) -> list[LegalAct]:
    """Return the acts in which the party in focus was heard; those of everybody where there is none."""
    if not context.situation.has("notice_served"):
        return []
    heard = statements_since_notice(context.situation)
    return [_with_answers(act, context) for act in heard if _of_party(act, context)]


def _with_answers(act: LegalAct, context: PaperContext) -> LegalAct:
    """A statement with the answers its points were given, by itself or by a later act."""
    points = points_as_answered(context.situation, act)
    return replace(act, payload={**act.payload, "points": points}) if points else act


def _of_party(act: LegalAct, context: PaperContext) -> bool:
    speakers = {actor.id for actor in act.by if "party" in actor.roles} & {party.id for party in context.case.parties}
    return not speakers or context.focus in ("", *speakers)


def statements_in_words(context: PaperContext) -> str:
    """Tell what was said and what the recheck found (APL:45p1)."""
    return "".join(_said(statements_of(context)))


def _said(statements: list[LegalAct]) -> Iterator[str]:
    for act in statements:
        if points_of(act.payload):
            yield from _points(act)
            continue
        words = act.payload.get("statement")
        if words in SILENT:
            continue
        recheck = said(act.payload.get("recheck")).rstrip("。")
        yield f"当事人于{day_zh(day_of(act.occurred_at))}提出陈述、申辩：{said(words).rstrip('。')}。"
        if recheck:
            yield f"经复核：{recheck}。"


def _points(act: LegalAct) -> Iterator[str]:
    """Each point with what became of it (APL:45p1)."""
    points = points_of(act.payload)
    words = "；".join(f"（{number(point)}）{str(point.get('point') or '').rstrip('。')}" for point in points)
    yield f"当事人于{day_zh(day_of(act.occurred_at))}提出陈述、申辩：{words}。"
    answered = [point for point in points if is_answered(point)]
    found = "；".join(f"第{number(point)}条{ADOPTED[str(point['adopted'])]}，{_why(point)}" for point in answered)
    if found:
        yield f"经复核：{found}。"


def _why(point: Mapping[str, Any]) -> str:
    parts = [str(point.get(key) or "").strip().rstrip("。") for key in ("answer", "reason")]
    return "，".join(part for part in parts if part)


def waived_in_words(context: PaperContext) -> str:
    """Tell which rights were waived, expressly and in writing."""
    return "".join(_waived(statements_of(context)))


def _waived(statements: list[LegalAct]) -> Iterator[str]:
    for act in statements:
        rights = [RIGHTS[right] for right in act.payload.get("waives", ()) if right in RIGHTS]
        if rights:
            yield f"当事人于{day_zh(day_of(act.occurred_at))}书面表示放弃{'、'.join(rights)}的权利。"


def hearing_in_words(context: PaperContext) -> str:
    """Tell that a hearing was held or ended, and what it came to (APL:63, APL:65)."""
    return "".join(_hearing(context)) if context.situation.has("notice_served") else ""


def _hearing(context: PaperContext) -> Iterator[str]:
    situation = context.situation
    held, ended, reported = (situation.last(kind) for kind in ("hearing_held", "hearing_ended", "hearing_reported"))
    if held:
        yield f"根据当事人的申请，本机关于{day_zh(day_of(held.occurred_at))}举行听证。"
    if reported:
        yield f"听证意见：{said(reported.payload.get('opinion')).rstrip('。')}。"
    if ended and not held:
        yield f"听证终止：{said(ended.payload.get('reason')).rstrip('。')}。"


def silence_in_words(context: PaperContext) -> str:
    """Tell that nothing was said and no hearing asked for; empty where something was."""
    notice = context.situation.last("notice_served")
    if notice is None or statements_of(context) or context.situation.has("hearing_requested"):
        return ""
    also = "，也没有要求听证" if notice.payload.get("hearing_offered") else ""
    return f"当事人在规定的期限内没有提出陈述、申辩{also}。"


def gates_in_words(context: PaperContext) -> str:
    """Tell of legal review and collective discussion (APL:57p2, APL:58)."""
    situation = context.situation
    reviewed, discussed = situation.last("legal_reviewed"), situation.last("discussed")
    words = []
    if reviewed and reviewed.payload.get("opinion") == "pass":
        words.append(f"{day_zh(day_of(reviewed.occurred_at))}通过法制审核")
    if discussed:
        words.append(f"{day_zh(day_of(discussed.occurred_at))}经负责人集体讨论")
    return f"本案于{'，'.join(words)}。" if words else ""


def outcome_in_words(context: PaperContext) -> str:
    """Tell how the case was decided; for every party where there are several."""
    situation = context.situation
    if situation.has("not_punished"):
        return "不予行政处罚"
    if situation.has("not_established"):
        return "违法事实不能成立，不予行政处罚"
    if situation.has("investigation_ended"):
        return "终止调查"
    if situation.has("not_filed"):
        return "不予立案"
    if elsewhere := _elsewhere(context):
        return elsewhere
    several = len(context.case.parties) > 1 and not context.focus
    return penalties_in_words(context.decided, violation_names(context), parties=several)


def _elsewhere(context: PaperContext) -> str:
    """Where a case went that ends here without a decision."""
    situation, sent = context.situation, transfer_of(context.situation)
    if situation.has("filing_cancelled"):
        return "撤销立案"
    if sent is not None:
        return f"移送{sent.payload.get('receiver', '有管辖权的机关')}"
    police = referral_of(situation)
    if police.last_answer == OPENED and police.sent is not None:
        return f"移送{police.sent.payload.get('police', '公安机关')}，公安机关已经立案"
    return ""


def execution_in_words(context: PaperContext) -> str:
    """Tell what was paid, and what is still open."""
    if not any(penalty.total_yuan for _, penalty in context.decided):
        return "没有需要缴纳的款项。"
    shares = shares_of(context.situation)
    names = {party.id: party.name for party in context.case.parties}
    if not shares or context.focus:
        return _paid_in_words(context.share, context.on, "当事人", said(context.asked("reason")))
    told = [_paid_in_words(share, context.on, names[party], "") for party, share in shares.items() if _is_asked(share)]
    return "".join((*told, said(context.asked("reason"))))


def _is_asked(share: Situation) -> bool:
    return any(penalty.total_yuan for penalty in share.decided.values())


def _paid_in_words(share: Situation, on: date, name: str, reason: str) -> str:
    """What one party paid and still owes; with several each is called by its name."""
    payments = tuple(act for act in share.all(*PAYMENTS) if paid_by(act))
    paid = sum(paid_by(act) for act in payments)
    who = "" if name == "当事人" else name
    if not payments:
        return f"{who}尚未缴纳。{reason}"
    still = settle(share, on).outstanding_yuan
    last = day_zh(day_of(payments[-1].occurred_at))
    if still > 0:
        return f"{who}截至{last}已缴纳{money(paid)}，还有{money(still)}没有缴纳。{reason}"
    return f"{name}已于{last}缴清{money(paid)}。"


def correction_in_words(context: PaperContext) -> str:
    """Tell whether the violation was corrected (APL:28p1)."""
    stated = said(context.asked("correction")).rstrip("。")
    if stated:
        return f"改正情况：{stated}。"
    verified = correction_of(context.situation).verified
    if verified is not None and verified.payload.get("result") == DONE:
        return f"改正情况：{day_zh(day_of(verified.occurred_at))}核查，已经改正。"
    ordered = context.situation.last("correction_ordered")
    done_on = ordered.payload.get("done_on") if ordered else None
    return f"改正情况：违法行为已于{day_zh(date.fromisoformat(done_on))}改正。" if done_on else ""


def pay_by_in_words(context: PaperContext) -> str:
    """Tell the last day to pay, reckoned from service (APL:67p3); empty where nothing is to be paid."""
    settlement = settle(context.share, context.on)
    if settlement.due_on is None or not settlement.fine_yuan:
        return ""
    return f"缴纳罚款的期限至{day_zh(settlement.due_on)}（含当日）。"
