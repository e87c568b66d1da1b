"""Two parties of one case pay through the platform: each its own order, nobody's money on another's fine."""

from __future__ import annotations

import pytest
from django.test import override_settings

from hengtu.agencies.models import Account
from hengtu.cases.models import (
    Booking,
    EnforcementCase,
    ExecutionPhase,
    OrderState,
    PaymentOrder,
    ReceivedPayment,
    Unbooked,
)
from hengtu.cases.payments.assigning import assign_payment
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.orders import order_for, orders_for
from hengtu.cases.payments.refunds import approve_refund, refunds_due, request_refund
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.correct_act import correct_act
from hengtu.cases.services.end_deferral import end_deferral
from hengtu.cases.services.grant_instalments import grant_instalments
from hengtu.cases.services.record_payment import record_payment
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.stage import stage_for
from hengtu.web.demo.together import TwoParties
from tests.cases.paying import KEY, on, post, said
from tests.cases.test_services import play_until
from tests.fixtures import scripts
from tests.undone import undone

pytestmark = pytest.mark.django_db
SERVED = "2025-12-27"  # the day after the service: 3005.12 yuan of the first, 4005.12 of the second


@pytest.fixture(scope="module", autouse=True)
def file_once(django_db_setup, django_db_blocker):
    """The case is played once for the file; each test undoes what it did."""
    with undone(django_db_blocker):
        file = scripts()
        running = TwoParties(file.script("demo-4"), stage_for(file), second_yuan=4000.0)
        running.do(play_until(running, "decision_served"))
        yield running


@pytest.fixture(autouse=True)
def platform():
    with override_settings(NONTAX_KEY=KEY):
        yield


@pytest.fixture
def both(db, file_once):
    """The case with its two open orders, the first party's and the second's."""
    first, second = (str(each.uid) for each in (file_once.party, file_once.other))
    orders = orders_for(file_once.case_id, at=on(SERVED))
    return file_once, orders[first], orders[second]


def pays(order, moment="2025-12-29", **more):
    """Have the platform report a payment of an order on a day at ten."""
    return post(said(order, paid_at=f"{moment}T10:00:00+08:00", **more), at=on(moment, 11))


def paid_acts(running):
    return [act for act in acts_of_stream(running.case_id) if act.kind == "paid"]


def still_open(running):
    found = PaymentOrder.objects.filter(case_uid=running.case_id, state=OrderState.OPEN)
    return {order.party_uid: order.amount_fen for order in found}


@pytest.fixture
def cashier(db):
    return Account.objects.get(username="cashier")


@pytest.fixture
def head(file_once):
    return (file_once.stage.people["head"],)


# --- orders ---------------------------------------------------------------------------------------------------------


def test_each_party_has_one_order_for_what_it_owes_itself(both):
    running, first, second = both
    assert (first.amount_fen, second.amount_fen) == (300_512, 400_512)
    assert (first.party_name, second.party_name) == (running.party.name, "乙某")
    assert first.number != second.number
    assert orders_for(running.case_id, at=on("2026-01-12")) == {first.party_uid: first, second.party_uid: second}
    with pytest.raises(ValueError, match="several"):
        order_for(running.case_id, at=on(SERVED))


def test_after_the_term_each_order_grows_by_its_own_fine(both):
    running, first, second = both
    late = orders_for(running.case_id, at=on("2026-01-13"))
    assert [late[each.party_uid].amount_fen for each in (first, second)] == [300_512 + 9_000, 400_512 + 12_000]


# --- callbacks ------------------------------------------------------------------------------------------------------


def test_a_payment_is_booked_for_the_party_of_its_order_and_the_other_order_stands(both):
    running, first, second = both
    pays(second)
    (act,) = paid_acts(running)
    assert (act.payload["parties"], act.payload["amount_yuan"]) == ([second.party_uid], 4005.12)
    assert still_open(running) == {first.party_uid: 300_512}
    first.refresh_from_db()
    assert first.state == OrderState.OPEN, "it was not even replaced"


def test_whoever_pays_an_order_pays_for_its_party(both):
    running, first, second = both
    pays(second, payer=first.party_name)
    assert still_open(running) == {first.party_uid: 300_512}
    assert ReceivedPayment.objects.get().party_uid == second.party_uid


