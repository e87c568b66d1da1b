"""Every morning: what waits is collected into packages, for those platforms that are given one each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.exchange.catalogue import format_for, format_ids
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import NOT_SENT, ExportPackage, ExportRecord
from hengtu.exchange.services.make_package import make_package
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.jobs import enqueue

JOB = "export-packages"
EARLY = time(4, 30)
BY = "系统（每日生成）"


def collect(payload: Mapping[str, Any]) -> None:
    """Make the packages of one day and ask for the next. Bears being run twice: what was packed waits no more."""
    on = date.fromisoformat(payload["on"])
    at = datetime.combine(on, EARLY, CIVIL_TIME)
    for format_id in format_ids():
        for subject in subjects_with_open(format_id):
            if format_for(format_id, subject.division_code, on).collect == "daily":
                package_if_any(format_id, subject, by=BY, at=at)
    ask_for(on + timedelta(days=1), at=at)


def subjects_with_open(format_id: str) -> list[Agency]:
    """Return the legal subjects that have something open for a platform."""
    rows = ExportRecord.objects.filter(format=format_id, is_newest=True, state__in=NOT_SENT)
    return list(Agency.objects.filter(pk__in=rows.values("legal_subject_id")).order_by("code"))


def package_if_any(format_id: str, subject: Agency, *, by: str, at: datetime) -> ExportPackage | None:
    """Make a package; None where everything open still fails its checks."""
    try:
        return make_package(format_id, subject=subject, by=by, at=at)
    except ExchangeRefused as refused:
        if refused.code != "nothing_waits":
            raise
        return None


def ask_for(on: date, *, at: datetime) -> None:
    """Queue the round of one morning; asking again changes nothing."""
    run_at = datetime.combine(on, EARLY, CIVIL_TIME)
    enqueue(JOB, {"on": on.isoformat()}, at=at, key=f"{JOB}:{on.isoformat()}", run_at=run_at)
