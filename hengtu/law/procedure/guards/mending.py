"""What a correction may touch."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import Moment

# These change what was decided or told; they need a new notice or a new decision, not a correction.
SUBSTANCE = frozenset(
    {
        "proposed",
        "decided",
        "hearing_offered",
        "opinion",
        "waives",
        "signed",
        "instalments",
        "amount_yuan",
        "concluded",
        "members",
        "answers",
        "points",
        "advice",
    }
)


def names_an_act(moment: Moment) -> Iterator[Objection]:
    """A correction names an act of this case."""
    if moment.asked("act") not in {act.uid for act in moment.situation.acts if act.uid}:
        yield curable(
            "corrected_act_unknown", "没有找到要更正的行为", ("APL:75p2",), "请在本案的行为中选择要更正的一个。"
        )


def clerical_only(moment: Moment) -> Iterator[Objection]:
    """A correction mends clerical errors; what was told or decided is made anew (APL:44, APL:57p1)."""
    touched = SUBSTANCE & set(moment.asked("changes") or {})
    if touched:
        yield void(
            "correction_of_substance",
            "更正只能改记录上的差错，不能改变告知或者决定的内容",
            ("APL:44", "APL:57p1"),
            "请重新告知；已经决定的，撤销后重新作出。",
        )
