"""Service 送达: each method has its condition and proof; without them the paper reached nobody (CPL:87 to 95)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.guards.order import electronic_service_agreed
from hengtu.law.procedure.moment import Moment


def service_is_proved(moment: Moment) -> Iterator[Objection]:
    """The method named has what it needs: a return slip, a record of leaving, consent, reasons for an announcement."""
    method = moment.asked("served")
    if method == "mail" and not moment.asked("received_on"):
        yield curable(
            "return_slip_missing",
            "邮寄送达还没有回执上的签收日期，退回的邮件不是送达",
            ("CPL:91",),
            "请在收到回执以后登记签收日期；退回的，改用其他方式送达。",
        )
    if method == "leave" and not moment.asked("refusal_note"):
        yield curable(
            "leaving_not_recorded",
            "留置送达没有写明拒收事由和见证人或者拍照、录像的情况",
            ("CPL:89",),
            "请写明拒收事由，由见证人签名或者把留置的过程拍照、录像。",
        )
    if method == "announce" and not moment.asked("announced_because"):
        yield curable(
            "announcement_without_reason",
            "公告送达没有写明原因和经过",
            ("CPL:95",),
            "受送达人下落不明或者其他方式无法送达的，写明原因和经过；否则改用其他方式。",
        )
    yield from electronic_service_agreed(moment)
