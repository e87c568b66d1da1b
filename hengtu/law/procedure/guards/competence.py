"""Whose case it is: first filed, disputed, designated, transferred, entrusted (APL:25, MOT:8, MOT:9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.dates_zh import iso_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.guards.measures import nothing_left_in_force
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.pauses import is_suspended
from hengtu.law.procedure.places import ELSEWHERE, HERE, OPEN, OUTCOMES, TRANSFER_ANSWERS, competence, transfer_of

# What may still be done on a case that has gone to another body, or whose filing was cancelled.
AFTERWARDS = frozenset(
    {
        "case_transfer_answered", "case_closed", "archived", "act_corrected", "measure_lifted", "property_disposed",
        "registration_settled", "property_taken_in", "property_handed_over", "property_noted", "property_returned",
        "proceeds_settled", "case_returned_by_justice", "decision_served",
        "decision_published", "publication_withheld", "result_published",
    }
)  # fmt: skip
# The tables themselves say that one of these bars the others.
ENDINGS = frozenset({"decided", "not_punished", "not_established", "investigation_ended", "filing_cancelled"})
# What decides or prepares a decision; all of it waits while another body may be the competent one.
DECIDING = frozenset({"report_approved", "notice_served", "decided", "not_punished", "not_established", "spot_decided"})
RESTING = DECIDING | {"investigated", "report_submitted"}


def case_is_here(moment: Moment) -> Iterator[Objection]:
    """A case that was handed to another body is decided there (MOT:9p1)."""
    if moment.act.kind not in AFTERWARDS and transfer_of(moment.situation) is not None:
        yield void(
            "case_away",
            "本案已经移送有管辖权的机关，还没有退回",
            ("MOT:9p1",),
            "请等接收机关答复；退回以后可以接着办，已经受理的办理结案。",
        )


def filing_stands(moment: Moment) -> Iterator[Objection]:
    """After the filing was cancelled, or the investigation ended, nothing but the end of the case is left."""
    cancelled = moment.situation.has("filing_cancelled")
    if cancelled and moment.act.kind not in AFTERWARDS | ENDINGS:
        yield void(
            "filing_cancelled", "本案的立案已经撤销", ("APL:54p2",), "请办理结案；发现新的事实的，重新登记线索立案。"
        )


def investigation_is_not_resting(moment: Moment) -> Iterator[Objection]:
    """A suspended investigation is resumed before it goes on."""
    if moment.act.kind in RESTING and is_suspended(moment.situation):
        yield curable("investigation_suspended", "调查已经中止，还没有恢复", (), "请先恢复调查。")


def competence_is_settled(moment: Moment) -> Iterator[Objection]:
    """While competence is disputed, or given to another body, nothing is decided here (APL:25p2)."""
    if moment.act.kind not in DECIDING:
        return
    standing = competence(moment.situation)
    if standing == OPEN:
        yield void(
            "competence_disputed",
            "管辖争议协商不成，还没有指定管辖",
            ("APL:25p2", "MOT:8"),
            "请报请共同的上一级部门指定管辖；指定以后再办。九十日的办案期限继续计算。",
        )
    elif standing == ELSEWHERE:
        yield void(
            "competence_elsewhere",
            "已经确定由其他机关管辖",
            ("APL:25p2", "MOT:9p1"),
            "请把案件移送有管辖权的机关。",
        )


def first_filed(moment: Moment) -> Iterator[Objection]:
    """Of several competent bodies the one that filed first is competent, unless it was settled otherwise (APL:25p1)."""
    dispute = moment.situation.last("jurisdiction_disputed")
    if dispute is None or competence(moment.situation) == HERE:
        return
    other = dispute.payload.get("other_filed_on")
    if other and date.fromisoformat(other) <= moment.on:
        agency = dispute.payload.get("other_agency") or "另一机关"
        yield void(
            "filed_elsewhere_first",
            f"{agency}已经在{iso_zh(other)}先立案，由最先立案的机关管辖",
            ("APL:25p1",),
            "请移送先立案的机关；有争议的，协商，协商不成的报请共同的上一级部门指定管辖。",
        )


def dispute_has_an_outcome(moment: Moment) -> Iterator[Objection]:
    """A recorded negotiation says how it ended (APL:25p2)."""
    if moment.asked("outcome") not in OUTCOMES:
        yield curable(
            "outcome_missing", "没有写明协商的结果", ("APL:25p2",), f"请在{'、'.join(OUTCOMES.values())}中选择一种。"
        )


def designation_says_where(moment: Moment) -> Iterator[Objection]:
    """A designation names this agency or another one (APL:25p2)."""
    if moment.asked("designated") not in (HERE, ELSEWHERE):
        yield curable(
            "designated_missing", "没有写明指定由谁管辖", ("APL:25p2",), "请选择由本机关管辖，或者由其他机关管辖。"
        )


def negotiated_before(moment: Moment) -> Iterator[Objection]:
    """In a dispute the agencies negotiate first; a grave or difficult case may be put to the superior at once."""
    if moment.asked("why") == "difficult":
        return
    if competence(moment.situation) != OPEN:
        yield curable(
            "not_negotiated",
            "管辖争议应当先协商，还没有协商不成的记录",
            ("APL:25p2", "MOT:8"),
            "请先登记协商的结果；重大、疑难案件可以直接报请指定。",
        )


def transfer_answered_in_turn(moment: Moment) -> Iterator[Objection]:
    """The receiver accepts or sends back, and says why it sends back."""
    if moment.asked("answer") not in TRANSFER_ANSWERS:
        yield curable("answer_missing", "没有写明对方怎样答复", ("MOT:9p1",), "请选择受理或者退回。")
    if transfer_of(moment.situation) is None:
        yield void("case_not_away", "本案没有在外移送", ("MOT:9p1",), "请核对案件；已经退回的，按新的移送办理。")
    if moment.asked("answer") == "returned" and not moment.asked("note"):
        yield curable("note_missing", "还缺退回的理由", (), "请写明对方退回的理由。")


def goods_go_along_or_are_lifted(moment: Moment) -> Iterator[Objection]:
    """What is held goes with the case, and the party is told where; or it is lifted first (ACL:21, ACL:28)."""
    if moment.asked("property_goes_along") is not True:
        yield from nothing_left_in_force(moment)
