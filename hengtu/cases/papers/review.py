"""Inside the agency: 案件调查报告, 法制审核意见书和答复, 法律意见书, 集体讨论记录, 处罚决定审批表."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.cases.papers.blocks import (
    case_head,
    handlers_in_words,
    moment_block,
    names_of_parties,
    party_block,
)
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import answered_in_words, gates_in_words
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import (
    cause_block,
    discretion_text,
    evidence,
    facts_and_evidence,
    facts_text,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import numbered, penalties_in_words, said, tidy
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.law.procedure.advising import KINDS as ADVISERS
from hengtu.law.procedure.advising import SEES, consultation
from hengtu.law.procedure.discussion import STATES, VOTES, Member, counts, members_of, quorum_of
from hengtu.law.procedure.reviewing import POINT_KINDS, answers_in, last_return, points_of

USES = {"adopted": "予以采纳", "partly": "部分采纳", "not": "没有采纳"}
OPINIONS = {"pass": "同意", "change": "补充证据或者改正后再送审", "refuse": "不同意"}
CHECKS = (
    "subject_lawful",
    "officers_qualified",
    "procedure_lawful",
    "facts_clear",
    "law_correct",
    "discretion_proper",
    "within_powers",
    "documents_proper",
    "rights_protected",
)
POSTS = {
    "chief_head": "正职负责人",
    "agency_head": "执法部门负责人",
    "deputy_head": "执法部门副职负责人",
    "handling_unit_head": "经办机构负责人",
    "legal_reviewer": "法制审核人员",
    "officer": "执法人员",
}


def investigation_report(context: PaperContext) -> Data:
    """案件调查报告: what was done, found and proved, and what the handlers propose."""
    crime = said(_last_entry(context, "crime_check"))
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "investigators": handlers_in_words(context),
        "facts": facts_text(context) + (f"\n涉嫌犯罪核查：{crime}。" if crime else ""),
        "evidence": [
            (str(number), proof.name, proof.purpose) for number, proof in enumerate(evidence(context), start=1)
        ],
        "conclusion": (
            f"当事人的行为违反了{violated_text(context)}的规定，建议依据{penalty_provisions_text(context)}处理。"
            f"{discretion_text(context)}"
        ),
    }


def legal_review(context: PaperContext) -> Data:
    """法制审核意见书 (APL:58). A passed review answers every question with yes; else only the reviewer's answers."""
    opinion = str(context.asked("opinion") or "")
    unanswered = {"pass": "是", "": ""}.get(opinion, "不适用")
    answers = context.asked("checks") or {}
    return {
        **case_head(context),
        **cause_block(context),
        "handlers": handlers_in_words(context),
        "proposed": _proposed(context),
        **{check: str(answers.get(check) or unanswered) for check in CHECKS},
        "crime_suspected": str(answers.get("crime_suspected") or ("否" if opinion else "")),
        "opinion": OPINIONS.get(opinion, "补充证据或者改正后再送审") if opinion else "",
        "reason": _points_in_words(context),
        "reviewed_on": context.on,
    }


def _points_in_words(context: PaperContext) -> str:
    """Points of a return with kind and article; sentences as they stand; what was made of an adviser's opinion."""
    said = [_point_in_words(entry) for entry in context.asked("points") or ()]
    because = str(context.asked("discuss_because") or "")
    more = [_use_in_words(context, entry) for entry in context.asked("advice") or ()]
    more += [f"建议负责人集体讨论：{because}"] if because else []
    return "\n".join(each for each in (numbered(said) if said else "", *more) if each)


