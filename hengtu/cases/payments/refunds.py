"""Refunds 退付: asked for by the cashier, approved by a head, carried out by the platform, an act when it confirms.

How much may go back the law says (APL:75p2); the request is rehearsed against it before anybody approves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Sum

from hengtu.agencies.models import Account, Agency, scope_values
from hengtu.agencies.selectors.holders import holders_of
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases import participants
from hengtu.cases.history import legal_history
from hengtu.cases.models import Booking, EnforcementCase, MessageKind, ReceivedPayment, Refund, RefundState, Source
from hengtu.cases.payments.booking import tell_cashiers
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.platform import PlatformDown, PlatformRefused, configured
from hengtu.cases.refusals import ActRefused
from hengtu.cases.rehearsal import rehearse
from hengtu.cases.services.refund_fine import refund_fine
from hengtu.cases.services.tell import tell
from hengtu.law.money import fen_of, fen_zh, yuan_of
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.shares import shares_of
from hengtu.ledger.jobs import Clock, enqueue
from hengtu.ledger.selectors.acts import acts_of_stream

SEND = "refund-send"
HEADS = ("agency_head", "deputy_head", "chief_head")
ON_THE_WAY = (RefundState.REQUESTED, RefundState.APPROVED, RefundState.SENT)
BY_PLATFORM = (Source.CALLBACK, Source.STATEMENT)


@dataclass(frozen=True)
class RefundDue:
    """What is to be given back for one party and not on its way yet; of the only party the first two are empty."""

    party: str
    name: str
    fen: int


def refunds_due(case_id: UUID, *, at: datetime) -> tuple[RefundDue, ...]:
    """Return what is to be given back and not on its way yet, for each party that has something to get."""
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    shares = shares_of(situation)
    names = {each.id: each.name for each in situation.case.parties} if shares and situation.case else {}
    going = Refund.objects.filter(case_uid=case_id, state__in=ON_THE_WAY)
    found = []
    for party, share in (shares or {"": situation}).items():
        due = fen_of(settle(share, day_of(at)).refund_yuan)
        on_its_way = _sum(going.filter(payment__party_uid=party) if party else going)
        found.append(RefundDue(party, names.get(party, ""), due - on_its_way))
    return tuple(due for due in found if due.fen > 0)


def refund_due_fen(case_id: UUID, *, at: datetime) -> int:
    """Return what is to be given back and not on its way yet, in fen, whoever gets it."""
    return sum(due.fen for due in refunds_due(case_id, at=at))


def request_refund(
    *, case_id: UUID, by: Account, at: datetime, reason: str, amount_fen: int | None = None, party: str = ""
) -> tuple[Refund, ...]:
    """Ask for money of a case to go back to who paid it; one refund per payment it is taken from, the latest first.

    Args:
        by: a cashier of the legal subject.
        amount_fen: all that is due unless given.
        party: whose money it is; may be left out where one party has something to get.
    Raises: MoneyRefused ``cashier_only``, ``nothing_due``, ``party_missing``, ``too_much``, ``not_by_platform``;
        ActRefused.
    Source: APL:75p2
    """
    with transaction.atomic():
        case = EnforcementCase.objects.select_for_update(of=("self",)).select_related("agency").get(pk=case_id)
        _must_hold(by, case.agency, ("cashier",), "cashier_only", "退付由收缴对账人员申请。", at)
        chosen = _chosen(refunds_due(case_id, at=at), party)
        due = chosen.fen
        amount = due if amount_fen is None else amount_fen
        if amount <= 0:
            raise MoneyRefused("nothing_due", "没有应当退还而还没有办理的款项，请核对决定和缴款记录。")
        if amount > due:
            raise MoneyRefused(
                "too_much", f"还应退 {fen_zh(due)} 元，填写的是 {fen_zh(amount)} 元。请按应退的数额办理。"
            )
        _rehearsed(case_id, by, at, amount, reason, chosen.party)
        taken = _taken_from(case_id, amount, chosen.party)
        refunds = tuple(_made(payment, case_id, part, by, at, reason) for payment, part in taken)
    _tell_heads(case.agency, refunds, at)
    return refunds


def return_payment(*, payment_id: UUID, by: Account, at: datetime, reason: str) -> Refund:
    """Ask for money that belongs to no case to go back to who paid it.

    Raises: MoneyRefused ``cashier_only``, ``not_loose``, ``not_by_platform``.
    """
    with transaction.atomic():
        payment = ReceivedPayment.objects.select_for_update(of=("self",)).select_related("agency").get(pk=payment_id)
        _must_hold(by, payment.agency, ("cashier",), "cashier_only", "退回由收缴对账人员申请。", at)
        if payment.booking != Booking.UNBOOKED:
            raise MoneyRefused("not_loose", "这笔款已经入账或者正在退回，请刷新后核对。")
        if payment.source not in BY_PLATFORM:
            raise MoneyRefused("not_by_platform", "这笔款不是经平台缴纳的，请经银行退回。")
        refund = _made(payment, None, payment.amount_fen, by, at, reason)
        payment.booking, payment.dealt_by, payment.dealt_at = Booking.RETURNING, by.username, at
        payment.save(update_fields=["booking", "dealt_by", "dealt_at"])
    _tell_heads(payment.agency, (refund,), at)
    return refund


def approve_refund(*, refund_id: UUID, by: Account, at: datetime, opinion: str = "同意") -> Refund:
    """A head agrees; the platform is asked. Raises: MoneyRefused ``head_only``, ``own_request``, ``answered``."""
    with transaction.atomic():
        refund = _to_answer(refund_id, by, at)
        refund.state = RefundState.APPROVED
        _answered(refund, by, at, opinion)
        ask_to_send(refund, at=at)
    return refund


def decline_refund(*, refund_id: UUID, by: Account, at: datetime, opinion: str) -> Refund:
    """A head does not agree, with reasons. Raises: as :func:`approve_refund`, and ``reason_missing``."""
    if not opinion.strip():
        raise MoneyRefused("reason_missing", "不同意的，请写明理由。")
    with transaction.atomic():
        refund = _to_answer(refund_id, by, at)
        refund.state = RefundState.DECLINED
        _answered(refund, by, at, opinion)
        lay_open_again(refund)
    return refund


def ask_to_send(refund: Refund, *, at: datetime) -> None:
    """Queue the request to the platform."""
    enqueue(SEND, {"refund": str(refund.pk)}, at=at, key=f"{SEND}:{refund.pk}:{at.isoformat()}")


def try_again(*, refund_id: UUID, by: Account, at: datetime) -> Refund:
    """Send a refund the platform refused once more; it was approved. Raises: MoneyRefused."""
    with transaction.atomic():
        refund = Refund.objects.select_for_update(of=("self",)).select_related("agency").get(pk=refund_id)
        _must_hold(by, refund.agency, ("cashier",), "cashier_only", "由收缴对账人员重新发送。", at)
        if refund.state != RefundState.FAILED:
            raise MoneyRefused("not_failed", "只有平台没有退成的，才能重新发送。")
        refund.state = RefundState.APPROVED
        refund.save(update_fields=["state"])
        ask_to_send(refund, at=at)
    return refund


@dataclass(frozen=True)
class Send:
    """The job that asks the platform for a refund, repeated while nobody answers."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Raises: PlatformDown, so that the job comes again."""
        refund = Refund.objects.select_related("payment", "agency").get(pk=payload["refund"])
        if refund.state != RefundState.APPROVED:
            return
        at, platform = self.clock(), configured()
        if platform is None:
            raise PlatformDown("还没有设置缴款平台")
        try:
            platform.refund(said_of(refund), at=at)
        except PlatformRefused as refusal:
            failed(refund, str(refusal), at)
        else:
            waiting = Refund.objects.filter(pk=refund.pk, state=RefundState.APPROVED)
            waiting.update(state=RefundState.SENT, sent_at=at)


