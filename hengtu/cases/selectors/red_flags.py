"""Red flags: what somebody who decides or reviews should look at twice. A flag never decides; the law does.

Each flag says what was found and, where there is one, by which article it matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hengtu.cases.models import EnforcementCase, Proposal
from hengtu.cases.selectors.deadlines import basis_zh, due_chip
from hengtu.cases.selectors.matrix import ElementMatrix
from hengtu.cases.words import kind_name
from hengtu.law import thresholds
from hengtu.law.deadlines import is_right
from hengtu.law.discretion import Assessment
from hengtu.law.procedure import Situation
from hengtu.law.procedure.guards.relied_on import citation_warnings
from hengtu.law.procedure.matters import Penalty, heavier_than, plain
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.situation import is_statement
from hengtu.law.validity import CitationState, invalid_citations, texts_in
from hengtu.ledger.values import StoredAct

GRAVE, LOOK = "stop", "soon"  # forms of the tag
PRESSING = frozenset({"soon", "today", "late"})


@dataclass(frozen=True)
class Flag:
    """One thing to look at twice. ``label`` fits a tag, ``text`` is a sentence, ``form`` the tag's form."""

    code: str
    label: str
    text: str
    form: str = LOOK
    basis: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What flags are read from: a case on a day, the penalties in question, and the law's answer to each matter."""

    case: EnforcementCase
    situation: Situation
    penalties: Mapping[str, Penalty]
    assessments: Mapping[str, Assessment]
    on: date


def red_flags_of(
    looked: Looked,
    *,
    proposal: Proposal | None = None,
    acts: tuple[StoredAct, ...] = (),
    matrix: ElementMatrix | None = None,
) -> tuple[Flag, ...]:
    """Return the flags of a case, the gravest first.

    Args:
        proposal: with the acts, so that a case that has moved on since is flagged.
        matrix: of elements and exhibits, where the page has it.
    """
    found = [
        *_moved_on(proposal, acts),
        *_late(proposal, looked),
        *_penalty_flags(looked),
        *_statements(looked),
        *_crime(looked),
        *_cited(looked, proposal),
        *_deadline(looked),
        *_evidence(matrix),
    ]
    return tuple(sorted(found, key=lambda flag: flag.form != GRAVE))


def _moved_on(proposal: Proposal | None, acts: tuple[StoredAct, ...]) -> Iterator[Flag]:
    newer = [act for act in acts if proposal is not None and act.seq > proposal.seen_seq]
    if newer:
        names = "、".join(dict.fromkeys(kind_name(act.kind) for act in newer))
        yield Flag("moved_on", "案件有新进展", f"提请以后又有：{names}。请对照最新的案情。", GRAVE)


def _late(proposal: Proposal | None, looked: Looked) -> Iterator[Flag]:
    reason = str(proposal.content.get("late_reason", "")) if proposal is not None else ""
    if reason:
        yield Flag("late", "逾期办理", f"超过期限才办，承办人写的原因：{reason}。同意就是批准逾期办理。", GRAVE)


def _penalty_flags(looked: Looked) -> Iterator[Flag]:
    case = looked.situation.case
    for matter in case.matters if case else ():
        penalty, assessment = looked.penalties.get(matter.id), looked.assessments.get(matter.id)
        if penalty is None or assessment is None:
            continue
        yield from _deviation(penalty, assessment)
        yield from _differs(penalty, looked.situation.notified.get(matter.id))
        answer = thresholds.discussion_is_required(
            jurisdiction=case.jurisdiction if case else "",
            party_type=matter.party.kind,
            penalty=penalty.kind,
            amount_yuan=penalty.amount_yuan,
            confiscate_yuan=penalty.confiscate_yuan,
            assessment=assessment,
            on=looked.on,
        )
        if answer.required:
            yield _discussion(looked.situation, answer)


def _discussion(situation: Situation, answer: thresholds.ThresholdAnswer) -> Flag:
    basis = basis_zh(answer.basis)
    if situation.has("discussed"):
        return Flag("discussed", "已集体讨论", f"{answer.reason}，负责人已经集体讨论。", LOOK, basis)
    return Flag("discussion_needed", "须集体讨论", f"{answer.reason}，决定前要由负责人集体讨论。", GRAVE, basis)


