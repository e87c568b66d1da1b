"""Mending: a wrong act is corrected or revoked by another act, never changed (APL:48p2, APL:75p2)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.mending import clerical_only, names_an_act
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by

head = held_by("agency_head", "执法部门负责人", "APL:57p1")
REASON = Field("reason", "理由", required=True)

ARROWS = (
    Arrow(
        "act_corrected", "M01", "更正", ("APL:75p2",), after=("lead_registered|identity_shown",), by=(head,),
        carries=(carries("reason", "更正理由", "APL:75p2"), names_an_act, clerical_only),
        fields=(
            Field("act", "更正哪一个行为", required=True),
            Field("changes", "更正内容", "object", required=True),
            REASON,
        ),
        why="原记录保留，更正另记一笔。",
    ),
    Arrow(
        "decision_revoked", "M02", "撤销决定", ("APL:75p2",), after=("decided|spot_decided|not_punished",), by=(head,),
        carries=(carries("reason", "撤销理由", "APL:75p2"),), fields=(REASON,),
        why="决定确有错误的，主动撤销；可以依法重新作出。",
    ),
)  # fmt: skip
