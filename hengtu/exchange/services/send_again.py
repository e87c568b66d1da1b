"""Hand a refused record over once more as it stands, where the case has nothing to mend."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import ExportRecord, RecordState


def send_again(record: ExportRecord, *, reason: str, at: datetime) -> ExportRecord:
    """Make the next version of a refused record with the same content; it goes into the next package.

    Raises: ExchangeRefused ``reason_missing``, ``not_refused``.
    """
    reason = reason.strip()
    if not reason:
        raise ExchangeRefused("reason_missing", "请写明为什么按原样再报一次。")
    with transaction.atomic():
        kept = ExportRecord.objects.select_for_update().get(pk=record.pk)
        if kept.state != RecordState.REFUSED or not kept.is_newest:
            raise ExchangeRefused("not_refused", "只有被平台退回、还没有新版本的记录才能再报。请刷新页面。")
        ExportRecord.objects.filter(pk=kept.pk).update(is_newest=False)
        return ExportRecord.objects.create(
            format=kept.format, record_type=kept.record_type, source_id=kept.source_id, version=kept.version + 1,
            case_uid=kept.case_uid, action=kept.action, content=kept.content, sm3=kept.sm3, spec=kept.spec,
            acts=kept.acts, problems=kept.problems, reason=reason[:300], state=RecordState.WAITING,
            due_on=kept.due_on, produced_at=at, agency_id=kept.agency_id, legal_subject_id=kept.legal_subject_id,
            province_id=kept.province_id, city_id=kept.city_id, county_id=kept.county_id, station_id=kept.station_id,
        )  # fmt: skip
