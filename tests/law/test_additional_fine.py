"""The additional fine: from the first day to the cap, with pauses, parts paid, instalments and a reduction."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.additional_fine import Demand, Pause, Payment, reckon

LAST_DAY = date(2025, 6, 26)
FINE = Decimal(27500)
LATE = (Demand(LAST_DAY + timedelta(days=1), FINE),)
REVIEW = ("APL:73p3",)


def on(days):
    return LAST_DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "amount"), [(0, 0), (1, 825), (2, 1650), (33, 27225), (34, 27500), (35, 27500), (4000, 27500)]
)
def test_three_percent_a_day_from_the_day_after_the_term_until_the_fine_is_reached(days, amount):
    assert reckon(FINE, LATE, until=on(days)).amount_yuan == amount


def test_the_cap_is_reached_on_the_thirty_fourth_day_and_said():
    answer = reckon(FINE, LATE, until=on(60))
    assert answer.capped_on == on(34)
    assert [(span.mark, span.days) for span in answer.spans] == [("counted", 34), ("capped", 26)]
    assert "此后不再增加" in "".join(answer.sentences)


def test_nothing_is_added_where_the_rate_was_not_told():
    answer = reckon(FINE, LATE, until=on(50), told=False)
    assert (answer.amount_yuan, answer.spans) == (0, ())
    assert "没有告知" in answer.sentences[0]


@pytest.mark.parametrize("until", [on(-5), on(0)])
def test_before_the_term_is_over_there_is_none(until):
    assert reckon(FINE, LATE, until=until).amount_yuan == 0


def test_days_of_reconsideration_are_left_out_and_named():
    pause = Pause(on(3), on(12), "行政复议期间", REVIEW)
    answer = reckon(FINE, LATE, until=on(14), pauses=(pause,))
    assert [(span.mark, span.days) for span in answer.spans] == [("counted", 2), ("paused", 10), ("counted", 2)]
    assert answer.amount_yuan == 4 * 825
    assert (answer.days_counted, answer.days_paused) == (4, 10)
    assert any("行政复议期间" in sentence and "10 日" in sentence for sentence in answer.sentences)


def test_a_pause_that_still_runs_has_no_last_day():
    pause = Pause(on(2), None, "行政诉讼期间", REVIEW)
    assert reckon(FINE, LATE, until=on(400), pauses=(pause,)).amount_yuan == 825


def test_a_part_paid_lessens_the_base_from_the_next_day():
    paid = (Payment(on(2), Decimal(17500)),)
    assert reckon(FINE, LATE, until=on(3), payments=paid).amount_yuan == 825 * 2 + 300
    assert "对当事人有利" in "".join(reckon(FINE, LATE, until=on(3), payments=paid).sentences)


def test_what_was_paid_in_time_is_never_counted():
    paid = (Payment(on(-3), FINE),)
    assert reckon(FINE, LATE, until=on(90), payments=paid).amount_yuan == 0


def test_of_instalments_only_what_is_overdue_counts():
    plan = (Demand(on(1), Decimal(7500)), Demand(on(11), FINE))
    answer = reckon(FINE, plan, until=on(11), payments=(Payment(on(1), Decimal(7500)),))
    assert answer.amount_yuan == Decimal(225) + 600  # one day on 7500, one on the 20000 of the second part


def test_an_agreement_reduces_what_was_added_and_never_below_nothing():
    assert reckon(FINE, LATE, until=on(4), reduced_yuan=Decimal(1000)).amount_yuan == 2300
    assert reckon(FINE, LATE, until=on(1), reduced_yuan=Decimal(99999)).amount_yuan == 0


def test_fractions_of_a_fen_are_rounded_once_at_the_end():
    fine = Decimal("5.12")
    assert reckon(fine, (Demand(on(1), fine),), until=on(1)).amount_yuan == Decimal("0.15")
    assert reckon(fine, (Demand(on(1), fine),), until=on(3)).amount_yuan == Decimal("0.46")


DAYS = st.integers(-10, 120)
FINES = st.integers(1, 30_000_000).map(lambda fen: Decimal(fen) / 100)
SPANS = st.tuples(DAYS, st.one_of(st.none(), st.integers(0, 60)))
PAUSES = st.lists(
    SPANS.map(lambda span: Pause(on(span[0]), None if span[1] is None else on(span[0] + span[1]), "期间", REVIEW)),
    max_size=3,
)
PAYMENTS = st.lists(st.tuples(DAYS, FINES).map(lambda pair: Payment(on(pair[0]), pair[1])), max_size=3)


def plans(fine):
    steps = st.lists(st.tuples(DAYS, st.integers(0, 100)), min_size=1, max_size=3)
    return steps.map(
        lambda found: tuple(Demand(on(day), fine * share / 100) for day, share in sorted(found, key=lambda s: s[0]))
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data(), fine=FINES, until=DAYS, pauses=PAUSES, payments=PAYMENTS)
def test_it_is_never_more_than_the_fine_and_no_pause_or_payment_adds_to_it(data, fine, until, pauses, payments):
    plan = data.draw(plans(fine))
    amount = reckon(fine, plan, until=on(until), payments=payments, pauses=pauses).amount_yuan
    assert 0 <= amount <= fine
    assert amount <= reckon(fine, plan, until=on(until), payments=payments, pauses=pauses[1:]).amount_yuan
    assert amount <= reckon(fine, plan, until=on(until), payments=payments[1:], pauses=pauses).amount_yuan
    assert amount <= reckon(fine, plan, until=on(until + 1), payments=payments, pauses=pauses).amount_yuan


@settings(max_examples=40, deadline=None)
@given(fine=FINES, until=DAYS, pauses=PAUSES)
def test_the_spans_cover_every_day_once_and_add_up(fine, until, pauses):
    answer = reckon(fine, (Demand(on(1), fine),), until=on(until), pauses=pauses)
    assert sum(span.days for span in answer.spans) == max(0, until)
    assert abs(sum(span.amount_yuan for span in answer.spans) - answer.amount_yuan) < Decimal("0.01")
