"""What went to other platforms in the demonstration: packages, receipts, one record sent back, one with a hole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from hengtu.cases.models import EnforcementCase
from hengtu.exchange.catalogue import format_ids
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import ExportPackage
from hengtu.exchange.services.bring_up import bring_up
from hengtu.exchange.services.make_package import hand_over, make_package
from hengtu.exchange.services.take_receipt import take_receipt
from hengtu.web.demo.player import Stage

HOW_MANY = 30  # cases whose records are there at once; the worker reads the rest
SENT_BACK = {"code": "Q301", "field": "source", "message": "案件来源的代码在平台的代码表里还没有启用（示范）"}


def fill_once(stage: Stage, *, at: datetime) -> int:
    """Bring up some cases of one squad for every platform and hand them over; returns how many packages went out.

    The ministry sends one record back, the platform for credit took everything, the other two have not answered.
    """
    cases = list(_cases(stage))
    for format_id in format_ids():
        bring_up(format_id, cases, at=at)
    return sum(_send(stage, format_id, at) for format_id in format_ids())


def _cases(stage: Stage) -> Iterator[UUID]:
    """Finished cases first, then one that is under way."""
    ours = EnforcementCase.objects.filter(agency=stage.agency).exclude(number="")
    yield from ours.order_by("is_open", "found_on", "pk").values_list("pk", flat=True)[:HOW_MANY]


def _send(stage: Stage, format_id: str, at: datetime) -> int:
    try:
        package = make_package(format_id, subject=stage.agency.legal_subject, by="系统（每日生成）", at=at)
    except ExchangeRefused:
        return 0
    if format_id == "justice":
        return 1  # made, waiting for somebody to hand it over
    hand_over(package, by="秦有档", at=at + timedelta(minutes=5))
    if format_id in ("mot", "credit"):
        _answer(package, at + timedelta(hours=2), refuses=format_id == "mot")
    return 1


def _answer(package: ExportPackage, at: datetime, *, refuses: bool) -> None:
    lines = [{"package": package.number, "result": "accepted", "answered_at": at.isoformat()}]
    record = package.records.filter(record_type="CASE").order_by("position").first()
    if refuses and record is not None:
        named = {"record_type": record.record_type, "source_id": record.source_id, "version": str(record.version)}
        lines.append({**lines[0], **named, **SENT_BACK, "result": "refused"})
    content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    take_receipt(
        content, packages=ExportPackage.objects.filter(pk=package.pk), home=None, by="秦有档", at=at, dry_run=False
    )
