"""Why: the reasons that were written, review and heads, who decided otherwise, who dissented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.cases.models import Proposal
from hengtu.cases.models.proposal import ProposalState
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import kind_name
from hengtu.law.procedure.discussion import VOTES, members_of
from hengtu.law.procedure.matters import Penalty
from hengtu.ledger.values import StoredAct
from hengtu.oversight.protection.act_lines import decided_receipts
from hengtu.oversight.protection.around import Around, asked_as, names
from hengtu.oversight.protection.values import Line

OPINIONS = {"pass": "通过", "change": "建议修改", "refuse": "不同意"}
DISSENT = "against"
WRITTEN = {
    "reason": "理由",
    "reason_zh": "理由",
    "departure_reason": "不按基准的理由",
    "crime_check": "是否涉嫌犯罪",
    "conclusion": "结论",
    "correction": "责令改正",
    "recheck": "复核意见",
    "against_majority_because": "不按多数意见的理由",
    "refusal": "当事人拒绝的情况",
}


def reason_lines(around: Around) -> Iterator[Line]:
    yield from _written(around)
    yield from _trace(around)
    yield from _reviewed(around)
    yield from _discussed(around)
    yield from _decided_otherwise(around)


def _written(around: Around) -> Iterator[Line]:
    """Paragraphs and single reasons of the act itself."""
    payload: Mapping[str, Any] = around.act.payload or {}
    proof = around.proof(around.act)
    for paragraph in payload.get("reasons") or ():
        if isinstance(paragraph, Mapping) and paragraph.get("text"):
            yield Line("说理", str(paragraph["text"]), proof=proof)
    for key, what in WRITTEN.items():
        if isinstance(payload.get(key), str) and payload[key].strip():
            yield Line(what, str(payload[key]), proof=proof)


def _trace(around: Around) -> Iterator[Line]:
    """How the amount follows from facts and rules, as the receipt of the decision explains it."""
    for kept in decided_receipts(around):
        for sentence in kept["answer"].get("explanation") or ():
            yield Line("裁量依据", str(sentence))


def _reviewed(around: Around) -> Iterator[Line]:
    for act in [*around.before("legal_reviewed"), *_self(around, "legal_reviewed")]:
        payload = act.payload or {}
        opinion = OPINIONS.get(str(payload.get("opinion", "")), "")
        yield Line("法制审核", f"{names(act)}{opinion}", act.occurred_at, around.proof(act))
        for point in payload.get("points") or ():
            text = str(point.get("point", "")) if isinstance(point, Mapping) else str(point)
            yield Line("审核意见", text, act.occurred_at, around.proof(act))


def _discussed(around: Around) -> Iterator[Line]:
    """What each head said; a dissent of his own stands out, since it protects him."""
    for act in [*around.before("discussed"), *_self(around, "discussed")]:
        yield Line("集体讨论", str((act.payload or {}).get("conclusion") or ""), act.occurred_at, around.proof(act))
        legal = next(each for each in around.history if each.uid == str(act.uid))
        for member in members_of(legal):
            if member.id == around.person.id or member.vote == DISSENT:
                vote = VOTES.get(member.vote, "")
                tag = Tag("不同意见", "soon") if member.vote == DISSENT else None
                yield Line(f"{member.name}的意见", f"{vote}：{member.view}", act.occurred_at, around.proof(act), tag)


def _decided_otherwise(around: Around) -> Iterator[Line]:
    """Where somebody above sent back what was prepared, or decided another amount than was reported."""
    rows = Proposal.objects.filter(
        stream_id=around.case.pk, kind=around.act.kind, state=ProposalState.RETURNED,
        proposed_at__lte=around.act.recorded_at,
    )  # fmt: skip
    for proposal in rows.select_related("proposed_by").prefetch_related("answers__by"):
        for answer in proposal.answers.all():
            text = f"{answer.by.name}{answer.get_verdict_display()}：{answer.opinion or '没有写意见'}"
            yield Line(f"{proposal.proposed_by.name}提请，{asked_as(answer)}答复", text, answer.at)
    yield from _other_amounts(around)


def _other_amounts(around: Around) -> Iterator[Line]:
    """The report proposed, the heads approved or decided: a step with another penalty says who changed it."""
    last, by = "", ""
    for act in around.acts:
        said = _penalty(act)
        if not said or act.kind not in ("report_submitted", "report_approved", "notice_served", "decided"):
            continue
        if last and said != last:
            text = f"{by}提出{last}；{names(act)}改为{said}"
            yield Line(f"{kind_name(act.kind)}改变了处理意见", text, act.occurred_at, around.proof(act))
        last, by = said, names(act)


def _penalty(act: StoredAct) -> str:
    payload = act.payload or {}
    named = payload.get("decided") or payload.get("proposed") or []
    entries = named if isinstance(named, list) else [named]
    return "；".join(
        Penalty(each["kind"], float(each.get("amount_yuan") or 0), float(each.get("confiscate_yuan") or 0)).in_words()
        for each in entries
        if isinstance(each, Mapping) and each.get("kind")
    )


def _self(around: Around, kind: str) -> list[StoredAct]:
    return [around.act] if around.act.kind == kind else []
