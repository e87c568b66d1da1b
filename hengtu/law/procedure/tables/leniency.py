"""Leniency 宽严相济: notice and promise 告知承诺, and softer measures 柔性措施, on a lead or on a case."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.leads import lead_is_here
from hengtu.law.procedure.guards.leniency import (
    follow_up_fits,
    followed_in_time,
    measure_is_known,
    measure_replaces_no_penalty,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import certified, held_by, party_present, two_officers
from hengtu.law.procedure.guards.promises import (
    a_promise_runs,
    check_is_due_and_proved,
    checked_in_time,
    due_day_fits,
    end_has_a_ground_that_fits,
    harm_is_slight,
    item_is_listed,
    moved_once_and_later,
    no_promise_in_the_period,
    one_promise_at_a_time,
    party_is_identified,
    signer_may_promise,
    something_was_offered,
    there_is_something_to_end,
)

# No article says who moves or ends a promise: the head who would file the case, as a rule of this system.
head = held_by("agency_head", "执法部门负责人")
OPENED = ("lead_registered|identity_shown",)
# what was found on the spot is filed first: its own procedure has no way to wait for a promise
WAITING = ("lead_registered|case_filed",)
OVER = (
    "not_filed", "decided", "spot_decided", "not_punished", "not_established", "investigation_ended", "case_closed",
)  # fmt: skip
DUE_ON = Field("due_on", "承诺改正的日期", "date", required=True)
EARLIER = Field("earlier", "当事人以前的承诺", "list")

ARROWS = (
    Arrow(
        "promise_offered", "X04", "告知承诺", ("APL:33p1",), after=WAITING, before=OVER, by=(two_officers,),
        fits=(lead_is_here, one_promise_at_a_time), carries=(carries("what", "要改正的内容", "APL:28p1"),),
        gates=(item_is_listed, harm_is_slight, party_is_identified, no_promise_in_the_period),
        fields=(
            Field("what", "要改正的内容", required=True),
            Field("list", "依据的清单"),
            Field("facts", "查明的事实", "object"),
            EARLIER,
            Field("identified", "已核实证件号码", "bool"),
        ),
        why="清单内的轻微违法行为，告知当事人可以书面承诺限期改正；改正的不予处罚。",
    ),
    Arrow(
        "promise_signed", "X04", "签订承诺", ("APL:33p1",), after=("promise_offered",), before=OVER,
        by=(party_present,), fits=(something_was_offered,),
        carries=(carries("content", "承诺的内容", "APL:33p1"), signer_may_promise, due_day_fits),
        gates=(item_is_listed, no_promise_in_the_period),
        fields=(
            Field("content", "承诺的内容", required=True),
            DUE_ON,
            Field("signer", "签字人", required=True),
            Field("signer_is", "签字人身份", required=True),
            Field("authority", "授权委托书"),
            Field("signed", "承诺书已签字", "bool", required=True),
            EARLIER,
        ),
        why="当事人写明改正什么、什么时候改好；承诺期内不立案、不处罚。",
    ),
    Arrow(
        "promise_due_moved", "X04", "变更承诺期限", ("APL:33p1",), after=("promise_signed",), before=OVER, by=(head,),
        fits=(moved_once_and_later,), carries=(carries("reason", "变更的理由", "APL:33p1"),),
        fields=(DUE_ON, Field("reason", "变更的理由", required=True)),
        why="有正当理由的，期满以前可以改一次。",
    ),
    Arrow(
        "promise_checked", "X04", "核查承诺", ("APL:33p1",), after=("promise_signed",), before=OVER,
        by=(two_officers,), fits=(a_promise_runs,),
        carries=(carries("found", "核查情况", "APL:33p1"), check_is_due_and_proved), gates=(checked_in_time,),
        fields=(
            Field("result", "核查结果 kept|broken", required=True),
            Field("found", "核查情况", required=True),
            Field("proof", "核查的证据"),
            Field("facts", "查明的事实", "object"),
            Field("exhibits", "证据", "list"),
        ),
        why="期满以后实地或者凭证据核查：履行了不予处罚，没有履行依法办理。",
    ),
    Arrow(
        "promise_ended", "X04", "终止告知承诺", ("APL:33p1",), after=("promise_offered",), before=OVER, by=(head,),
        fits=(there_is_something_to_end,), carries=(carries("reason", "理由", "APL:33p1"), end_has_a_ground_that_fits),
        fields=(
            Field("ground", "情形 declined|party_withdrew|offered_wrongly|new_facts|check_was_wrong", required=True),
            Field("reason", "理由", required=True),
        ),
        why="当事人不愿签、撤回，或者查明不符合条件的，终止以后按一般规定办理。",
    ),
    Arrow(
        "softer_measure_taken", "O05", "采取柔性措施", ("APL:6",), after=OPENED, before=("archived",),
        fits=(lead_is_here,), by=(two_officers,),
        carries=(carries("content", "措施的内容", "APL:6"), measure_is_known), gates=(measure_replaces_no_penalty,),
        fields=(
            Field("measure", "措施 persuade|show|warn|guide", required=True),
            Field("content", "措施的内容", required=True),
            Field("follow_up_on", "回访日", "date", required=True),
            Field("instead", "以此代替处罚", "bool"),
            Field("place", "地点"),
        ),
        why="说服教育、劝导示范、警示告诫、指导约谈；不是处罚，也不代替依法应当给予的处罚。",
    ),
    Arrow(
        "softer_measure_followed", "O05", "回访柔性措施", ("APL:6",), after=("softer_measure_taken",),
        by=(certified,), fits=(follow_up_fits,),
        carries=(carries("found", "回访情况"), followed_in_time),
        fields=(
            Field("of_measure", "哪一项措施"),
            Field("found", "回访情况", required=True),
            Field("improved", "已经改好", "bool", required=True),
            Field("late_because", "迟延的原因"),
        ),
        why="到回访日看看改好没有。",
    ),
)  # fmt: skip
