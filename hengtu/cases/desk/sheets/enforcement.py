"""The sheets of enforcing: reminder, court, own power, substitute performance, suspension and agreement."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import known
from hengtu.cases.desk import reminder_known as answers
from hengtu.cases.desk.entries import Entry, Sheet, always, fixed
from hengtu.cases.desk.sheets.shared import AGENT, DIRECT_TRIED, REASON, SERVICE
from hengtu.cases.desk.sheets.told import MODE
from hengtu.law.procedure.guards.enforcement import (
    CLEARED_PLACES,
    DECIDING_GROUNDS,
    ENDING_GROUNDS,
    OWN_POWERS,
    PURPOSES,
    RESUMING_GROUNDS,
    SUBSTITUTE_HARMS,
    SUSPENSION_GROUNDS,
)
from hengtu.law.procedure.statements import ADOPTED

COURT = Entry("court", "人民法院", "line", known=known.court)
RECEIVED = Entry("received_on", "收到日期", "date", "不是今天收到的填写", optional=True)
URGENT = Entry("urgent_reason", "紧急情况", "text", "夜间、法定节假日实施的必须写明", optional=True)
NO_HOLIDAY = Entry("no_holiday", "已核对当日不是法定节假日", "yes", when=known.holidays_not_loaded, optional=True)
DESPITE = Entry("despite_answer", "采纳了意见仍要执行的理由", "text", "按采纳的意见还要执行什么、为什么", optional=True,
                when=answers.is_adopted)  # fmt: skip
CUT = Entry("utilities_cut", "停止了居民的供水、供电、供热、供燃气", "yes", "法律禁止这样做", optional=True)

SHEETS = (
    Sheet(
        "reminder_served",
        (
            Entry("purpose", "逾期不履行时的措施", "one", options=fixed(*PURPOSES.items())),
            Entry("due_on", "履行期限", "date"),
            Entry("manner", "履行方式", "text", "例如缴至哪个银行账号，或者怎样自行清除"),
            Entry("amount_yuan", "应缴金额", "money", "到今天为止，包括加处罚款", known=known.owed,
                  optional=True),
            Entry("obligation", "要履行的内容", "text", "不是缴款的填写", optional=True),
            Entry("right_told", "催告书告知了陈述、申辩的权利", "yesno"),
            *SERVICE,
            replace(DIRECT_TRIED, when=always),
        ),
        "先直接送达；当事人拒绝或者无法直接送达的，按规定的方式送达。",
        ("生成催告书和送达回证。", "申请法院执行的，满十个工作日以后才能申请。"),
    ),
    Sheet(
        "reminder_answered",
        (
            Entry("of_statement", "答复哪一份", "one", options=answers.statement_waiting, known=answers.waiting_uid,
                  when=answers.is_answering),
            Entry("statement", "当事人的意见", "text", "没有意见的写“无”", when=answers.is_recording),
            Entry("adopted", "是否采纳", "one", "理由、证据成立的，应当采纳", options=fixed(*ADOPTED.items()),
                  when=answers.is_answering),
            Entry("recheck", "复核的结果和理由", "text", "核实了什么、为什么；没有意见的留空", optional=True),
            Entry("evidence_seen", "当事人提交的证据，看过的打勾", "many", "没有看过的，不能算复核",
                  answers.evidence_to_see, when=answers.has_evidence_to_see),
        ),
        after=("当事人在入口里看到答复。", "没有答复的，不能申请法院执行，也不能决定强制执行、代履行。"),
    ),
    Sheet(
        "reminder_statement_received",
        (MODE, Entry("statement", "当事人的意见", "text", "按当事人自己的话写"), *AGENT),
        lead="把当事人当面说的、寄来的意见记下来。网上提交的已经自动收到，不用再记。",
        after=("列入待办，复核答复以前不能强制执行。",),
    ),
    Sheet(
        "court_applied",
        (
            COURT,
            Entry("party_opinion", "当事人的意见", "text", known=answers.what_was_said, optional=True),
            Entry("assets", "执行标的情况", "text", "当事人的财产和下落", optional=True),
            Entry("good_reason", "逾期的正当理由", "text", "没有超过三个月的留空", optional=True),
            DESPITE,
        ),
        after=("生成强制执行申请书，由负责人签名并加盖印章。", "五个工作日内受理。"),
    ),
    Sheet(
        "court_accepted",
        (
            COURT,
            Entry("court_case", "法院案号", "line", optional=True),
            Entry("hears_parties", "法院要听取双方意见", "yes", "裁定期限为三十日", optional=True),
        ),
    ),
    Sheet(
        "court_refused",
        (
            Entry("stage", "是哪一种裁定", "one", options=fixed(("accept", "不予受理"), ("enforce", "不予执行"))),
            Entry("reason", "裁定的理由", "text"), RECEIVED,
        ),
        after=("十五日内可以向上一级人民法院提出。", "因受理而结案的，案件恢复办理。"),
    ),
    Sheet("court_objected", (Entry("reason", "异议的理由", "text"),)),
    Sheet("court_ruled", (Entry("court_case", "裁定书案号", "line"), RECEIVED)),
    Sheet(
        "demolition_announced",
        (
            Entry("structure", "要拆除的建筑物、构筑物或者设施", "text"),
            Entry("due_on", "自行拆除的期限", "date"),
            Entry("posted_at", "公告地点", "line", optional=True),
        ),
        after=("生成执行公告。",),
    ),
    Sheet(
        "enforcement_decided",
        (
            Entry("power", "法律授予的执行权", "one",
                  options=fixed(*((key, power.zh) for key, power in OWN_POWERS.items()))),
            Entry("ground", "理由", "one", options=fixed(*DECIDING_GROUNDS.items())),
            Entry("manner", "执行方式", "text"),
            Entry("execute_on", "执行日期", "date", "不在法定节假日"),
            DESPITE,
        ),
        "这里没有的，一律申请人民法院强制执行。",
        ("生成行政强制执行决定书。", "二十个工作日内公开。"),
    ),
    Sheet("enforcement_carried_out", (Entry("record", "实施情况", "text"), URGENT, NO_HOLIDAY, CUT)),
    Sheet(
        "substitute_decided",
        (
            Entry("harm", "不履行的后果", "one", options=fixed(*SUBSTITUTE_HARMS.items())),
            Entry("subject", "代履行的内容", "text"),
            Entry("perform_on", "代履行日期", "date", "催告送达至少三个工作日以后"),
            Entry("performer", "代履行人", "line", "写“本机关”，或者第三人的名称"),
            Entry("budget_yuan", "费用预算", "money", "按成本合理确定"),
            DESPITE,
        ),
        after=("生成代履行决定书，先送达当事人。",),
    ),
    Sheet(
        "substitute_performed",
        (
            Entry("record", "代履行情况", "text"),
            Entry("supervised", "已派员到场监督", "yesno"),
            Entry("supervisors", "谁到场监督", "line", "写本机关人员的姓名和证号", optional=True),
            Entry("signed", "到场人员、代履行人和当事人或者见证人已签名", "yesno"),
            Entry("cost_yuan", "实际费用", "money", "按成本合理确定，由当事人承担", optional=True),
            Entry("cost_items", "费用的组成", "text", "例如人工、机械、运输、处置，各多少", optional=True),
            URGENT, NO_HOLIDAY, CUT,
        ),
    ),
    Sheet(
        "cleared_at_once",
        (
            Entry("place_kind", "在哪里", "one", options=fixed(*CLEARED_PLACES.items())),
            Entry("subject", "清除的内容", "text"),
            Entry("why_at_once", "为什么必须立即清除、当事人不能清除", "text"),
            Entry("cost_yuan", "费用", "money", optional=True),
            Entry("party_absent", "当事人不在场", "yes", optional=True),
            Entry("told_afterwards", "事后怎样通知的", "text", "当事人不在场的填写", optional=True),
        ),
        after=("生成代履行决定书；当事人不在场的，生成事后通知书。",),
    ),
    Sheet("enforcement_suspended",
          (Entry("ground", "法定情形", "one", options=fixed(*SUSPENSION_GROUNDS.items())), REASON),
          after=("中止期间不计算加处罚款；满三年没有恢复的，可以终结。",)),
    Sheet("enforcement_resumed",
          (Entry("ground", "情形", "one", options=fixed(*RESUMING_GROUNDS.items())), REASON)),
    Sheet("enforcement_ended",
          (Entry("ground", "法定情形", "one", options=fixed(*ENDING_GROUNDS.items())), REASON),
          after=("终结以后可以结案。",)),
    Sheet(
        "enforcement_agreed",
        (
            Entry("terms", "协议内容", "text"),
            Entry("instalments", "各期日期和金额", "instalments", "合计等于减免以后的应缴数额", optional=True),
            Entry("reduce_yuan", "减免加处罚款", "money", "只能减免加处的罚款，不能减免罚款本身", optional=True),
            Entry("remedial", "当事人采取的补救措施", "text", "有减免的必须填写", optional=True),
            Entry("party_signed", "当事人已经签字", "yesno"),
            Entry("harms_nobody", "不损害公共利益和他人合法权益", "yesno"),
        ),
        after=("生成执行协议书；当事人不履行的，恢复强制执行。",),
    ),
)  # fmt: skip
