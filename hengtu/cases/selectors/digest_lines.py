"""The question and the lines of a digest: what was done, by which rule, why this amount, what the party says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.cases.desk.desk import Desk
from hengtu.cases.models import Proposal
from hengtu.cases.selectors.facts import fact_value
from hengtu.cases.words import kind_name
from hengtu.law import discretion
from hengtu.law.discretion import Assessment
from hengtu.law.facts import name_of
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import Matter, Penalty, plain
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import is_statement, service_day
from hengtu.law.rulebook import records

QUESTIONS = {
    "case_filed": "是否同意对{party}立案？",
    "not_filed": "是否同意对{party}不予立案？",
    "report_approved": "是否同意{party}案的调查报告和处理意见？",
    "decided": "是否同意对{party}作出处罚决定？",
    "not_punished": "是否同意对{party}不予处罚？",
    "not_established": "是否同意认定{party}的违法事实不能成立？",
    "investigation_ended": "是否同意对{party}终止调查？",
    "case_closed": "是否同意{party}案结案？",
    "spot_case_closed": "是否同意{party}案结案？",
    "case_extended": "是否同意延长{party}案的办案期限？",
    "decision_issued": "是否同意制作{party}案的决定书并盖章？",
    "measure_approved": "是否同意对{party}采取强制措施？",
    "registration_approved": "是否同意先行登记保存{party}案的证据？",
    "case_transferred": "是否同意移送{party}案？",
    "filing_cancelled": "是否同意对{party}撤销立案？",
    "criminal_transfer_decided": "{party}案是否移送公安机关？",
    "instalments_granted": "是否同意{party}分期缴纳？",
    "deferral_refused": "是否不同意{party}延期、分期缴纳？",
    "deferral_ended": "是否终止{party}的延期、分期？",
    "court_applied": "是否同意申请法院强制执行{party}案？",
    "enforcement_decided": "是否同意对{party}强制执行？",
    "substitute_decided": "是否同意对{party}代履行？",
    "enforcement_suspended": "是否同意中止执行{party}案？",
    "enforcement_ended": "是否同意终结执行{party}案？",
    "reconsideration_answered": "是否同意提交{party}案的复议答复？",
    "lawsuit_answered": "是否同意提交{party}案的答辩状？",
    "publication_withdrawn": "是否同意撤回{party}案的公开信息？",
    "publication_withheld": "是否同意不公开{party}案的决定？",
}
FACTS_SHOWN = 4
MEASURED = ("integer", "number", "money")
WEIGHED = ("mass_limit_kg", "excess_kg")


@dataclass(frozen=True)
class Line:
    """One line: label and words; ``is_law`` for citations."""

    label: str
    text: str
    is_law: bool = False


def question_of(kind: str, desk: Desk) -> str:
    """Return the question the approver answers, as the title of the page."""
    return QUESTIONS.get(kind, f"是否同意{kind_name(kind)}：{{party}}？").format(party=desk.case.party_name)


def four_lines(
    proposal: Proposal, desk: Desk, penalties: Mapping[str, Penalty], assessments: Mapping[str, Assessment]
) -> tuple[Line, ...]:
    """Return the lines of a digest; a line about which the case says nothing yet is left out."""
    lines = [
        Line("做了什么", _conduct(desk, assessments)),
        Line("凭什么罚", _provisions(desk), is_law=True),
        Line(_why_label(penalties), _why(proposal, penalties, assessments)),
        Line("当事人怎么说", party_says(desk.situation)),
        Line("执行到哪", _carried_out(proposal, desk)),
    ]
    return tuple(line for line in lines if line.text)


def _why_label(penalties: Mapping[str, Penalty]) -> str:
    return "为什么是这个数" if any(penalty.punishes for penalty in penalties.values()) else "为什么这样处理"


def _conduct(desk: Desk, assessments: Mapping[str, Assessment]) -> str:
    case = desk.situation.case
    place = str(desk.opening.get("place", ""))
    said = []
    for matter in case.matters if case else ():
        details = "，".join(_facts(matter, assessments.get(matter.id)))
        name = discretion.violation(matter.violation, matter.violation_on).name_zh
        said.append(
            f"{_day(matter.violation_on)}{'在' + place if place else ''}，{name}{'：' + details if details else ''}。"
        )
    return "".join(said)


def _facts(matter: Matter, assessment: Assessment | None) -> list[str]:
    """The facts that were measured first, then the others; what follows from a weighing belongs to it."""
    weighed = {key: assessment.facts[key] for key in WEIGHED if assessment and key in assessment.facts}
    known = {**matter.facts, **weighed}
    vocabulary = records("facts")
    ordered = sorted(
        (key for key in known if key in vocabulary), key=lambda key: vocabulary[key]["type"] not in MEASURED
    )
    return [_fact(key, known[key]) for key in ordered[:FACTS_SHOWN]]


def _fact(key: str, value: Any) -> str:
    is_measured = records("facts")[key]["type"] in MEASURED
    return f"{name_of(key)}{'' if is_measured else '：'}{fact_value(key, value)}"


def _provisions(desk: Desk) -> str:
    case = desk.situation.case
    found = [
        article
        for matter in (case.matters if case else ())
        for article in discretion.violation(matter.violation, matter.violation_on).penalty_provisions
    ]
    return "、".join(dict.fromkeys(found))


def _why(proposal: Proposal, penalties: Mapping[str, Penalty], assessments: Mapping[str, Assessment]) -> str:
    reason = str((proposal.content.get("answers") or {}).get("reason_zh") or "").strip()
    said = [_why_this(penalty, assessments[matter]) for matter, penalty in penalties.items() if matter in assessments]
    return "".join([*said, f"理由：{reason.rstrip('。')}。" if reason else ""])


def _why_this(penalty: Penalty, assessment: Assessment) -> str:
    return "".join(_reasons(penalty, assessment))


def _reasons(penalty: Penalty, assessment: Assessment) -> Iterator[str]:
    outcome = assessment.outcome
    if not penalty.punishes:
        ground = assessment.exemption
        yield f"符合{ground.list_item}的不予处罚条件。" if ground else ""
    elif outcome.amount_yuan is not None and outcome.kind == "fine":
        yield f"数额由公式确定，应为 {plain(outcome.amount_yuan)} 元，没有裁量余地。"
    elif assessment.tier is not None and outcome.kind == "fine":
        yield f"{assessment.tier}档 {plain(outcome.min_yuan)} 至 {plain(outcome.max_yuan)} 元。"
    elif assessment.statutory is not None:
        limits = assessment.statutory
        yield f"法定幅度 {plain(limits.min_yuan)} 至 {plain(limits.max_yuan)} 元，没有适用的裁量档次。"
    yield from (f"{each['zh'].rstrip('。')}。" for each in assessment.adjustments)


def party_says(situation: Situation) -> str:
    """Tell what the party was told and answered since the notice; empty while there is no notice."""
    notice = situation.last("notice_served")
    if notice is None:
        return ""
    said = [f"{_day(service_day(notice))}收到通知书"]
    statements = [act for act in situation.statements if is_statement(act.payload)]
    for act in statements:
        recheck = act.payload.get("recheck")
        said.append(
            f"{act.payload['statement']}（复核：{recheck}）" if recheck else f"{act.payload['statement']}（没有复核）"
        )
    if not statements:
        said.append("没有提出意见")
    said.append(_about_hearing(situation))
    return "；".join(part.rstrip("。") for part in said if part) + "。"


def _about_hearing(situation: Situation) -> str:
    if situation.has("hearing_held"):
        return "举行了听证"
    if situation.has("hearing_ended"):
        return "听证已终止"
    if situation.has("hearing_requested"):
        return "要求听证，还没有举行"
    return "书面放弃听证" if situation.waived("hearing") else "没有要求听证"


def _carried_out(proposal: Proposal, desk: Desk) -> str:
    """Where the money stands, for a closing."""
    if proposal.kind not in ("case_closed", "spot_case_closed"):
        return ""
    owed = settle(desk.situation, desk.on).outstanding_yuan
    correction = str((proposal.content.get("answers") or {}).get("correction") or "").rstrip("。")
    paid = f"还有 {plain(owed)} 元没有缴纳" if owed else "款项已经缴清"
    return f"{paid}{'；改正情况：' + correction if correction else ''}。"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
