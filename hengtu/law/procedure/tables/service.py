"""Service of papers 送达: where the party may be reached, each try, what came back, and the slip (CPL:87 to CPL:95)."""

from hengtu.law.procedure.arrows import Arrow, Field
from hengtu.law.procedure.guards.people import certified, held_by, party_present, two_officers
from hengtu.law.procedure.guards.service import service_is_proved
from hengtu.law.procedure.guards.service_attempts import (
    address_is_complete,
    arrived_electronically,
    attempt_is_described,
    attempt_may_be_made,
    content_is_lawful,
    general_paper_named,
    names_a_service,
    names_a_try_under_way,
    not_served_yet,
    paper_exists,
    slip_is_signed,
    something_to_withdraw,
)

BEGUN = ("lead_registered|identity_shown",)
head = held_by("agency_head", "执法部门负责人", "APL:61p1")
WHICH = Field("act", "哪一次送达", required=True)
REASON = Field("reason", "理由", required=True)
DOCUMENT = Field("document", "送达的文书", required=True)
SERVED = Field("served", "送达方式", required=True)
PROOF = (
    Field("received_on", "签收日", "date"),
    Field("consent_signed", "已签署电子送达确认书", "bool"),
    Field("refusal_note", "拒收情况"),
    Field("witness", "见证人"),
    Field("filmed", "已经拍照、录像", "bool"),
    Field("left_at", "留置地点"),
    Field("receiver", "签收人"),
    Field("receiver_adult", "代收的家属已经成年", "bool"),
    Field("receipt_signed", "送达回证已经签名", "bool"),
    Field("substitute", "代收人姓名"),
    Field("through", "受委托或者转交的单位"),
    Field("direct_tried", "直接送达的经过"),
    Field("party_absent", "当事人当时不在场", "bool"),
    Field("announce_ground", "公告的情形"),
    Field("announced_because", "公告送达的原因和经过"),
    Field("searched", "查找的经过"),
    Field("announce_until", "公告期满日", "date"),
    Field("attempt", "哪一次送达的结果"),
    Field("tracking_no", "邮件号"),
    Field("exhibits", "照片、录像、回执", "list"),
)

ARROWS = (
    Arrow(
        "address_confirmed", "V01", "确认送达地址", ("APL:61p2", "MOT:18"), after=BEGUN, before=("archived",),
        by=(party_present,), carries=(address_is_complete,),
        fields=(
            Field("electronic", "同意电子送达", "bool", required=True),
            Field("consent_signed", "确认书已经签名", "bool"),
            Field("contact", "送达地址的编号"),
            Field("medium", "接收方式"),
            Field("excluded", "不采用电子送达的文书", "list"),
        ),
        why="当事人确认往哪里送；同意电子送达的，在确认书上签名。号码和地址加密保存，不写入行为。",
    ),
    Arrow(
        "consent_withdrawn", "V02", "撤回电子送达同意", ("APL:61p2",), after=BEGUN, before=("archived",),
        by=(party_present,), carries=(something_to_withdraw,), fields=(Field("reason", "理由"),),
        why="从撤回那天起，不再采用电子送达；已经送达的不受影响。",
    ),
    Arrow(
        "service_attempted", "V03", "登记送达经过", ("CPL:87", "MOT:18"), after=BEGUN, before=("archived",),
        by=(two_officers,), carries=(paper_exists, attempt_is_described, content_is_lawful),
        gates=(not_served_yet, attempt_may_be_made),
        fields=(
            DOCUMENT, SERVED, Field("outcome", "结果", required=True), Field("place", "送达地点"),
            Field("note", "经过"), Field("tracking_no", "邮件号"), Field("through", "受委托或者转交的单位"),
            Field("direct_tried", "直接送达的经过"), Field("party_absent", "当事人当时不在场", "bool"),
            Field("review_channel", "网上申请行政复议的渠道"), Field("contact", "送达地址的编号"),
            Field("exhibits", "照片、录像、凭证", "list"),
            Field("proposed", "告知的处理", "any"), Field("hearing_offered", "告知听证权利", "bool"),
            Field("hearing_on", "听证日期", "date"), Field("hearing_at", "听证时间"),
            Field("purpose", "逾期不履行时的措施"), Field("due_on", "履行期限", "date"), Field("manner", "履行方式"),
            Field("amount_yuan", "应缴金额", "number"), Field("obligation", "履行内容"),
            Field("right_told", "已告知陈述、申辩权", "bool"),
        ),
        why="每送一次记一次：已经寄出、发出的等结果，没有送到的写明原因。",
    ),
    Arrow(
        "service_returned", "V04", "登记退回或者发送失败", ("CPL:91",), after=("service_attempted",),
        before=("archived",), by=(certified,), carries=(names_a_try_under_way,),
        fields=(
            Field("attempt", "哪一次送达", required=True), Field("return_reason", "退回的原因", required=True),
            Field("reason", "说明"), Field("exhibits", "退回的邮件", "list"),
        ),
        why="退回的不是送达；当事人的期限没有开始。",
    ),
    Arrow(
        "document_served", "V05", "送达文书", ("CPL:87", "MOT:18"), after=BEGUN, before=("archived",),
        by=(two_officers,), carries=(paper_exists, service_is_proved, general_paper_named), gates=(not_served_yet,),
        fields=(DOCUMENT, SERVED, *PROOF),
        why="责令改正、强制措施、延长期限、强制执行等文书，也要送达当事人。",
    ),
    Arrow(
        "service_struck", "V06", "撤销一次送达", ("CPL:87", "CPL:91"), after=BEGUN, before=("archived",),
        by=(head,), carries=(names_a_service,), fields=(WHICH, REASON, Field("exhibits", "证明材料", "list")),
        why="登记以后才知道没有送到的，撤销那次送达：从那天起算的期限重新计算，另行送达。",
    ),
    Arrow(
        "arrival_proved", "V07", "当事人证明电子文书到达日期", ("MOT:18i3",), after=BEGUN, before=("archived",),
        by=(certified,), carries=(names_a_service, arrived_electronically),
        fields=(
            WHICH, Field("arrived_on", "到达日期", "date", required=True), Field("proof", "证明材料", required=True),
        ),
        why="当事人证明的到达日期与系统显示的发送日期不一致的，以当事人证明的为准。",
    ),
    Arrow(
        "receipt_filed", "V08", "收回送达回证", ("CPL:87",), after=BEGUN, by=(certified,),
        carries=(names_a_service, slip_is_signed),
        fields=(
            WHICH, Field("signed", "已经签名", "bool"), Field("signed_on", "签收日期", "date"),
            Field("signed_by", "签收人"), Field("refusal_note", "拒收情况"),
            Field("exhibits", "送达回证", "list"), Field("tracking_no", "邮件号"),
        ),
        why="签了名的送达回证附卷；电子送达和公告送达没有回证。",
    ),
)  # fmt: skip