def _point_in_words(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    article = f"（{entry['article']}）" if entry.get("article") else ""
    kind = POINT_KINDS.get(str(entry.get("kind")), "")
    return f"{kind + '：' if kind and entry.get('kind') != 'other' else ''}{entry.get('point', '')}{article}"


def _use_in_words(context: PaperContext, entry: Mapping[str, Any]) -> str:
    opinion = next((act for act in context.situation.all("adviser_opined") if act.uid == entry.get("opinion")), None)
    who = opinion.by[0].name if opinion and opinion.by else "顾问"
    why = f"：{entry['why']}" if entry.get("why") else ""
    return f"{who}的法律意见{USES.get(str(entry.get('use')), '')}{why}。"


def review_answer(context: PaperContext) -> Data:
    """法制审核意见答复书: each point of the return beside what was answered."""
    review = last_return(context.situation)
    given = {each.no: each for each in answers_in(context.act)}
    rows = [
        (
            str(point.no),
            point.point,
            "已办" if given[point.no].done else "没有采纳",
            given[point.no].by if given[point.no].done else given[point.no].why,
        )
        for point in points_of(review)
        if point.no in given
    ]
    return {
        **case_head(context),
        **cause_block(context),
        "reviewed_on": day_of(review.occurred_at) if review else context.on,
        "answers": rows,
        "note": str(context.asked("note") or ""),
        "answered_on": context.on,
    }


def legal_advice(context: PaperContext) -> Data:
    """公职律师（法律顾问）法律意见书: what was asked, what was seen, what was answered."""
    asked = consultation(context.situation, str(context.asked("consultation") or ""))
    told = asked.payload if asked else {}
    kind = ADVISERS.get(str(told.get("adviser_kind")), "")
    return {
        **case_head(context),
        **cause_block(context),
        "adviser": f"{told.get('adviser_name', '')}{f'（{kind}）' if kind else ''}",
        "question": str(told.get("question") or ""),
        "seen": "、".join(SEES[each] for each in told.get("sees") or () if each in SEES),
        "opinion": said(context.asked("opinion")),
        "given_on": context.on,
    }


def collective_record(context: PaperContext) -> Data:
    """重大案件集体讨论记录 (APL:57p2). A handler reports and another records, unless the act names others."""
    members = members_of(context.act)
    leader = context.leader.name if context.leader else context.act.by[0].name
    host = next((each.name for each in members if each.id == context.asked("chair")), leader)
    attendees = [(each.name, f"{each.post}（{STATES.get(each.state, '')}）") for each in members]
    return {
        **case_head(context),
        "cause": f"{names_of_parties(context)}{cause_block(context)['cause']}案",
        "period": moment_block(context),
        "place": str(context.asked("place") or context.legal_subject.name),
        "host": host,
        "reporter": str(context.asked("reporter") or context.handlers[0].name),
        "recorder": str(context.asked("recorder") or context.handlers[1].name),
        "attendees": attendees or [(actor.name, _post(actor.roles)) for actor in context.act.by],
        "record": "\n".join([str(context.asked("record") or _presented(context)), *_voices(context, members)]),
        "conclusion": said(context.asked("conclusion")),
    }


def _voices(context: PaperContext, members: tuple[Member, ...]) -> Iterator[str]:
    """What each head said in turn, who kept out and why, the votes, and what speaks against them."""
    if not members:
        return
    agenda = str(context.asked("agenda") or "")
    yield from [f"讨论的问题：{agenda}"] if agenda else []
    dissents = {str(each.get("id")): str(each.get("dissent") or "") for each in context.asked("members") or ()}
    for member in sorted((each for each in members if each.is_present), key=lambda each: each.spoke):
        own = f"不同意见：{tidy(dissents[member.id])}。" if dissents.get(member.id) else ""
        yield f"{member.name}：{tidy(member.view)}。表决：{VOTES.get(member.vote, '')}。{own}"
    for member in members:
        if not member.is_present:
            yield f"{member.name}：{STATES.get(member.state, '')}{f'，{tidy(member.view)}' if member.view else ''}。"
    yield "表决：" + "，".join(f"{VOTES[vote]} {count} 票" for vote, count in counts(members).items()) + "。"
    yield f"{quorum_of(members, context.case.jurisdiction, context.on).in_words}。"
    if because := str(context.asked("against_majority_because") or ""):
        yield f"结论与多数意见不同，理由：{tidy(because)}。"


def _presented(context: PaperContext) -> str:
    """What the handler put before the meeting."""
    return (
        f"承办人汇报案情、证据和处理意见：{facts_text(context)}\n"
        f"拟处理意见：{_proposed(context)}。\n{answered_in_words(context)}"
    )


def penalty_approval(context: PaperContext) -> Data:
    """行政处罚决定审批表 (APL:57p1): from the handlers' proposal to the head's decision."""
    reason = tidy(str(context.asked("reason_zh") or ""))
    decided = penalties_in_words(context.decided, violation_names(context), parties=len(context.case.parties) > 1)
    leader = f"（{context.leader.name}）" if context.leader else ""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": f"{facts_and_evidence(context)}\n{answered_in_words(context)}",
        "handlers_opinion": f"建议：{_proposed(context)}。{discretion_text(context)}",
        "legal_opinion": gates_in_words(context),
        "agency_head_opinion": f"同意，决定：{decided}。{reason + '。' if reason else ''}{leader}" if decided else "",
    }


def _proposed(context: PaperContext) -> str:
    act = context.situation.last("notice_served", "report_approved")
    named = context.penalties("proposed", act) if act else ()
    return penalties_in_words(named, violation_names(context), parties=len(context.case.parties) > 1) or "见调查报告"


def _last_entry(context: PaperContext, key: str) -> str:
    acts: list[LegalAct] = [act for act in context.situation.acts if act.payload.get(key)]
    return str(acts[-1].payload[key]) if acts else ""


def _post(roles: frozenset[str]) -> str:
    return next((post for role, post in POSTS.items() if role in roles), "出席人员")
