"""Recusal 回避 (APL:43): raised by the party or the person, decided by the head; the case goes on meanwhile."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by
from hengtu.law.procedure.guards.recusal import (
    answers_an_open_request,
    decides_about_one_who_was_named,
    earlier_acts_ruled_on,
    head_does_not_decide_on_himself,
    names_person_and_ground,
    raised_by_somebody_entitled,
)

ARROWS = (
    Arrow(
        "recusal_requested", "R01", "提出回避", ("APL:43",), after=("lead_registered|identity_shown",),
        before=("case_closed", "spot_case_closed"), by=(raised_by_somebody_entitled,),
        carries=(carries("person", "申请谁回避", "APL:43"), names_person_and_ground),
        fields=(
            Field("person", "申请谁回避", required=True),
            Field("person_name", "姓名"),
            Field(
                "post",
                "在本案中的身份 officer|head|host|member|recorder|reviewer|appraiser|translator",
                required=True,
            ),
            Field("ground", "情形 relative|interest|other", required=True),
            Field("reason", "理由"),
            Field("mode", "提出方式 written|oral"),
            Field("raised_by", "由谁提出 party|self"),
        ),
        why="当事人可以申请回避，有利害关系的人员应当自行回避；口头提出的记入笔录。决定以前不停止调查。",
    ),
    Arrow(
        "recusal_decided", "R02", "决定是否回避", ("APL:43p3",), after=("recusal_requested",),
        fits=(answers_an_open_request,), by=(held_by("agency_head", "执法部门负责人", "APL:43p3"),),
        carries=(
            decides_about_one_who_was_named,
            carries("reason", "理由", "APL:43p3"),
            head_does_not_decide_on_himself,
            earlier_acts_ruled_on,
        ),
        fields=(
            Field("person", "对谁的申请", required=True),
            Field("granted", "决定回避", "bool", required=True),
            Field("reason", "理由", required=True),
            Field("earlier_acts_stand", "此前的行为有效", "bool"),
            Field("attendees", "参加讨论的负责人", "list"),
            Field("superior", "作出决定的上一级部门和文号"),
        ),
        why="由行政机关负责人决定；决定回避的，不再参加本案的任何行为。",
    ),
)  # fmt: skip