def said_of(refund: Refund) -> dict[str, Any]:
    """Return what the platform is asked: which payment, how much of it, where to report."""
    return {
        "refund": str(refund.pk),
        "serial": refund.payment.serial,
        "amount_fen": refund.amount_fen,
        "reason": refund.reason,
        "reports_to": f"{settings.PUBLIC_URL}/money/callbacks",
    }


def failed(refund: Refund, why: str, at: datetime) -> None:
    """The platform could not: the cashier is told and may send it again."""
    refund.state, refund.why = RefundState.FAILED, why[:500]
    refund.save(update_fields=["state", "why"])
    tell_cashiers(
        refund.agency,
        f"退付 {fen_zh(refund.amount_fen)} 元没有退成：{why}",
        key=f"refund-failed:{refund.pk}:{at.isoformat()}",
        at=at,
    )


def lay_open_again(refund: Refund) -> None:
    """Money that is not returned after all waits on the cashier's list again."""
    loose = ReceivedPayment.objects.filter(pk=refund.payment_id, booking=Booking.RETURNING)
    loose.update(booking=Booking.UNBOOKED)


def _chosen(dues: tuple[RefundDue, ...], party: str) -> RefundDue:
    """Whose refund it is; with several it is said."""
    found = [due for due in dues if party in ("", due.party)]
    if len(found) > 1:
        raise MoneyRefused("party_missing", f"要退的有{'、'.join(due.name for due in found)}，请选退给哪一位。")
    return found[0] if found else RefundDue(party, "", 0)


