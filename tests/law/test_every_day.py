"""Every term from every day of seven years: against slow counting written apart from the law, and its invariants."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.calendar import official
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import SHANGHAI, Days, all_terms, days_of, due, is_in_time, is_right, term_named

ONE = timedelta(days=1)
STARTS = [date(2020, 1, 1) + ONE * n for n in range((date(2026, 12, 31) - date(2020, 1, 1)).days + 1)]
BACK = {"hearing_notice", "substitute_reminder"}
HOURS = {"urgent_measure_report", "property_handover", "crime_transfer_send"}
OPEN = {"hearing_hold", "recusal_decision", "correction_due", "promise_due", "softer_follow_up"}
FORWARD = sorted(set(all_terms()) - BACK - HOURS - OPEN)
PARTY = {"statement_defence", "hearing_request", "announcement_service", "pay_fine", "unclaimed_vehicle",
         "reconsideration_apply", "litigation", "litigation_after_reconsideration"}  # fmt: skip
AFTER_THE_NOTICES = 2026


@cache
def works(day: date) -> bool:
    """Ask a package that has nothing to do with the rulebook; beyond its last year the week alone answers."""
    return chinese_calendar.is_workday(day) if day.year <= AFTER_THE_NOTICES else day.weekday() < 5


@cache
def slow_last_day(start: date, amount: int, unit: str, party: bool) -> tuple[date, bool]:
    """Count on one's fingers; returns the last day and whether a year without a notice was looked at."""
    day, looked = start, {start.year} if unit == "working_day" else set()
    if unit == "working_day":
        while amount:
            day += ONE
            looked.add(day.year)
            amount -= works(day)
    elif unit == "calendar_day":
        day += ONE * amount
    else:
        months = amount * 12 if unit == "year" else amount
        year, month = start.year + (start.month - 1 + months) // 12, (start.month - 1 + months) % 12 + 1
        day = date(year, month, min(start.day, monthrange(year, month)[1]))
    if party:
        looked.add(day.year)
        while not works(day):
            day += ONE
            looked.add(day.year)
    return day, any(year > AFTER_THE_NOTICES for year in looked)


def last_of(days: Days, term_id: str) -> date:
    if days.due_on is not None:
        return days.due_on
    assert days.not_before is not None
    return days.not_before - (ONE if term_named(term_id)["earliest"] == "day_after" else timedelta())


@pytest.mark.parametrize("term_id", FORWARD)
def test_every_start_of_seven_years_agrees_with_counting_on_fingers(term_id: str):
    term, party = term_named(term_id), term_id in PARTY
    before = date.min
    for start in STARTS:
        days = days_of(term_id, start)
        last = last_of(days, term_id)
        assert (last, days.provisional) == slow_last_day(start, term["amount"], term["unit"], party), start
        assert last > start, "never due before it began"
        assert last >= before, "a later start never ends earlier"
        assert not party or works(last), "a party's term never ends on a day of rest"
        assert (
            party
            or term["unit"] == "working_day"
            or last == slow_last_day(start, term["amount"], term["unit"], False)[0]
        )
        before = last


@pytest.mark.parametrize("term_id", [each for each in FORWARD if "extension" in term_named(each)])
def test_an_extension_never_ends_earlier_and_counts_from_the_same_start(term_id: str):
    term = term_named(term_id)
    extension, amount = term["extension"], term["amount"]
    whole = extension["amount"] if extension.get("replaces") else amount + extension["amount"]
    for start in STARTS:
        plain, extended = days_of(term_id, start).due_on, days_of(term_id, start, extended=True).due_on
        assert plain <= extended, start
        assert extended == slow_last_day(start, whole, extension["unit"], False)[0]


@pytest.mark.parametrize(("term_id", "number"), [("hearing_notice", 7), ("substitute_reminder", 3)])
def test_counting_back_is_the_inverse_of_counting_forward(term_id: str, number: int):
    for event in STARTS[60:]:
        last = due(term_id, event, to=event).due_on
        between = [last + ONE * n for n in range((event - last).days)]
        assert sum(works(day) for day in between) == number, event
        assert works(last)
        assert slow_last_day(last, number, "working_day", False)[0] >= event or not works(event)


SOME = sorted({"case_decision", "seizure", "pay_fine", "hearing_request", "litigation", "publish_penalty", "reminder"})


