"""Trying to serve, what comes back, and the slip: what each of these acts must say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.guards.enforcement import exact_sum_told, purpose_is_known, rights_told
from hengtu.law.procedure.guards.notice import hearing_offered_where_due, notice_matches_report
from hengtu.law.procedure.guards.service import electronic_service_agreed, way_is_open
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.service_documents import DOCUMENTS, SERVED_GENERALLY, SERVICES
from hengtu.law.procedure.service_methods import METHODS
from hengtu.law.procedure.services import OUTCOMES, RETURN_REASONS, UNDER_WAY, attempts_of, consent_of, service_of
from hengtu.law.procedure.situation import day_of

# Ways in which a paper is on its way for a while; what is handed over is served, or it is not.
ON_THE_WAY = frozenset({"electronic", "mail", "entrust", "forward"})


def paper_exists(moment: Moment) -> Iterator[Objection]:
    """What is served has been made, by an act of this case."""
    document = DOCUMENTS.get(str(moment.asked("document")))
    if document is None:
        yield curable("document_unknown", "没有写明送达哪一份文书", ("CPL:87",), "请选择要送达的文书。")
    elif not moment.situation.has(*document.made_by):
        yield void(
            "document_not_made",
            f"本案还没有{document.zh}，不能送达",
            document.basis,
            f"请先作出{document.zh}。",
        )


def not_served_yet(moment: Moment) -> Iterator[Objection]:
    """A paper that has reached the party is not sent again; a service that did not happen is struck first."""
    document = DOCUMENTS.get(str(moment.asked("document")))
    served = service_of(moment.situation, document) if document else None
    if document is not None and served is not None and document.id != "reminder":
        yield void(
            "served_already",
            f"{document.zh}已经送达，不能再送",
            document.basis,
            "原来的送达没有到达当事人的，先撤销那次送达，再重新送达。",
        )


def attempt_is_described(moment: Moment) -> Iterator[Objection]:
    """A try names its way and what came of it; what reached the party is no try."""
    method, outcome = moment.asked("served"), moment.asked("outcome")
    if method not in METHODS or method == "announce":
        yield curable("attempt_method", "没有写明用哪种方式送达", ("CPL:87",), "请选择方式；公告的，直接登记公告送达。")
    if outcome not in OUTCOMES:
        yield curable(
            "attempt_outcome",
            "没有写明这次送达的结果",
            ("CPL:87",),
            "请选择结果；已经签收或者留置的，直接登记送达。",
        )
    if outcome == UNDER_WAY and method in METHODS and method not in (*ON_THE_WAY, "announce"):
        yield curable(
            "attempt_outcome",
            f"{METHODS[str(method)].zh}当场就有结果",
            ("CPL:87",),
            "签收或者留置的，登记送达；没有送到的，写明原因。",
        )


def attempt_may_be_made(moment: Moment) -> Iterator[Objection]:
    """What is sent on its way must be open to this paper, agreed to, and not yet on its way."""
    if moment.asked("outcome") != UNDER_WAY:
        return
    yield from way_is_open(moment)
    yield from electronic_service_agreed(moment)
    if moment.asked("served") == "electronic":
        yield from _online_remedy(moment)
    document = DOCUMENTS.get(str(moment.asked("document")))
    for attempt in attempts_of(moment.situation, document) if document else ():
        if attempt.is_open and attempt.method == moment.asked("served"):
            yield curable(
                "attempt_under_way",
                f"{METHODS[attempt.method].zh}已经在{day_zh(day_of(attempt.act.occurred_at))}发出，还没有结果",
                ("CPL:87",),
                "请先登记上一次的结果：签收、退回或者失败。",
            )


def _online_remedy(moment: Moment) -> Iterator[Objection]:
    """Who is served a decision electronically may apply for review online; the way is told to him (ARL:22)."""
    if moment.asked("document") == "decision" and not moment.asked("review_channel"):
        yield curable(
            "online_review_missing",
            "电子送达处罚决定，没有告诉当事人网上申请行政复议的渠道",
            ("ARL:22p2",),
            "请写明网上申请行政复议的地址或者入口；没有的，改用其他方式送达。",
        )


def content_is_lawful(moment: Moment) -> Iterator[Objection]:
    """A notice or reminder that leaves the house says what it must, whether or not it arrives (APL:44, ACL:35)."""
    if moment.asked("document") == "notice":
        yield from notice_matches_report(moment)
        yield from hearing_offered_where_due(moment)
        if moment.asked("hearing_offered") is None:
            yield curable("hearing_offered_missing", "还缺告知听证权利", ("APL:63p1",), "请写明是否告知听证权利。")
    if moment.asked("document") == "reminder":
        yield from purpose_is_known(moment)
        yield from exact_sum_told(moment)
        yield from rights_told(moment)
    if moment.asked("document") == "hearing_notice" and not moment.asked("hearing_on"):
        yield curable("hearing_on_missing", "还缺听证日期", ("APL:64i2",), "请补上听证日期。")


def names_a_try_under_way(moment: Moment) -> Iterator[Objection]:
    """What comes back was on its way."""
    tries = [each for document in DOCUMENTS.values() for each in attempts_of(moment.situation, document)]
    if not any(each.is_open and each.act.uid == moment.asked("attempt") for each in tries if each.act.uid):
        yield curable(
            "attempt_unknown",
            "没有找到还没有结果的这次送达",
            ("CPL:91",),
            "请选择一次还没有结果的送达；已经登记为送达的，改为撤销那次送达。",
        )
    if moment.asked("return_reason") not in RETURN_REASONS:
        yield curable("return_reason_missing", "还缺退回的原因", ("CPL:91",), "请按退回的邮件或者系统的回报填写原因。")


def names_a_service(moment: Moment) -> Iterator[Objection]:
    """The act named is a service that counts today."""
    if moment.asked("act") not in {act.uid for act in moment.situation.all(*SERVICES) if act.uid}:
        yield curable("service_unknown", "没有找到这次送达", ("CPL:87",), "请选择本案已经登记的一次送达。")


def arrived_electronically(moment: Moment) -> Iterator[Objection]:
    """Only for electronic service may the party prove another day of arrival (MOT:18i3)."""
    named = next((act for act in moment.situation.all(*SERVICES) if act.uid == moment.asked("act")), None)
    if named is None:
        return
    if named.payload.get("served") != "electronic":
        yield void(
            "arrival_of_other_method",
            "只有电子送达可以按当事人证明的到达日期计算",
            ("MOT:18i3",),
            "其他方式登记错了日期的，用更正写明。",
        )
    arrived = moment.asked("arrived_on")
    if arrived and date.fromisoformat(str(arrived)) > moment.on:
        yield void("received_in_the_future", "到达日期还没有到", ("MOT:18i3",), "请按证明材料上的日期填写。")


def slip_is_signed(moment: Moment) -> Iterator[Objection]:
    """The slip carries a signature and a day, or the refusal with a witness or film (CPL:87, CPL:89)."""
    if moment.asked("signed") is not True and not moment.asked("refusal_note"):
        yield curable(
            "receipt_unsigned",
            "送达回证没有签名，也没有写明拒收的情况",
            ("CPL:87", "CPL:89"),
            "请由签收人签名、注明日期；拒收的，写明事由和见证人或者拍照、录像情况。",
        )
    signed_on = moment.asked("signed_on")
    if signed_on and date.fromisoformat(str(signed_on)) > moment.on:
        yield void("received_in_the_future", "签收日期还没有到", ("CPL:87",), "请按回证上的日期填写。")


def something_to_withdraw(moment: Moment) -> Iterator[Objection]:
    """A consent is withdrawn that stands."""
    if consent_of(moment.situation) is None:
        yield curable(
            "no_consent", "当事人没有有效的电子送达同意", ("APL:61p2",), "不需要撤回；送达本来就不能采用电子方式。"
        )


def address_is_complete(moment: Moment) -> Iterator[Objection]:
    """Consent to electronic service is signed and names where to; otherwise an address for mail is enough (MOT:18)."""
    if moment.asked("electronic") is not True:
        return
    if moment.asked("consent_signed") is not True:
        yield curable(
            "consent_unsigned", "同意电子送达，但确认书没有签名", ("APL:61p2",), "请当事人在送达地址确认书上签名。"
        )
    if not moment.asked("contact"):
        yield curable(
            "account_missing", "同意电子送达，但没有接收文书的号码或者账号", ("APL:61p2",), "请当事人填写号码或者账号。"
        )


def general_paper_named(moment: Moment) -> Iterator[Objection]:
    """Papers with a service act of their own are served by that act."""
    document = DOCUMENTS.get(str(moment.asked("document")))
    if document is not None and document.service != SERVED_GENERALLY:
        yield curable(
            "served_by_its_own_act", f"{document.zh}有自己的送达登记", document.basis, f"请办理送达{document.zh}。"
        )
