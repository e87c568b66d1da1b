"""Every number of the counts equals its list, on both engines, within what the reader may see."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from urllib.parse import parse_qs

from hengtu.agencies.models import Role
from hengtu.cases.models import LenientOutcome
from hengtu.cases.selectors.leniency import LenientFilters, lenient_counts, lenient_csv, lenient_list, outcomes
from hengtu.cases.services.take_softer_measure import take_softer_measure
from tests.cases.test_leniency import OTHER, START, TWO, by, check, end_kept, lead, promised, sealed_cast
from tests.cast import appointed

TODAY = date(2026, 6, 1)
YEARS = LenientFilters(date(2025, 1, 1), TODAY)


def a_mixed_year(cast):
    """A promise that is open, one kept and ended, and two measures, at one squad."""
    promised(cast, name="甲")
    kept = promised(cast, name="乙", number=OTHER)
    check(cast, kept, "kept")
    end_kept(cast, kept, START + timedelta(days=21))
    unknown = lead(cast, number="")
    for measure in ("warn", "guide"):
        take_softer_measure(
            case_id=unknown, by=by(cast, *TWO), at=START + timedelta(hours=2), measure=measure, content="讲明规定",
            follow_up_on="2025-06-10",
        )  # fmt: skip


def every_number(counts):
    for group in counts.groups:
        yield group.total
        yield from group.lines
        yield from group.standings


def filters_of(query):
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    words = {key: asked.get(key, "") for key in ("kind", "code", "standing")}
    first, last = date.fromisoformat(asked["from"]), date.fromisoformat(asked["to"])
    return LenientFilters(first, last, int(asked.get("unit", 0)), **words)


def test_every_number_equals_its_list_and_the_file_of_it(database):
    cast = sealed_cast()
    a_mixed_year(cast)
    account = cast["officer-a"].account
    counts = lenient_counts(account, YEARS, on=TODAY)
    seen = 0
    for number in every_number(counts):
        filters = filters_of(number.query)
        rows = list(csv.reader(io.StringIO(lenient_csv(account, filters, on=TODAY))))
        assert number.number == lenient_list(account, filters, 1, on=TODAY).total == len(rows) - 1
        seen += number.number > 0
    assert seen >= 8
    assert {group.kind: group.total.number for group in counts.groups} == {"unpunished": 1, "promise": 2, "softer": 2}
    assert counts.leads == 3
    assert all(group.total.number == sum(line.number for line in group.lines) for group in counts.groups)


def test_what_is_open_and_what_is_over_is_told_apart(database):
    cast = sealed_cast()
    a_mixed_year(cast)
    account = cast["officer-a"].account
    for on, numbers in ((date(2025, 6, 20), [1, 0, 1]), (TODAY, [1, 1, 1])):
        groups = {group.kind: group for group in lenient_counts(account, YEARS, on=on).groups}
        assert [line.number for line in groups["promise"].standings] == numbers


def test_a_period_and_a_unit_cut_numbers_and_lists_alike(database):
    cast = sealed_cast()
    a_mixed_year(cast)
    account = cast["officer-a"].account
    later = LenientFilters(date(2025, 6, 20), TODAY)
    assert outcomes(account, later, on=TODAY).count() == 1
    elsewhere = LenientFilters(YEARS.first, YEARS.last, unit=cast.elsewhere.squad.pk)
    assert sum(group.total.number for group in lenient_counts(account, elsewhere, on=TODAY).groups) == 0


def test_nobody_counts_or_lists_what_he_may_not_see(database):
    cast = sealed_cast()
    a_mixed_year(cast)
    stranger = cast.stranger.account
    assert LenientOutcome.objects.count() == 5
    assert sum(group.total.number for group in lenient_counts(stranger, YEARS, on=TODAY).groups) == 0
    assert lenient_list(stranger, YEARS, 1, on=TODAY).total == 0
    assert lenient_csv(stranger, YEARS, on=TODAY).count("\n") == 1
    above = appointed("province-eye", cast.line.province, Role.SUPERVISOR)
    assert lenient_list(above, YEARS, 1, on=TODAY).total == 5
