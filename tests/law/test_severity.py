"""Kinds of penalty have a partial order; what cannot be compared is told again."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.procedure.matters import Penalty, heavier_than
from hengtu.law.severity import NEXT_ABOVE, Order, Sanction, compare, compare_kinds, heavier_in

KINDS = sorted({*NEXT_ABOVE, *itertools.chain.from_iterable(NEXT_ABOVE.values()), "withdraw_permit"})
OPPOSITE = {Order.LIGHTER: Order.HEAVIER, Order.HEAVIER: Order.LIGHTER}


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("suspend_certificate", "revoke", Order.LIGHTER),
        ("close_down", "restrict_business", Order.HEAVIER),
        ("warning", "revoke", Order.LIGHTER),
        ("fine", "suspend_business", Order.INCOMPARABLE),
        ("fine", "confiscate_illegal_gains", Order.INCOMPARABLE),
        ("suspend_certificate", "suspend_business", Order.INCOMPARABLE),
        ("revoke_permit", "revoke", Order.SAME),
        ("none", "close_down", Order.LIGHTER),
    ],
)
def test_kinds(first: str, second: str, order: Order):
    assert compare_kinds(first, second) is order


@pytest.mark.parametrize(("first", "second"), list(itertools.product(KINDS, KINDS)))
def test_it_is_a_partial_order(first: str, second: str):
    order = compare_kinds(first, second)
    assert compare_kinds(second, first) is OPPOSITE.get(order, order)
    assert (order is Order.SAME) == (first == second)
    for third in KINDS:
        if order is Order.LIGHTER and compare_kinds(second, third) is Order.LIGHTER:
            assert compare_kinds(first, third) is Order.LIGHTER


@pytest.mark.parametrize(
    ("decided", "told", "said"),
    [
        (Penalty("fine", 3000), Penalty("fine", 3000), None),
        (Penalty("fine", 2999), Penalty("fine", 3000), None),
        (Penalty("fine", 3001), Penalty("fine", 3000), "多 1 元"),
        (Penalty("warning"), Penalty("fine", 3000), None),
        (Penalty("warning+fine", 3000), Penalty("fine", 3000), "「警告」"),
        (Penalty("suspend_certificate"), Penalty("revoke"), None),
        (Penalty("revoke"), Penalty("suspend_certificate"), "「吊销许可证件」"),
        (Penalty("suspend_business"), Penalty("revoke"), "不能比较轻重"),
        (Penalty("suspend_certificate+revoke"), Penalty("revoke"), "「暂扣许可证件」"),
        (Penalty("fine", 100), Penalty("revoke"), "比告知的 0 元多 100 元"),
        (Penalty("fine", 100, 6), Penalty("fine", 100, 5), "决定没收 6 元"),
        (Penalty("none"), Penalty("revoke"), None),
    ],
)
def test_what_is_decided_is_no_heavier_than_what_was_told(decided: Penalty, told: Penalty, said: str | None):
    reasons = heavier_than(decided, told)
    assert bool(reasons) == (said is not None)
    if said:
        assert said in "；".join(reasons)


SANCTIONS = st.builds(Sanction, st.frozensets(st.sampled_from(KINDS), max_size=3), st.integers(0, 3), st.integers(0, 2))


@given(SANCTIONS, SANCTIONS)
def test_two_penalties_are_never_each_lighter_than_the_other(first: Sanction, second: Sanction):
    order = compare(first, second)
    assert compare(second, first) is OPPOSITE.get(order, order)
    if order in {Order.LIGHTER, Order.SAME}:
        assert list(heavier_in(first, second)) == []


def test_a_penalty_that_is_no_fine_is_said_by_name():
    assert Penalty("revoke").in_words() == "吊销许可证件"
    assert Penalty("warning+fine+suspend_business", 500).in_words() == "警告、罚款 500 元、责令停产停业"
