"""What came after: a correction, a complaint, supervision, a remedy, a rule that changed since."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.models import RecordAlarm
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.words import kind_name
from hengtu.law.edition import edition
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES
from hengtu.ledger.values import StoredAct
from hengtu.oversight.models import SupervisedCase
from hengtu.oversight.protection.around import Around, names
from hengtu.oversight.protection.values import Line, Proof

OUTCOMES = {**REVIEW_OUTCOMES, **COURT_OUTCOMES}
REMEDIES = frozenset(
    {"decision_revoked", "reconsideration_applied", "reconsideration_received", "reconsideration_decided",
     "lawsuit_received", "lawsuit_judged", "case_returned_by_justice", "stay_ordered", "publication_withdrawn",
     "service_struck", "testimony_withdrawn"}
)  # fmt: skip


def later_lines(around: Around) -> Iterator[Line]:
    for act in around.after():
        if act.kind == "act_corrected":
            yield from _corrected(act, around)
        elif act.kind in REMEDIES:
            yield _remedy(act, around)
    yield from _looked_at(around)
    yield from _rules(around)


def _corrected(act: StoredAct, around: Around) -> Iterator[Line]:
    payload = act.payload or {}
    if str(payload.get("act")) == str(around.act.uid):
        own = any(ref.id == around.person.id for ref in act.by)
        text = f"{names(act)}更正：{payload.get('reason', '')}；原记录保留"
        yield Line("更正", text, act.occurred_at, around.proof(act), Tag("本人更正", "ok") if own else None)


def _remedy(act: StoredAct, around: Around) -> Line:
    payload = act.payload or {}
    outcome = OUTCOMES.get(str(payload.get("outcome", "")), "")
    reason = str(payload.get("reason") or "")
    text = "；".join(each for each in (kind_name(act.kind), outcome, reason) if each)
    return Line("后来的处理", text, act.occurred_at, around.proof(act))


def _looked_at(around: Around) -> Iterator[Line]:
    """Supervision of the case, and alarms that stand about this very act."""
    for row in SupervisedCase.objects.filter(stream=around.case.pk).select_related("superior"):
        ended = "，已摘牌" if row.lifted_at else ""
        proof = Proof("督办", f"/supervised/{row.pk}/")
        yield Line("挂牌督办", f"{row.superior.short_name}督办，{row.get_ground_display()}{ended}", proof=proof)
    for alarm in RecordAlarm.objects.filter(about=str(around.act.uid)):
        state = Tag("已消除", "ok") if alarm.closed_at else Tag("还在", "soon")
        yield Line("记录预警", alarm.message, alarm.raised_at, tag=state)


def _rules(around: Around) -> Iterator[Line]:
    """A rulebook that changed since judges nothing done before it."""
    then, now = around.act.rules.get("rulebook", ""), edition()
    if then and then != now:
        text = f"规则库后来有更新（现在{now}）；这个行为仍照当时的版本判断，计算凭证照当时的版本重算"
        yield Line("规则更新", text, tag=Tag("不影响", "word"))
