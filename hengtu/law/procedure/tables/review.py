"""Around the two gates: a file taken and handed on, points answered, advisers asked, a meeting adjourned."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.discussion import by_one_of_the_heads, somebody_is_missing_or_all_agree
from hengtu.law.procedure.guards.order import carries
from hengtu.law.procedure.guards.people import held_by, reviewer_is_no_investigator
from hengtu.law.procedure.guards.reviewing import (
    asked_of_this_adviser,
    ends_after_it_begins,
    every_point_has_its_answer,
    grave_ones_by_seniors,
    handed_on_by_its_holder,
    taken_over_with_a_reason,
)

reviewer = held_by("legal_reviewer", "法制审核人员", "APL:58")
OVER = ("decided", "not_punished", "not_established", "case_closed")

ARROWS = (
    Arrow(
        "review_taken", "O10", "收审", ("APL:58",), after=("report_approved",), before=OVER,
        by=(reviewer, reviewer_is_no_investigator, grave_ones_by_seniors), carries=(taken_over_with_a_reason,),
        fields=(Field("reason", "从同事手里接手的原因"),),
        why="一件只由一名法制审核人员审核，从收审起计用时。",
    ),
    Arrow(
        "review_handed_on", "O10", "转交审核", ("APL:58",), after=("review_taken",), before=OVER,
        by=(reviewer,), carries=(handed_on_by_its_holder, carries("reason", "转交的原因", "APL:58")),
        fields=(
            Field("to", "转交给谁", required=True),
            Field("to_name", "姓名"),
            Field("reason", "原因", required=True),
        ),
        why="不宜审核或者不在岗的，写明原因转交。",
    ),
    Arrow(
        "review_answered", "O10", "答复审核意见", ("APL:58",), after=("legal_reviewed",), before=OVER,
        by=(held_by("officer", "执法人员", "APL:58"),), carries=(every_point_has_its_answer,),
        fields=(
            Field("answers", "逐条答复", "list", required=True),
            Field("note", "说明"),
        ),
        why="退回的意见逐条答复，再送审。",
    ),
    Arrow(
        "adviser_consulted", "O10", "咨询公职律师、法律顾问", ("GB118",), after=("report_approved",), before=OVER,
        by=(reviewer, reviewer_is_no_investigator),
        carries=(carries("question", "要咨询的问题", "GB118"), ends_after_it_begins),
        fields=(
            Field("adviser", "向谁咨询", required=True),
            Field("adviser_name", "姓名"),
            Field("adviser_kind", "身份 government_lawyer|legal_adviser"),
            Field("question", "问题", required=True),
            Field("sees", "可以看什么", "list", required=True),
            Field("until", "看到哪一天", "date", required=True),
        ),
        why="可以请公职律师、法律顾问提出书面意见；只看写明的内容，到期为止。",
    ),
    Arrow(
        "adviser_opined", "O10", "提出法律意见", ("GB118",), after=("adviser_consulted",), before=("case_closed",),
        by=(held_by("legal_adviser", "受咨询的公职律师、法律顾问", "GB118"),), carries=(asked_of_this_adviser,),
        fields=(
            Field("consultation", "哪一次咨询", required=True),
            Field("opinion", "法律意见", required=True),
        ),
        why="书面意见入副卷，是否采纳由法制审核人员写明。",
    ),
    Arrow(
        "discussion_adjourned", "O11", "休会", ("APL:57p2",), after=("legal_reviewed",),
        before=("decided", "case_closed"),
        by=(by_one_of_the_heads,),
        carries=(carries("reason", "休会的原因", "APL:57p2"), somebody_is_missing_or_all_agree),
        fields=(
            Field("reason", "原因", required=True),
            Field("next_at", "下次讨论的时间", required=True),
            Field("members", "到会情况", "list"),
            Field("agenda", "讨论的问题"),
        ),
        why="到会人数不够或者还要补充的，休会，另定时间继续。",
    ),
)  # fmt: skip
