"""Service: 送达回证 for whatever was served, 送达地址确认书 where the party agreed to electronic service."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_block
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import pay_by_in_words
from hengtu.cases.papers.paper import Builder, Data
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import SERVICE
from hengtu.law.procedure.situation import service_day
from hengtu.lib.dates_zh import day_zh

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
            "refusal_note": str(
                context.asked("refusal_note") or ("当事人拒绝签收，留置送达。" if served == "leave" else "")
            ),
            "remark": pay_by_in_words(context) if context.act.kind == "decision_served" else "",
        }

    return service_receipt


def _where(context: PaperContext, served: str) -> str:
    if served == "electronic":
        return "当事人确认的电子送达地址"
    return str(context.asked("place") or context.party_data.address or context.legal_subject.name)


def agreed_to_electronic(context: PaperContext) -> bool:
    """Whether service is electronic and the consent is not on file yet (APL:61p2)."""
    return context.asked("served") == "electronic" and context.paper("x_address_confirmation") is None


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