def _rehearsed(case_id: UUID, by: Account, at: datetime, amount: int, reason: str, party: str) -> None:
    people = (participants.payment_platform(), participants.official(by))
    found = rehearse(
        refund_fine, case_id=case_id, by=people, at=at, amount_yuan=yuan_of(amount), reason=reason,
        parties=(party,) if party else (),
    )  # fmt: skip
    if any(objection.refuses for objection in found.objections):
        raise ActRefused("退还款项", found.objections)


def _taken_from(case_id: UUID, amount: int, party: str) -> list[tuple[ReceivedPayment, int]]:
    """From which payments it is taken, the latest first; a platform gives back only what came through it."""
    booked = ReceivedPayment.objects.filter(case_uid=case_id, booking=Booking.BOOKED, source__in=BY_PLATFORM)
    booked = booked.filter(party_uid=party) if party else booked
    parts, left = [], amount
    for payment in booked.select_for_update(of=("self",)).order_by("-paid_at", "uid"):
        part = min(left, payment.amount_fen - payment.returned_fen - _on_its_way(payment))
        if part > 0:
            parts.append((payment, part))
            left -= part
    if left:
        raise MoneyRefused(
            "not_by_platform",
            f"其中 {fen_zh(left)} 元不是经缴款平台缴纳的，平台退不了。请经银行退付，再凭回单登记“退还款项”。",
        )
    return parts


def _on_its_way(payment: ReceivedPayment) -> int:
    return _sum(payment.refunds.filter(state__in=ON_THE_WAY))


def _sum(refunds: QuerySet[Refund]) -> int:
    return int(refunds.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def _made(
    payment: ReceivedPayment, case_id: UUID | None, amount: int, by: Account, at: datetime, reason: str
) -> Refund:
    if not reason.strip():
        raise MoneyRefused("reason_missing", "请写明退还的理由。")
    return Refund.objects.create(
        payment=payment,
        case_uid=case_id,
        amount_fen=amount,
        reason=reason.strip()[:500],
        requested_by=by,
        requested_at=at,
        agency=payment.agency,
        **scope_values(payment.agency),
    )


def _to_answer(refund_id: UUID, by: Account, at: datetime) -> Refund:
    refund = Refund.objects.select_for_update(of=("self",)).select_related("agency").get(pk=refund_id)
    _must_hold(by, refund.agency, HEADS, "head_only", "退付由本机关负责人批准。", at)
    if refund.requested_by_id == by.pk:
        raise MoneyRefused("own_request", "自己申请的退付不能自己批准，请报其他负责人。")
    if refund.state != RefundState.REQUESTED:
        raise MoneyRefused("answered", "这笔退付已经有人审批，请刷新后核对。")
    return refund


def _answered(refund: Refund, by: Account, at: datetime, opinion: str) -> None:
    refund.answered_by, refund.answered_at, refund.opinion = by, at, opinion.strip()[:500]
    refund.save(update_fields=["state", "answered_by", "answered_at", "opinion"])


def _must_hold(account: Account, agency: Agency, roles: tuple[str, ...], code: str, message: str, at: datetime) -> None:
    if not roles_on(account, agency, day_of(at)) & set(roles):
        raise MoneyRefused(code, message)


def _tell_heads(agency: Agency, refunds: tuple[Refund, ...], at: datetime) -> None:
    heads = {each.pk: each for role in HEADS for each in holders_of(role, agency, day_of(at))}
    for refund in refunds:
        tell(
            heads.values(),
            kind=MessageKind.ACT,
            text=f"退付 {fen_zh(refund.amount_fen)} 元等您批准：{refund.reason}",
            key=f"refund:{refund.pk}",
            at=at,
            url="/money/refunds/",
        )


def gone_back(payment_id: UUID, amount_fen: int) -> None:
    """Note on a payment what of it has gone back."""
    ReceivedPayment.objects.filter(pk=payment_id).update(returned_fen=F("returned_fen") + amount_fen)
