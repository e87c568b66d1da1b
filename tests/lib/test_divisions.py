"""Division codes: form, province, containment."""

import pytest

from hengtu.lib.divisions import PROVINCES, BadDivisionCode, check_division_code, contains, province_of


def test_there_are_thirty_four_provinces_with_different_short_names() -> None:
    assert len(PROVINCES) == 34
    assert len({province.short for province in PROVINCES.values()}) == 34
    assert len({province.name for province in PROVINCES.values()}) == 34


def test_province_and_short_name() -> None:
    province = province_of("441900")
    assert province is not None
    assert (province.name, province.short) == ("广东省", "粤")
    assert province_of("999999") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "division_format"),
        ("13010", "division_format"),
        ("１３０１００", "division_format"),
        ("130100\n", "division_format"),
        ("780000", "division_province"),
    ],
)
def test_what_is_no_code_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadDivisionCode) as refusal:
        check_division_code(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("outer", "inner", "inside"),
    [
        ("000000", "130105", True),
        ("130000", "130105", True),
        ("130100", "130105", True),
        ("130105", "130105", True),
        ("130105", "130100", False),
        ("130100", "130205", False),
        ("130000", "140000", False),
    ],
)
def test_a_division_contains_what_begins_with_its_digits(outer: str, inner: str, inside: bool) -> None:
    assert contains(outer, inner) is inside
