"""Case property after it was taken 涉案财物: handed on, noted, given back, announced, turned into money (ACL:26)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.measures import (
    keeper_is_no_investigator,
    names_one_in_force,
    no_storage_fee,
    not_expired,
    some_measure_in_force,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by
from hengtu.law.procedure.guards.property import (
    announced_once,
    announcing_is_granted,
    handed_over_by_its_keeper,
    money_goes_its_way,
    money_waits,
    note_is_known,
    note_is_possible,
    received_on_signature,
    receiver_is_no_investigator,
    something_to_return,
    standing_is,
    things_are_listed,
)
from hengtu.law.procedure.property import ThingState

head = held_by("agency_head", "执法部门负责人")
keeper = held_by("property_keeper", "涉案财物管理人员")
THINGS = Field("things", "哪些财物", "list", required=True)
SOME = "measure_taken|urgent_measure_taken"

ARROWS = (
    Arrow(
        "property_handed_over", "C06", "移交保管", ("ACL:26p1",), after=("property_taken_in",),
        by=(keeper, keeper_is_no_investigator),
        carries=(
            things_are_listed,
            standing_is(ThingState.KEPT, ThingState.SEALED, ThingState.TO_RETURN, ThingState.HANDING),
            handed_over_by_its_keeper,
            receiver_is_no_investigator,
        ),
        fields=(
            THINGS,
            Field("receiver", "接手人", required=True),
            Field("receiver_name", "接手人姓名"),
            Field("reason", "移交的原因", required=True),
            Field("condition", "移交时的状态"),
        ),
        why="换人保管，移交的和接收的都留下记录；接收以前仍由移交人负责。",
    ),
    Arrow(
        "property_noted", "C06", "记录涉案财物保管情况", ("ACL:26p1",), after=(SOME,),
        by=(keeper, keeper_is_no_investigator), carries=(things_are_listed, note_is_known, note_is_possible),
        fields=(
            THINGS,
            Field("what", "做了什么 moved|opened|photographed|condition|lent|back|missing|found|urged", required=True),
            Field("place", "位置"),
            Field("to", "借给谁"),
            Field("purpose", "用途"),
            Field("back_by", "归还日期", "date"),
            Field("condition", "状态"),
            Field("reason", "原因"),
            Field("exhibits", "照片、录像", "list"),
        ),
        why="每一次移动、开封、送检、拍照都留痕；不得使用、损毁。",
    ),
    Arrow(
        "property_returned", "C08", "退还财物，由领取人签收", ("ACL:28",), after=("measure_lifted",),
        fits=(something_to_return,), by=(keeper, keeper_is_no_investigator),
        carries=(
            things_are_listed,
            standing_is(ThingState.TO_RETURN),
            received_on_signature,
            no_storage_fee,
        ),
        fields=(
            THINGS,
            Field("received_by", "领取人", required=True),
            Field("capacity", "领取人身份 party|agent", required=True),
            Field("authorisation", "授权委托书"),
            Field("received_signed", "领取人已签字", "bool"),
            Field("refusal_note", "拒绝签字的情况"),
            Field("photographed", "已经拍照录像", "bool"),
            Field("condition", "退还时的状态"),
            Field("storage_fee_yuan", "已经收取的保管费", "number"),
        ),
        why="解除以后立即退还，当场清点，由领取人签收；保管费由本机关承担。",
    ),
    Arrow(
        "unclaimed_announced", "C09", "公告催领扣留的车辆、工具", ("HSPR:72p2",), after=(SOME,), by=(head,),
        fits=(some_measure_in_force,),
        carries=(
            names_one_in_force,
            announcing_is_granted,
            announced_once,
            carries("told", "告知当事人接受处理的情况", "HSPR:72p2"),
        ),
        gates=(not_expired,),
        fields=(
            Field("of_measure", "哪一项强制措施"),
            Field("told", "告知当事人限期接受处理的情况", required=True),
            Field("place", "在哪里公告", required=True),
        ),
        why="告知期限内不来接受处理的公告三个月，期满仍不来的依法处理。只适用于依第七十二条扣留的。",
    ),
    Arrow(
        "proceeds_settled", "C09", "处理变卖、拍卖价款", ("APL:74",), after=("property_disposed",), by=(keeper,),
        fits=(money_waits,), carries=(things_are_listed, money_goes_its_way),
        fields=(
            THINGS,
            Field("to", "价款去向 treasury|party", required=True),
            Field("amount_yuan", "金额", "number", required=True),
            Field("voucher", "缴款或者领款凭证", required=True),
        ),
        why="没收财物的拍卖款项必须全部上缴国库。",
    ),
)  # fmt: skip
