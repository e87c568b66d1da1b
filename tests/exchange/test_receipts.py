"""Receipts: what a platform took and sent back; bad lines cost no other, twice is once, strangers are listed."""

import json
from datetime import timedelta

import pytest

from hengtu.cases.models import Message
from hengtu.exchange.models import ExportPackage, ExportRecord, PackageState, ReceiptLine, RecordState
from hengtu.exchange.receipt_file import Answer, BadLine, read_receipt
from hengtu.exchange.services.make_package import hand_over, make_package
from hengtu.exchange.services.take_receipt import take_receipt
from tests.exchange.conftest import NOW

LATER = NOW + timedelta(hours=3)


def line(**said):
    return json.dumps({"result": "accepted", "answered_at": LATER.isoformat(), **said}, ensure_ascii=False)


@pytest.fixture
def package(player, stage, follow):
    player("demo-4").play()
    follow()
    made = make_package("nontax", subject=stage.agency.legal_subject, by="收缴", at=NOW)
    return hand_over(made, by="收缴", at=NOW)


def take(*lines, subject=None, dry_run=False, packages=None, at=LATER):
    within = ExportPackage.objects.all() if packages is None else packages
    content = "\n".join(lines).encode()
    return take_receipt(content, packages=within, home=subject, by="收缴", at=at, dry_run=dry_run)


def one(record, **said):
    return line(
        package=record.package.number, record_type=record.record_type, source_id=record.source_id,
        version=record.version, **said,
    )  # fmt: skip


def refusal(record):
    return one(record, result="refused", code="Q301", field="way", message="缴款方式不在代码表")


def states():
    return set(ExportRecord.objects.filter(format="nontax").values_list("record_type", "state"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{not json", "不是有效的 JSON"),
        ('{"result": "accepted"}', "缺少包号"),
        ('{"package": "X", "result": "maybe"}', "accepted 或者 refused"),
        ('{"package": "X", "result": "accepted", "answered_at": "2026-03-02"}', "带时区"),
        ('{"package": "X", "result": "refused", "answered_at": "2026-03-02T09:00:00+08:00"}', "写明 code"),
        ('{"package": "X", "result": "accepted", "record_type": "A"}', "一起给出"),
        ('{"package": "X", "result": "accepted", "record_type": "A", "source_id": "b", "version": "0",'
         ' "answered_at": "2026-03-02T09:00:00+08:00"}', "正整数"),
        ('{"package": "' + "X" * 81 + '", "result": "accepted"}', "超过80字"),
        ("a,b\n1,2", "认不出格式"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_says_why(text, words):
    (found,) = read_receipt(text.encode())
    assert isinstance(found, BadLine)
    assert words in found.message


def test_a_list_instead_of_an_object_and_wrong_bytes_are_said_too():
    found = list(read_receipt(b'{"package": "X"}\n[1]\n'))
    assert [each.line for each in found] == [1, 2]
    assert "UTF-8" in next(iter(read_receipt(b"\xff\xfe"))).message


def test_csv_with_the_same_names_reads_alike():
    text = f"package,result,answered_at,message\nX,refused,{LATER.isoformat()},坏\n"
    assert list(read_receipt(text.encode("utf-8-sig"))) == [Answer(2, "X", "refused", LATER, message="坏")]


@pytest.mark.django_db
def test_a_whole_package_is_received(package):
    taken = take(line(package=package.number))
    assert (taken.accepted, taken.bad, taken.unknown) == (2, [], [])
    package.refresh_from_db()
    assert package.state == PackageState.RECEIVED
    assert states() == {("DEMAND", "RECEIVED"), ("PAYMENT", "RECEIVED")}


@pytest.mark.django_db
@pytest.mark.parametrize("order", [1, -1])
def test_a_partly_refused_package_says_which_and_why_in_whatever_order_the_lines_come(package, order):
    payment = package.records.get(record_type="PAYMENT")
    taken = take(*[line(package=package.number), refusal(payment)][::order])
    assert (taken.accepted + taken.refused) >= 2
    package.refresh_from_db()
    payment.refresh_from_db()
    assert package.state == PackageState.PARTLY
    assert (payment.state, payment.answer_code, payment.answer_field) == ("REFUSED", "Q301", "way")
    assert ("DEMAND", "RECEIVED") in states()
    assert Message.objects.filter(key__startswith=f"export:{package.number}").exists()


@pytest.mark.django_db
def test_the_same_receipt_twice_changes_nothing(package):
    payment = package.records.get(record_type="PAYMENT")
    lines = (line(package=package.number), refusal(payment))
    take(*lines)
    before, told = states(), Message.objects.count()
    again = take(*lines, at=LATER + timedelta(days=1))
    assert (again.accepted, again.refused, again.repeated) == (0, 0, 2)
    assert (states(), Message.objects.count()) == (before, told)
    assert ReceiptLine.objects.count() == 2


@pytest.mark.django_db
def test_an_older_answer_does_not_undo_a_newer_one(package):
    payment = package.records.get(record_type="PAYMENT")
    take(refusal(payment))
    taken = take(one(payment, answered_at=NOW.isoformat()))
    assert (taken.accepted, taken.stale) == (0, 1)
    payment.refresh_from_db()
    assert payment.state == RecordState.REFUSED


@pytest.mark.django_db
def test_bad_lines_and_unknown_records_cost_no_other_line_and_are_listed(package, stage):
    payment = package.records.get(record_type="PAYMENT")
    strange = line(package=package.number, record_type="PAYMENT", source_id="nobody", version=1)
    taken = take("{", line(package="NONTAX-X-000009"), strange, one(payment), subject=stage.agency.legal_subject)
    assert [each.line for each in taken.bad] == [1]
    assert [number for number, _ in taken.unknown] == [2, 3]
    assert taken.accepted == 1
    assert ReceiptLine.objects.filter(fits=False).count() == 2


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(package):
    before = states()
    taken = take(line(package=package.number), dry_run=True)
    assert taken.accepted == 2
    assert (states(), ReceiptLine.objects.count()) == (before, 0)


@pytest.mark.django_db
def test_a_receipt_for_the_package_of_somebody_else_is_one_for_an_unknown_package(package, stage):
    taken = take(line(package=package.number), packages=ExportPackage.objects.none(), subject=stage.agency)
    assert len(taken.unknown) == 1
    assert ("DEMAND", "HANDED") in states()


@pytest.mark.django_db
def test_a_receipt_proves_that_a_package_was_handed_over(player, stage, follow):
    player("demo-4").play()
    follow()
    made = make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW)
    take(line(package=made.number))
    made.refresh_from_db()
    assert (made.state, made.handed_by) == (PackageState.RECEIVED, "回执")
