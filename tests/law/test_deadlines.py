"""Deadlines: every term against a naive count, each kind of term, who bears a day of rest, and clear refusals."""

from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.calendar import official
from hengtu.law.deadlines import SHANGHAI, Deadline, all_terms, due, term_named
from hengtu.law.errors import LawError

STARTS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
ONE = timedelta(days=1)
COUNTED_BACK = {"hearing_notice", "substitute_reminder"}
IN_HOURS = {"urgent_measure_report", "property_handover", "crime_transfer_send"}
WITHOUT_NUMBER = {"hearing_hold", "recusal_decision", "correction_due", "promise_due", "softer_follow_up"}


def naive_last_day(term_id: str, start: date) -> date:
    """Count day by day, reading the rule as a person would."""
    term, works = term_named(term_id), official().is_working_day
    day, unit = start, term["unit"]
    if unit == "working_day":
        step = -ONE if term_id in COUNTED_BACK else ONE
        left = term["amount"]
        while left > 0:
            day += step
            if works(day):
                left -= 1
    elif unit == "calendar_day":
        for _ in range(term["amount"]):
            day += ONE
    else:
        months = term["amount"] * (12 if unit == "year" else 1)
        year, month = start.year, start.month
        for _ in range(months):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = date(year, month, min(start.day, monthrange(year, month)[1]))
    if term["binds"] == "party":
        while not works(day):
            day += ONE
    return day


def ask(term_id: str, start: date) -> Deadline:
    return due(term_id, start, to=start if term_id in COUNTED_BACK else None)


@pytest.mark.parametrize("term_id", sorted(set(all_terms()) - IN_HOURS - WITHOUT_NUMBER))
@settings(max_examples=60)
@given(start=STARTS)
def test_every_term_equals_the_naive_count(term_id: str, start: date):
    answer, last = ask(term_id, start), naive_last_day(term_id, start)
    kind = term_named(term_id)["kind"]
    if kind == "earliest":
        after = ONE if term_named(term_id)["earliest"] == "day_after" else timedelta()
        assert (answer.not_before, answer.due_on) == (last + after, None)
    else:
        assert answer.due_on == last
        assert (answer.not_before is not None) == (kind == "window")


@pytest.mark.parametrize("term_id", sorted(set(all_terms()) - IN_HOURS - WITHOUT_NUMBER))
@settings(max_examples=40)
@given(start=STARTS)
def test_what_was_skipped_explains_the_answer(term_id: str, start: date):
    answer, term = ask(term_id, start), term_named(term_id)
    works = official().is_working_day
    for day, mark in answer.counted:
        assert mark == official().mark(day) != ""
        assert works(day) == (mark == "make_up")
    if term["unit"] == "working_day":
        last = answer.due_on or answer.not_before - ONE
        low, high = sorted((start, last))
        between = [low + timedelta(days=n) for n in range((high - low).days + 1)]
        skipped = {day for day, mark in answer.counted if mark != "make_up"}
        assert {day for day in between if not works(day)} - {start} <= skipped | {start}
    assert answer.explanation
    assert answer.basis


@pytest.mark.parametrize("term_id", sorted(all_terms()))
def test_a_cap_on_the_agency_never_moves_to_a_later_day(term_id: str):
    term = term_named(term_id)
    assert (term["roll"] == "next_working_day") == (term["binds"] == "party")


def test_all_deadlines_of_the_procedure_exist_in_all_kinds():
    assert len(all_terms()) == 56
    assert {term_named(each)["kind"] for each in all_terms()} == {"deadline", "earliest", "window", "setting"}
    units = {term_named(each)["unit"] for each in all_terms()}
    assert units == {"working_day", "calendar_day", "month", "year", "hour", "none"}


@pytest.mark.parametrize(
    ("term_id", "start", "expected"),
    [
        ("hearing_request", "2025-12-17", "2025-12-24"),
        ("hearing_request", "2024-09-27", "2024-10-10"),  # a make-up Sunday inside, then the National Day week
        ("publish_penalty", "2025-12-26", "2026-01-07"),  # 2026-01-04 is a make-up Sunday
        ("pay_fine", "2025-12-26", "2026-01-12"),  # day 15 is a Saturday
        ("pay_fine", "2026-01-23", "2026-02-09"),
        ("case_decision", "2025-07-15", "2025-10-13"),
        ("seizure", "2025-07-15", "2025-08-14"),
        ("reconsideration_apply", "2025-06-11", "2025-08-11"),  # day 60 is a Sunday
        ("litigation", "2025-08-31", "2026-02-28"),  # no 31 February; the 28th is worked, a make-up Saturday
        ("limitation_general", "2024-02-29", "2026-02-28"),
        ("litigation_answer", "2025-09-20", "2025-10-05"),  # inside the holiday: the agency answers before it
    ],
)
def test_known_days(term_id: str, start: str, expected: str):
    assert due(term_id, date.fromisoformat(start)).due_on == date.fromisoformat(expected)


def test_a_party_gets_the_next_working_day_and_is_told_why():
    answer = due("pay_fine", date(2025, 12, 26))
    assert answer.counted == ((date(2026, 1, 10), "weekend"), (date(2026, 1, 11), "weekend"))
    assert "CPL:85p3" in answer.basis
    assert any("顺延" in sentence for sentence in answer.explanation)


