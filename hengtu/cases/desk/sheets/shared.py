"""Entries that several sheets ask for in the same words."""

from __future__ import annotations

from hengtu.cases.desk import known, service_known
from hengtu.cases.desk.entries import Entry, fixed
from hengtu.cases.papers.reasoning.exempting import GROUNDS as NO_PENALTY_GROUNDS
from hengtu.cases.words import SERVICE_NAMES
from hengtu.law.procedure.guards.service import ANNOUNCE_GROUNDS
from hengtu.law.procedure.service_methods import RECEIVERS

DIRECT = ("direct", "leave", "mail", "electronic", "entrust", "forward", "announce")
SERVED = fixed(*((word, SERVICE_NAMES[word]) for word in DIRECT))
LEFT_AT = (("residence", "住所"), ("business_place", "经营场所、办公地点"), ("elsewhere", "其他地方"))
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
SIGNED = ("direct", "mail", "entrust", "forward")
SERVICE = (
    Entry("served", "送达方式", "one", known=service_known.method_under_way, options=SERVED),
    Entry(
        "attempt",
        "哪一次送达的结果",
        "one",
        "已经寄出、交出的，选那一次；另外送的留空",
        service_known.tries_under_way,
        service_known.try_under_way,
        when=service_known.something_under_way,
        optional=True,
    ),
    Entry("receiver", "谁签收", "one", options=fixed(*RECEIVERS.items()), optional=True, only=SIGNED),
    Entry("receiver_adult", "代收的家属已经成年", "yesno", "只在同住家属代收时填写；未成年人不能代收", only=SIGNED),
    Entry("substitute", "代收人姓名", "line", optional=True, only=SIGNED),
    Entry("receipt_signed", "送达回证已经签名", "yesno", "没有签名的不是直接送达", only=("direct",)),
    Entry(
        "received_on",
        "回执上的签收日期",
        "date",
        "邮件退回的不填，改为登记退回",
        optional=True,
        only=("mail", "entrust", "forward"),
    ),
    Entry("through", "受委托或者转交的单位", "line", optional=True, only=("entrust", "forward")),
    Entry(
        "consent_signed",
        "当场签署了电子送达确认书",
        "yes",
        "案卷里已有有效确认书的不用填",
        optional=True,
        only=("electronic",),
    ),
    Entry("refusal_note", "拒收情况", "text", "写明拒收事由", optional=True, only=("leave",)),
    Entry("left_at", "留在哪里", "one", options=fixed(*LEFT_AT), optional=True, only=("leave",)),
    Entry("witness", "见证人", "line", "基层组织或者所在单位的代表，写明姓名和单位", optional=True, only=("leave",)),
    Entry("filmed", "留置过程已经拍照、录像", "yes", "没有见证人的，必须拍照或者录像", optional=True, only=("leave",)),
    Entry(
        "announce_ground",
        "公告的情形",
        "one",
        options=fixed(*ANNOUNCE_GROUNDS.items()),
        optional=True,
        only=("announce",),
    ),
    Entry(
        "announced_because",
        "公告送达的原因和经过",
        "text",
        "为什么找不到人、试过哪些方式；公告期满才视为送达，各项期限从那天起算",
        optional=True,
        only=("announce",),
    ),
    Entry(
        "searched", "查找的经过", "text", "下落不明的填写：查过哪些地址、电话、单位", optional=True, only=("announce",)
    ),
    Entry(
        "announce_until",
        "公告期满日",
        "date",
        "按本地适用的公告期限算好的，可以更晚",
        known=service_known.announced_until,
        optional=True,
        only=("announce",),
    ),
    Entry("exhibits", "照片、录像、回执", "exhibits", "已上传、还没有记入行为的", known.loose_exhibits, optional=True),
)
# Papers that the law wants handed over first, and those handed over where they were made.
DIRECT_TRIED = Entry(
    "direct_tried",
    "直接送达的经过",
    "text",
    "应当先直接送达；登记过送达未成的不用填",
    optional=True,
    when=service_known.handed_over_first,
    only=("electronic", "mail", "entrust", "forward", "announce"),
)
PARTY_ABSENT = Entry(
    "party_absent",
    "采取措施时当事人不在场",
    "yes",
    "只在送达强制措施决定书时填写",
    optional=True,
    when=service_known.waits("measure_decision"),
    only=("mail", "entrust", "forward", "announce"),
)
GROUNDS = fixed(*((ground, reason) for ground, (_, reason) in NO_PENALTY_GROUNDS.items()))

REASONS = Entry(
    "reasons",
    "说理",
    "reasons",
    "由事实、证据、条文和计算写成；可以改写、移动、补一段，改过的会留住",
    optional=True,
)
AGENT = (
    Entry("agent_name", "代理人姓名", "line", "由代理人提出的填写；本人提出的留空", optional=True),
    Entry("agent_authorised", "已收下授权委托书", "yes", "写明代理的事项和权限，由当事人签字或者盖章", optional=True),
)
