"""The outcome of a refund as the platform reports it: money that went back becomes the act ``fine_refunded``, once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hengtu.cases import participants
from hengtu.cases.models import Booking, PlatformNotice, ReceivedPayment, Refund, RefundState, Taken
from hengtu.cases.payments.booking import tell_cashiers
from hengtu.cases.payments.orders import orders_for
from hengtu.cases.payments.posts import RefundSaid
from hengtu.cases.payments.refunds import failed, gone_back, lay_open_again
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.refund_fine import refund_fine
from hengtu.law.money import fen_zh, yuan_of
from hengtu.law.procedure import day_of

WAITING = (RefundState.APPROVED, RefundState.SENT, RefundState.FAILED)


class RefundUnknown(LookupError):
    """No refund has this id."""


def take_refund_report(said: RefundSaid, *, at: datetime) -> Taken:
    """Take one outcome in; the same again changes nothing.

    Raises: RefundUnknown; StreamMoved when somebody acted on the case meanwhile, so that the platform reports again.
    """
    with transaction.atomic():
        refund = Refund.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=said.refund).first()
        if refund is None:
            raise RefundUnknown(str(said.refund))
        if _heard(said):
            return Taken.REPEATED
        if refund.state == RefundState.DONE:
            return Taken.REPEATED if said.status == "done" and said.serial == refund.serial else Taken.CONFLICT
        if said.status == "refused":
            return _refused(refund, said, at)
        return _done(refund, said, at)


def _heard(said: RefundSaid) -> bool:
    """A refusal told once more must not fail the try that was sent since."""
    return PlatformNotice.objects.filter(event=said.event, kind="refund", taken=Taken.TAKEN).exists()


def _refused(refund: Refund, said: RefundSaid, at: datetime) -> Taken:
    if refund.state == RefundState.FAILED:
        return Taken.REPEATED
    failed(refund, said.reason or "平台没有说明原因", at)
    lay_open_again(refund)
    return Taken.TAKEN


def _done(refund: Refund, said: RefundSaid, at: datetime) -> Taken:
    if refund.state not in WAITING or said.amount_fen != refund.amount_fen:
        text = f"平台报退款 {fen_zh(said.amount_fen)} 元，与申请的 {fen_zh(refund.amount_fen)} 元或者审批不符，请核查"
        tell_cashiers(refund.agency, text, key=f"refund-odd:{refund.pk}:{said.event}", at=at)
        return Taken.CONFLICT
    refund.state, refund.serial, refund.why = RefundState.DONE, said.serial, ""
    refund.refunded_at, refund.refunded_on = said.at, day_of(said.at)
    gone_back(refund.payment_id, refund.amount_fen)
    if refund.case_uid is None:
        ReceivedPayment.objects.filter(pk=refund.payment_id).update(booking=Booking.RETURNED)
    else:
        _record(refund, at)
    refund.save(update_fields=["state", "serial", "why", "refunded_at", "refunded_on", "act"])
    return Taken.TAKEN


def _record(refund: Refund, at: datetime) -> None:
    """Money that has gone back has gone back; what cannot become an act is shown to the cashier."""
    assert refund.case_uid is not None, "only a refund of a case is an act of it"
    assert refund.refunded_at is not None, "it has just been set"
    try:
        act = refund_fine(
            case_id=refund.case_uid,
            by=(participants.payment_platform(), participants.official(refund.requested_by)),
            at=refund.refunded_at,
            recorded_at=max(at, refund.refunded_at),
            amount_yuan=yuan_of(refund.amount_fen),
            reason=refund.reason,
            serial=refund.serial,
            payment_serial=refund.payment.serial,
            approved_by=refund.answered_by.name if refund.answered_by else None,
            key=f"refund:{refund.pk}",
            parties=(refund.payment.party_uid,) if refund.payment.party_uid else (),
        )
    except ActRefused as refusal:
        refund.why = f"钱已经退了，还没有登记：{refusal}"[:500]
        tell_cashiers(refund.agency, refund.why, key=f"refund-unrecorded:{refund.pk}", at=at)
        return
    refund.act = act.uid
    orders_for(refund.case_uid, at=at)
