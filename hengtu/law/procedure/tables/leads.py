"""What becomes of a lead besides filing and not filing: handed out, merged, transferred, answered, sent back."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.leads import (
    a_head_of_unit_or_agency,
    acceptance_limit_ahead,
    answers_in_turn,
    lead_is_here,
    names_who_takes_it,
    somebody_of_the_agency,
)
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by

# Who approves a transfer is a rule of this system: the article says to whom it goes, not who signs.
head = held_by("agency_head", "执法部门负责人")
undecided = ("case_filed", "not_filed")

ARROWS = (
    Arrow(
        "lead_assigned", "O02", "分派线索", ("MOT:62",), after=("lead_registered",), before=undecided,
        fits=(lead_is_here,), by=(a_head_of_unit_or_agency,), carries=(names_who_takes_it,),
        fields=(
            Field("unit", "承办单位"),
            Field("officers", "承办人员", "list"),
            Field("note", "交办意见"),
        ),
        why="分到单位或者人，有人负责到底。",
    ),
    Arrow(
        "lead_merged", "X01", "并入另一条线索", ("MOT:62",), once=True, after=("lead_registered",), before=undecided,
        fits=(lead_is_here,), by=(somebody_of_the_agency,), carries=(carries("reason", "并入的理由", "MOT:62"),),
        fields=(
            Field("into", "并入哪一条线索", required=True),
            Field("reason", "理由", required=True),
        ),
        why="说的是同一件事的，并到一条里办，两条都留着。",
    ),
    Arrow(
        "lead_transferred", "X02", "移送线索", ("MOT:9p1",), after=("lead_registered",), before=undecided,
        fits=(lead_is_here,), by=(head,),
        carries=(carries("receiver", "接收机关", "MOT:9p1"), acceptance_limit_ahead),
        fields=(
            Field("receiver", "接收机关", required=True),
            Field("reason", "移送的理由", required=True),
            Field("materials", "移送的材料", "list", required=True),
            Field("accept_by", "请对方受理的期限", "date"),
        ),
        why="不属于本机关管辖的，移送有管辖权的机关；对方受理以前仍由本机关负责。",
    ),
    Arrow(
        "lead_transfer_answered", "X02", "登记移送答复", ("MOT:9p1",), after=("lead_transferred",),
        before=("case_filed", "not_filed"), by=(somebody_of_the_agency,), carries=(answers_in_turn,),
        fields=(
            Field("answer", "答复 accepted|returned|result", required=True),
            Field("note", "答复的内容"),
        ),
        why="记下对方受理、退回或者办理的结果；退回的接着办。",
    ),
)  # fmt: skip
