"""Service: 送达回证 for whatever was served, 送达地址确认书 where the party agreed to electronic service."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_block, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import pay_by_in_words
from hengtu.cases.papers.paper import Builder, Data, When
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import SERVICE
from hengtu.law.acts import LegalAct
from hengtu.law.procedure.service_documents import DOCUMENTS, document_of
from hengtu.law.procedure.situation import service_day
from hengtu.lib.dates_zh import day_zh
from hengtu.subjects.models import Medium, ServiceContact

ACCOUNT_FIELD: dict[str, str] = {
    Medium.SMS: "mobile",
    Medium.EMAIL: "email",
    Medium.MESSENGER: "messenger",
    Medium.FAX: "fax",
}
DECISIONS = ("f15_penalty_decision", "x_no_penalty_decision")


def receipt_for(*forms: str, name: str) -> Builder:
    """Make the builder of a service receipt for papers of these forms; ``name`` where no such paper was issued."""

    def service_receipt(context: PaperContext) -> Data:
        paper = context.paper(*forms)
        what = f"{paper.title}{paper.number}" if paper else name
        served = str(context.asked("served") or "direct")
        row = (
            what,
            "",
            _where(context, served),
            day_zh(service_day(context.act)),
            SERVICE.get(served, served),
            "、".join(person.name for person in context.handlers[:2]),
        )
        return {
            **case_head(context),
            **cause_block(context),
            "serving_body": context.legal_subject.name,
            "recipient": context.party_data.name,
            "substitute": str(context.asked("substitute") or ""),
            "items": [row],
            "refusal_note": _refusal(context, served),
            "remark": pay_by_in_words(context) if context.act.kind == "decision_served" else "",
        }

    return service_receipt


def receipt_of_named(context: PaperContext) -> Data:
    """The slip of a paper that the act names itself."""
    document = DOCUMENTS[str(context.asked("document"))]
    return receipt_for(*document.forms, name=document.zh)(context)


def _refusal(context: PaperContext, served: str) -> str:
    """Why it was refused, who witnessed it, how it is shown (CPL:89)."""
    if served != "leave":
        return str(context.asked("refusal_note") or "")
    parts = [str(context.asked("refusal_note") or "当事人拒绝签收，留置送达。")]
    if context.asked("witness"):
        parts.append(f"见证人：{context.asked('witness')}")
    if context.asked("filmed"):
        parts.append("留置过程已经拍照、录像")
    return "；".join(part.rstrip("。；") for part in parts) + "。"


def announced(context: PaperContext) -> bool:
    """Whether the paper is served by announcement."""
    return bool(context.asked("served") == "announce")


def service_announcement(context: PaperContext) -> Data:
    """送达公告 (CPL:95): which paper, why, from when, until when, where it can be had."""
    document = document_of(context.act.kind, context.asked("document"))
    paper = context.paper(*document.forms) if document else None
    name = document.zh if document else "文书"
    until = service_day(context.act)
    return {
        **case_head(context),
        **party_line(context),
        "document": f"{paper.title}{paper.number}" if paper else name,
        "reason": str(context.asked("announced_because") or ""),
        "from_on": context.on,
        "until_on": until,
        "collect_at": context.legal_subject.name,
        "told": (
            f"请当事人自公告之日起到{context.legal_subject.name}领取{name}。到{day_zh(until)}期满，视为送达，"
            "陈述申辩、听证、缴款、行政复议和行政诉讼的期限从那天起算。"
        ),
    }


def not_made_by_a_try(document: str) -> When:
    """Make the question whether the paper is still to be made: a try since it was called for has made it already."""

    def to_be_made(context: PaperContext) -> bool:
        return not _tries_before(context, document)

    return to_be_made


def tried_first(document: str) -> When:
    """Make the question whether this try is the first one to take the paper out of the house."""

    def first(context: PaperContext) -> bool:
        return context.asked("document") == document and not _tries_before(context, document)

    return first


def _tries_before(context: PaperContext, document: str) -> list[LegalAct]:
    situation = context.situation
    made = situation.last(*DOCUMENTS[document].made_by)
    tries = [act for act in situation.all("service_attempted") if act.payload.get("document") == document]
    since = situation.acts.index(made) if made in situation.acts else -1
    return [act for act in tries if act.uid != context.act.uid and situation.acts.index(act) > since]


def _where(context: PaperContext, served: str) -> str:
    if served == "electronic":
        return "当事人确认的电子送达地址"
    return str(context.asked("place") or context.party_data.address or context.legal_subject.name)


def agreed_to_electronic(context: PaperContext) -> bool:
    """Whether service is electronic and the consent is not on file yet (APL:61p2)."""
    return context.asked("served") == "electronic" and context.paper("x_address_confirmation") is None


def confirmed_address(context: PaperContext) -> Data:
    """送达地址确认书 of the act that confirms it: the numbers come from the encrypted row, onto the frozen paper."""
    row = ServiceContact.objects.filter(uid=context.asked("contact")).first() if context.asked("contact") else None
    data = {**address_confirmation(context), "electronic": context.asked("electronic") is True}
    excluded = "、".join(DOCUMENTS[each].zh for each in context.asked("excluded") or ())
    if row is None:
        return {**data, "excluded": excluded}
    account = {ACCOUNT_FIELD[row.medium]: row.account} if row.account else {}
    known = {"mail_address": row.mail_address or data["mail_address"], "recipient": row.recipient or data["recipient"]}
    return {**data, "mobile": "", **account, **known, "excluded": excluded}


def address_confirmation(context: PaperContext) -> Data:
    """送达地址确认书 (APL:61p2): where the party may be reached, and its consent to electronic service."""
    party = context.party_data
    return {
        **case_head(context),
        **party_block(context),
        "recipient": party.name,
        "relation": "本人" if not party.is_organisation else "本单位",
        "recipient_id_no": party.id_number,
        "electronic": True,
        "mobile": party.phone,
        "mail_address": party.address or "没有提供邮寄地址，采用电子送达",
        "told": (
            "电子送达的，以本机关系统显示发送成功的日期为送达日期；当事人证明到达其确认的系统的日期与此不一致的，"
            "以当事人证明的日期为准。送达地址变更的，应当及时告知。"
        ),
    }
