"""What addresses and forms say: whatever is no number, day or words of the length asked for counts as not said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from hengtu.lib.uids import uid_of
from hengtu.web.asked import KEY_DIGITS, day_in, number_in, page_in, words_in
from hengtu.web.views.pdf import handed_out


@pytest.mark.parametrize("text", ["", "-1", "1.5", "١٢", "²", "1e9", " 1", "9" * 7, "9" * 5000])
def test_what_is_no_small_number_is_none(text: str) -> None:
    assert number_in(text) is None
    assert page_in(text) == 1


def test_a_number_has_as_many_digits_as_allowed_and_a_key_fits_both_engines() -> None:
    assert (number_in("999999"), number_in("007"), page_in("0"), page_in("3")) == (999_999, 7, 1, 3)
    assert number_in("9" * KEY_DIGITS, KEY_DIGITS) < 2**63
    assert number_in("9" * (KEY_DIGITS + 1), KEY_DIGITS) is None


def test_words_lose_nul_and_blanks_before_they_are_cut() -> None:
    assert words_in(" \0 冀A\0B12345 ", 4) == "冀AB1"


@pytest.mark.parametrize("text", ["", "2026-02-30", "2026", "昨天", "2026-01-01T00:00"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_in(text) is None
    assert day_in("2026-02-28") == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["", "account:li", "\0", "0" * 31, "{" * 40])
def test_what_is_no_uid_is_none(text: str) -> None:
    assert uid_of(text) is None
    assert uid_of("0" * 31 + "7") == UUID(int=7)


@pytest.mark.parametrize("name", ['a"; filename="b.exe', "a\r\nX-Header: 1.csv", "执法事项.csv"])
def test_a_file_name_of_any_characters_stays_inside_its_header(name: str) -> None:
    header = handed_out(b"", "text/csv", name)["Content-Disposition"]
    assert header.startswith("attachment; filename")
    assert "\n" not in header
    assert 'filename="b.exe' not in header
