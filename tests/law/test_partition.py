"""A range is divided only by the method of the place, and the parts never leave it."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.outcome import Range
from hengtu.law.partition import partition
from hengtu.law.rulebook import records

ON = date(2025, 6, 3)


def test_shandong_divides_in_the_middle():
    found = partition(Range(3000, 10000), jurisdiction="山东邹平", on=ON)
    assert found is not None
    assert found.parts == {"lighten": Range(3000, 6500), "aggravate": Range(6500, 10000)}


def test_elsewhere_nothing_is_divided():
    assert partition(Range(3000, 10000), jurisdiction="河北", on=ON) is None


def test_the_method_of_another_ministry_is_an_example_only():
    found = partition(Range(0, 10000), jurisdiction="河北", on=ON, named="market-30-70")
    assert found is not None
    assert found.parts["ordinary"] == Range(3000, 7000)
    with pytest.raises(KeyError):
        partition(Range(0, 1), jurisdiction="河北", on=ON, named="nonsense")


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(sorted(records("partitions"))))
def test_the_parts_fill_the_range_and_stay_inside(low: int, spread: int, method: str):
    found = partition(Range(low, low + spread), jurisdiction="国家", on=ON, named=method)
    assert found is not None
    parts = list(found.parts.values())
    assert parts[0].min_yuan == low
    assert parts[-1].max_yuan == low + spread
    for first, second in itertools.pairwise(parts):
        assert first.max_yuan == second.min_yuan
