"""Days as people write them: no zero in front, year and month said once in a span."""

from datetime import date, datetime

import pytest

from hengtu.law.dates_zh import day_zh, instant_zh, iso_zh, span_zh, spans_zh


def test_a_day_has_no_zero_in_front():
    assert day_zh(date(2026, 1, 4)) == "2026年1月4日"
    assert instant_zh(datetime(2026, 10, 1, 9, 5)) == "2026年10月1日 09:05"
    assert (iso_zh("2026-10-08"), iso_zh("改日")) == ("2026年10月8日", "改日")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 10, 1), date(2026, 10, 1), "2026年10月1日"),
        (date(2026, 10, 1), date(2026, 10, 7), "2026年10月1日至7日"),
        (date(2026, 9, 28), date(2026, 10, 7), "2026年9月28日至10月7日"),
        (date(2025, 12, 31), date(2026, 1, 3), "2025年12月31日至2026年1月3日"),
    ],
)
def test_a_span_says_what_changes(first: date, last: date, words: str):
    assert span_zh(first, last) == words


def test_days_that_follow_one_another_are_one_span():
    days = [date(2026, 5, 9), date(2026, 10, 1), date(2026, 10, 2)]
    assert spans_zh(days) == "2026年5月9日、2026年10月1日至2日"
