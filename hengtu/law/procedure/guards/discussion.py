"""The heads' discussion: enough of them, each heard, the chair last, signed by all; and a decision that keeps to it."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.discussion import (
    RECUSED,
    STATES,
    VOTES,
    Member,
    carried,
    counts,
    members_of,
    quorum_of,
    reasons_to_discuss,
    setting_of,
)
from hengtu.law.procedure.guards.penalty import within_the_law
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.recusal import recused
from hengtu.law.procedure.since import changes_since, reopening

BASIS = ("APL:57p2",)


def discussed_where_due(moment: Moment) -> Iterator[Objection]:
    """Grave cases are discussed by the heads together, on a signed record (APL:57p2)."""
    discussion = moment.situation.last("discussed")
    if discussion is None:
        reasons = reasons_to_discuss(moment.situation, moment.penalties("decided"), moment.on)
        for reason in reasons:
            yield void(
                "discussion_missing",
                f"还没有集体讨论：{reason.zh}",
                reason.basis,
                "请提请负责人集体讨论，记录签字后再决定。",
            )
        return
    if discussion.payload.get("signed") is not True:
        yield void("discussion_unsigned", "集体讨论记录还没有签字", BASIS, "请参加讨论的负责人在记录上签字后再决定。")
    elif members_of(discussion) and (newer := reopening(changes_since(moment.situation, discussion))):
        yield void(
            "discussion_outdated",
            f"集体讨论以后又有改动：{newer[0].zh}",
            BASIS,
            "请重新法制审核，再提请负责人讨论。",
        )


def decision_keeps_to_the_discussion(moment: Moment) -> Iterator[Objection]:
    """What the heads concluded is decided, kind and amount; a change goes back to them (APL:57p2)."""
    discussion = moment.situation.last("discussed")
    if discussion is None or not discussion.payload.get("concluded"):
        return
    concluded = moment.situation.penalties(discussion, "concluded")
    for matter, penalty in moment.penalties("decided").items():
        agreed = concluded.get(matter)
        if agreed is not None and agreed != penalty:
            yield void(
                "decision_differs_from_discussion",
                f"集体讨论的结论是{agreed.in_words()}，这里决定{penalty.in_words()}",
                BASIS,
                "请按讨论的结论决定；要改变的，重新提请负责人讨论。",
            )


def enough_are_there(moment: Moment) -> Iterator[Objection]:
    """No conclusion where the quorum is broken when the votes are taken; the quorum is a setting, said to be one."""
    members = members_of(moment.act)
    if not members or moment.situation.case is None:
        return
    quorum = quorum_of(members, moment.case.jurisdiction, moment.on)
    if not quorum.is_met:
        yield void(
            "quorum_broken",
            f"到会人数不够，不能作出结论：{quorum.in_words}",
            BASIS,
            "请休会，写明原因和下次讨论的时间，到会人数够了再继续。",
        )


def only_those_vote_who_may(moment: Moment) -> Iterator[Objection]:
    """Who is recused, absent or gone has no vote; who investigated reports and does not vote."""
    gone = recused(moment.situation)
    for member in members_of(moment.act):
        if not member.is_present and member.vote:
            yield void(
                "vote_not_allowed",
                f"{member.name}{STATES.get(member.state, '没有到会')}，不能表决",
                BASIS,
                "请去掉这一票，重新统计。",
            )
        if member.is_present and member.id in gone:
            yield void(
                "recused_member_present",
                f"{member.name}已决定回避，不能参加讨论",
                ("APL:43",),
                f"请把{member.name}记为回避；到会人数不够的，休会。",
            )
        if member.is_present and member.id in moment.situation.investigators:
            yield void(
                "investigator_votes",
                f"{member.name}是本案办案人员，只汇报案情，不参加表决",
                BASIS,
                f"请由{member.name}汇报，由其他负责人表决。",
            )


def each_is_heard(moment: Moment) -> Iterator[Objection]:
    """Every head present says what he thinks and votes; the chair last, where that is the setting."""
    members = members_of(moment.act)
    present = [each for each in members if each.is_present]
    silent = [each.name for each in present if not each.view or each.vote not in VOTES]
    if silent:
        yield curable(
            "view_missing", f"{'、'.join(silent)}还没有发表意见和表决", BASIS, "请每名到会的负责人写明意见和表决。"
        )
        return
    chair = _chair(moment, members)
    earlier = chair is not None and any(each.spoke > chair.spoke for each in present if each.id != chair.id)
    if chair is not None and earlier and _must_speak_last(moment):
        yield curable(
            "chair_not_last",
            f"主持人{chair.name}没有最后表态（主持人末位表态是系统设置）",
            BASIS,
            "请主持人在其他人之后表态。",
        )


def _chair(moment: Moment, members: tuple[Member, ...]) -> Member | None:
    return next((each for each in members if each.id == moment.asked("chair") and each.is_present), None)


def _must_speak_last(moment: Moment) -> bool:
    case = moment.situation.case
    return case is not None and setting_of("chair_speaks", case.jurisdiction, moment.on).value == "last"


def conclusion_answers_the_votes(moment: Moment) -> Iterator[Objection]:
    """Whether the conclusion follows the votes is plain; against them it says why, or is no conclusion."""
    members = members_of(moment.act)
    if not members or moment.situation.case is None or moment.asked("follows_proposal") is None:
        return
    if moment.asked("follows_proposal") is carried(members):
        return
    said = counts(members)
    words = "、".join(f"{VOTES[vote]} {count} 票" for vote, count in said.items())
    if setting_of("discussion_rule", moment.case.jurisdiction, moment.on).value == "majority":
        yield void(
            "conclusion_against_the_votes", f"结论与表决不一致：{words}", BASIS, "请按多数意见写结论，或者继续讨论。"
        )
    elif not str(moment.asked("against_majority_because") or "").strip():
        yield curable(
            "conclusion_against_the_votes",
            f"结论与多数意见不同：{words}，没有写明理由",
            BASIS,
            "请主持人写明不按多数意见的理由；不同意见记入记录。",
        )


def signed_by_all_present(moment: Moment) -> Iterator[Objection]:
    """The record is signed by each head present, on his own account; nobody signs for another."""
    signers = {actor.id for actor in moment.act.by}
    missing = [each.name for each in members_of(moment.act) if each.is_present and each.id not in signers]
    if missing:
        yield curable(
            "record_not_signed_by_all", f"{'、'.join(missing)}还没有在记录上签字", BASIS, "请各自在自己的账号上签字。"
        )


def concluded_within_the_law(moment: Moment) -> Iterator[Objection]:
    """What is concluded is of a kind and amount that the law allows (APL:76p1i2)."""
    if moment.asked("concluded"):
        yield from within_the_law("concluded")(moment)


def by_one_of_the_heads(moment: Moment) -> Iterator[Objection]:
    """A head adjourns; a deputy may where the head is not there, so that nothing waits for who is away."""
    if not any(actor.roles & {"agency_head", "deputy_head"} for actor in moment.act.by):
        yield void(
            "agency_head_required", "应当由负责人宣布休会", BASIS, "请由主持讨论的负责人或者到会的副职负责人休会。"
        )


def somebody_is_missing_or_all_agree(moment: Moment) -> Iterator[Objection]:
    """An adjournment says who was there; who is recused gives his reason."""
    for member in members_of(moment.act):
        if member.state == RECUSED and not member.view:
            yield curable("recusal_reason_missing", f"没有写明{member.name}回避的原因", ("APL:43",), "请写明原因。")
