"""Make a package of what is due, render it again, say that it was handed over."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from hengtu.agencies.models import Agency, scope_values
from hengtu.exchange.catalogue import format_for
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.format_values import Format
from hengtu.exchange.models import NOT_SENT, ExportPackage, ExportRecord, PackageState, RecordState
from hengtu.exchange.services.bring_up import bring_up
from hengtu.exchange.writing import ENDINGS, write
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.lib.canonical import canonical
from hengtu.lib.signing import Ed25519Signer
from hengtu.lib.sm3 import sm3_hex

MOST = 20_000  # records of one package; more of them go into the next
FIRST = "0" * 64


def make_package(format_id: str, *, subject: Agency, by: str, at: datetime) -> ExportPackage:
    """Collect what one legal subject has to hand over to one platform into the next numbered package.

    Everything still open is produced again first, so that what was mended outside a case counts. Records that fail
    stay behind and stop no other.

    Args:
        subject: the legal subject in whose name it is handed over.
        by: name of who makes it.
    Raises: ExchangeRefused ``nothing_waits``.
    """
    waiting = ExportRecord.objects.filter(legal_subject_id=subject.pk, format=format_id, is_newest=True)
    open_cases = waiting.filter(state__in=NOT_SENT).values_list("case_uid", flat=True)
    bring_up(format_id, set(open_cases), at=at)
    made = format_for(format_id, subject.division_code, day_of(at))
    with transaction.atomic():
        Agency.objects.select_for_update().get(
            pk=subject.pk
        )  # one package of a subject at a time: numbers have no gaps
        records = _in_order(made, list(waiting.filter(state=RecordState.WAITING).order_by("pk")[:MOST]))
        if not records:
            raise ExchangeRefused("nothing_waits", f"没有等着报送{made.short}的记录，没有生成报送包。")
        return _pack(made, subject, records, by=by, at=at)


def _in_order(made: Format, records: list[ExportRecord]) -> list[ExportRecord]:
    """By kind as the format has them, then by record; a kind the format does not know any more goes last."""
    place = {record.type: number for number, record in enumerate(made.records)}
    return sorted(records, key=lambda each: (place.get(each.record_type, len(place)), each.source_id))


def _pack(made: Format, subject: Agency, records: Sequence[ExportRecord], *, by: str, at: datetime) -> ExportPackage:
    earlier = ExportPackage.objects.filter(legal_subject_id=subject.pk, format=made.id)
    seq = (earlier.aggregate(last=Max("seq"))["last"] or 0) + 1
    number = f"{made.id.upper()}-{subject.code}-{seq:06d}"
    columns = [field.name for field in made.records[0].fields] if made.writing == "csv" else []
    content = write(made.writing, number, columns, records)
    filename = f"{number}.{ENDINGS[made.writing]}"
    before = earlier.filter(seq=seq - 1).values_list("manifest", flat=True).first()
    said = {
        "package": number,
        "format": made.id,
        "spec": made.spec,
        "writing": made.writing,
        "columns": columns,
        "sender": {"code": subject.code, "name": subject.name, "division": subject.division_code},
        "seq": seq,
        "made_at": at.astimezone(CIVIL_TIME).isoformat(timespec="seconds"),
        "records": dict(sorted(Counter(record.record_type for record in records).items())),
        "count": len(records),
        "file": {"name": filename, "size": len(content), "sm3": sm3_hex(content)},
        "previous_sm3": sm3_hex(before.encode()) if before else FIRST,
    }
    package = ExportPackage.objects.create(
        agency=subject, **scope_values(subject), format=made.id, spec=made.spec, seq=seq, number=number, made_at=at,
        made_by=by, records_count=len(records), filename=filename, size=len(content), sm3=sm3_hex(content),
        manifest=signed_manifest(said),
    )  # fmt: skip
    for position, record in enumerate(records, start=1):
        record.package, record.position, record.state = package, position, RecordState.PACKED
    ExportRecord.objects.bulk_update(records, ["package", "position", "state"], batch_size=500)
    return package


def signed_manifest(said: dict[str, Any]) -> str:
    """Return the canonical text of a manifest with the signature over it."""
    signer = Ed25519Signer(settings.SIGNING_SEED)
    signature = {
        "algorithm": signer.algorithm,
        "public_key": signer.public_key,
        "value": signer.sign(canonical(said).encode()),
    }
    return canonical({"manifest": said, "signature": signature})


def package_bytes(package: ExportPackage) -> bytes:
    """Return the file of a package, byte for byte as it was made.

    Raises: ExchangeRefused ``package_erased`` where something in it was lawfully erased since, ``package_differs``
        where a record is not what it was.
    """
    records = list(package.records.order_by("position"))
    if any(record.erased for record in records):
        raise ExchangeRefused(
            "package_erased", f"报送包 {package.number} 里有依法删除的内容，不再提供文件；清单、摘要和签名仍可下载。"
        )
    said = json.loads(package.manifest)["manifest"]
    content = write(said["writing"], package.number, said["columns"], records)
    if sm3_hex(content) != package.sm3:
        raise ExchangeRefused(
            "package_differs", f"报送包 {package.number} 与生成时的摘要不一致，没有提供文件。请联系系统管理员核对。"
        )
    return content


def hand_over(package: ExportPackage, *, by: str, at: datetime) -> ExportPackage:
    """Note that a package was given to its platform. A second time changes nothing.

    Raises: ExchangeRefused ``before_made`` where the time lies before the package.
    """
    if at < package.made_at:
        raise ExchangeRefused("before_made", "交给平台的时间早于报送包生成的时间，请核对。")
    with transaction.atomic():
        kept = ExportPackage.objects.select_for_update().get(pk=package.pk)
        if kept.state != PackageState.PRODUCED:
            return kept
        kept.state, kept.handed_at, kept.handed_by = PackageState.HANDED, at, by
        kept.save(update_fields=["state", "handed_at", "handed_by"])
        kept.records.filter(state=RecordState.PACKED).update(state=RecordState.HANDED)
    return kept
