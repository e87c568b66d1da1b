"""Paying through the platform: orders follow what is owed, callbacks are taken once, nothing is lost."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import override_settings

from hengtu.agencies.models import Account
from hengtu.cases import participants
from hengtu.cases.models import (
    Booking,
    EnforcementCase,
    Message,
    OrderState,
    PaymentOrder,
    PlatformNotice,
    ReceivedPayment,
    Refund,
    RefundState,
)
from hengtu.cases.payments.assigning import assign_payment
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.numbers import is_well_formed
from hengtu.cases.payments.orders import order_for
from hengtu.cases.payments.refunds import (
    approve_refund,
    decline_refund,
    refund_due_fen,
    request_refund,
    return_payment,
    try_again,
)
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.end_deferral import end_deferral
from hengtu.cases.services.grant_instalments import grant_instalments
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.paying import KEY, on, post, said, the_order
from tests.cases.test_services import play_until
from tests.fixtures import scripts
from tests.undone import undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def file_once(django_db_setup, django_db_blocker):
    """The case is played once for the file; each test undoes what it did."""
    with undone(django_db_blocker):
        file = scripts()
        stage = stage_for(file)
        running = Player(file.script("demo-1"), stage)
        play_until(running, "decision_served")
        yield stage, running


@pytest.fixture
def stage(file_once):
    return file_once[0]


@pytest.fixture
def decided(file_once):
    """The case as it stands before its decision is served."""
    return file_once[1]


@pytest.fixture
def served(db, decided):
    decided.do(next(act for act in decided.script.acts if act.kind == "decision_served"))
    return decided


@pytest.fixture(autouse=True)
def platform():
    with override_settings(NONTAX_KEY=KEY):
        yield


@pytest.fixture
def cashier(db):
    return Account.objects.get(username="cashier")


@pytest.fixture
def officers(stage):
    return stage.people["officer-a"], stage.people["officer-b"]


@pytest.fixture
def head(stage):
    return (stage.people["head"],)


def paid_acts(case_id):
    return [act for act in acts_of_stream(case_id) if act.kind == "paid"]


# --- orders ---------------------------------------------------------------------------------------------------------


def test_an_order_asks_for_exactly_what_is_owed_and_is_reused_while_it_does(served):
    order = the_order(served)
    assert (order.amount_fen, order.demand, order.lines) == (2_750_000, "whole", [["罚款", 2_750_000]])
    assert (order.due_on, order.holds_through) == (date(2025, 6, 26), date(2025, 6, 26))
    assert is_well_formed(order.number)
    assert not is_well_formed(order.number[:-1] + str((int(order.number[-1]) + 1) % 10))
    assert the_order(served, "2025-06-26") == order
    assert PaymentOrder.objects.count() == 1


def test_after_the_last_day_the_order_is_replaced_each_day_by_what_is_owed_that_day(served):
    first, second, third = (the_order(served, day) for day in ("2025-06-26", "2025-06-27", "2025-06-28"))
    assert [each.amount_fen for each in (first, second, third)] == [2_750_000, 2_832_500, 2_915_000]
    first.refresh_from_db()
    assert (first.state, first.amount_fen, first.replaced_by) == (OrderState.REPLACED, 2_750_000, second)
    assert PaymentOrder.objects.filter(state=OrderState.OPEN).get() == third
    assert third.holds_through == date(2025, 6, 28)
    assert ["加处罚款", 165_000] in third.lines


def test_at_the_cap_the_sum_stands_still(served):
    order = the_order(served, "2026-06-26")
    assert (order.amount_fen, order.holds_through) == (5_500_000, None)
    assert the_order(served, "2026-08-01") == order


def test_before_the_decision_is_served_there_is_no_order(decided):
    assert order_for(decided.case_id, at=on("2025-06-11")) is None


def test_instalments_are_asked_for_one_by_one_and_a_missed_one_with_its_additional_fine(served, head):
    plan = [{"due_on": "2025-07-31", "amount_yuan": 10000.0}, {"due_on": "2025-08-31", "amount_yuan": 17500.0}]
    grant_instalments(case_id=served.case_id, by=head, at=on("2025-06-16"), instalments=plan)
    first = the_order(served, "2025-06-17")
    assert (first.amount_fen, first.demand, first.due_on) == (1_000_000, "instalment:2025-07-31", date(2025, 7, 31))
    post(said(first, paid_at="2025-07-30T10:00:00+08:00"), at=on("2025-07-30", 11))
    second = the_order(served, "2025-08-01")
    assert (second.amount_fen, second.demand) == (1_750_000, "instalment:2025-08-31")
    late = the_order(served, "2025-09-02")
    assert (late.amount_fen, late.demand) == (1_750_000 + 2 * 52_500, "overdue:2025-08-31")


def test_a_plan_that_was_ended_leaves_the_whole_rest(served, head):
    plan = [{"due_on": "2025-07-31", "amount_yuan": 10000.0}, {"due_on": "2025-08-31", "amount_yuan": 17500.0}]
    grant_instalments(case_id=served.case_id, by=head, at=on("2025-06-16"), instalments=plan)
    missed = the_order(served, "2025-08-02")
    assert (missed.amount_fen, missed.demand) == (1_000_000 + 2 * 30_000, "overdue:2025-07-31")
    end_deferral(case_id=served.case_id, by=head, at=on("2025-08-04"), reason="第一期没有缴纳")
    whole = the_order(served, "2025-08-05")
    assert (whole.demand, whole.amount_fen) == ("whole", 2_750_000 + 4 * 30_000 + 82_500)


# --- callbacks ------------------------------------------------------------------------------------------------------


def test_a_callback_becomes_the_act_of_the_platform_and_closes_the_order(served):
    order = the_order(served)
    answer = post(said(order, serial="S1"))
    assert (answer.status, answer.content) == (200, {"ok": True, "taken": True, "booking": "booked"})
    (act,) = paid_acts(served.case_id)
    assert act.payload == {
        "amount_yuan": 27500, "order": order.number, "serial": "S1", "receipt_no": "冀A0001", "channel": "手机支付",
    }  # fmt: skip
    assert [actor.id for actor in act.by] == ["payment-platform"]
    assert act.occurred_at == on("2025-06-20")
    order.refresh_from_db()
    assert order.state == OrderState.PAID
    assert order_for(served.case_id, at=on("2025-06-21")) is None


def test_a_callback_that_comes_twice_books_once_and_is_answered_alike(served):
    order = the_order(served)
    content = said(order)
    answers = [post(content), post(content), post({**content, "event": "again"})]
    assert [(each.status, each.content["taken"]) for each in answers] == [(200, True), (200, False), (200, False)]
    assert len(paid_acts(served.case_id)) == 1
    assert list(PlatformNotice.objects.values_list("taken", flat=True)) == ["TAKEN", "REPEATED", "REPEATED"]


def test_a_serial_that_comes_back_with_another_sum_is_kept_and_told(served, cashier):
    order = the_order(served)
    content = said(order)
    post(content)
    answer = post({**content, "event": "other", "amount_fen": 1})
    assert answer.content["taken"] is False
    assert PlatformNotice.objects.last().taken == "CONFLICT"
    assert ReceivedPayment.objects.get().amount_fen == 2_750_000
    assert Message.objects.filter(to=cashier, text__contains="先后报了两种内容").exists()


def test_a_cent_less_is_a_part_payment_and_the_cent_is_asked_for(served):
    order = the_order(served)
    post(said(order, amount_fen=2_749_999))
    (act,) = paid_acts(served.case_id)
    assert (act.payload["amount_yuan"], act.payload["ordered_yuan"]) == (27499.99, 27500)
    rest = PaymentOrder.objects.get(state=OrderState.OPEN)
    assert rest.amount_fen == 1
    post(said(rest, paid_at="2025-06-21T10:00:00+08:00"), at=on("2025-06-21", 11))
    assert not PaymentOrder.objects.filter(state=OrderState.OPEN).exists()
    assert refund_due_fen(served.case_id, at=on("2025-06-22")) == 0


def test_a_cent_more_is_received_and_due_back(served):
    post(said(the_order(served), amount_fen=2_750_001))
    assert paid_acts(served.case_id)[0].payload["amount_yuan"] == 27500.01
    assert refund_due_fen(served.case_id, at=on("2025-06-21")) == 1


def test_the_day_of_payment_at_the_platform_counts_however_late_it_is_reported(served):
    first = the_order(served, "2025-06-26")
    the_order(served, "2025-07-05")
    post(said(first, paid_at="2025-06-26T23:59:00+08:00"), at=on("2025-07-06"))
    (act,) = paid_acts(served.case_id)
    assert act.occurred_at.isoformat() == "2025-06-26T15:59:00+00:00"
    assert act.recorded_at == on("2025-07-06")
    assert order_for(served.case_id, at=on("2025-07-06")) is None, "no additional fine"
    assert not PaymentOrder.objects.filter(state=OrderState.OPEN).exists()


def test_a_second_payment_of_what_is_paid_waits_to_be_given_back(served, cashier, stage):
    order = the_order(served)
    post(said(order))
    post(said(order, serial="S2", paid_at="2025-06-21T10:00:00+08:00"), at=on("2025-06-21", 11))
    loose = ReceivedPayment.objects.get(serial="S2")
    assert (loose.booking, loose.reason) == (Booking.UNBOOKED, "NOTHING_OWED")
    assert len(paid_acts(served.case_id)) == 1
    refund = return_payment(payment_id=loose.pk, by=cashier, at=on("2025-06-22"), reason="重复缴款")
    approve_refund(refund_id=refund.pk, by=stage.people["head"].account, at=on("2025-06-22", 11))
    post(
        {"event": "r", "kind": "refund", "refund": str(refund.pk), "status": "done", "serial": "R2",
         "amount_fen": 2_750_000, "at": "2025-06-23T09:00:00+08:00"}, at=on("2025-06-23"),
    )  # fmt: skip
    loose.refresh_from_db()
    assert (loose.booking, loose.returned_fen) == (Booking.RETURNED, 2_750_000)
    assert not [act for act in acts_of_stream(served.case_id) if act.kind == "fine_refunded"]


def test_a_payment_after_the_case_was_closed_is_not_lost(served, head):
    order = the_order(served)
    post(said(order))
    close_case(case_id=served.case_id, by=head, at=on("2025-06-23"), correction="已卸载")
    answer = post(said(order, serial="late", paid_at="2025-06-24T10:00:00+08:00"), at=on("2025-06-24", 11))
    assert answer.content == {"ok": True, "taken": True, "booking": "unbooked"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"order": "0" * 20, "reference": ""}, "UNKNOWN_ORDER"), ({"reference": str(uuid4())}, "OTHER_CASE")],
)
def test_money_for_no_case_or_another_waits_until_the_cashier_assigns_it(served, cashier, change, reason):
    order = the_order(served)
    assert post(said(order, serial="S9", **change)).content["booking"] == "unbooked"
    loose = ReceivedPayment.objects.get()
    assert (loose.booking, loose.reason, loose.agency.legal_subject) == ("UNBOOKED", reason, order.agency.legal_subject)
    with pytest.raises(MoneyRefused) as refusal:
        assign_payment(
            payment_id=loose.pk,
            case_id=served.case_id,
            by=Account.objects.get(username="officer-a"),
            at=on("2025-06-21"),
        )
    assert refusal.value.code == "cashier_only"
    booked = assign_payment(payment_id=loose.pk, case_id=served.case_id, by=cashier, at=on("2025-06-21"))
    assert booked.booking == Booking.BOOKED
    (act,) = paid_acts(served.case_id)
    assert (act.occurred_at, act.by[0].id) == (on("2025-06-20"), "payment-platform")
    with pytest.raises(MoneyRefused) as refusal:
        assign_payment(payment_id=loose.pk, case_id=served.case_id, by=cashier, at=on("2025-06-21"))
    assert refusal.value.code == "not_loose"


def test_posts_that_are_not_signed_or_too_old_or_unreadable_are_kept_and_change_nothing(served):
    order = the_order(served)
    answers = [
        post(said(order), key="another key"),
        post(said(order), signed_at=on("2025-06-20", 10)),
        post({**said(order), "amount_fen": "2750000"}),
        post({**said(order), "amount_fen": -1}),
        post({**said(order), "paid_at": "2025-06-20"}),
        post(["paid"]),
    ]
    assert [each.status for each in answers] == [401, 401, 422, 422, 422, 422]
    assert list(PlatformNotice.objects.values_list("taken", flat=True)) == [
        "UNSIGNED", "STALE", "UNREADABLE", "UNREADABLE", "UNREADABLE", "UNREADABLE",
    ]  # fmt: skip
    assert not ReceivedPayment.objects.exists()
    assert not paid_acts(served.case_id)


def test_a_payment_from_the_future_is_kept_and_not_booked(served):
    assert post(said(the_order(served), paid_at="2025-06-21T10:00:00+08:00")).content["booking"] == "unbooked"


@pytest.mark.parametrize("name", ["赵䶮", "王𬭎", "李𫔄"])
def test_a_rare_name_survives_order_and_callback(served, name):
    EnforcementCase.objects.filter(pk=served.case_id).update(party_name=name)
    order = the_order(served)
    assert order.party_name == name
    post(said(order))
    assert ReceivedPayment.objects.get().payer == name
    assert name in PlatformNotice.objects.get().body


def test_nobody_enters_a_payment_by_hand_without_a_bank_slip_and_no_officer_with_one(served, cashier, officers):
    pay = {"case_id": served.case_id, "at": on("2025-06-20"), "amount_yuan": 27500.0}
    with pytest.raises(ActRefused) as refusal:
        record_payment(by=(participants.official(cashier),), **pay)
    assert [each.code for each in refusal.value.objections] == ["bank_slip_missing"]
    with pytest.raises(ActRefused) as refusal:
        record_payment(by=officers[:1], bank_slip="HD-1", **pay)
    assert "cashier_required" in {each.code for each in refusal.value.objections}
    record_payment(by=(participants.official(cashier),), bank_slip="HD-1", **pay)


# --- refunds --------------------------------------------------------------------------------------------------------


@pytest.fixture
def revoked(served, officers):
    post(said(the_order(served), serial="S1"))
    receive_reconsideration(
        case_id=served.case_id, by=officers[:1], at=on("2025-07-08"), body="示例县人民政府", procedure="ordinary"
    )
    record_reconsideration_outcome(
        case_id=served.case_id, by=officers[:1], at=on("2025-08-26"), outcome="revoked", reason="称重依据不足"
    )
    return served.case_id


def outcome(refund, **more):
    return {
        "event": uuid4().hex, "kind": "refund", "refund": str(refund.pk), "status": "done", "serial": "R1",
        "amount_fen": refund.amount_fen, "at": "2025-08-28T09:00:00+08:00", **more,
    }  # fmt: skip


def test_a_revoked_fine_goes_back_asked_by_the_cashier_approved_by_a_head_confirmed_by_the_platform(
    revoked, cashier, stage
):
    (refund,) = request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="复议撤销")
    assert refund.amount_fen == 2_750_000
    with pytest.raises(MoneyRefused) as refusal:
        request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="再退一次")
    assert refusal.value.code == "nothing_due"
    with pytest.raises(MoneyRefused) as refusal:
        approve_refund(refund_id=refund.pk, by=cashier, at=on("2025-08-27"))
    assert refusal.value.code == "head_only"
    head_account = stage.people["head"].account
    assert Message.objects.filter(to=head_account, text__contains="等您批准").exists()
    approve_refund(refund_id=refund.pk, by=head_account, at=on("2025-08-27", 11))
    answers = [post(outcome(refund), at=on("2025-08-28", 11)) for _ in range(2)]
    assert [each.content["taken"] for each in answers] == [True, False]
    (act,) = [act for act in acts_of_stream(revoked) if act.kind == "fine_refunded"]
    assert (act.payload["amount_yuan"], act.payload["serial"], act.payload["payment_serial"]) == (27500, "R1", "S1")
    assert act.occurred_at == on("2025-08-28", 9)
    refund.refresh_from_db()
    assert (refund.state, refund.act) == (RefundState.DONE, act.uid)
    assert refund_due_fen(revoked, at=on("2025-08-29")) == 0


def test_a_refund_before_anything_is_due_is_refused(served, cashier):
    post(said(the_order(served)))
    with pytest.raises(MoneyRefused) as refusal:
        request_refund(case_id=served.case_id, by=cashier, at=on("2025-06-21"), reason="当事人要求")
    assert refusal.value.code == "nothing_due"


def test_more_than_is_due_is_refused_and_a_declined_request_frees_it_again(revoked, cashier, stage):
    with pytest.raises(MoneyRefused) as refusal:
        request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="撤销", amount_fen=2_750_001)
    assert refusal.value.code == "too_much"
    (refund,) = request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="撤销", amount_fen=1)
    decline_refund(refund_id=refund.pk, by=stage.people["head"].account, at=on("2025-08-27"), opinion="应当全退")
    assert refund_due_fen(revoked, at=on("2025-08-27")) == 2_750_000


def test_a_refund_the_platform_refuses_is_told_and_can_be_sent_again(revoked, cashier, stage):
    (refund,) = request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="撤销")
    approve_refund(refund_id=refund.pk, by=stage.people["head"].account, at=on("2025-08-27"))
    post(outcome(refund, status="refused", serial="", reason="账户已注销"), at=on("2025-08-28", 11))
    refund.refresh_from_db()
    assert (refund.state, refund.why) == (RefundState.FAILED, "账户已注销")
    assert Message.objects.filter(to=cashier, text__contains="没有退成").exists()
    try_again(refund_id=refund.pk, by=cashier, at=on("2025-08-29"))
    post(outcome(refund, at="2025-08-29T09:00:00+08:00"), at=on("2025-08-29", 11))
    assert [act.kind for act in acts_of_stream(revoked)][-1] == "fine_refunded"


def test_a_refusal_told_once_more_does_not_fail_the_try_sent_since(revoked, cashier, stage):
    (refund,) = request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="撤销")
    approve_refund(refund_id=refund.pk, by=stage.people["head"].account, at=on("2025-08-27"))
    refusal = outcome(refund, status="refused", serial="", reason="账户已注销")
    post(refusal, at=on("2025-08-28", 11))
    try_again(refund_id=refund.pk, by=cashier, at=on("2025-08-28", 12))
    answer = post(refusal, at=on("2025-08-28", 12))
    refund.refresh_from_db()
    assert (answer.status, answer.content["taken"]) == (200, False)
    assert refund.state != RefundState.FAILED


def test_a_refund_of_another_sum_than_asked_is_not_booked(revoked, cashier, stage):
    (refund,) = request_refund(case_id=revoked, by=cashier, at=on("2025-08-27"), reason="撤销")
    approve_refund(refund_id=refund.pk, by=stage.people["head"].account, at=on("2025-08-27"))
    answer = post(outcome(refund, amount_fen=2_749_999), at=on("2025-08-28", 11))
    assert answer.content["taken"] is False
    assert Refund.objects.get().act is None


def test_a_refund_nobody_asked_for_is_answered_with_404(served):
    assert post({**outcome(PaymentOrder(amount_fen=1)), "refund": str(uuid4())}).status == 404


def test_money_that_came_by_bank_slip_is_not_given_back_by_the_platform(served, officers, cashier):
    record_payment(
        case_id=served.case_id, by=(participants.official(cashier),), at=on("2025-06-20"), amount_yuan=27500.5,
        bank_slip="HD-2",
    )  # fmt: skip
    with pytest.raises(MoneyRefused) as refusal:
        request_refund(case_id=served.case_id, by=cashier, at=on("2025-06-21"), reason="多缴")
    assert refusal.value.code == "not_by_platform"
