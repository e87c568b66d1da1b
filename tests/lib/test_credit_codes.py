"""Unified social credit codes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hengtu.lib.credit_codes import ALPHABET, BadCreditCode, check_character, parse_credit_code

GOOD = "91350100M000100Y43"  # the example of GB 32100


def outcome(text: str) -> str:
    """Parse; return the code of the refusal, or nothing."""
    try:
        parse_credit_code(text)
    except BadCreditCode as refusal:
        return refusal.code
    return ""


def test_the_example_of_the_standard_is_in_order() -> None:
    assert parse_credit_code(GOOD) == GOOD


@pytest.mark.parametrize(
    "typed", [GOOD.lower(), "91350100 M000100Y43", "９１３５０１００Ｍ０００１００Ｙ４３", GOOD + "\n"]
)
def test_blanks_and_widths_are_forgiven(typed: str) -> None:
    assert parse_credit_code(typed) == GOOD


def test_a_village_collective_whose_code_begins_with_a_letter_is_accepted() -> None:
    body = "N2130105MF0000001"
    assert parse_credit_code(body + check_character(body)).startswith("N2")


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("", "credit_code_length", "0 位"),
        (GOOD[:17], "credit_code_length", "17 位"),
        ("9135O100M000100Y43", "credit_code_letters", "第 5 位"),
        ("91I50100M000100YZ3", "credit_code_letters", "第 3、17 位"),
        ("91A50100M000100Y43", "credit_code_division", "第 3 至 8 位"),
        ("91350100M000100Y44", "credit_code_check", "第 17、18 位"),
    ],
)
def test_a_refusal_names_the_characters_to_look_at(typed: str, code: str, hint: str) -> None:
    with pytest.raises(BadCreditCode) as refusal:
        parse_credit_code(typed)
    assert refusal.value.code == code
    assert hint in refusal.value.message


@given(st.integers(0, 16), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(place: int, character: str) -> None:
    wrong = GOOD[:place] + character + GOOD[place + 1 :]
    if wrong != GOOD:
        with pytest.raises(BadCreditCode):
            parse_credit_code(wrong)


@given(st.text(max_size=40) | st.text(ALPHABET + "IOSVZ \n", min_size=17, max_size=19))
@example("7777777\n777777777K")
@example("²²" * 9)
def test_nothing_but_the_named_error_is_ever_raised(text: str) -> None:
    assert outcome(text) in {
        "",
        "credit_code_length",
        "credit_code_letters",
        "credit_code_division",
        "credit_code_check",
    }
