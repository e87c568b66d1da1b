"""A yearly notice: what is wrong is named with its line, what is sound becomes a rule, its effect is told by day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hengtu.law.calendar import WorkCalendar, current_years, official, with_record
from hengtu.law.notices import NoticeDay, changes_between, problems_of, record_from, totals_of
from hengtu.law.rulebook import records

NOTICE = {"title": "关于2026年部分节假日安排的通知", "number": "号", "issued_on": "2025-11-04", "confirmed": True}
Change = Callable[[list[NoticeDay]], list[NoticeDay]]


def lines_of(year: int) -> list[NoticeDay]:
    """The official notice as a table would hand it in, from row 2 on."""
    record = records("calendar")[str(year)]
    off = [(day, False, name) for name, days in record["holidays"].items() for day in days]
    all_days = [*off, *((day, True, "") for day in record["make_up"])]
    return [
        NoticeDay(row, day, date.fromisoformat(day), works, name) for row, (day, works, name) in enumerate(all_days, 2)
    ]


def line(text: str, *, works: bool = False, name: str = "元旦") -> NoticeDay:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    return NoticeDay(99, text, day, works, name)


@pytest.mark.parametrize("year", range(2021, 2027))
def test_the_official_notices_have_no_problem_and_make_the_very_record(year: int):
    assert problems_of(year, lines_of(year)) == []
    made, loaded = record_from(year, 1, [NOTICE], lines_of(year)), records("calendar")[str(year)]
    assert {name: sorted(days) for name, days in loaded["holidays"].items()} == made["holidays"]
    assert sorted(loaded["make_up"]) == made["make_up"]


@pytest.mark.parametrize(
    ("added", "row", "expected"),
    [
        (line("2026-13-01"), 99, "「2026-13-01」不是日期"),
        (line("2027-01-01"), 99, "2027年1月1日不在2026年"),
        (line("2025-12-20"), 99, "2025年12月20日不在2026年"),
        (line("2026-05-11", works=True), 99, "2026年5月11日是星期一，本来就上班"),
        (line("2026-01-01"), 99, "写了两次（第"),
        (line("2026-01-01", name="春节"), 99, "2026年1月1日同时算在元旦和春节里"),
        (line("2026-01-01", works=True), 99, "既写了放假又写了上班"),
        (line("2026-08-08", name=" "), 99, "没有写节日名称"),
        (line("2026-01-09"), 0, "元旦的放假日不连续，中间缺2026年1月4日至8日"),
    ],
)
def test_a_bad_line_is_named_with_its_row(added: NoticeDay, row: int, expected: str):
    found = problems_of(2026, [*lines_of(2026), added])
    assert any(problem.row == row and expected in problem.message for problem in found), found


def test_a_file_read_by_half_lacks_festivals():
    half = [each for each in lines_of(2026) if each.day is not None and each.day.month < 5]
    assert [problem.message for problem in problems_of(2026, half)] == [
        "没有劳动节、端午节、中秋节、国庆节的放假日，文件可能不完整"
    ]


def test_every_problem_is_told_at_once():
    bad = [line("x"), line("2027-02-02"), line("2026-05-11", works=True)]
    assert len(problems_of(2026, [*lines_of(2026), *bad])) >= 3


def test_new_year_may_begin_in_december():
    assert problems_of(2024, lines_of(2024)) == []
    assert any(each.day == date(2023, 12, 30) for each in lines_of(2024))


@pytest.mark.parametrize("year", range(2021, 2027))
def test_days_off_less_make_up_days_are_the_festivals_of_the_law(year: int):
    totals = totals_of(records("calendar")[str(year)])
    assert totals.net == totals.statutory == (13 if year >= 2025 else 11)
    assert totals.findings == ()


def test_one_day_too_many_is_a_finding_for_a_person():
    record = record_from(2026, 2, [NOTICE], [*lines_of(2026), line("2026-10-08", name="国庆节")])
    assert "净增 14 日" in totals_of(record).findings[0]


def test_a_correction_replaces_the_whole_year_and_its_effect_is_told_by_day():
    record = record_from(2026, 2, [NOTICE], [*lines_of(2026), line("2026-10-08", name="国庆节")])
    changed = with_record(record)
    assert not changed.is_working_day(date(2026, 10, 8))
    assert official().is_working_day(date(2026, 10, 8))
    changes = changes_between(official(), changed, 2026)
    assert [(each.on, each.before, each.after, each.matters) for each in changes] == [
        (date(2026, 10, 8), "", "holiday", True)
    ]
    assert str(changes[0]) == "2026年10月8日（星期四）：上班 → 放假"


def test_of_several_records_of_a_year_the_last_revision_counts_alone():
    first = record_from(2026, 1, [NOTICE], lines_of(2026))
    second = {**first, "id": "2026@2", "revision": 2, "holidays": {}, "make_up": []}
    for order in ([first, second], [second, first]):
        assert current_years(order) == [second]
        calendar = WorkCalendar(order)
        days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
        assert all(calendar.is_working_day(day) == (day.weekday() < 5) for day in days)
