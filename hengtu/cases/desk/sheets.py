"""The sheets: what is asked for each kind of act, in the order in which people think of it.

Only what the law needs and the case does not know. Words of answers are those of the services; the law judges them.
"""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.papers.decision import GROUNDS as NO_PENALTY_GROUNDS
from hengtu.cases.papers.review import CHECKS
from hengtu.cases.words import SERVICE_NAMES
from hengtu.documents.catalogue import form
from hengtu.law.procedure.guards.leads import ANSWERS

DIRECT = ("direct", "leave", "mail", "electronic", "entrust", "forward", "announce")
SERVED = fixed(*((word, SERVICE_NAMES[word]) for word in DIRECT))
RECORDS = fixed(("scene_record", "现场笔录"), ("interview_record", "询问笔录"), ("inquest_record", "勘验笔录"))

REASON = Entry("reason", "理由", "text")
EXHIBITS = Entry(
    "exhibits",
    "这次取得的证据",
    "exhibits",
    "已上传、还没有记入行为的证据",
    known.loose_exhibits,
    known.all_loose,
    optional=True,
)
FACTS = Entry("facts", "查明的事实", "facts", "只列影响定性和裁量的事实；没有查明的留空", known=known.facts_to_ask)
DEVICE = Entry(
    "device_certificate_valid", "称重检测设备在检定有效期内", "yesno", "以检定证书为准", when=known.is_a_weighing
)
CRIME = Entry("crime_check", "是否涉嫌犯罪", "text", "写明有没有达到追诉标准和根据", when=known.may_border_on_crime)
SERVICE = (
    Entry("served", "送达方式", "one", options=SERVED),
    Entry("received_on", "回执上的签收日期", "date", "邮寄送达的填写；直接送达的留空", optional=True),
    Entry("consent_signed", "已签署电子送达确认书", "yes", "电子送达的须有当事人书面同意", optional=True),
    Entry("refusal_note", "拒收情况", "text", "留置送达的写明拒收事由、见证人或者拍照录像情况", optional=True),
    Entry("substitute", "代收人", "line", "由同住成年家属、收发人员等代收的填写", optional=True),
)
GROUNDS = fixed(*((ground, reason) for ground, (_, reason) in NO_PENALTY_GROUNDS.items()))
OPINIONS = fixed(("pass", "同意"), ("change", "建议修改后同意"), ("refuse", "不同意"))
CHECKED = fixed(*((field.key, field.label) for field in form("x_legal_review").fields if field.key in CHECKS))
CASH = fixed(
    ("small_fine", "一百元以下的罚款"),
    ("hard_to_collect_later", "不当场收缴事后难以执行"),
    ("remote_and_asked", "交通不便地区，当事人提出当场缴纳"),
)

