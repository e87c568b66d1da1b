"""What may become of a lead: who hands it on, what that has to name, and that it is still open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import iso_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.situation import Situation

ACCEPTED, RETURNED, RESULT = "accepted", "returned", "result"
ANSWERS = {ACCEPTED: "受理", RETURNED: "退回", RESULT: "反馈办理结果"}
# Who leads a unit or the agency; roles as actors carry them.
LEADS_ROLES = frozenset({"handling_unit_head", "agency_head", "deputy_head", "chief_head"})


def last_return(situation: Situation) -> LegalAct | None:
    """Return the answer that sent a transferred lead back and so opened it again; None when nothing came back."""
    answers = [act for act in situation.all("lead_transfer_answered") if act.payload.get("answer") == RETURNED]
    return answers[-1] if answers else None


def is_away(situation: Situation) -> bool:
    """Whether the lead has been transferred and has not come back."""
    sent, back = situation.last("lead_transferred"), last_return(situation)
    return sent is not None and (back is None or situation.acts.index(back) < situation.acts.index(sent))


def lead_is_here(moment: Moment) -> Iterator[Objection]:
    """A lead that ended in another one, or with another body, is decided there (MOT:62, MOT:9p1)."""
    if moment.situation.has("lead_merged"):
        yield void(
            "lead_merged",
            "这条线索已经并入另一条线索",
            ("MOT:62",),
            "请在并入的那条线索里办理。",
        )
    elif is_away(moment.situation):
        yield void(
            "lead_away",
            "这条线索已经移送，还没有退回",
            ("MOT:9p1",),
            "请等接收机关答复；退回以后可以接着办。",
        )


def somebody_of_the_agency(moment: Moment) -> Iterator[Objection]:
    """A certified officer or a head sees to it: a rule of this system, no article of law."""
    if not any(actor.is_certified_officer or actor.roles & LEADS_ROLES for actor in moment.act.by):
        yield curable(
            "lead_officer_required",
            "应当由持有效执法证件的执法人员或者负责人办理",
            (),
            "请由执法人员、办案机构负责人或者执法部门负责人办理。",
        )


def a_head_of_unit_or_agency(moment: Moment) -> Iterator[Objection]:
    """Work is handed out by who leads it: a rule of this system, no article of law."""
    if not any(actor.roles & LEADS_ROLES for actor in moment.act.by):
        yield curable(
            "lead_head_required",
            "分派线索应当由办案机构负责人或者执法部门负责人办理",
            (),
            "请提请办案机构负责人分派。",
        )


def names_who_takes_it(moment: Moment) -> Iterator[Objection]:
    """An assignment names a unit or people."""
    if not moment.asked("unit") and not moment.asked("officers"):
        yield curable("assignee_missing", "还没有写明分给谁", (), "请选择承办单位或者执法人员。")


def acceptance_limit_ahead(moment: Moment) -> Iterator[Objection]:
    """The day until which the receiver is asked to accept does not lie before the transfer itself."""
    day = moment.asked("accept_by")
    if day and date.fromisoformat(day) < moment.on:
        yield curable(
            "accept_by_in_the_past",
            f"请对方受理的期限{iso_zh(day)}早于移送当日",
            (),
            "请核对日期；期限由本机关与接收机关约定，法律没有规定天数。",
        )


def answers_in_turn(moment: Moment) -> Iterator[Objection]:
    """One answer is given to one transfer: accepted or returned, and a result after acceptance."""
    answer = moment.asked("answer")
    if answer not in ANSWERS:
        yield curable("answer_missing", "还没有写明对方怎样答复", (), f"请在{'、'.join(ANSWERS.values())}中选择一个。")
        return
    if not is_away(moment.situation):
        yield void("lead_not_away", "这条线索没有在外移送", ("MOT:9p1",), "请核对线索；已经退回的，按新的移送办理。")
        return
    given = _answers_to_the_last_transfer(moment.situation)
    if answer in given or (answer == RETURNED and RESULT in given):
        yield void("lead_answered_twice", f"已经记录过“{ANSWERS[answer]}”", (), "请核对线索的经过。")
    if answer == RESULT and ACCEPTED not in given:
        yield curable("not_accepted_yet", "对方还没有受理，没有结果可以反馈", (), "请先记录受理。")
    if answer != ACCEPTED and not moment.asked("note"):
        yield curable("note_missing", f"还缺{ANSWERS[answer]}的内容", (), "请写明退回的理由或者办理的结果。")


def _answers_to_the_last_transfer(situation: Situation) -> set[str]:
    sent = situation.last("lead_transferred")
    position = situation.acts.index(sent) if sent else 0
    return {act.payload.get("answer", "") for act in situation.acts[position:] if act.kind == "lead_transfer_answered"}
