"""Every morning yesterday's statement is fetched for each legal subject whose orders the platform knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.cases.models import PaymentOrder, StatementDay
from hengtu.cases.payments.booking import tell_cashiers
from hengtu.cases.payments.days import take_statement
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.platform import Platform, PlatformRefused, configured
from hengtu.cases.payments.statements import read_statement
from hengtu.cases.reminders import morning_of
from hengtu.ledger.jobs import Clock, enqueue
from hengtu.lib.signed_posts import BadSignature

JOB = "statement-fetch"


def ask_for(on: date, *, at: datetime) -> None:
    """Ask for the round of a day; asking twice is one round."""
    enqueue(JOB, {"on": on.isoformat()}, at=at, run_at=morning_of(on), key=f"{JOB}:{on.isoformat()}")


@dataclass(frozen=True)
class Fetch:
    """The job of one morning: ``payload["on"]`` is the civil day; the statement is that of the day before."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Raises: PlatformDown, so that the round comes again; what is there already is not fetched twice."""
        on = date.fromisoformat(payload["on"])
        ask_for(on + timedelta(days=1), at=self.clock())
        platform = configured()
        if platform is not None:
            fetch_all(platform, on - timedelta(days=1), at=self.clock())


def fetch_all(platform: Platform, on: date, *, at: datetime) -> int:
    """Fetch the statements of a day that are missing; return how many came. Raises: PlatformDown."""
    subjects = PaymentOrder.objects.filter(registered_at__isnull=False).values("legal_subject_id").distinct()
    have = StatementDay.objects.filter(on=on).values("agency_id")
    wanted = Agency.objects.filter(pk__in=subjects).exclude(pk__in=have)
    return sum(fetch(platform, agency, on, at=at) for agency in wanted.order_by("pk"))


def fetch(platform: Platform, agency: Agency, on: date, *, at: datetime) -> bool:
    """Fetch and take in one statement; what cannot be taken is told to the cashier. Raises: PlatformDown."""
    try:
        content = platform.statement(agency.code, on, at=at)
        statement = read_statement(content)
    except (PlatformRefused, BadSignature, MoneyRefused) as error:
        key = f"statement:{agency.pk}:{on.isoformat()}"
        tell_cashiers(agency, f"{on:%m月%d日}的对账单没有取到：{error}", key=key, at=at)
        return False
    take_statement(statement, agency=agency, on=on, source="缴款平台", content=content, at=at)
    return True
