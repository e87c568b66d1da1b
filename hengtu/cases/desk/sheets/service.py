"""The sheets of serving papers: the confirmed address, each try, what came back, the slip."""

from __future__ import annotations

from hengtu.cases.desk import known, service_known
from hengtu.cases.desk.entries import Entry, Sheet, fixed
from hengtu.cases.desk.sheets.shared import DIRECT_TRIED, PARTY_ABSENT, SERVICE
from hengtu.cases.review_channel import review_channel
from hengtu.cases.words import SERVICE_NAMES
from hengtu.law.procedure.guards.enforcement import PURPOSES
from hengtu.law.procedure.service_documents import DOCUMENTS
from hengtu.law.procedure.services import OUTCOMES, RETURN_REASONS
from hengtu.subjects.models import Medium

TRIED = ("direct", "leave", "mail", "electronic", "entrust", "forward")
SENT = ("mail", "electronic", "entrust", "forward")
PLACES = (
    ("residence", "住所"),
    ("business_place", "经营场所、办公地点"),
    ("confirmed", "确认的送达地址"),
    ("elsewhere", "其他地方"),
)
BY_PEOPLE = tuple((key, OUTCOMES[key]) for key in ("sent", "absent", "refused", "moved", "unreachable"))
EXHIBITS = Entry(
    "exhibits", "照片、录像、凭证", "exhibits", "已上传、还没有记入行为的", known.loose_exhibits, optional=True
)
WHICH = Entry("act", "哪一次送达", "one", known=service_known.only_service, options=service_known.services_done)

SHEETS = (
    Sheet(
        "address_confirmed",
        (
            Entry("electronic", "同意电子送达", "yesno", "不同意的也要确认邮寄地址；同意以后可以随时撤回"),
            Entry("consent_signed", "当事人已经在送达地址确认书上签名", "yes", optional=True),
            Entry("medium", "用什么接收", "one", options=fixed(*Medium.choices), optional=True),
            Entry("account", "号码或者账号", "line", "加密保存，不写入行为和草稿", optional=True),
            Entry("mail_address", "邮寄地址", "line", "加密保存，不写入行为和草稿", optional=True),
            Entry("recipient", "收件人", "line", optional=True),
            Entry(
                "excluded", "不采用电子送达的文书", "many", "当事人要求当面送的",
                options=fixed(*((each.id, each.zh) for each in DOCUMENTS.values())), optional=True,
            ),
        ),
        "告诉当事人：电子送达以本机关系统显示发送成功的日期为送达日期，各项期限从那天起算。",
        ("生成送达地址确认书，请当事人签名。",),
    ),
    Sheet(
        "consent_withdrawn",
        (Entry("reason", "理由", "text", optional=True),),
        "从现在起不再采用电子送达；已经送达的不受影响。",
    ),
    Sheet(
        "service_attempted",
        (
            Entry("document", "送达哪一份文书", "one", known=service_known.first_paper,
                  options=service_known.papers_to_serve),
            Entry("served", "送达方式", "one", options=fixed(*((word, SERVICE_NAMES[word]) for word in TRIED))),
            Entry("outcome", "结果", "one", "已经签收、留置的，直接办理送达", options=fixed(*BY_PEOPLE)),
            Entry("place", "在哪里送", "one", options=fixed(*PLACES), optional=True, only=("direct", "leave", "mail")),
            Entry("tracking_no", "邮件号", "line", optional=True, only=("mail",)),
            Entry("through", "受委托或者转交的单位", "line", optional=True, only=("entrust", "forward")),
            Entry("contact", "发到哪里", "one", "当事人在确认书上写的号码或者账号", service_known.contacts,
                  service_known.contact, optional=True, only=("electronic",)),
            Entry("review_channel", "网上申请行政复议的渠道", "line", "电子送达决定书的必须写明，随文书告诉当事人",
                  known=review_channel, optional=True, only=("electronic",)),
            Entry("note", "经过", "text", "谁在场、说了什么、问过谁", optional=True),
            Entry("proposed", "告知的处理", "penalty", "与批准的调查报告一致",
                  known=known.penalties("proposed", "report_approved"), when=service_known.waits("notice"),
                  optional=True),
            Entry("hearing_offered", "通知书告知听证权利", "yesno", "只在送达违法行为通知书时填写",
                  when=service_known.waits("notice")),
            Entry("hearing_at", "听证时间", "moment", "只在送达听证通知书时填写", known=known.earliest_hearing,
                  when=service_known.waits("hearing_notice"), optional=True),
            Entry("purpose", "逾期不履行时的措施", "one", "只在送达催告书时填写", fixed(*PURPOSES.items()),
                  when=service_known.waits("reminder"), optional=True),
            Entry("due_on", "履行期限", "date", when=service_known.waits("reminder"), optional=True),
            Entry("manner", "履行方式", "text", when=service_known.waits("reminder"), optional=True),
            Entry("amount_yuan", "应缴金额", "money", when=service_known.waits("reminder"), optional=True),
            Entry("right_told", "催告书告知了陈述、申辩的权利", "yesno", when=service_known.waits("reminder")),
            DIRECT_TRIED,
            PARTY_ABSENT,
            EXHIBITS,
        ),
        after=("没有送到的，换一种方式再送；寄出、发出的，等回执。", "当事人的各项期限还没有开始。"),
    ),
    Sheet(
        "service_returned",
        (
            Entry("attempt", "哪一次送达", "one", known=service_known.try_under_way,
                  options=service_known.tries_under_way),
            Entry("return_reason", "退回的原因", "one", options=fixed(*RETURN_REASONS.items())),
            Entry("reason", "说明", "text", optional=True),
            EXHIBITS,
        ),
        "退回的不是送达，当事人的期限没有开始。",
        ("换一种方式再送：直接送达、留置送达；都不行的，公告。",),
    ),
    Sheet(
        "document_served",
        (
            Entry("document", "送达哪一份文书", "one", known=service_known.first_paper,
                  options=service_known.general_papers),
            *SERVICE,
            DIRECT_TRIED,
            PARTY_ABSENT,
        ),
        after=("生成送达回证。",),
    ),
    Sheet(
        "service_struck",
        (WHICH, Entry("reason", "怎样知道没有送到", "text", "例如邮政部门更正、网关报告失败"), EXHIBITS),
        "撤销以后，从那次送达起算的期限都重新计算，要另行送达。",
        ("通知承办人员，并留下预警。",),
    ),
    Sheet(
        "arrival_proved",
        (
            WHICH,
            Entry("arrived_on", "文书到达的日期", "date", "按当事人提供的证明"),
            Entry("proof", "证明材料", "text", "例如邮箱服务商的接收记录"),
        ),
    ),
    Sheet(
        "receipt_filed",
        (
            WHICH,
            Entry("signed", "送达回证已经签名", "yesno"),
            Entry("signed_on", "签收日期", "date", optional=True),
            Entry("signed_by", "签收人", "line", optional=True),
            Entry("refusal_note", "拒收情况", "text", "拒绝签名的，写明事由和见证人", optional=True),
            Entry("tracking_no", "邮件号", "line", optional=True),
            EXHIBITS,
        ),
        "先把送达回证拍照或者扫描上传到证据，再在这里选中。",
    ),
)  # fmt: skip
