from datetime import UTC, date, datetime

import pytest

from hengtu.lib.dates_zh import BEIJING, civil_date, day_in_numerals, day_zh, moment_zh, period_zh


def test_a_day_is_written_without_leading_zeros() -> None:
    assert day_zh(date(2025, 6, 3)) == "2025年6月3日"


def test_an_instant_of_another_zone_is_written_in_beijing_time() -> None:
    late = datetime(2025, 6, 3, 16, 5, tzinfo=UTC)
    assert moment_zh(late) == "2025年6月4日0时05分"
    assert day_zh(late) == "2025年6月4日"
    assert civil_date(late) == date(2025, 6, 4)


def test_a_naive_instant_has_no_day() -> None:
    with pytest.raises(ValueError, match="时区"):
        civil_date(datetime(2025, 6, 3))


def test_a_period_within_a_day_writes_the_day_once() -> None:
    start = datetime(2025, 6, 3, 9, 12, tzinfo=BEIJING)
    assert period_zh(start, start.replace(hour=10, minute=5)) == "2025年6月3日9时12分至10时05分"
    assert period_zh(start, start.replace(day=4)) == "2025年6月3日9时12分至2025年6月4日9时12分"


def test_a_period_does_not_run_back() -> None:
    start = datetime(2025, 6, 3, 9, tzinfo=BEIJING)
    with pytest.raises(ValueError, match="早于"):
        period_zh(start, start.replace(hour=8))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 30), "二〇二五年十月三十日"),
        (date(2030, 1, 1), "二〇三〇年一月一日"),
        (date(2025, 12, 20), "二〇二五年十二月二十日"),
        (date(2025, 11, 11), "二〇二五年十一月十一日"),
        (date(2025, 2, 21), "二〇二五年二月二十一日"),
    ],
)
def test_days_in_chinese_numerals(day: date, words: str) -> None:
    assert day_in_numerals(day) == words