def _deviation(penalty: Penalty, assessment: Assessment) -> Iterator[Flag]:
    outcome = assessment.outcome
    if not penalty.punishes:
        return
    if outside := outcome.allows(penalty.kind, penalty.amount_yuan, penalty.confiscate_yuan):
        yield Flag("outside_law", "超出法定幅度", f"{'；'.join(outside)}。", GRAVE)
        return
    if outcome.kind != "fine" or "fine" not in penalty.kinds:
        return
    inside = outcome.min_yuan <= penalty.amount_yuan <= outcome.max_yuan
    if assessment.tier is not None and not inside:
        span = f"{plain(outcome.min_yuan)} 至 {plain(outcome.max_yuan)} 元"
        text = f"本案事实属于{assessment.tier}档（{span}），拟处罚 {plain(penalty.amount_yuan)} 元，要说明理由。"
        yield Flag("off_tier", "偏离裁量档次", text, GRAVE)
    elif assessment.tier is None and outcome.amount_yuan is None and not assessment.is_formula:
        yield Flag("no_benchmark", "没有裁量基准", "没有适用的裁量档次，数额只在法定幅度内选定，看理由是否写清。")


def _differs(penalty: Penalty, notified: Penalty | None) -> Iterator[Flag]:
    if notified is None or penalty == notified:
        return
    heavier = heavier_than(penalty, notified)
    said = f"告知的是{notified.in_words()}，现在拟{penalty.in_words()}。"
    if heavier:
        yield Flag("heavier_than_notified", "重于告知", said, GRAVE, basis_zh(("APL:45p2",)))
    else:
        yield Flag("differs_from_notice", "与告知不同", said)


def _cited(looked: Looked, proposal: Proposal | None) -> Iterator[Flag]:
    """Articles that were cited although they were not in force: by acts on their day, by what is proposed today."""
    situation, found = looked.situation, dict[str, tuple[str, CitationState]]()
    for act in situation.acts:
        for state in citation_warnings(Moment(situation, act)):
            found[state.basis] = (kind_name(act.kind), state)
    if proposal is not None:
        days = frozenset({looked.on, looked.case.violation_on})
        for _, text in texts_in(proposal.content):
            found |= {state.basis: ("提请的内容", state) for state in invalid_citations(text, days)}
    for where, state in found.values():
        yield Flag("cited_out_of_force", "引用失效条文", f"{where}：{state.message}，{state.way_out}。")


def _statements(looked: Looked) -> Iterator[Flag]:
    said = [act for act in looked.situation.statements if is_statement(act.payload)]
    if not said:
        return
    recheck = str(said[-1].payload.get("recheck") or "")
    if not recheck:
        text = f"当事人提出：{said[-1].payload.get('statement')}。还没有复核意见。"
        yield Flag("statement_open", "意见没有复核", text, GRAVE, basis_zh(("APL:45p1",)))
        return
    notified = looked.situation.notified
    lowered = any(
        matter in notified and penalty.total_yuan < notified[matter].total_yuan
        for matter, penalty in looked.penalties.items()
    )
    if looked.penalties and not lowered:
        text = f"当事人提出：{said[-1].payload.get('statement')}。复核：{recheck}。处理没有因此减轻。"
        yield Flag("statement_not_adopted", "意见没有采纳", text, LOOK, basis_zh(("APL:45p1",)))


def _crime(looked: Looked) -> Iterator[Flag]:
    crimes = dict.fromkeys(each.crime_referral for each in looked.assessments.values() if each.crime_referral)
    answers = [str(act.payload["crime_check"]) for act in looked.situation.acts if act.payload.get("crime_check")]
    if crimes:
        said = f"核查：{answers[-1]}。" if answers else "还没有核查记录。"
        text = f"这类行为可能涉嫌{'、'.join(crimes)}。{said}"
        yield Flag("crime", "接近犯罪", text, LOOK if answers else GRAVE, basis_zh(("APL:27p1",)))


def _deadline(looked: Looked) -> Iterator[Flag]:
    case = looked.case
    if case.due_on is None or is_right(case.due_term):
        return
    due = due_chip(case.due_term, case.due_on, looked.on)
    if due.tone in PRESSING:
        text = f"{due.name}到{case.due_on.month}月{case.due_on.day}日，{due.remaining}。"
        yield Flag("deadline", "期限将到" if due.tone == "soon" else due.remaining, text, _grave(due.tone == "late"))


def _evidence(matrix: ElementMatrix | None) -> Iterator[Flag]:
    rows = matrix.open_rows if matrix is not None else ()
    if rows:
        names = "、".join(f"{row.name}（{row.status.label}）" for row in rows)
        text = f"{len(rows)} 个要件没有证明：{names}。"
        yield Flag("evidence", "证据有缺口", text, LOOK, basis_zh(("APL:40",)))


def _grave(yes: bool) -> str:
    return GRAVE if yes else LOOK
