"""Service 送达: each method has its condition and proof; without them the paper reached nobody (CPL:87 to CPL:95)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hengtu.law import deadlines
from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.moment import CaseUnknown, Moment
from hengtu.law.procedure.service_documents import document_of, ways_shut
from hengtu.law.procedure.service_methods import METHODS, OF_CITIZENS, OF_ORGANISATIONS, RECEIVERS
from hengtu.law.procedure.services import consent_of, failed_tries, tried_by_hand
from hengtu.law.procedure.situation import day_of, service_day

WITNESSING = ("见证", "拍照", "照片", "录像", "摄像")
HOMES = ("residence", "business_place")
WHEREABOUTS_UNKNOWN, OTHERS_FAILED = "whereabouts_unknown", "others_failed"
ANNOUNCE_GROUNDS = {WHEREABOUTS_UNKNOWN: "受送达人下落不明", OTHERS_FAILED: "其他方式都无法送达"}


def service_is_proved(moment: Moment) -> Iterator[Objection]:
    """The method is one the law knows and open to this paper, and what proves it is there."""
    method = moment.asked("served")
    if not method:
        return
    if method not in METHODS:
        yield curable(
            "service_method_unknown", f"没有“{method}”这种送达方式", ("CPL:87",), "请在法律规定的送达方式中选择。"
        )
        return
    yield from way_is_open(moment)
    yield from _signed_for(moment)
    yield from _received_in_its_time(moment)
    proof = _PROOFS.get(str(method))
    if proof is not None:
        yield from proof(moment)


def way_is_open(moment: Moment) -> Iterator[Objection]:
    """The paper itself may want to be handed over first, or on the spot (ACL:24, ACL:38)."""
    document = document_of(moment.act.kind, moment.asked("document"))
    method = str(moment.asked("served"))
    if document is None or method not in METHODS:
        return
    tried = bool(moment.asked("direct_tried")) or tried_by_hand(moment.situation, document)
    yield from ways_shut(document, method, party_absent=moment.asked("party_absent") is True, tried_directly=tried)
    consent = consent_of(moment.situation, moment.act) if method == "electronic" else None
    if consent is not None and document.id in (consent.payload.get("excluded") or ()):
        yield void(
            "electronic_service_excluded",
            f"当事人在送达地址确认书上写明{document.zh}不采用电子送达",
            ("APL:61p2",),
            "请改用直接送达或者其他方式。",
        )


def _signed_for(moment: Moment) -> Iterator[Objection]:
    """Who signs is the party or one whom the law lets sign for it (CPL:88); an unsigned slip proves nothing."""
    receiver = str(moment.asked("receiver") or "")
    if receiver and receiver not in RECEIVERS:
        yield curable("receiver_unknown", f"没有“{receiver}”这种签收人", ("CPL:88",), "请选择由谁签收。")
    if receiver == "adult_family":
        yield from _of_age(moment)
    if receiver in RECEIVERS:
        yield from _may_sign(receiver, _party_kinds(moment))
    if moment.asked("receipt_signed") is False and moment.asked("served") != "leave":
        yield curable(
            "receipt_unsigned",
            "送达回证没有签名或者盖章，不能证明已经送达",
            ("CPL:87",),
            "请由签收人在送达回证上签名、注明日期；拒绝签收的，改用留置送达并由见证人签名或者拍照、录像。",
        )


def _may_sign(receiver: str, citizens: set[bool]) -> Iterator[Objection]:
    if receiver in OF_CITIZENS and citizens == {False}:
        who = "法人、其他组织由法定代表人、主要负责人或者收发人员签收"
    elif receiver in OF_ORGANISATIONS and citizens == {True}:
        who = "公民由本人或者同住的成年家属签收"
    else:
        return
    message = f"{RECEIVERS[receiver]}不能签收这份文书：{who}"
    yield curable("receiver_not_allowed", message, ("CPL:88",), "请由法律允许的人签收。")


def _of_age(moment: Moment) -> Iterator[Objection]:
    if moment.asked("receiver_adult") is False:
        yield void(
            "receiver_is_minor",
            "代收的家属没有成年，文书没有送达",
            ("CPL:88",),
            "请交给本人或者同住的成年家属；家里没有成年人的，登记这次没有送达，另行送达。",
        )
    elif moment.asked("receiver_adult") is None:
        yield curable(
            "receiver_age_missing", "没有写明代收的家属是否成年", ("CPL:88",), "请核对并写明代收的家属已经成年。"
        )


def _party_kinds(moment: Moment) -> set[bool]:
    try:
        return {party.is_citizen for party in moment.case.parties}
    except CaseUnknown:
        return set()


def _received_in_its_time(moment: Moment) -> Iterator[Objection]:
    """A paper is received after it was made, and not on a day that has not come."""
    received = moment.asked("received_on")
    if not received:
        return
    day = date.fromisoformat(str(received))
    document = document_of(moment.act.kind, moment.asked("document"))
    made = moment.situation.last(*document.made_by) if document else None
    if made is not None and day < day_of(made.occurred_at):
        yield void(
            "received_before_issue",
            f"签收日期{day_zh(day)}早于文书作出的{day_zh(day_of(made.occurred_at))}",
            ("CPL:87",),
            "请核对回执上的日期；回执不是这份文书的，不能作为送达的证明。",
        )
    recorded = moment.act.recorded_at
    if recorded is not None and day > day_of(recorded):
        yield void(
            "received_in_the_future",
            f"签收日期{day_zh(day)}还没有到",
            ("CPL:87",),
            "请按回执上实际的签收日期填写；还没有收到回执的，登记为已经寄出。",
        )


# --- the proof of each method -----------------------------------------------------------------------------------------
def _mail(moment: Moment) -> Iterator[Objection]:
    if not moment.asked("received_on"):
        yield curable(
            "return_slip_missing",
            "邮寄送达还没有回执上的签收日期，退回的邮件不是送达",
            ("CPL:91",),
            "请在收到回执以后登记签收日期；退回的，改用其他方式送达。",
        )


def _leave(moment: Moment) -> Iterator[Objection]:
    note = str(moment.asked("refusal_note") or "")
    if not note:
        yield curable(
            "leaving_not_recorded",
            "留置送达没有写明拒收事由和见证人或者拍照、录像的情况",
            ("CPL:89",),
            "请写明拒收事由，由见证人签名或者把留置的过程拍照、录像。",
        )
    elif not (moment.asked("witness") or moment.asked("filmed") is True or any(word in note for word in WITNESSING)):
        yield curable(
            "leaving_not_witnessed",
            "留置送达没有见证人签名，也没有拍照、录像，不能证明文书留在了住所",
            ("CPL:89",),
            "请写明基层组织或者所在单位的见证人，或者登记留置过程的照片、录像。",
        )
    if moment.asked("left_at") and moment.asked("left_at") not in HOMES:
        yield void(
            "left_elsewhere",
            "留置送达只能留在受送达人的住所，不能留在其他地方",
            ("CPL:89",),
            "请到受送达人的住所留置；不知道住所的，改用其他方式送达。",
        )


def electronic_service_agreed(moment: Moment) -> Iterator[Objection]:
    """Electronic service needs the party's signed consent on file, and ends with its withdrawal (APL:61p2)."""
    if moment.asked("served") != "electronic" or consent_of(moment.situation, moment.act) is not None:
        return
    withdrawn = moment.situation.last("consent_withdrawn")
    if withdrawn is not None:
        yield curable(
            "electronic_service_not_agreed",
            f"当事人已经在{day_zh(day_of(withdrawn.occurred_at))}撤回对电子送达的同意",
            ("APL:61p2",),
            "请改用直接送达；当事人重新同意的，另签送达地址确认书。",
        )
        return
    yield curable(
        "electronic_service_not_agreed",
        "采用电子送达，但没有当事人签字的同意",
        ("APL:61p2",),
        "请当事人签订确认书，或者改用直接送达。",
    )