def test_a_callback_that_mixes_two_orders_is_booked_nowhere_and_the_cashier_says_whose_it_is(both, cashier):
    running, first, second = both
    answer = pays(first, reference=str(second.pk))
    assert answer.content["booking"] == "unbooked"
    payment = ReceivedPayment.objects.get()
    assert payment.reason == Unbooked.OTHER_CASE
    assert paid_acts(running) == []
    with pytest.raises(MoneyRefused) as refused:
        assign_payment(payment_id=payment.pk, case_id=running.case_id, by=cashier, at=on("2025-12-30"))
    assert refused.value.code == "party_missing"
    assert "乙某" in refused.value.message
    booked = assign_payment(
        payment_id=payment.pk, case_id=running.case_id, by=cashier, at=on("2025-12-30"), party=first.party_uid
    )
    assert booked.booking == Booking.BOOKED
    assert still_open(running) == {second.party_uid: 400_512}


def test_the_sum_of_both_on_one_order_is_booked_to_it_and_the_rest_goes_back(both, cashier):
    running, first, second = both
    pays(first, amount_fen=701_024)
    assert still_open(running) == {second.party_uid: 400_512}, "the other one's fine is not paid by it"
    (due,) = refunds_due(running.case_id, at=on("2025-12-30"))
    assert (due.party, due.fen) == (first.party_uid, 400_512)
    (refund,) = request_refund(case_id=running.case_id, by=cashier, at=on("2025-12-30"), reason="多缴")
    assert refunds_due(running.case_id, at=on("2025-12-30")) == (), "on its way"
    approve_refund(refund_id=refund.pk, by=Account.objects.get(username="head"), at=on("2025-12-30", 12))
    outcome = {
        "event": "back", "kind": "refund", "refund": str(refund.pk), "status": "done", "serial": "R1",
        "amount_fen": 400_512, "at": "2025-12-31T10:00:00+08:00",
    }  # fmt: skip
    assert post(outcome, at=on("2025-12-31", 11)).content["taken"] is True
    (back,) = [act for act in acts_of_stream(running.case_id) if act.kind == "fine_refunded"]
    assert back.payload["parties"] == [first.party_uid]
    assert still_open(running) == {second.party_uid: 400_512}


def test_paying_twice_lies_open_and_can_be_booked_for_the_other(both, cashier):
    running, first, second = both
    content = said(first, paid_at="2025-12-29T10:00:00+08:00")
    answers = [post(content, at=on("2025-12-29", 11)) for _ in range(2)]
    assert [each.content["taken"] for each in answers] == [True, False]
    pays(first, moment="2025-12-30", serial="once-more", amount_fen=400_512)
    payment = ReceivedPayment.objects.get(serial="once-more")
    assert (payment.booking, payment.reason) == (Booking.UNBOOKED, Unbooked.NOTHING_OWED)
    assign_payment(
        payment_id=payment.pk, case_id=running.case_id, by=cashier, at=on("2025-12-31"), party=second.party_uid
    )
    acts = paid_acts(running)
    assert [act.payload["parties"] for act in acts] == [[first.party_uid], [second.party_uid]]
    assert "ordered_yuan" not in acts[1].payload, "what another was asked for says nothing about this one"
    assert still_open(running) == {}


def test_a_report_that_comes_late_counts_on_the_day_of_payment(both):
    running, first, second = both
    grown = orders_for(running.case_id, at=on("2026-01-15"))[second.party_uid]
    assert grown.amount_fen == 400_512 + 36_000
    post(said(second, paid_at="2026-01-12T22:00:00+08:00"), at=on("2026-01-15", 11))
    assert set(still_open(running)) == {first.party_uid}, "it had paid in time"


def test_money_that_does_not_say_whose_it_is_lies_open_with_that_reason(both):
    _running, first, _ = both
    PaymentOrder.objects.filter(pk=first.pk).update(party_uid="")  # as an order that names no party
    pays(first)
    payment = ReceivedPayment.objects.get()
    assert (payment.booking, payment.reason) == (Booking.UNBOOKED, Unbooked.WHOSE)
    assert "没有写明是哪一位的" in payment.why


