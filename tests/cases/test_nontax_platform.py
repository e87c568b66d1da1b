"""Paying end to end: the platform simulator in a process of its own, its posts taken by our own view."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import timedelta
from http.server import ThreadingHTTPServer

import pytest
import requests
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account
from hengtu.cases.models import (
    EnforcementCase,
    OrderState,
    PaymentOrder,
    PlatformNotice,
    ReceivedPayment,
    Refund,
    StatementDay,
)
from hengtu.cases.payments.days import book_from_statement
from hengtu.cases.payments.fetching import fetch_all
from hengtu.cases.payments.orders import order_for
from hengtu.cases.payments.platform import configured
from hengtu.cases.payments.refunds import approve_refund, refund_due_fen, request_refund, return_payment, try_again
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Job
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.architecture.project import ROOT
from tests.cases.test_message_gateway import _Collector
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
KEY = "only-a-simulator"


class _Posts(_Collector):
    posts: list[tuple[bytes, dict[str, str]]] = []


@pytest.fixture(scope="module", params=["gb18030"])
def simulator(request):
    """The simulator writes its statements in the older encoding here; the other is read in test_statements."""
    command = [
        sys.executable,
        "-m",
        "simulators.nontax_platform",
        "--key",
        KEY,
        "--delay",
        "0",
        "--encoding",
        request.param,
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    collector = ThreadingHTTPServer(("127.0.0.1", 0), _Posts)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    try:
        public = f"http://127.0.0.1:{collector.server_port}"
        with override_settings(NONTAX_URL=process.stdout.readline().strip(), NONTAX_KEY=KEY, PUBLIC_URL=public):
            yield
    finally:
        process.terminate()
        process.wait(10)
        collector.shutdown()


@pytest.fixture
def case_id(player, simulator):
    _Posts.posts.clear()
    running = player("demo-1")
    play_until(running, "paid")
    EnforcementCase.objects.filter(pk=running.case_id).update(party_name="赵䶮𬭎")
    return running.case_id


def ordered(case_id):
    order = order_for(case_id, at=timezone.now())
    work()
    order.refresh_from_db()
    return order


def work():
    worker = Worker("test", timezone.now)
    money = ("payment-", "refund-")
    while any(Job.objects.filter(name__startswith=name, state="READY", run_at__lte=timezone.now()) for name in money):
        worker.run_one()


def pays(order, fault="none", **more):
    asked = {"order": order.number, "fault": fault, **more}
    return requests.post(f"{configured().url}/simulate/pay", json=asked, timeout=10).json()


def taken(count=1):
    """Wait for so many posts and hand them to our view; returns status and JSON of each answer."""
    end = time.monotonic() + 10
    while len(_Posts.posts) < count and time.monotonic() < end:
        time.sleep(0.01)
    answers = [_handed(body, headers) for body, headers in _Posts.posts]
    _Posts.posts.clear()
    return [(answer.status_code, answer.json()) for answer in answers]


def _handed(body, headers):
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return Client().post(reverse("money_callbacks"), body, content_type="application/json", **named)


def kinds(case_id):
    return [act.kind for act in acts_of_stream(case_id)]


def test_each_fault_of_the_platform_is_booked_or_kept_and_the_day_agrees_with_its_statement(case_id):
    order = ordered(case_id)
    assert order.pay_url == f"{configured().url}/pay/{order.number}"
    assert order.number in requests.get(order.pay_url, timeout=10).text
    pays(order, "unsigned")
    pays(order, "stale")
    assert [status for status, _ in taken(2)] == [401, 401]
    lost, other = pays(order, "lost"), pays(order, "other_case")
    assert [said["booking"] for _, said in taken()] == ["unbooked"]
    pays(order, "twice")
    assert [(said["taken"], said["booking"]) for _, said in taken(2)] == [(True, "booked"), (False, "booked")]
    assert kinds(case_id).count("paid") == 1
    order.refresh_from_db()
    assert order.state == OrderState.PAID
    fetched = fetch_all(configured(), timezone.localdate(), at=timezone.now())
    day = StatementDay.objects.get()
    assert fetched == 1
    assert (day.matched, day.troubles) == (2, []), "the booked one and the one that lies open"
    kept = {row.serial: row.kind for row in day.differences.all()}
    assert len(kept) == 3
    assert kept[lost["serial"]] == "ONLY_BANK"
    assert day.lines.get(serial=other["serial"]).payer == "赵䶮𬭎"
    cashier = Account.objects.get(username="cashier")
    booked = book_from_statement(
        difference_id=day.differences.get(serial=lost["serial"]).pk, by=cashier, at=timezone.now()
    )
    assert (booked.source, booked.booking) == ("STATEMENT", "BOOKED"), "it had been paid before the other"
    assert refund_due_fen(case_id, at=timezone.now()) == order.amount_fen
    assert not day.differences.filter(serial=lost["serial"]).exists()


def test_money_goes_back_over_the_platform_and_a_refusal_of_it_is_told(case_id):
    order = ordered(case_id)
    pays(order, "cent_more")
    taken()
    cashier, head = (Account.objects.get(username=name) for name in ("cashier", "head"))
    (refund,) = request_refund(case_id=case_id, by=cashier, at=timezone.now(), reason="多缴一分")
    approve_refund(refund_id=refund.pk, by=head, at=timezone.now())
    url = f"{configured().url}/simulate/refunds"
    requests.post(url, json={"fault": "refused"}, timeout=10)
    work()
    taken()
    refund.refresh_from_db()
    assert (refund.state, refund.why) == ("FAILED", "收款账户已注销")
    requests.post(url, json={"fault": "none"}, timeout=10)
    try_again(refund_id=refund.pk, by=cashier, at=timezone.now())
    work()
    taken()
    assert kinds(case_id)[-1] == "fine_refunded"
    assert acts_of_stream(case_id)[-1].payload["amount_yuan"] == 0.01


def test_a_platform_that_is_away_gets_the_order_later(case_id):
    address = configured().url
    with override_settings(NONTAX_URL="http://127.0.0.1:9"):
        order = ordered(case_id)
        assert (order.pay_url, order.registered_at) == ("", None)
    with override_settings(NONTAX_URL=address):
        Job.objects.filter(name="payment-order-register").update(run_at=timezone.now() - timedelta(seconds=1))
        assert ordered(case_id).registered_at is not None


def test_a_second_payment_of_the_same_order_is_returned_to_its_payer(case_id):
    order = ordered(case_id)
    pays(order)
    pays(order, payer="代缴的人")
    assert [said["booking"] for _, said in taken(2)] == ["booked", "unbooked"]
    loose = ReceivedPayment.objects.get(booking="UNBOOKED")
    cashier, head = (Account.objects.get(username=name) for name in ("cashier", "head"))
    refund = return_payment(payment_id=loose.pk, by=cashier, at=timezone.now(), reason="重复缴款")
    approve_refund(refund_id=refund.pk, by=head, at=timezone.now())
    work()
    taken()
    loose.refresh_from_db()
    assert (loose.booking, Refund.objects.get().state) == ("RETURNED", "DONE")
    assert "fine_refunded" not in kinds(case_id)
    assert PlatformNotice.objects.filter(kind="refund").count() == 1
    assert not PaymentOrder.objects.filter(state=OrderState.OPEN).exists()
