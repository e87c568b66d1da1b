"""The panel of like cases over many decisions against the same panel over 1,000, for three readers.

Decided matters lie in 31 provinces of ten cities of ten bureaus each, over three years, of which the panel reads two;
one in five is of the item and tier asked about. Readers: an officer of the bureau, a supervisor of the city, one of
the province; each panel is the whole of ``like_cases_of``, with the reader's reach. Medians in milliseconds, and how
many decisions the widest scope holds. Prints one JSON line.

    python benchmarks/like_cases.py [--decisions 1000000] [--small 1000] [--repeats 50]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from _engines import on_both_engines

ON = date(2026, 11, 29)
DAYS = 3 * 365
PROVINCES, CITIES, BUREAUS = 31, 10, 10
ASKED, TIER = "ridehail-vehicle-uncertified", "较重"
OTHERS = [(f"item-{item}", tier) for item in range(40) for tier in ("轻微", "一般", "较重", "严重")]
SHARE = 0.2
MATTERS = 20  # decided matters that hang on one case: what the panel reads does not depend on it
AIM = "at most twice the panel over 1,000, or 50 ms"


def main() -> int:
    options = _options()
    if options.here:
        print(json.dumps(measure(options.decisions, options.small, options.repeats), ensure_ascii=False))
    else:
        words = [f"--{name}={getattr(options, name)}" for name in ("decisions", "small", "repeats")]
        found = on_both_engines(__file__, *words)
        print(json.dumps({"benchmark": "like_cases", "decisions": options.decisions, "aim": AIM, **found}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--decisions", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=50)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(decisions: int, small: int, repeats: int) -> dict[str, Any]:
    """Fill the table twice and time the panel of every reader each time."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    case, readers = _place()
    random = Random(20261129)
    _fill(case, random, 0, small)
    before = {name: _panel(case, reader, repeats) for name, reader in readers.items()}
    _fill(case, random, small, decisions)
    after = {name: _panel(case, reader, repeats) for name, reader in readers.items()}
    return {name: _told(before[name], after[name]) for name in readers}


def _told(before: tuple[float, int], after: tuple[float, int]) -> dict[str, float]:
    figures = {"small_ms": before[0], "large_ms": after[0], "ratio": after[0] / before[0], "widest": after[1]}
    return {name: round(value, 3) for name, value in figures.items()}


def _place() -> tuple[Any, dict[str, Any]]:
    """A case of an invented bureau, and whoever looks at it."""
    from hengtu.agencies.models import Role
    from hengtu.agencies.models.scoped import scope_values
    from hengtu.agencies.services.plant_tree import plant_line
    from hengtu.cases.models import EnforcementCase
    from tests.cast import SINCE, appointed

    line = plant_line(province_code="13", since=SINCE)
    case = EnforcementCase.objects.create(
        id=uuid.uuid4(), seq=1, agency=line.squad, **scope_values(line.squad), title="无车辆运输证案",
        track="ORDINARY", procedure_version="ordinary", category="road_transport", jurisdiction="河北",
        violation=ASKED, violation_on=ON, party_uid="", party_name="", state="OPEN", is_open=True,
        stage="notice_served", found_on=ON,
    )  # fmt: skip
    bureau, city, province = line.bureau, line.bureau.city, line.bureau.province
    readers = {
        "officer": appointed("bench-officer", bureau, Role.OFFICER),
        "city": appointed("bench-city", city, Role.SUPERVISOR),
        "province": appointed("bench-province", province, Role.SUPERVISOR),
    }
    return case, readers


def _fill(case: Any, random: Random, first: int, last: int) -> None:
    from django.db import connection, transaction

    from hengtu.cases.models import DecidedMatter, EnforcementCase

    with transaction.atomic():
        for start in range(first, last, 5000):
            serials = range(start, min(start + 5000, last))
            cases = EnforcementCase.objects.bulk_create([_other(case) for _ in serials[::MATTERS]])
            rows = [_row(cases[place // MATTERS], random, serial) for place, serial in enumerate(serials)]
            DecidedMatter.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _other(case: Any) -> Any:
    """A case for decisions to hang on; the panel reads nothing of it."""
    values = {column.attname: getattr(case, column.attname) for column in case._meta.concrete_fields}
    return type(case)(**{**values, "id": uuid.uuid4()})


def _row(other: Any, random: Random, serial: int) -> Any:
    from hengtu.cases.models import DecidedMatter

    violation, tier = (ASKED, TIER) if random.random() < SHARE else random.choice(OTHERS)
    return DecidedMatter(
        case=other,
        matter=f"m{serial}",
        violation=violation,
        tier=tier,
        fine_yuan=Decimal(random.randrange(3000, 10001, 100)) if random.random() < 0.95 else None,
        decided_on=ON - timedelta(days=random.randrange(DAYS)),
        jurisdiction="河北",
        agency_id=other.agency_id,
        **_scope(other, random),
    )


def _scope(other: Any, random: Random) -> dict[str, int]:
    """The columns of some bureau; the first of each is the case's own."""
    province, city, bureau = random.randrange(PROVINCES), random.randrange(CITIES), random.randrange(BUREAUS)
    at = 1_000_000 + 10_000 * province
    own = province == 0
    mine = own and city == bureau == 0
    subject = other.legal_subject_id if mine else at + 100 * city + bureau
    return {
        "province_id": other.province_id if own else at,
        "city_id": other.city_id if own and city == 0 else at + 100 * city + 99,
        "county_id": other.county_id if mine else subject,
        "legal_subject_id": subject,
    }


def _panel(case: Any, reader: Any, repeats: int) -> tuple[float, int]:
    """Median milliseconds of the panel, and how many decisions its widest scope holds."""
    from hengtu.cases.selectors.like_cases import like_cases_of
    from hengtu.law.discretion import assess

    facts = {"fare_yuan": 100, "has_vehicle_cert": False, "operation_kind": "ride_hailing"}
    day = {"violation_on": ON.isoformat(), "decided_on": ON.isoformat()}
    asked = {"violation": ASKED, "jurisdiction": "河北", "party_type": "natural_person", **day, "facts": facts}
    assessments = {"m1": replace(assess(asked), tier=TIER)}
    taken, found = [], {}
    for _ in range(repeats):
        started = time.perf_counter()
        found = like_cases_of(case, reader, ON, assessments, {})
        taken.append(time.perf_counter() - started)
    spreads = found["m1"].spreads
    return 1000 * statistics.median(taken), max((each.count for each in spreads), default=0)


if __name__ == "__main__":
    raise SystemExit(main())
