"""The official calendar agrees, day by day, with two independent packages, and says what it does not know."""

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.calendar import WorkCalendar, official
from hengtu.law.errors import LawError

EVERY_DAY = [date(2020, 1, 1) + timedelta(days=n) for n in range((date(2026, 12, 31) - date(2020, 1, 1)).days + 1)]
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def test_every_day_agrees_with_chinesecalendar():
    assert [day for day in EVERY_DAY if official().is_working_day(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays():
    china = holidays.country_holidays("CN", years=range(2020, 2027))
    differing = [day for day in EVERY_DAY if official().is_working_day(day) != china.is_working_day(day)]
    # the extension of the spring festival of 2020 is a notice of its own, which that package leaves out
    assert set(differing) <= {date(2020, 1, 31), date(2020, 2, 1)}


def test_every_year_rests_on_a_numbered_notice():
    for year in range(2020, 2027):
        assert all("国办发明电〔" in title for title in official().notices_of(year)), year
    assert len(official().notices_of(2020)) == 2


def test_a_make_up_weekend_is_worked_and_a_holiday_is_not():
    assert official().is_working_day(date(2026, 1, 4))
    assert official().mark(date(2026, 1, 4)) == "make_up"
    assert not official().is_working_day(date(2026, 10, 1))
    assert official().name_of(date(2026, 10, 1)) == "国庆节"


def test_a_year_without_a_notice_is_not_covered():
    assert official().covers(2026)
    assert not official().covers(2027)


def test_a_later_year_is_added_by_loading_its_notice(tmp_path: Path):
    notice = {
        "year": 2027,
        "notices": [
            {"title": "国务院办公厅关于2027年部分节假日安排的通知", "issued_on": "2026-11-30", "confirmed": False}
        ],
        "holidays": {"元旦": ["2027-01-01", "2027-01-02", "2027-01-03"]},
        "make_up": ["2027-01-09"],
    }
    (tmp_path / "2027.json").write_text(json.dumps(notice, ensure_ascii=False), encoding="utf-8")
    calendar = official(tmp_path)
    assert calendar.covers(2027)
    assert calendar.is_working_day(date(2027, 1, 9))
    assert calendar.is_working_day(date(2026, 1, 4))


@pytest.mark.parametrize(
    "content", ["{", "{}", '{"year": 2027, "notices": [], "holidays": {"元旦": ["x"]}, "make_up": []}']
)
def test_a_bad_notice_is_refused_by_name(tmp_path: Path, content: str):
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(LawError) as refusal:
        official(tmp_path)
    assert refusal.value.code == "bad_notice"
    assert "bad.json" in refusal.value.message


@given(DAYS, DAYS)
def test_prefix_sums_equal_counting(first: date, second: date):
    after, until = sorted((first, second))
    counted = sum(official().is_working_day(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))
    assert official().working_days_between(after, until) == counted


@given(DAYS, st.integers(-30, 30).filter(bool))
def test_the_nth_working_day_is_a_working_day_with_that_many_from_the_start(start: date, number: int):
    found = official().working_day_number(start, number)
    assert official().is_working_day(found)
    low, high = sorted((start, found))
    span = range(1, (high - low).days + 1) if number > 0 else range(0, (high - low).days)
    assert sum(official().is_working_day(low + timedelta(days=n)) for n in span) == abs(number)


def test_an_empty_calendar_still_answers_by_the_week():
    empty = WorkCalendar([])
    assert empty.working_day_number(date(2025, 10, 1), 5) == date(2025, 10, 8)
    assert empty.working_days_between(date(2025, 10, 1), date(2025, 10, 8)) == 5