def test_the_agency_is_told_that_its_cap_does_not_move():
    answer = due("litigation_answer", date(2025, 9, 20))
    assert any("不顺延" in sentence for sentence in answer.explanation)


def test_a_cap_that_ends_on_a_day_that_is_worked_says_nothing_of_rest():
    found = due("case_decision", date(2026, 3, 3))
    assert official().is_working_day(found.due_on)
    assert not any("不顺延" in sentence for sentence in found.explanation)


def test_a_counted_back_term_needs_the_day_it_is_counted_from():
    assert due("hearing_notice", date(2025, 8, 22), to=date(2025, 8, 22)).due_on == date(2025, 8, 13)
    with pytest.raises(LawError) as refusal:
        due("hearing_notice", date(2025, 8, 1))
    assert refusal.value.code == "to_needed"


def test_a_window_opens_the_day_after_and_closes_three_months_later():
    answer = due("court_application", date(2026, 3, 2))
    assert (answer.kind, answer.not_before, answer.due_on) == ("window", date(2026, 3, 3), date(2026, 6, 2))


def test_the_court_may_be_asked_only_after_ten_full_working_days():
    answer = due("reminder", date(2026, 9, 20))
    assert (answer.kind, answer.not_before, answer.due_on) == ("earliest", date(2026, 10, 11), None)


def test_hours_run_through_a_holiday_to_the_minute():
    started = datetime(2026, 10, 1, 23, 30, tzinfo=SHANGHAI)
    answer = due("urgent_measure_report", started)
    assert answer.due_at == started + timedelta(hours=24)
    assert answer.as_json()["due_at"] == "2026-10-02T23:30:00+08:00"


def test_an_instant_counts_on_its_civil_day_in_shanghai():
    late_evening_utc = datetime.fromisoformat("2025-12-16T17:00:00+00:00")
    assert due("hearing_request", late_evening_utc).due_on == date(2025, 12, 24)


def test_a_setting_says_that_no_law_gives_the_number():
    answer = due("filing_decision", date(2025, 6, 3))
    assert answer.kind == "setting"
    assert any("本机关规定" in sentence for sentence in answer.explanation)
    assert due("hearing_hold", date(2025, 6, 3)).due_on is None


@settings(max_examples=80)
@given(start=STARTS, gap=st.integers(0, 25), length=st.integers(1, 20))
def test_suspended_days_move_a_seizure_by_exactly_their_number(start: date, gap: int, length: int):
    span = (start + timedelta(days=1 + gap), start + timedelta(days=gap + length))
    answer = due("seizure", start, suspensions=(span,))
    assert answer.due_on == start + timedelta(days=30 + length)
    assert sum(mark == "suspended" for _, mark in answer.counted) == length


def test_an_extension_counts_from_the_same_start():
    assert due("seizure", date(2025, 7, 15), extended=True).due_on == date(2025, 9, 13)
    assert due("case_decision", date(2025, 7, 15), extended=True).due_on == date(2025, 11, 12)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"term_id": "hearing_reqest"}, "unknown_term"),
        ({"term_id": "evidence_registration", "extended": True}, "not_extendable"),
        ({"term_id": "urgent_measure_report"}, "instant_needed"),
        ({"term_id": "seizure", "suspensions": [(date(2025, 6, 9), date(2025, 6, 1))]}, "bad_suspension"),
        ({"term_id": "seizure", "start": date(9999, 12, 20)}, "date_out_of_range"),
        ({"term_id": "limitation_general", "start": date(9998, 12, 20)}, "date_out_of_range"),
        ({"term_id": "seizure", "province": "火星"}, "unknown_jurisdiction"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_code(arguments: dict, code: str):
    with pytest.raises(LawError) as refusal:
        due(**{"start": date(2025, 6, 3), **arguments})
    assert refusal.value.code == code
    assert refusal.value.message.endswith(("。", "？"))


def test_an_unpublished_year_makes_the_answer_provisional():
    assert due("pay_fine", date(2026, 12, 20)).provisional
    assert due("hearing_request", date(2026, 12, 29)).provisional
    assert not due("pay_fine", date(2026, 12, 1)).provisional
    assert not due("case_decision", date(2026, 12, 1)).provisional, "plain days that may not roll need no calendar"


def test_the_strip_shows_start_every_counted_day_and_the_due_day():
    cells = due("hearing_request", date(2025, 12, 17)).days
    assert [cell.mark for cell in cells] == [
        "start",
        "counted",
        "counted",
        "skipped",
        "skipped",
        "counted",
        "counted",
        "due",
    ]
    assert [cell.number for cell in cells] == [None, 1, 2, None, None, 3, 4, 5]
    assert "make_up" in {cell.mark for cell in due("publish_penalty", date(2025, 12, 26)).days}
    assert due("case_decision", date(2025, 12, 17)).days == ()


def test_the_province_is_named_in_the_explanation():
    assert any("江苏" in sentence for sentence in due("seizure", date(2025, 6, 3), province="320000").explanation)


def test_a_deadline_keeps_what_it_was_counted_from_so_that_it_can_be_counted_again():
    start = date(2025, 6, 3)
    asked = due("case_decision", start, extended=True, province="320000").asked
    assert asked is not None
    assert (asked.start, asked.extended, asked.place) == (start, True, "320000")
    assert asked.due_on == due("case_decision", start, extended=True, province="320000").due_on
    assert due("hearing_notice", start, to=date(2025, 6, 20)).asked is None, (
        "what is counted back is counted from its end"
    )
