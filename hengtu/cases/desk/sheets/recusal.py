"""The sheets of recusal."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.law.procedure.recusal import GROUNDS, POSTS

SHEETS = (
    Sheet(
        "recusal_requested",
        (
            Entry(
                "raised_by", "由谁提出", "one", options=fixed(("party", "当事人或者其代理人"), ("self", "本人自行提出"))
            ),
            Entry("mode", "提出方式", "one", "口头提出的写入理由", fixed(("written", "书面"), ("oral", "口头"))),
            Entry("person", "申请谁回避", "person", options=known.people_of_case, optional=True),
            Entry("person_name", "名单以外的人员", hint="例如鉴定人员、翻译", optional=True),
            Entry("post", "在本案中的身份", "one", options=fixed(*POSTS.items())),
            Entry("ground", "情形", "one", options=fixed(*GROUNDS.items())),
            Entry("reason", "理由", "text", optional=True),
        ),
        "决定作出以前，不停止调查。",
        ("请负责人及时决定。",),
    ),
    Sheet(
        "recusal_decided",
        (
            Entry("person", "对谁的申请", "person", options=known.recusals_to_decide),
            Entry("granted", "决定回避", "yesno"),
            Entry("reason", "理由", "text"),
            Entry(
                "earlier_acts_stand",
                "此前的行为有效",
                "yesno",
                "决定回避的填写；无效的由其他人员重新进行",
                optional=True,
            ),
            Entry(
                "attendees",
                "参加讨论的负责人",
                "lines",
                "负责人的回避由集体讨论决定的填写，一行一人",
                when=known.recusal_about_a_head,
                optional=True,
            ),
            Entry(
                "superior",
                "作出决定的上一级部门和文号",
                when=known.recusal_about_a_head,
                optional=True,
            ),
        ),
        after=("决定回避的，本人不能再参加本案的任何行为。",),
    ),
)
