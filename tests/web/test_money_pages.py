"""Pages of money: the cashier's desk and days, refunds by a head, the money of a case, paying with a paper in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account
from hengtu.cases.models import (
    EnforcementCase,
    PaymentOrder,
    ReceivedPayment,
    Refund,
    StatementDay,
    StatementDifference,
)
from hengtu.cases.payments.orders import order_for
from hengtu.cases.payments.statements import BankLine, write_statement
from hengtu.documents.models import DocumentDoor
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.paying import KEY, post, said
from tests.cases.test_services import play_until
from tests.fixtures import scripts
from tests.undone import undone
from tests.web.acts.people import Person, words

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def file_once(django_db_setup, django_db_blocker):
    """The case is played once for the file; each test undoes what it did."""
    with undone(django_db_blocker):
        file = scripts()
        running = Player(file.script("demo-1"), stage_for(file))
        play_until(running, "paid")
        yield running.case_id


@pytest.fixture(autouse=True)
def platform():
    with override_settings(NONTAX_KEY=KEY):
        yield


@pytest.fixture
def case_id(db, file_once):
    return file_once


@pytest.fixture
def at():
    return {name: Person(Account.objects.get(username=name)) for name in ("cashier", "head", "officer-a")}


def pays(case_id, **more):
    now = timezone.now()
    order = order_for(case_id, at=now)
    post(said(order, paid_at=now.isoformat(), **more), at=now)
    return order


def line(serial, fen, order="", at=None, payer="赵䶮"):
    return BankLine(0, "PAY", serial, order, fen, at or timezone.now(), payer, "", "柜面", "")


def uploads(person, lines, encoding="utf-8"):
    file = SimpleUploadedFile("对账单.csv", write_statement(lines, encoding=encoding))
    on = timezone.localdate().isoformat()
    return person.client.post(reverse("money"), {"intent": "statement", "on": on, "file": file})


def test_only_who_collects_or_answers_for_it_reads_the_cashiers_pages(case_id, at):
    for name in ("money", "money_month", "money_month_csv", "money_refunds"):
        assert [at[who].sees(reverse(name)).status_code for who in ("cashier", "head", "officer-a")] == [200, 200, 404]
    assert at["officer-a"].sees(reverse("money_of_case", args=[case_id])).status_code == 200


def test_a_day_with_differences_is_booked_explained_and_closed(case_id, at):
    order = pays(case_id, serial="S1", amount_fen=100)
    rest = PaymentOrder.objects.get(state="OPEN")
    answer = uploads(at["cashier"], [line("S1", 101), line("S2", 200, rest.number)], "gb18030")
    day = StatementDay.objects.get()
    page = reverse("money_day", args=[day.pk])
    assert answer["Location"] == page
    assert (day.matched, day.bank_fen, day.ours_fen) == (0, 301, 100)
    shown = words(at["cashier"].sees(page))
    assert "金额不符" in shown
    assert "只有银行有" in shown
    amount, lost = (day.differences.get(serial=serial).pk for serial in ("S1", "S2"))
    refused = at["cashier"].client.post(page, {"intent": "close"})
    assert refused.status_code == 409
    assert "还有2处差异没有说明" in words(refused)
    at["cashier"].client.post(page, {"intent": "book", "difference": lost})
    assert ReceivedPayment.objects.get(serial="S2").booking == "BOOKED"
    assert [act.payload.get("amount_yuan") for act in acts_of_stream(case_id) if act.kind == "paid"] == [1, 2]
    empty = at["cashier"].client.post(page, {"intent": "explain", "difference": amount, "explanation": " "})
    assert empty.status_code == 409
    amount = StatementDifference.objects.get().pk
    at["cashier"].client.post(page, {"intent": "explain", "difference": amount, "explanation": "银行多记一分，已去函"})
    assert at["head"].client.post(page, {"intent": "close"}).status_code == 409, "a head does not reconcile"
    assert at["cashier"].client.post(page, {"intent": "close"}).status_code == 302
    day.refresh_from_db()
    assert day.closed_by.username == "cashier"
    table = b"".join(at["cashier"].sees(reverse("money_day_csv", args=[day.pk])).streaming_content).decode()
    assert "银行多记一分" in table
    month = b"".join(at["cashier"].sees(reverse("money_month_csv")).streaming_content).decode()
    assert f"{timezone.localdate()},2,3.00,0,0.00,3.00,已关账" in month
    assert order.number


def test_bad_lines_are_said_with_their_number_and_the_others_are_compared(case_id, at):
    pays(case_id, serial="S1", amount_fen=100)
    good = write_statement([line("S1", 100)]).decode()
    head, row, foot = good.splitlines()
    broken = "\r\n".join([head, row, row, row.replace("S1", "S3").replace(",100,", ",1.00,"), "S4,缴款", foot, ""])
    file = SimpleUploadedFile("s.csv", broken.encode("utf-8-sig"))
    sent = {"intent": "statement", "on": timezone.localdate().isoformat(), "file": file}
    at["cashier"].client.post(reverse("money"), sent)
    day = StatementDay.objects.get()
    assert day.matched == 1
    assert [(each["line"], each["why"][:6]) for each in day.troubles] == [
        (3, "流水号在文件"),
        (4, "金额应当是正"),
        (5, "只有 2 列"),
    ]


@pytest.mark.parametrize("file", [b"", b"\xff\xfe\x00", "姓名,金额\r\n".encode()])
def test_a_file_that_is_no_statement_is_refused_in_words(case_id, at, file):
    sent = {"intent": "statement", "on": timezone.localdate().isoformat(), "file": SimpleUploadedFile("x.csv", file)}
    assert at["cashier"].client.post(reverse("money"), sent).status_code == 409
    assert not StatementDay.objects.exists()


def test_loose_money_is_assigned_by_the_number_of_a_case(case_id, at):
    pays(case_id, serial="S1", order="0" * 20, reference="", amount_fen=100)
    payment = ReceivedPayment.objects.get()
    sent = {"payment": payment.pk, "intent": "assign", "case": "没有这个案号"}
    refused = at["cashier"].client.post(reverse("money"), sent)
    assert refused.status_code == 409
    assert "没有这个案号" in refused.content.decode()
    number = EnforcementCase.objects.get(pk=case_id).number
    assert at["cashier"].client.post(reverse("money"), {**sent, "case": number}).status_code == 302
    payment.refresh_from_db()
    assert (payment.booking, payment.case_uid) == ("BOOKED", case_id)


def test_too_much_goes_back_asked_for_on_the_cases_page_and_approved_by_a_head(case_id, at):
    pays(case_id, serial="S1", amount_fen=100_000_000)
    page = reverse("money_of_case", args=[case_id])
    assert "申请退付" in words(at["cashier"].sees(page))
    assert "申请退付" not in words(at["officer-a"].sees(page))
    assert at["officer-a"].client.post(page, {"reason": "多缴"}).status_code == 409
    assert at["cashier"].client.post(page, {"reason": "多缴"}).status_code == 302
    refund = Refund.objects.get()
    approve = {"refund": refund.pk, "intent": "approve"}
    assert at["cashier"].client.post(reverse("money_refunds"), approve).status_code == 409
    assert at["head"].client.post(reverse("money_refunds"), approve).status_code == 302
    refund.refresh_from_db()
    assert (refund.state, refund.answered_by.username) == ("APPROVED", "head")


def test_the_page_of_a_case_shows_the_additional_fine_span_by_span_with_its_cap(case_id, at):
    shown = words(at["officer-a"].sees(reverse("money_of_case", args=[case_id])))
    assert "今天应缴55000.00元" in shown
    assert "最多27500.00元" in shown
    assert "封顶" in shown
    assert "办案人员不登记收款" in shown


def door_code(case_id, form="f15_penalty_decision"):
    return DocumentDoor.objects.get(document__stream_id=case_id, document__form=form).code


def test_anybody_with_the_decision_in_hand_sees_the_sum_and_gets_a_payment_number(case_id):
    address = reverse("door_pay", args=[door_code(case_id)])
    client = Client()
    page = client.get(address)
    assert page.status_code == 200
    party = EnforcementCase.objects.get(pk=case_id).party_name
    assert party not in page.content.decode(), "nothing the paper in hand does not need to say again"
    assert "55000.00元" in words(page)
    assert client.post(address).status_code == 302
    number = PaymentOrder.objects.get().number
    assert number in words(client.get(address)).replace(" ", "")
    assert "请到银行柜面缴纳" in words(client.get(address))
    client.post(address)
    assert PaymentOrder.objects.count() == 1
    post(said(PaymentOrder.objects.get(), paid_at=timezone.now().isoformat()), at=timezone.now())
    assert "款项已经收到" in words(client.get(f"{address}?back"))


def test_a_notice_in_hand_asks_who_one_is_before_a_sum_is_shown(case_id):
    page = Client().get(reverse("door_pay", args=[door_code(case_id, "f11_violation_notice")]))
    assert "核对身份" in words(page)
    assert "55,000" not in words(page)


def test_a_guessed_code_leads_nowhere(case_id):
    assert Client().post(reverse("door_pay", args=["ABCDEFGHJKLMN"])).status_code == 404
    assert not PaymentOrder.objects.exists()
    flush_access_log()  # what was noted of the guess is not left for the next test


def test_a_platform_that_is_down_is_said_and_the_payment_number_stands(case_id):
    with override_settings(NONTAX_URL="http://127.0.0.1:9"):
        page = Client().post(reverse("door_pay", args=[door_code(case_id)]))
    assert page.status_code == 503
    assert "缴款平台暂时连不上" in words(page)
    assert PaymentOrder.objects.get().number in words(page).replace(" ", "")


def test_the_callback_view_listens_to_nobody_who_goes_on_unsigned(case_id):
    client = Client()
    answers = [client.post(reverse("money_callbacks"), b"{}", content_type="application/json") for _ in range(21)]
    assert [each.status_code for each in answers] == [401] * 20 + [429]


def test_a_day_that_was_closed_opens_again_when_a_difference_turns_up(case_id, at):
    pays(case_id, serial="S1", amount_fen=100)
    uploads(at["cashier"], [line("S1", 100)])
    day = StatementDay.objects.get()
    page = reverse("money_day", args=[day.pk])
    assert at["cashier"].client.post(page, {"intent": "close"}).status_code == 302
    pays(case_id, serial="S2", amount_fen=100)
    day.refresh_from_db()
    assert day.closed_at is None
    assert day.differences.get().kind == "ONLY_OURS"
    assert timedelta(0) <= timezone.now() - day.compared_at
