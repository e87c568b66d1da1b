"""Entries that several sheets ask for in the same words."""

from __future__ import annotations

from hengtu.cases.desk import known
from hengtu.cases.desk.entries import Entry, fixed
from hengtu.cases.papers.reasoning.exempting import GROUNDS as NO_PENALTY_GROUNDS
from hengtu.cases.words import SERVICE_NAMES

DIRECT = ("direct", "leave", "mail", "electronic", "entrust", "forward", "announce")
SERVED = fixed(*((word, SERVICE_NAMES[word]) for word in DIRECT))
RECORDS = fixed(("scene_record", "现场笔录"), ("interview_record", "询问笔录"), ("inquest_record", "勘验笔录"))
REASON = Entry("reason", "理由", "text")
ACTS_APART = Entry(
    "separate_acts",
    "分别认定为几个行为的理由",
    "text",
    "几项违法通常是同一个行为、只罚款一次的，确属几个行为才填写",
    known=known.carried("separate_acts", "report_approved"),
    optional=True,
    when=known.has_several_matters,
)
DEPARTURE = Entry(
    "departure_reason",
    "偏离裁量基准的理由",
    "text",
    "数额在裁量基准的档次以内的留空；超出的写明理由，写入决定书",
    known=known.carried("departure_reason", "report_approved"),
    optional=True,
)
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
    Entry(
        "announced_because",
        "公告送达的原因和经过",
        "text",
        "只在公告送达时填写：为什么找不到人、试过哪些方式；公告期满才视为送达，各项期限从那天起算",
        optional=True,
    ),
    Entry("substitute", "代收人", "line", "由同住成年家属、收发人员等代收的填写", optional=True),
)
GROUNDS = fixed(*((ground, reason) for ground, (_, reason) in NO_PENALTY_GROUNDS.items()))

REASONS = Entry(
    "reasons",
    "说理",
    "reasons",
    "由事实、证据、条文和计算写成；可以改写、移动、补一段，改过的会留住",
    optional=True,
)
