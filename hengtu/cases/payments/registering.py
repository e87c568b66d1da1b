"""Orders become known to the platform: at once where somebody waits to pay, else by a job that is repeated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from hengtu.cases.models import OrderState, PaymentOrder
from hengtu.cases.payments.platform import Platform, PlatformDown, PlatformRefused, configured
from hengtu.ledger.jobs import Clock, enqueue

REGISTER, CLOSE = "payment-order-register", "payment-order-close"


def ask_to_register(order: PaymentOrder, *, at: datetime) -> None:
    """Queue the registration; without a platform there is nobody to tell."""
    if configured() is not None:
        enqueue(REGISTER, {"order": str(order.pk)}, at=at, key=f"{REGISTER}:{order.pk}")


def ask_to_close(order: PaymentOrder, *, at: datetime) -> None:
    """Queue that an order the platform knows is not to be paid any more."""
    if order.registered_at is not None:
        enqueue(CLOSE, {"order": str(order.pk)}, at=at, key=f"{CLOSE}:{order.pk}")


@dataclass(frozen=True)
class Register:
    """The job of registering one order."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Raises: PlatformDown, so that the job comes again."""
        order = PaymentOrder.objects.select_related("agency__acts_in_name_of").get(pk=payload["order"])
        register_now(order, at=self.clock())


@dataclass(frozen=True)
class Close:
    """The job of closing one order at the platform."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Raises: PlatformDown, so that the job comes again. One that refuses has closed it itself."""
        order = PaymentOrder.objects.get(pk=payload["order"])
        platform = configured()
        if platform is None:
            raise PlatformDown("还没有设置缴款平台")
        try:
            platform.close(order.number, at=self.clock())
        except PlatformRefused as refusal:
            PaymentOrder.objects.filter(pk=order.pk).update(trouble=str(refusal)[:300])


def register_now(order: PaymentOrder, *, at: datetime) -> str:
    """Register an open order if the platform does not know it, and return its pay page; "" without one.

    Raises: PlatformDown.
    """
    platform = configured()
    if platform is None or order.state != OrderState.OPEN:
        return order.pay_url
    known = order.pay_url.startswith(f"{platform.url}/")  # another platform has to be told anew
    return order.pay_url if known else _registered(platform, order, at)


def _registered(platform: Platform, order: PaymentOrder, at: datetime) -> str:
    try:
        order.pay_url = platform.register(said_of(order), at=at)
    except PlatformRefused as refusal:
        order.trouble = str(refusal)[:300]
    else:
        order.registered_at, order.trouble = at, ""
    order.save(update_fields=["pay_url", "registered_at", "trouble"])
    return order.pay_url


def said_of(order: PaymentOrder) -> dict[str, Any]:
    """Return what the platform is told: who pays which sum to whom. Nothing about the violation."""
    replaced = order.replaced.first()
    return {
        "order": order.number,
        "reference": str(order.pk),
        "payee": order.agency.legal_subject.code,
        "payee_name": order.agency.legal_subject.name,
        "payer": order.party_name,
        "amount_fen": order.amount_fen,
        "holds_through": order.holds_through.isoformat() if order.holds_through else None,
        "replaces": replaced.number if replaced else None,
        "reports_to": f"{settings.PUBLIC_URL}/money/callbacks",
    }