def test_an_old_payment_without_a_name_stops_the_orders_until_a_correction_names_it(both, head):
    running, first, _second = both
    by = (running.stage.people["cashier"],)
    slip = {"case_id": running.case_id, "by": by, "at": on("2025-12-30"), "amount_yuan": 4005.12, "bank_slip": "B2"}
    act = record_payment(**slip, parties=(first.party_uid,))
    said_again = {"act": str(act.uid), "reason": "回单的缴款人看错了"}
    how = {"case_id": running.case_id, "by": head, "at": on("2025-12-31"), **said_again}
    with pytest.raises(ActRefused) as refused:
        correct_act(**how, changes={"当事人": "丙某"})
    assert {each.code for each in refused.value.objections} >= {"party_unknown"}
    correct_act(**how, changes={"当事人": "乙某"})
    assert {party: order.amount_fen for party, order in open_now(running).items()} == {first.party_uid: 300_512}
    correct_act(**how, changes={"parties": []})
    assert open_now(running) == {}, "nobody is asked while it is not known who has paid"


# --- by slip, in parts, and the end -----------------------------------------------------------------------------------


def test_a_slip_says_for_whom_it_was_paid(both, cashier):
    running, first, second = both
    by = (running.stage.people["cashier"],)
    with pytest.raises(ActRefused) as refused:
        record_payment(case_id=running.case_id, by=by, at=on("2025-12-30"), amount_yuan=3005.12, bank_slip="B1")
    assert {each.code for each in refused.value.objections} == {"party_not_said"}
    record_payment(
        case_id=running.case_id, by=by, at=on("2025-12-30"), amount_yuan=3005.12, bank_slip="B1",
        parties=(first.party_uid,),
    )  # fmt: skip
    assert set(open_now(running)) == {second.party_uid}


def open_now(running, day="2025-12-31"):
    return {party: order for party, order in orders_for(running.case_id, at=on(day)).items() if order}


def test_one_pays_in_parts_and_misses_one_while_the_other_pays_at_once(both, head):
    running, first, second = both
    parts = [{"due_on": "2026-02-10", "amount_yuan": 1005.12}, {"due_on": "2026-03-10", "amount_yuan": 3000.0}]
    grant_instalments(
        case_id=running.case_id, by=head, at=on("2025-12-30"), instalments=parts, parties=(second.party_uid,)
    )
    pays(first, moment="2025-12-31")
    (order,) = open_now(running, "2026-01-20").values()
    assert (order.party_uid, order.amount_fen, order.demand) == (second.party_uid, 100_512, "instalment:2026-02-10")
    missed = open_now(running, "2026-02-11")[second.party_uid]
    assert missed.demand == "overdue:2026-02-10"
    end_deferral(case_id=running.case_id, by=head, at=on("2026-02-12"), reason="第一期没有缴")
    rest = open_now(running, "2026-02-13")[second.party_uid]
    assert (rest.demand, rest.party_uid) == ("whole", second.party_uid)


def test_the_register_has_a_row_for_each_party_and_the_case_closes_after_the_last(both, head):
    running, first, second = both
    rows = ExecutionPhase.objects.filter(case_id=running.case_id, obligation="money", place=0)
    assert {row.party_uid: row.party_name for row in rows} == {
        first.party_uid: running.party.name, second.party_uid: "乙某",
    }  # fmt: skip
    pays(first)
    assert {row.party_uid for row in rows.all()} == {second.party_uid}
    with pytest.raises(ActRefused) as refused:
        close_case(case_id=running.case_id, by=head, at=on("2025-12-30"), correction="已经改正")
    message = str(refused.value)
    assert "乙某还有 4005.12 元没有缴纳" in message
    assert running.party.name not in message
    pays(second, moment="2025-12-31")
    close_case(case_id=running.case_id, by=head, at=on("2026-01-04"), correction="已经改正")
    assert EnforcementCase.objects.get(pk=running.case_id).state == "CLOSED"
    assert not ExecutionPhase.objects.filter(case_id=running.case_id, obligation="money").exists()
