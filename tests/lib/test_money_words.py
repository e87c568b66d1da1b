"""Sums in capital characters: one wrong character makes a decision contestable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.money_words import DIGITS, money_in_words

SUMS = [
    ("0", "零元整"),
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("0.55", "伍角伍分"),
    ("1", "壹元整"),
    ("5.12", "伍元壹角贰分"),
    ("6.05", "陆元零伍分"),
    ("10", "壹拾元整"),
    ("10.50", "壹拾元伍角整"),
    ("200", "贰佰元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("10000", "壹万元整"),
    ("10500", "壹万零伍佰元整"),
    ("27500", "贰万柒仟伍佰元整"),
    ("30000", "叁万元整"),
    ("100005.12", "壹拾万零伍元壹角贰分"),
    ("107000.53", "壹拾万零柒仟元伍角叁分"),
    ("20010000", "贰仟零壹万元整"),
    ("100000001", "壹亿零壹元整"),
    ("100500000", "壹亿零伍拾万元整"),
    ("1000010000", "壹拾亿零壹万元整"),
    ("200000000000", "贰仟亿元整"),
    ("1000000000000", "壹万亿元整"),
    ("1000100000000", "壹万零壹亿元整"),
]


@pytest.mark.parametrize(("amount", "words"), SUMS)
def test_sums_read_as_the_rules_for_bills_ask(amount: str, words: str) -> None:
    assert money_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "NaN", "Infinity", "10000000000000000"])
def test_what_is_no_sum_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        money_in_words(amount)


def test_a_float_is_refused_because_it_does_not_hold_fen() -> None:
    with pytest.raises(ValueError, match="浮点"):
        money_in_words(0.1)  # type: ignore[arg-type]


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_reading_the_words_back_gives_the_sum(yuan: int) -> None:
    assert _read(money_in_words(yuan).removesuffix("元整")) == yuan


@given(st.integers(min_value=0, max_value=10**14))
def test_no_two_zeros_stand_together_and_none_before_a_unit(yuan: int) -> None:
    words = money_in_words(yuan)
    assert "零零" not in words
    assert yuan == 0 or not any(f"零{unit}" in words for unit in "拾佰仟万亿元")


def _read(words: str) -> int:
    """Read an integer in capital characters, independently of how it was written."""
    if "亿" in words:
        high, _, low = words.rpartition("亿")
        return _read(high) * 10**8 + _read(low)
    if "万" in words:
        high, _, low = words.rpartition("万")
        return _read(high) * 10**4 + _read(low)
    total = digit = 0
    for char in words:
        if char in DIGITS:
            digit = DIGITS.index(char)
        else:
            total += digit * {"拾": 10, "佰": 100, "仟": 1000}[char]
            digit = 0
    return total + digit
