"""Reconsideration and litigation: where they start, what the agency owes, what their outcome may not do."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.matters import heavier_than, read_penalties
from hengtu.law.procedure.moment import Guard, Moment
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, DISCREDITING, REVIEW_OUTCOMES, outcome_of
from hengtu.law.procedure.remedies import lawsuits, reconsiderations, stayed

STAYING = {
    "reconsideration": "行政复议机关决定停止执行",
    "court": "人民法院裁定停止执行",
    "agency": "本机关认为需要停止执行",
}


def no_lawsuit_is_running(moment: Moment) -> Iterator[Objection]:
    """Who has sued cannot ask for reconsideration as well."""
    if any(each.ended_on is None for each in lawsuits(moment.share)):
        yield curable("lawsuit_is_running", "人民法院已经受理当事人的起诉", ("ALL:44",), "请告知当事人等待法院裁判。")


def no_review_is_running(moment: Moment) -> Iterator[Objection]:
    """One reconsideration at a time."""
    if any(each.ended_on is None for each in reconsiderations(moment.share)):
        yield curable("review_is_running", "行政复议正在进行", ("ARL:20p1",), "请核对案件；已经有结果的，先登记结果。")


def review_is_running(moment: Moment) -> Iterator[Objection]:
    """There is a reconsideration to answer or to end."""
    if not any(each.ended_on is None for each in reconsiderations(moment.share)):
        yield curable("no_review_is_running", "没有正在进行的行政复议", ("ARL:48",), "请先登记复议申请。")


def lawsuit_is_running(moment: Moment) -> Iterator[Objection]:
    """There is a lawsuit to answer or to end."""
    if not any(each.ended_on is None for each in lawsuits(moment.share)):
        yield curable("no_lawsuit_is_running", "没有正在进行的行政诉讼", ("ALL:67",), "请先登记起诉状副本。")


def through_the_agency_only_where_allowed(moment: Moment) -> Iterator[Objection]:
    """Only on-the-spot penalties and those found by electronic monitoring may be contested through us (ARL:32p1)."""
    if moment.asked("via_agency") is True and not _spot(moment) and not _monitored(moment):
        yield curable(
            "not_through_the_agency",
            "只有当场作出的或者依据电子技术监控记录作出的处罚，才能通过本机关提交复议申请",
            ("ARL:32",),
            "请告知当事人直接向行政复议机关申请。",
        )


def _spot(moment: Moment) -> bool:
    return moment.situation.has("spot_decided")


def _monitored(moment: Moment) -> bool:
    """Whether the violation was found by electronic monitoring."""
    lead = moment.situation.last("lead_registered")
    source = str(lead.payload.get("source") or "") if lead else ""
    return source in MONITORED or moment.asked("by_monitoring") is True


MONITORED = frozenset({"offsite", "electronic_monitoring", "data_comparison", "screening"})


def filed_through_us(moment: Moment) -> Iterator[Objection]:
    """Only an application that came to us is forwarded (ARL:32)."""
    applied = moment.share.last("reconsideration_applied")
    open_one = applied is not None and not moment.share.after(applied, "reconsideration_forwarded")
    if applied is None or applied.payload.get("via_agency") is not True or not open_one:
        yield curable("nothing_to_forward", "没有通过本机关提交、等待转送的复议申请", ("ARL:32",), "请核对案件。")


def reconsideration_came_first(moment: Moment) -> Iterator[Objection]:
    """An on-the-spot penalty goes to reconsideration before it goes to court (ARL:23p1i1).

    Whether a suit is received is the court's to say: where it has docketed one all the same, that is recorded.
    """
    if not _spot(moment) or moment.asked("docketed_all_the_same") is True:
        return
    if not any(each.ended_on is not None for each in reconsiderations(moment.share)):
        yield curable(
            "reconsideration_first",
            "对当场作出的处罚决定不服，应当先申请行政复议，对复议决定不服的才能起诉",
            ("ARL:23p1i1",),
            "请在答辩中向人民法院说明；法院已经立案的，勾选后登记。",
        )


def outcome_among(outcomes: dict[str, str], *basis: str) -> Guard:
    """Make a guard: ``outcome`` is one the law knows, and a changed penalty says what it is now."""

    def outcome_is_known(moment: Moment) -> Iterator[Objection]:
        if moment.asked("outcome") and moment.asked("outcome") not in outcomes:
            yield curable("outcome_unknown", f"没有写明结果：{'、'.join(outcomes.values())}", basis, "请选择其中一种。")
        elif moment.asked("outcome") == "changed" and not moment.asked("decided"):
            yield curable(
                "changed_penalty_missing", "没有写明变更后的处罚", basis, "请按决定或者判决填写变更后的处罚。"
            )

    return outcome_is_known


review_outcome_known = outcome_among(REVIEW_OUTCOMES, "ARL:62")
court_outcome_known = outcome_among(COURT_OUTCOMES, "ALL:69")


def no_worse_on_review(moment: Moment) -> Iterator[Objection]:
    """Reconsideration may not worsen the applicant's lot, unless a third party asks the opposite (ARL:63p2)."""
    if moment.asked("outcome") != "changed" or moment.asked("third_party_asked") is True:
        return
    before = moment.situation.decided
    for matter, penalty in read_penalties(moment.asked("decided"), moment.case).items():
        for reason in heavier_than(penalty, before[matter]) if matter in before else ():
            yield void(
                "worse_on_review",
                f"复议不得作出对申请人更为不利的变更决定：{reason.replace('告知的', '原决定的')}",
                ("ARL:63p2",),
                "请核对复议决定书；确实加重的，提请复议机关纠正后再登记。",
            )


def staying_body_known(moment: Moment) -> Iterator[Objection]:
    """A stay is ordered by the reconsideration body, the court or the agency itself (ARL:42, ALL:56)."""
    if moment.asked("ordered_by") and moment.asked("ordered_by") not in STAYING:
        yield curable("ordered_by_unknown", "没有写明由谁决定停止执行", ("ARL:42", "ALL:56"), "请选择作出决定的机关。")


def execution_is_stayed(moment: Moment) -> Iterator[Objection]:
    """There is a stay to end."""
    if not stayed(moment.share):
        yield curable("nothing_is_stayed", "没有停止执行的决定", ("APL:73p1",), "请核对案件。")


def not_stayed_yet(moment: Moment) -> Iterator[Objection]:
    """One stay at a time."""
    if stayed(moment.share):
        yield curable("stayed_already", "已经停止执行", ("APL:73p1",), "不必再次登记。")


def something_to_withdraw(moment: Moment) -> Iterator[Objection]:
    """A published decision was changed, revoked or found unlawful and still stands published (APL:48p2)."""
    situation = moment.situation
    discredited = [
        act for act in situation.acts if outcome_of(act) in DISCREDITING and act.payload.get("was_published")
    ]
    if not discredited or situation.after(discredited[-1], "publication_withdrawn"):
        yield curable("nothing_to_withdraw", "没有需要撤回的公开信息", ("APL:48p2",), "请核对案件。")


def opinion_is_open(moment: Moment) -> Iterator[Objection]:
    """There is an opinion of the reconsideration body that was not answered yet (ARL:76)."""
    received = moment.situation.last("reconsideration_opinion_received")
    if received is None or moment.situation.after(received, "reconsideration_opinion_reported"):
        yield curable("no_opinion_open", "没有等待反馈的复议意见书", ("ARL:76",), "请核对案件。")
