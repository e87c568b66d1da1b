"""Benchmarks of the demonstration: one published for the invented province, one still being written."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hengtu.agencies.models import Account, Agency, AgencyDivision
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.rulesets.drafting.content import empty_row
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.draft_benchmark import begin_draft, save_draft_content
from hengtu.rulesets.services.propose_benchmark import propose_benchmark
from hengtu.rulesets.services.publish_benchmark import publish_benchmark
from hengtu.web.demo.stage import SINCE

DIVISION = "990000"  # the layer of the invented province in the rulebook
# none of the items of the prepared cases: what they come out as stays as it is
PUBLISHED, WRITTEN = "road-occupy-dig", "waterway-fishing-gear"
PUBLISHED_BEFORE = 30  # days between publication and the first day in force
TIERS = (("轻微", "", "2", 0, 3000), ("一般", "2", "10", 3000, 10000), ("严重", "10", "", 10000, 30000))


def make_benchmarks(province: Agency, until: date) -> None:
    """Publish one table that comes into force on the demonstration's today, begin another; by two people.

    The cases of the year were decided without it; from a table already in force then their decisions would depart.
    """
    AgencyDivision.objects.create(agency=province, division_code=DIVISION, effective_from=SINCE)
    drafter, head = (Account.objects.get(username=name) for name in ("admin-province", "head-province"))
    at = datetime.combine(until - timedelta(days=PUBLISHED_BEFORE), time(10), CIVIL_TIME)
    draft = _begun(province, PUBLISHED, "empty", drafter, at)
    draft = save_draft_content(draft_id=draft.pk, content=_content(at.date()), expected_version=1, by=drafter, at=at)
    propose_benchmark(draft_id=draft.pk, expected_version=draft.version, by=drafter, at=at)
    publish_benchmark(draft_id=draft.pk, seen_version=draft.version, by=head, at=at + timedelta(hours=2))
    _begun(province, WRITTEN, "parts", drafter, at + timedelta(days=PUBLISHED_BEFORE - 2))


def _begun(province: Agency, item: str, start: str, by: Account, at: datetime) -> BenchmarkDraft:
    return begin_draft(agency=province, division=DIVISION, violation=item, start=start, by=by, at=at, parts=3)


def _content(published: date) -> dict[str, Any]:
    starts = published + timedelta(days=PUBLISHED_BEFORE)
    return {
        "title": "东陵省公路路政行政处罚裁量基准（演示）",
        "number": f"陵交规〔{published.year}〕3号",
        "filing_number": f"陵备〔{published.year}〕17号",
        "place": "",
        "effective_from": starts.isoformat(),
        "evaluate_by": (starts + timedelta(days=365 * 3)).isoformat(),
        "notice": "演示数据，地方和文件都是虚构的。",
        "columns": ["area_m2"],
        "rows": [_row(f"d{n}", *tier) for n, tier in enumerate(TIERS)],
    }


def _row(key: str, tier: str, low: str, high: str, least: int, most: int) -> dict[str, Any]:
    cell = {name: value for name, value in (("low", low), ("high", high)) if value}
    return empty_row(key, 1, tier=tier, cells=[cell], punish="fixed_range", min=str(least), max=str(most))