_SHEETS = (
    # --- filing and investigation -------------------------------------------------------------------------------
    Sheet(
        "case_filed", (), "符合立案标准的，应当及时立案。", ("生成案号和立案登记表。", "九十日的办案期限从今天起算。"),
    ),
    Sheet("not_filed", (REASON,), "写明为什么不立案；线索就此了结，理由随卷保存。"),
    Sheet(
        "lead_transferred",
        (
            Entry("receiver", "接收机关", "line"),
            Entry("reason", "为什么移送", "text", "写明不属于本机关管辖的理由"),
            Entry("materials", "移送的材料", "lines", "一行一件"),
            Entry("accept_by", "请对方受理的期限", "date", "与接收机关约定的日期，法律没有规定天数", optional=True),
        ),
        "不属于本机关管辖的，移送有管辖权的机关。",
        ("线索转为已移送；对方退回的，接着办，期限重新起算。",),
    ),
    Sheet(
        "lead_transfer_answered",
        (
            Entry("answer", "对方的答复", "one", options=fixed(*ANSWERS.items())),
            Entry("note", "答复的内容", "text", "退回的写理由，反馈的写结果；受理的可以不写", optional=True),
        ),
    ),
    Sheet(
        "investigated",
        (
            Entry("records", "笔录", "records", "勾选做了哪些笔录，内容可以在这里写，也可以写在纸上", RECORDS),
            Entry("place", "地点", "line", known=known.place, optional=True),
            FACTS, DEVICE, EXHIBITS, CRIME,
        ),
        after=("笔录按式样生成，等当事人签名。",),
    ),
    Sheet("evidence_collected", (EXHIBITS, FACTS)),
    Sheet(
        "correction_ordered",
        (
            Entry("order", "改正内容", "text", known=known.correction_asked),
            Entry("due_on", "改正期限", "date", "责令限期改正的填写", optional=True),
            Entry("done_on", "改正完成日", "date", "当场改正的填今天", optional=True),
            Entry("reweigh_kg", "卸载后复检质量（千克）", "number", when=known.is_a_weighing, optional=True),
        ),
        after=("生成责令改正违法行为通知书。",),
    ),
    Sheet("report_submitted", (FACTS, CRIME), after=("生成案件调查报告。", "请负责人审批。")),
    Sheet(
        "report_approved",
        (
            Entry("proposed", "拟作出的处理", "penalty", known=known.computed_penalties),
            Entry("ground", "不予处罚的情形", "one", "拟处罚的留空", GROUNDS, optional=True),
        ),
        after=("批准以后送达违法行为通知书。",),
    ),
    Sheet("case_extended", (Entry("reason", "延长的理由", "text"),)),
    # --- told and heard -----------------------------------------------------------------------------------------
    Sheet(
        "notice_served",
        (
            Entry("proposed", "告知的处理", "penalty", "与批准的调查报告一致",
                  known=known.penalties("proposed", "report_approved")),
            Entry("hearing_offered", "告知听证权利", "yesno", "达到听证标准的必须告知；没有标准的一律告知"),
            *SERVICE,
        ),
        after=("当事人可以在五日内陈述申辩、要求听证。",),
    ),
    Sheet(
        "statement_heard",
        (
            Entry("statement", "当事人的意见", "text", "如实记录；没有意见的写“无”"),
            Entry("recheck", "复核意见", "text", "逐条写明是否采纳和理由；没有意见的留空", optional=True),
            Entry("waives", "书面放弃的权利", "many", options=fixed(("statement", "陈述申辩"), ("hearing", "听证")),
                  optional=True),
            Entry("waiver_signed", "放弃声明已由当事人签字", "yes", optional=True),
        ),
        after=("意见写入笔录；放弃权利的，生成放弃声明。",),
    ),
    Sheet(
        "hearing_requested",
        (
            Entry("mode", "提出方式", "one", options=fixed(("written", "书面"), ("oral", "口头")), optional=True),
            Entry("reason", "要求听证的理由", "text", optional=True),
        ),
    ),
    Sheet(
        "hearing_appointed",
        (
            Entry("host", "听证主持人", "person", "没有参加本案调查的人员", known.outsiders),
            Entry("recorder", "记录员", "person", "没有参加本案调查的人员", known.outsiders),
        ),
    ),
    Sheet(
        "hearing_notice_served",
        (
            Entry("hearing_at", "听证时间", "moment", "七个工作日前通知；填的是最早的一天",
                  known=known.earliest_hearing),
            Entry("place", "地点", "line"),
        ),
    ),
    Sheet("hearing_held", (Entry("record", "听证笔录", "text", "双方的主张、质证和最后陈述"),)),
    Sheet("hearing_ended", (Entry("reason", "终止的理由", "text", "例如当事人撤回申请、无正当理由不出席"),)),
    Sheet("hearing_reported", (Entry("opinion", "听证意见", "text"),)),
    # --- gates and decision -------------------------------------------------------------------------------------
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
        ),
        after=("接着制作处罚决定书，七个工作日内送达并公开。",),
    ),
    Sheet(
        "not_punished",
        (
            Entry("decided", "处理决定", "penalty", known=known.no_penalty),
            Entry("ground", "法定情形", "one", options=GROUNDS, known=known.carried("ground", "report_approved")),
            Entry("list_item", "清单事项", "line", optional=True),
            Entry("education", "教育情况", "text"),
        ),
    ),
    Sheet("not_established", (REASON,)),
    Sheet("investigation_ended", (REASON,)),
    Sheet("decision_issued", (), after=("生成决定书文号，盖本机关印章，封存一份。",)),
    Sheet("decision_served", SERVICE, after=("十五日的缴款期从送达的第二天起算。",)),
    Sheet("decision_published", (), "公开内容会遮盖个人信息。"),
    # --- measures -----------------------------------------------------------------------------------------------
    Sheet(
        "measure_approved",
        (
            Entry("measure", "措施", "line", "例如扣押车辆"),
            Entry("granting_article", "授权的法律、法规条款", "line", "规章不能设定行政强制措施"),
        ),
    ),
    Sheet(
        "urgent_measure_taken",
        (
            Entry("measure", "措施", "line"),
            Entry("granting_article", "授权的法律、法规条款", "line"),
            Entry("reason", "紧急情况", "text", "二十四小时内补办批准"),
        ),
    ),
    Sheet("measure_taken", (Entry("items", "财物清单", "lines", "一行一件，写明名称、数量、特征"),)),
    Sheet("measure_extended", (Entry("reason", "延长的理由", "text"),)),
    Sheet(
        "measure_lifted",
        (
            Entry("returned", "财物已退还", "yesno"),
            Entry("reason", "解除的理由", "text", optional=True),
        ),
    ),
    # --- on the spot --------------------------------------------------------------------------------------------
    Sheet(
        "spot_evidence_collected",
        (Entry("records", "笔录", "records", "违法事实确凿才能当场处罚", RECORDS), FACTS, DEVICE, EXHIBITS),
    ),
    Sheet("spot_told", (), "口头告知违法事实、理由、依据，以及陈述、申辩的权利。"),
    Sheet(
        "spot_statement_heard",
        (
            Entry("statement", "当事人的意见", "text", "没有意见的写“无”"),
            Entry("recheck", "复核意见", "text", optional=True),
        ),
    ),
    Sheet(
        "spot_decided",
        (
            Entry("decided", "处罚决定", "penalty", known=known.computed_penalties),
            Entry("reason_zh", "理由", "text", optional=True),
        ),
        after=("当场交付决定书，请当事人签收。",),
    ),
    Sheet(
        "spot_acknowledged",
        (
            Entry("signed", "当事人已签收", "yesno"),
            Entry("refusal_noted", "拒绝签收，已在决定书上注明", "yes", optional=True),
        ),
    ),
    Sheet(
        "spot_cash_collected",
        (
            Entry("condition", "当场收缴的情形", "one", options=CASH),
            Entry("amount_yuan", "金额", "money", known=known.owed),
            Entry("receipt_no", "专用票据号码", "line"),
        ),
    ),
    Sheet("spot_filed", ()),
    Sheet("spot_case_closed", (Entry("correction", "改正情况", "text"), Entry("reason", "结案理由", "text",
                                                                        "已经缴清的可以不写", optional=True))),
    # --- after the decision -------------------------------------------------------------------------------------
    Sheet("paid", (Entry("amount_yuan", "到账金额", "money", "按缴款平台或者银行回单填写", known=known.owed),)),
    Sheet("instalments_granted", (Entry("instalments", "各期日期和金额", "instalments"),)),
    Sheet(
        "case_closed",
        (
            Entry("correction", "改正情况", "text", "已经改正、不需要改正（理由）或者正在跟踪"),
            Entry("reason", "其他结案理由", "text", "执行完毕的留空", optional=True),
        ),
        after=("生成结案报告。",),
    ),
    Sheet("archived", (), "卷内文书按规定的次序装订。", ("生成案卷封面和目录。",)),
    Sheet(
        "act_corrected",
        (
            Entry("act", "更正哪一个行为", "one", options=known.correctable),
            Entry("changes", "更正内容", "changes", "一行一项，写成“栏目：应为的内容”"),
            Entry("reason", "更正的理由", "text"),
        ),
    ),
    Sheet("decision_revoked", (Entry("reason", "撤销的理由", "text"),)),
)  # fmt: skip
SHEETS = {sheet.kind: sheet for sheet in _SHEETS}
