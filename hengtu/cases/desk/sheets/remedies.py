"""The sheets of reconsideration, litigation and staying execution."""

from __future__ import annotations

from hengtu.cases.desk import known, known_remedies
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.enforcement import COURT, RECEIVED
from hengtu.cases.desk.sheets.shared import REASON
from hengtu.law.procedure.guards.remedies import STAYING
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES

BODY = Entry("body", "行政复议机关", "line", "一般是本级人民政府", known=known.reconsideration_body)
APPLIED = Entry("applied_on", "申请日期", "date", "不是今天申请的填写", optional=True)
CHANGED = Entry("decided", "变更后的处罚", "penalty", "结果是变更的填写，其他结果留空", optional=True)
WHY = Entry("reason", "理由", "text", optional=True)
REDO = Entry("redo_by", "责令履行或者重新作出的期限", "date", optional=True)

EVIDENCE = Entry(
    "evidence", "提交的证据和依据", "lines", "按案卷列好，一行一件；可以增减", known=known_remedies.file_of_evidence,
    optional=True,
)  # fmt: skip

SHEETS = (
    Sheet(
        "reconsideration_applied",
        (
            BODY,
            Entry("via_agency", "通过本机关提交", "yes", "只限当场处罚和电子技术监控处罚", optional=True),
            Entry("by_monitoring", "处罚依据的是电子技术监控记录", "yes", optional=True),
            APPLIED,
            Entry("request", "复议请求", "text", optional=True),
        ),
        after=("复议期间不计算加处罚款，也不能申请法院执行。", "通过本机关提交的，五个工作日内转送。"),
    ),
    Sheet("reconsideration_forwarded", (BODY,), "认为决定有错误的，可以自行撤销，不必转送。"),
    Sheet(
        "reconsideration_received",
        (
            BODY,
            Entry("procedure", "复议程序", "one", options=fixed(("ordinary", "普通程序"), ("simple", "简易程序"))),
            RECEIVED,
            Entry("accepted_on", "受理日期", "date", optional=True),
            APPLIED,
            Entry("case_ref", "复议案号", "line", optional=True),
        ),
        after=("普通程序十个工作日、简易程序五个工作日内答复。",),
    ),
    Sheet(
        "reconsideration_answered",
        (
            Entry("answer", "答复要点", "text"),
            EVIDENCE,
        ),
        "不得自行向申请人和其他人收集证据。",
    ),
    Sheet(
        "reconsideration_decided",
        (
            Entry("outcome", "复议结果", "one", options=fixed(*REVIEW_OUTCOMES.items())), RECEIVED, CHANGED, WHY, REDO,
            Entry("third_party_asked", "第三人提出了相反的请求", "yes", optional=True),
        ),
        after=("撤销的，退还罚款、三个工作日内撤回公开。", "维持的，当事人可以在十五日内起诉。"),
    ),
    Sheet("reconsideration_opinion_received", (BODY, Entry("opinion", "意见", "text"), RECEIVED)),
    Sheet("reconsideration_opinion_reported", (Entry("report", "纠正的情况", "text"),)),
    Sheet(
        "lawsuit_received",
        (
            COURT,
            Entry("court_case", "法院案号", "line", optional=True), RECEIVED,
            Entry("filed_on", "起诉日期", "date", optional=True),
            Entry("docketed_all_the_same", "没有经过复议，法院已经立案", "yes", "当场处罚的填写",
                  when=known.was_on_the_spot, optional=True),
        ),
        after=("收到之日起十五日内提交答辩状和证据。", "诉讼期间不计算加处罚款。"),
    ),
    Sheet(
        "lawsuit_answered",
        (
            Entry("answer", "答辩要点", "text"),
            EVIDENCE,
        ),
        "诉讼期间不得自行向原告、第三人和证人收集证据。",
    ),
    Sheet(
        "lawsuit_judged",
        (
            Entry("outcome", "裁判结果", "one", options=fixed(*COURT_OUTCOMES.items())),
            Entry("in_force", "裁判已经生效", "yesno", "还可以上诉的选否"), RECEIVED, CHANGED, WHY, REDO,
        ),
    ),
    Sheet("stay_ordered", (Entry("ordered_by", "由谁决定", "one", options=fixed(*STAYING.items())), REASON),
          "复议、诉讼本身不停止执行。"),
    Sheet("stay_ended", (REASON,)),
)  # fmt: skip
