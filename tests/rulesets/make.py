"""What the tests of the room of rules publish: a table of the invented place, and people who may."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.rulesets.drafting.content import empty_row
from hengtu.rulesets.models import RulePack
from hengtu.rulesets.services.publish_pack import publish_pack
from tests.cast import SINCE, appointed

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


def fine(tier: str, when: str, low: int, high: int) -> dict[str, Any]:
    return {"tier": tier, "when": when, "outcome": {"kind": "fine", "basis": "fixed_range", "min": low, "max": high}}


def table(identity: str = "road-occupy-dig@t1", division: str = "130000", **more: Any) -> dict[str, Any]:
    """A sound table for digging up roads in an invented document."""
    return {
        "id": identity,
        "violation": "road-occupy-dig",
        "division": division,
        "role": "ladder",
        "document": {"name": "试验裁量基准", "number": "试〔2026〕1号", "name_confirmed": True},
        "effective_from": "2026-04-01",
        "effective_from_confirmed": True,
        "statute_from": "2011-07-01",
        "complete": True,
        "confirmed": True,
        "tiers": [
            fine("轻微", "area_m2 < 2", 0, 3000),
            fine("一般", "area_m2 >= 2 and area_m2 < 10", 3000, 10000),
            fine("严重", "area_m2 >= 10", 10000, 30000),
        ],
        **more,
    }


def two_people(agency: Agency) -> tuple[Account, Account]:
    return appointed("proposer", agency, Role.ADMIN), appointed("approver", agency, Role.AGENCY_HEAD)


def published(identity: str = "road-occupy-dig@t1", **more: Any) -> RulePack:
    """Publish one table; makes the people and the agency when they are not there."""
    agency = Agency.objects.filter(level="PROVINCE").first() or plant_line(province_code="13", since=SINCE).province
    found = Account.objects.filter(username__in=("proposer", "approver")).order_by("-username")
    proposer, approver = found if len(found) == 2 else two_people(agency)
    rule = table(identity, **more)
    return publish_pack(
        records={"benchmarks": {identity: rule}},
        agency=agency,
        reason="试〔2026〕1号",
        proposed_by=proposer,
        approved_by=approver,
        at=AT,
    )


def row(tier: str, low: str, high: str, yuan: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A row with one circumstance, an area from ``low`` to ``high``."""
    cell = {key: value for key, value in (("low", low), ("high", high)) if value}
    return empty_row(f"r-{tier}", 1, tier=tier, cells=[cell], punish="fixed_range", min=yuan[0], max=yuan[1], **more)


def filled(**more: Any) -> dict[str, Any]:
    """The content of a draft that may be put into force."""
    rows = [row("轻微", "", "2", ("0", "3000")), row("一般", "2", "10", ("3000", "10000"))]
    rows.append(row("严重", "10", "", ("10000", "30000")))
    head = {
        "title": "试验裁量基准", "number": "试〔2026〕1号", "filing_number": "备〔2026〕1号", "place": "",
        "effective_from": "2026-04-01", "evaluate_by": "2028-04-01", "notice": "现予公布，自公布之日起三十日后施行。",
    }  # fmt: skip
    return {**head, "columns": ["area_m2"], "rows": rows, **more}
