"""Posts of the platform 回调: each is kept as it came, answered the same however often it comes, and acted on once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from hengtu.cases.models import PlatformNotice, ReceivedPayment, Refund, Source, Taken
from hengtu.cases.payments.booking import book_soon, tell_cashiers
from hengtu.cases.payments.days import recompare
from hengtu.cases.payments.posts import PaidSaid, RefundSaid, read_post
from hengtu.cases.payments.receiving import receive
from hengtu.cases.payments.refund_reports import RefundUnknown, take_refund_report
from hengtu.law.money import fen_zh
from hengtu.lib.signed_posts import BadSignature, check

KEPT = 4000  # characters of a post that is not signed by the platform


@dataclass(frozen=True)
class Post:
    """One post as received: body and the two headers that sign it."""

    body: bytes
    moment: str
    signature: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace").replace("\x00", "\ufffd")


@dataclass(frozen=True)
class Answer:
    """HTTP status and JSON of our answer."""

    status: int
    content: dict[str, Any]


def take_post(post: Post, *, at: datetime) -> Answer:
    """Take one post in: 401 not signed by the platform, 422 not readable, 404 no such refund, else 200.

    Raises: nothing of its own; what was taken and could not be booked yet is booked by a job.
    """
    try:
        check(settings.NONTAX_KEY, post.body, post.moment, post.signature, at=at)
    except BadSignature as error:
        _keep(post, Taken.STALE if error.code == "stale" else Taken.UNSIGNED, str(error), at, text=post.text[:KEPT])
        return Answer(401, {"error": error.code, "message": str(error)})
    try:
        said = read_post(json.loads(post.body))
    except (ValueError, KeyError, TypeError) as error:
        _keep(post, Taken.UNREADABLE, str(error), at)
        return Answer(422, {"error": "unreadable", "message": f"读不了这条回调：{error}"})
    return _paid(post, said, at) if isinstance(said, PaidSaid) else _refunded(post, said, at)


def _paid(post: Post, said: PaidSaid, at: datetime) -> Answer:
    with transaction.atomic():
        payment, taken = receive(said, source=Source.CALLBACK, at=at)
        why = _conflict(payment, said) if taken is Taken.CONFLICT else ""
        _keep(post, taken, why, at, said.event, "paid")
        if why:
            tell_cashiers(payment.agency, why, key=f"conflict:{said.serial}:{said.event}", at=at)
    booked = book_soon(payment.pk, at=at)
    recompare(payment.legal_subject_id, payment.paid_on, at=at)
    return Answer(200, {"ok": True, "taken": taken is Taken.TAKEN, "booking": booked.booking.lower()})


def _conflict(payment: ReceivedPayment, said: PaidSaid) -> str:
    return (
        f"流水号 {said.serial} 先后报了两种内容：{fen_zh(payment.amount_fen)} 元和 {fen_zh(said.amount_fen)} 元，"
        "按先收到的入账，以对账单为准"
    )


def _refunded(post: Post, said: RefundSaid, at: datetime) -> Answer:
    try:
        with transaction.atomic():
            taken = take_refund_report(said, at=at)
            _keep(post, taken, "", at, said.event, "refund")
        refund = Refund.objects.get(pk=said.refund)
        if refund.refunded_on is not None:
            recompare(refund.legal_subject_id, refund.refunded_on, at=at)
    except RefundUnknown:
        _keep(post, Taken.UNKNOWN, "没有这笔退付", at, said.event, "refund")
        return Answer(404, {"error": "unknown_refund", "message": "没有这笔退付。"})
    return Answer(200, {"ok": True, "taken": taken is Taken.TAKEN})


def _keep(
    post: Post, taken: Taken, why: str, at: datetime, event: str = "", kind: str = "", *, text: str | None = None
) -> None:
    PlatformNotice.objects.create(
        received_at=at,
        event=event,
        kind=kind,
        body=post.text if text is None else text,
        signed_at=post.moment[:20],
        signature=post.signature[:64],
        taken=taken,
        why=why[:300],
    )
