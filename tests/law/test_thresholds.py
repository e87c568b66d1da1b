"""Large amounts: a hearing is offered where no row says otherwise; the heads discuss by row, or by the setting."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.discretion import assess
from hengtu.law.jurisdiction import resolve
from hengtu.law.outcome import KINDS_ZH
from hengtu.law.rulebook import records
from hengtu.law.severity import NEXT_ABOVE
from hengtu.law.thresholds import discussion_is_required, hearing_is_required

ON = date(2025, 11, 4)


def assessed(violation: str, place: str, **facts: Any):
    return assess(
        {
            "violation": violation,
            "jurisdiction": place,
            "violation_on": "2025-10-16",
            "decided_on": "2025-11-04",
            "facts": facts,
        }
    )


def test_no_row_means_the_hearing_is_offered():
    answer = hearing_is_required(
        jurisdiction="河北", party_type="natural_person", penalty="fine", amount_yuan=200, on=ON
    )
    assert answer.required
    assert "河北" in answer.reason


def test_a_row_for_discussions_is_no_row_for_hearings():
    assert hearing_is_required(jurisdiction="山东", penalty="fine", amount_yuan=200, on=ON).source is None


@pytest.mark.parametrize("penalty", ["warning", "none"])
def test_nothing_to_pay_needs_no_hearing(penalty: str):
    assert not hearing_is_required(jurisdiction="河北", penalty=penalty, amount_yuan=0, on=ON).required


@pytest.mark.parametrize("penalty", ["fine+revoke", "suspend_business", "downgrade"])
def test_heavy_kinds_need_both(penalty: str):
    assert hearing_is_required(jurisdiction="河北", penalty=penalty, on=ON).required
    assert discussion_is_required(jurisdiction="河北", penalty=penalty, on=ON).required


@pytest.mark.parametrize(
    ("party", "amount", "required"),
    [
        ("natural_person", 29999.99, False),
        ("natural_person", 30000, False),  # 超过 leaves the number itself out
        ("natural_person", 30000.01, True),
        ("individual_business", 30001, True),
        ("legal_person", 30001, False),
        ("legal_person", 100000, False),
        ("legal_person", 100001, True),
        (None, 30001, True),
    ],
)
def test_the_row_of_the_province_decides_discussion(party: str | None, amount: float, required: bool):
    answer = discussion_is_required(jurisdiction="山东", party_type=party, penalty="fine", amount_yuan=amount, on=ON)
    assert answer.required is required
    assert answer.source == "shandong-discussion"


@pytest.mark.parametrize(("amount", "required"), [(49999, False), (50000, True), (50001, True)])
def test_elsewhere_half_of_the_maximum_does(amount: int, required: bool):
    facts = assessed("hazmat-staff-unqualified", "福建")
    answer = discussion_is_required(jurisdiction="福建", penalty="fine", amount_yuan=amount, assessment=facts, on=ON)
    assert answer.required is required


def test_a_small_fine_is_never_large_by_share():
    facts = assessed("ridehail-driver-service", "福建")
    answer = discussion_is_required(jurisdiction="福建", penalty="fine", amount_yuan=199, assessment=facts, on=ON)
    assert not answer.required
    assert "3000 元" in answer.reason


@pytest.mark.parametrize(("amount", "required"), [(199, False), (200, True)])
def test_the_highest_fine_the_law_allows_is_discussed_however_small(amount: int, required: bool):
    facts = assessed("ridehail-driver-service", "福建")
    answer = discussion_is_required(jurisdiction="福建", penalty="fine", amount_yuan=amount, assessment=facts, on=ON)
    assert answer.required is required
    assert ("法定的最高额" in answer.reason) is required


def test_a_formula_leaves_nothing_to_discuss():
    facts = assessed("overlimit-mass", "河北", vehicle_form="train", axle_count=5, gross_mass_kg=98940)
    answer = discussion_is_required(jurisdiction="河北", penalty="fine", amount_yuan=27500, assessment=facts, on=ON)
    assert not answer.required


def test_without_a_range_there_is_no_share_of_it():
    answer = discussion_is_required(jurisdiction="河北", penalty="fine", amount_yuan=90000, assessment=None, on=ON)
    assert not answer.required
    assert "没有罚款幅度" in answer.reason


def test_leaving_the_tier_of_the_benchmark_is_discussed():
    facts = assessed("road-occupy-dig", "河北石家庄", act_form="occupy", area_m2=5)
    inside = discussion_is_required(jurisdiction="河北石家庄", penalty="fine", amount_yuan=500, assessment=facts, on=ON)
    outside = discussion_is_required(
        jurisdiction="河北石家庄", penalty="fine", amount_yuan=501, assessment=facts, on=ON
    )
    assert (inside.required, outside.required) == (False, True)


ROWS = records("thresholds")
WITH_A_ROW = {row["division"] for row in ROWS.values() if row["purpose"] == "hearing" and "division" in row}
PARTIES = st.sampled_from([None, "natural_person", "individual_business", "legal_person", "other_organisation"])
MONEY = st.integers(1, 10**8)


@given(st.sampled_from(sorted(records("divisions"))), PARTIES, MONEY, st.dates(date(2021, 7, 15), date(2030, 1, 1)))
def test_a_missing_row_offers_the_hearing_whoever_pays_whatever(place: str, party: str | None, yuan: int, on: date):
    answer = hearing_is_required(jurisdiction=place, penalty="fine", party_type=party, amount_yuan=yuan, on=on)
    if not WITH_A_ROW & set(resolve(place).chain):
        assert answer.required
        assert answer.source is None


@given(st.sampled_from(sorted(records("divisions"))), PARTIES, MONEY)
def test_a_number_nobody_read_denies_no_hearing(place: str, party: str | None, yuan: int):
    answer = hearing_is_required(jurisdiction=place, penalty="fine", party_type=party, amount_yuan=yuan, on=ON)
    if not answer.required:
        assert answer.source is not None
        row = ROWS[answer.source]
        assert row["confirmed"] or row.get("fictional")


def test_the_maritime_number_is_kept_and_not_used():
    assert not ROWS["maritime-hearing"]["confirmed"]
    assert hearing_is_required(jurisdiction="国家", penalty="fine", amount_yuan=1, on=ON).source is None


@pytest.mark.parametrize("kind", sorted({*KINDS_ZH, *NEXT_ABOVE} - {"none", "unknown", "warning", "fine"}))
def test_no_kind_heavier_than_a_warning_goes_without_the_offer(kind: str):
    if kind != "confiscate_illegal_gains":  # its amount decides
        assert hearing_is_required(jurisdiction="国家", penalty=kind, on=ON).required
