"""The sheets of the gates before the decision and of the decision."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.hearing_known import has_adopted_points
from hengtu.cases.desk.sheets.shared import ACTS_APART, DEPARTURE, GROUNDS, REASON, REASONS, SERVICE
from hengtu.cases.papers.review import CHECKS
from hengtu.documents.catalogue import form

OPINIONS = fixed(("pass", "同意"), ("change", "建议修改后同意"), ("refuse", "不同意"))
CHECKED = fixed(*((field.key, field.label) for field in form("x_legal_review").fields if field.key in CHECKS))

SHEETS = (
    Sheet(
        "legal_reviewed",
        (
            Entry("checks", "逐项审核", "checks", "是、否，或者本案不涉及", CHECKED, optional=True),
            Entry("opinion", "结论", "one", options=OPINIONS),
            Entry("points", "要修改或者补充的", "lines", "一行一条；同意的可以不写", optional=True),
        ),
    ),
    Sheet(
        "discussed",
        (
            Entry("conclusion", "讨论结论", "text"),
            Entry("record", "各人意见", "text", optional=True),
            Entry("reporter", "汇报人", "line", optional=True),
            Entry("recorder", "记录人", "line", optional=True),
            Entry("signed", "参加讨论的负责人已在记录上签字", "yesno"),
        ),
    ),
    Sheet(
        "decided",
        (
            Entry("decided", "处罚决定", "penalty", "不得重于告知的处罚",
                  known=known.penalties("proposed", "notice_served")),
            Entry("reason_zh", "决定的理由", "text", "写入决定书；不写的按案情生成", optional=True),
            DEPARTURE,
            ACTS_APART,
            REASONS,
            Entry("unchanged_because", "采纳了当事人的意见而处罚不变的理由", "text", "处罚比告知的轻了就留空",
                  optional=True, when=has_adopted_points),
        ),
        after=("接着制作处罚决定书，七个工作日内送达并公开。",),
    ),
    Sheet(
        "not_punished",
        (
            Entry("decided", "处理决定", "penalty", known=known.no_penalty),
            Entry("ground", "法定情形", "one", options=GROUNDS, known=known.carried("ground", "report_approved")),
            Entry("list_item", "清单事项", "line", optional=True),
            Entry("ground_evidence", "这一情形的证据", "text", "按法定情形不予处罚的填写", optional=True),
            Entry(
                "guardian_duty",
                "对监护人的告知",
                "text",
                "责令管教、看管或者治疗的情况",
                when=known.ground_is("under_14", "no_capacity"),
                optional=True,
            ),
            Entry("education", "教育情况", "text"),
            REASONS,
        ),
    ),
    Sheet("not_established", (REASON,)),
    Sheet("decision_issued", (), after=("生成决定书文号，盖本机关印章，封存一份。",)),
    Sheet("decision_served", SERVICE, after=("十五日的缴款期从送达的第二天起算。",)),
)  # fmt: skip