@pytest.mark.parametrize("term_id", SOME)
@settings(max_examples=150)
@given(start=st.sampled_from(STARTS), gap=st.integers(-5, 40), length=st.integers(1, 25), extended=st.booleans())
def test_suspended_days_are_left_out_of_the_count_wherever_they_lie(
    term_id: str, start: date, gap: int, length: int, extended: bool
):
    term = term_named(term_id)
    extended = extended and "extension" in term
    span = (start + ONE * (1 + gap), start + ONE * (gap + length))
    answer = due(term_id, start, suspensions=(span,), extended=extended)
    last = answer.due_on or answer.not_before - ONE
    inside = [start + ONE * n for n in range(1, (last - start).days + 1)]
    rests = [day for day in inside if span[0] <= day <= span[1]]
    assert {day for day, mark in answer.counted if mark == "suspended"} == set(rests)
    assert last >= last_of(days_of(term_id, start, extended=extended), term_id)
    assert not span[0] <= last <= span[1], "a term never ends while it rests"
    if term["unit"] == "working_day":
        assert sum(works(day) for day in inside if day not in rests) == term["amount"]
    elif term["roll"] == "none":
        assert len(inside) - len(rests) == term["amount"] + (term["extension"]["amount"] if extended else 0)


@pytest.mark.parametrize("term_id", FORWARD)
@settings(max_examples=40)
@given(start=st.sampled_from(STARTS))
def test_the_numbers_of_the_explanation_add_up(term_id: str, start: date):
    term, answer = term_named(term_id), due(term_id, start)
    assert answer.asked is not None
    assert Days(answer.not_before, answer.due_on, answer.warn_on, answer.provisional) == days_of(term_id, start)
    last = last_of(days_of(term_id, start), term_id)
    assert not any(char == "-" for sentence in answer.explanation for char in sentence), "days as people write them"
    assert day_zh(last) in "".join(answer.explanation)
    passed = [start + ONE * n for n in range(1, (last - start).days + 1)]
    if term["unit"] == "working_day":
        skipped = [day for day, mark in answer.counted if mark in {"weekend", "holiday"}]
        assert len(passed) - len(skipped) == term["amount"], "what passed, less what was skipped, is the term"
    elif term["unit"] == "calendar_day":
        assert len(passed) - len(answer.counted) == term["amount"], "only the roll-over is added"
    for cells in [answer.days] if answer.days else []:
        assert [cell.number for cell in cells if cell.number] == list(range(1, term["amount"] + 1))


@pytest.mark.parametrize("term_id", [each for each in FORWARD if "other_reading" in term_named(each)])
def test_the_agency_is_warned_by_the_earlier_reading_and_the_party_may_rely_on_the_later(term_id: str):
    term = term_named(term_id)
    reading = term["other_reading"]
    for start in STARTS[::3]:
        days = days_of(term_id, start)
        other = slow_last_day(start, reading["amount"], reading["unit"], term_id in PARTY)[0]
        if term["binds"] == "agency" and term["kind"] == "deadline":
            assert (days.warn_on or days.due_on) == min(other, days.due_on), start
        else:
            assert days.warn_on is None
            assert last_of(days, term_id) >= other, start


def test_registered_evidence_warns_on_the_seventh_plain_day():
    answer = due("evidence_registration", date(2025, 9, 26))
    assert (answer.warn_on, answer.due_on) == (date(2025, 10, 3), date(2025, 10, 13))
    assert any("较早的一日提醒" in sentence for sentence in answer.explanation)


def test_what_was_posted_in_time_is_in_time_however_long_it_travelled():
    deadline = due("hearing_request", date(2025, 12, 17))  # ends on the 24th
    assert is_in_time(deadline, date(2025, 12, 29), posted_on=date(2025, 12, 24))
    assert not is_in_time(deadline, date(2025, 12, 29), posted_on=date(2025, 12, 25))
    assert not is_in_time(deadline, date(2025, 12, 25))
    assert is_in_time(deadline, date(2025, 12, 24))


def test_only_what_the_law_takes_from_the_party_is_a_right_that_lapses():
    assert {each for each in all_terms() if is_right(each)} == {
        "statement_defence", "hearing_request", "reconsideration_apply", "litigation",
        "litigation_after_reconsideration",
    }  # fmt: skip


def test_an_official_year_is_never_provisional_for_what_it_covers():
    assert all(official().covers(year) for year in range(2020, AFTER_THE_NOTICES + 1))


@pytest.mark.parametrize("term_id", sorted(HOURS))
@settings(max_examples=60)
@given(start=st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)))
def test_a_term_in_hours_runs_to_the_minute_through_every_holiday(term_id: str, start: datetime):
    answer = due(term_id, start.replace(tzinfo=SHANGHAI))
    assert answer.due_at == start.replace(tzinfo=SHANGHAI) + timedelta(hours=term_named(term_id)["amount"])
    assert (answer.due_on, answer.provisional) == (answer.due_at.date(), False)
    assert any("不顺延" in sentence for sentence in answer.explanation)
