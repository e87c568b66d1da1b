"""What the platform says, read out of JSON: a payment, or the outcome of a refund."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

LARGEST_FEN = 10**13  # a sum beyond it is a slip, not a fine


@dataclass(frozen=True)
class PaidSaid:
    """A payment as the platform reports it; ``paid_at``: its moment of payment, ``reference``: uid of our order."""

    event: str
    order: str
    reference: str
    payee: str
    serial: str
    amount_fen: int
    paid_at: datetime
    payer: str = ""
    receipt_no: str = ""
    channel: str = ""


@dataclass(frozen=True)
class RefundSaid:
    """The outcome of a refund: ``done`` with a serial of its own, or ``refused`` with a reason."""

    event: str
    refund: UUID
    status: str
    serial: str
    amount_fen: int
    at: datetime
    reason: str = ""


def read_post(said: Any) -> PaidSaid | RefundSaid:
    """Raises: ValueError, KeyError, TypeError for anything that is no post of the protocol."""
    if not isinstance(said, Mapping):
        raise ValueError("不是一个对象")
    if said["kind"] == "paid":
        return _paid(said)
    if said["kind"] == "refund":
        return _refund(said)
    raise ValueError(f"不认识的种类 {said['kind']}")


def _paid(said: Mapping[str, Any]) -> PaidSaid:
    return PaidSaid(
        _word(said, "event", 100),
        _word(said, "order", 40),
        str(said.get("reference") or "")[:40],
        str(said.get("payee") or "")[:32],
        _word(said, "serial", 64),
        _fen(said["amount_fen"]),
        _moment(said["paid_at"]),
        str(said.get("payer") or "")[:300],
        str(said.get("receipt_no") or "")[:64],
        str(said.get("channel") or "")[:40],
    )


def _refund(said: Mapping[str, Any]) -> RefundSaid:
    status = said["status"]
    if status not in ("done", "refused"):
        raise ValueError(f"不认识的退款结果 {status}")
    serial = _word(said, "serial", 64) if status == "done" else ""
    amount, at = _fen(said["amount_fen"]), _moment(said["at"])
    why = str(said.get("reason") or "")[:300]
    return RefundSaid(_word(said, "event", 100), UUID(str(said["refund"])), status, serial, amount, at, why)


def _word(said: Mapping[str, Any], key: str, longest: int) -> str:
    word = said[key]
    if not isinstance(word, str) or not word.strip() or len(word) > longest:
        raise ValueError(f"{key} 应当是 1 至 {longest} 个字")
    return word.strip()


def _fen(value: Any) -> int:
    """Whole fen, as a number: a text or a fraction is no sum."""
    if type(value) is not int or not 0 < value < LARGEST_FEN:
        raise ValueError("amount_fen 应当是正的整数，单位是分")
    return value


def _moment(value: Any) -> datetime:
    moment = parse_datetime(str(value))
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("时间要带时区")
    return moment