def _through(moment: Moment) -> Iterator[Objection]:
    if not moment.asked("through"):
        whom = "受委托送达的机关" if moment.asked("served") == "entrust" else "转交的部队、监所或者教育机构"
        basis = ("CPL:91",) if moment.asked("served") == "entrust" else ("CPL:92", "CPL:93")
        yield curable("through_missing", f"没有写明{whom}", basis, f"请写明{whom}，以受送达人签收的日期登记。")


def _announce(moment: Moment) -> Iterator[Objection]:
    if not moment.asked("announced_because"):
        yield curable(
            "announcement_without_reason",
            "公告送达没有写明原因和经过",
            ("CPL:95",),
            "受送达人下落不明或者其他方式无法送达的，写明原因和经过；否则改用其他方式。",
        )
    if moment.asked("announce_ground") != WHEREABOUTS_UNKNOWN and not failed_tries(moment.situation):
        yield curable(
            "announcement_without_attempts",
            "公告送达是最后的方式，案卷里没有其他方式送达未成的记录",
            ("CPL:95",),
            "请先用其他方式送达并登记结果；受送达人下落不明的，写明查找的经过。",
        )
    elif moment.asked("announce_ground") == WHEREABOUTS_UNKNOWN and not moment.asked("searched"):
        yield curable(
            "search_not_recorded",
            "以下落不明公告，没有写明查找的经过",
            ("CPL:95",),
            "请写明查过哪些地址、电话、单位、登记信息，结果怎样。",
        )
    yield from _long_enough(moment)


def _long_enough(moment: Moment) -> Iterator[Objection]:
    """The announcement names its last day, and that day is not earlier than the term of the place allows."""
    named = moment.asked("announce_until")
    if not named:
        return
    least = announced_until(moment)
    if least is not None and service_day(moment.act) < least:
        yield curable(
            "announcement_too_short",
            f"公告期满日{day_zh(service_day(moment.act))}太早，按本地适用的公告期限应当到{day_zh(least)}",
            ("CPL:95", "MOT:18"),
            "请按公告期限填写期满日；本地规定较短的，先在规则里写明依据。",
        )


def announced_until(moment: Moment) -> date | None:
    """Return the last day of an announcement made on the day of the act, by the term of the place (CPL:95, MOT:18)."""
    try:
        place = moment.case.jurisdiction
    except CaseUnknown:
        place = None
    return deadlines.days_of("announcement_service", moment.on, province=place).due_on


_PROOFS = {
    "mail": _mail,
    "leave": _leave,
    "electronic": electronic_service_agreed,
    "entrust": _through,
    "forward": _through,
    "announce": _announce,
}
