"""What the gateway reports 网关回报: taken once, in any order, and never able to undo a service by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hengtu.cases.deliveries import ask_to_record, tell_people
from hengtu.cases.models import Delivery, DeliveryEvent, DeliveryState

WAITING = (DeliveryState.QUEUED, DeliveryState.ACCEPTED)
STATUSES = frozenset({"accepted", "sent", "failed", "bounced"})


class DeliveryUnknown(LookupError):
    """No message has this id."""


@dataclass(frozen=True)
class Report:
    """One event: ``event`` is the gateway's own number for it, ``said_at`` its clock, kept and never relied on."""

    event: str
    message: UUID
    status: str
    said_at: datetime
    reason: str = ""


def take_report(report: Report, *, at: datetime) -> bool:
    """Take in one event; return whether it was new.

    A success makes ``at`` (when our own system shows it) the moment of service. A failure after a success is told to
    people: whether the service is struck a head decides (MOT:18i3, CPL:91).

    Raises: DeliveryUnknown.
    """
    with transaction.atomic():
        found = Delivery.objects.select_for_update().filter(message=report.message).first()
        if found is None:
            raise DeliveryUnknown(str(report.message))
        if not _is_new(found, report, at):
            return False
        if report.status == "sent":
            _succeeded(found, at)
        elif report.status in ("failed", "bounced"):
            _failed(found, report, at)
        elif found.state == DeliveryState.QUEUED:
            found.state, found.accepted_at = DeliveryState.ACCEPTED, at
        found.save()
    return True


def _is_new(delivery: Delivery, report: Report, at: datetime) -> bool:
    try:
        with transaction.atomic():
            DeliveryEvent.objects.create(
                event=report.event[:100],
                delivery=delivery,
                status=report.status,
                said_at=report.said_at,
                received_at=at,
                reason=report.reason[:300],
            )
    except IntegrityError:
        return False
    return True


def _succeeded(delivery: Delivery, at: datetime) -> None:
    if delivery.state in WAITING:
        delivery.state, delivery.sent_at = DeliveryState.SENT, at
        ask_to_record(delivery, at=at)
    elif delivery.state in (DeliveryState.FAILED, DeliveryState.CANCELLED):
        delivery.state = DeliveryState.DOUBTED
        tell_people(delivery, "网关先报发送失败、后又报成功，没有按送达登记，请核实", "late-success", at)


def _failed(delivery: Delivery, report: Report, at: datetime) -> None:
    delivery.reason = report.reason[:300]
    if delivery.state in WAITING:
        delivery.state, delivery.failed_at = DeliveryState.FAILED, at
        ask_to_record(delivery, at=at)
    elif delivery.state == DeliveryState.SENT:
        delivery.state, delivery.failed_at = DeliveryState.DOUBTED, at
        words = (
            f"网关报发送成功以后又报失败（{report.reason or '没有原因'}），请核实；确实没有送到的，报负责人撤销这次送达"
        )
        tell_people(delivery, words, "bounced", at)
