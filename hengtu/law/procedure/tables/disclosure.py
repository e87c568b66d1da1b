"""Disclosure of results 执法结果公示: what is withheld, on which ground, by a head (GIR:14 to GIR:18)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by
from hengtu.law.procedure.guards.publishing import (
    ground_fits,
    review_day_follows,
    scope_fits,
    withheld_in_time,
    withheld_result_is_named,
)

PUBLISHING = (
    Field("hide", "另行遮盖的文字", "list"),
    Field("hide_reason", "另行遮盖的理由"),
    Field("standing_order", "本机关自动公开的决定"),
    Field("records", "公开的内容", "list"),
    Field("checked", "公开前的检查", "list"),
    Field("answers_for", "由谁负责"),
)
head = held_by("agency_head", "执法部门负责人", "GIR:14")

ARROWS = (
    Arrow(
        "publication_withheld", "O15", "决定不予公开", ("APL:50", "GIR:14", "GIR:15"),
        after=("decision_issued|spot_decided|not_punished|enforcement_decided|substitute_decided|measure_taken",),
        by=(head,),
        carries=(carries("reason", "不予公开的理由", "GIR:14"), ground_fits, scope_fits, review_day_follows,
                 withheld_result_is_named),
        gates=(withheld_in_time,),
        fields=(
            Field("about", "哪一种决定 decision|result"),
            Field("of_result", "哪一项强制措施或者强制执行决定"),
            Field("scope", "范围 whole|part", required=True),
            Field("ground", "情形", required=True),
            Field("reason", "理由", required=True),
            Field("parts", "遮盖的文字", "list"),
            Field("review_on", "复查日", "date", required=True),
        ),
        why="全部不公开的，七个工作日的公开期限不再计算；已经公开的，从网站上撤下。遮盖一部分的，遮盖以后仍然要按期公开。",
    ),
)  # fmt: skip
