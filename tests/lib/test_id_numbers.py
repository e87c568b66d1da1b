"""Resident identity numbers: real people pass, wrong ones are told which digits to look at."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hengtu.lib.id_numbers import BadIdNumber, check_character, parse_id_number

TODAY = date(2025, 6, 3)
GOOD = "11010519491231002X"
CODES = {
    "id_length",
    "id_first_generation",
    "id_format",
    "id_place",
    "id_birth_date",
    "id_born_later",
    "id_check_digit",
}


def number_of(place: str, born: str, serial: str = "002") -> str:
    body = place + born + serial
    return body + check_character(body)


def outcome(text: str) -> str:
    """Parse; return the code of the refusal, or nothing."""
    try:
        parse_id_number(text, on=TODAY)
    except BadIdNumber as refusal:
        return refusal.code
    return ""


def test_the_example_of_the_standard_is_in_order() -> None:
    parsed = parse_id_number(GOOD, on=TODAY)
    assert (parsed.number, parsed.born_on, parsed.is_male) == (GOOD, date(1949, 12, 31), False)


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ", "\ufeff" + GOOD]
)
def test_what_a_hurried_officer_types_is_forgiven(typed: str) -> None:
    assert parse_id_number(typed, on=TODAY).number == GOOD


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("310115", "born before the county code existed"),
        ("110117", "likewise"),
        ("320507", "a district since dissolved"),
        ("330113", "a district newer than the tables"),
        ("810000", "residence permit for Hong Kong residents"),
        ("830000", "residence permit for Taiwan residents"),
        ("931156", "residence card of a foreigner"),
    ],
)
def test_people_are_not_refused_over_their_county_code(place: str, why: str) -> None:
    assert parse_id_number(number_of(place, "19900307"), on=TODAY).born_on == date(1990, 3, 7), why


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert parse_id_number(number_of("110105", "20000229"), on=TODAY).born_on == date(2000, 2, 29)
    with pytest.raises(BadIdNumber) as refusal:
        parse_id_number(number_of("110105", "19000229"), on=TODAY)
    assert refusal.value.code == "id_birth_date"


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("", "id_length", "0 位"),
        (GOOD[:17], "id_length", "17 位"),
        ("110105491231002", "id_first_generation", "18 位"),
        ("1101051949I231002X", "id_format", "第 11 位"),
        ("1101O51949123100ZX", "id_format", "第 5、17 位"),
        (number_of("780105", "19491231"), "id_place", "第 1、2 位"),
        (number_of("110105", "19491331"), "id_birth_date", "第 7 至 14 位"),
        (number_of("110105", "20250604"), "id_born_later", "第 7 至 14 位"),
        ("110105194912310021", "id_check_digit", "第 17、18 位"),
        ("11010519491231020X", "id_check_digit", "第 17、18 位"),
    ],
)
def test_a_refusal_names_the_digits_to_look_at(typed: str, code: str, hint: str) -> None:
    with pytest.raises(BadIdNumber) as refusal:
        parse_id_number(typed, on=TODAY)
    assert refusal.value.code == code
    assert hint in refusal.value.message


def test_someone_born_on_the_day_of_entry_is_accepted() -> None:
    assert parse_id_number(number_of("110105", "20250603"), on=TODAY).born_on == TODAY


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(place: int, shift: int) -> None:
    wrong = GOOD[:place] + str((int(GOOD[place]) + shift) % 10) + GOOD[place + 1 :]
    with pytest.raises(BadIdNumber):
        parse_id_number(wrong, on=TODAY)


@given(st.text(max_size=40) | st.text("0123456789Xx IO", min_size=15, max_size=19))
@example("110105\n19491231002X\n")
@example("٣٣٠١٠٥١٩٤٩١٢٣١٠٠٢٤")
@example("²" * 18)
@example("\ud800" * 18)
def test_nothing_but_the_named_error_is_ever_raised(text: str) -> None:
    assert outcome(text) in {"", *CODES}
