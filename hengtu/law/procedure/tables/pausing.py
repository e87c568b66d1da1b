"""Suspending 中止, resuming 恢复 and ending 终止 an investigation; cancelling a filing 撤销立案."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.evidence import nothing_registered_is_open
from hengtu.law.procedure.guards.measures import nothing_left_in_force
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.pausing import (
    a_rule_allows_suspension,
    end_has_a_ground,
    it_is_not_suspended,
    it_is_suspended,
)
from hengtu.law.procedure.guards.people import held_by

# No article says who approves: the head who opened the case, as a rule of this system.
head = held_by("agency_head", "执法部门负责人")
REASON = Field("reason", "理由", required=True)
ENDED = ("decided", "not_punished", "not_established", "investigation_ended", "case_closed")

ARROWS = (
    Arrow(
        "investigation_suspended", "X06", "中止调查", (), after=("case_filed",), before=ENDED, by=(head,),
        fits=(a_rule_allows_suspension, it_is_not_suspended), carries=(carries("reason", "理由"),),
        fields=(REASON,), why="全国没有中止调查的规定；本地有规定的才能中止。",
    ),
    Arrow(
        "investigation_resumed", "X06", "恢复调查", (), after=("investigation_suspended",), before=ENDED, by=(head,),
        fits=(it_is_suspended,), carries=(carries("reason", "理由"),), fields=(REASON,),
        why="中止的原因消除后恢复调查。",
    ),
    Arrow(
        "investigation_ended", "X03", "终止调查", ("APL:36",), once=True, after=("case_filed",),
        before=("decided", "not_punished", "not_established", "filing_cancelled", "case_closed"), by=(head,),
        carries=(carries("reason", "理由"), end_has_a_ground),
        gates=(nothing_left_in_force, nothing_registered_is_open),
        fields=(Field("ground", "情形 no_violation|time_barred|other", required=True), REASON),
        why="没有违法事实、超过时效的，终止调查；采取的强制措施立即解除。",
    ),
    Arrow(
        "filing_cancelled", "X03", "撤销立案", ("APL:54p2",), once=True, after=("case_filed",),
        before=("decided", "not_punished", "not_established", "investigation_ended", "case_closed"), by=(head,),
        carries=(carries("reason", "理由"), end_has_a_ground),
        gates=(nothing_left_in_force, nothing_registered_is_open),
        fields=(Field("ground", "情形 no_violation|time_barred|wrongly_filed|other", required=True), REASON),
        why="立案以后发现不应当立案的，撤销立案；采取的强制措施立即解除。",
    ),
)  # fmt: skip
