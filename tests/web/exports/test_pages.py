"""The pages of exports: counts are lists, a package is made and handed over by whose duty it is, strangers see none."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.exchange.models import ExportPackage, ExportRecord, RecordState
from hengtu.exchange.services.make_package import make_package
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.subjects.models import Party
from tests.cases.conftest import file, player, stage
from tests.cast import SINCE, appointed
from tests.exchange.conftest import follow
from tests.web.acts.people import words

__all__ = ["file", "follow", "player", "stage"]

pytestmark = pytest.mark.django_db


def signed_in(account: Account | str) -> Client:
    client = Client()
    client.force_login(account if isinstance(account, Account) else Account.objects.get(username=account))
    return client


@pytest.fixture
def office(player, stage, follow):
    """Two closed cases, one of which lacks the credit code of its party; read by every reader."""
    cases = [player(each).play() for each in ("demo-4", "demo-1")]
    follow(timezone.now() - timedelta(hours=1))
    appointed("teller", stage.agency.legal_subject, Role.CASHIER)
    return cases


def make(client, to):
    return client.post(reverse("exports_make"), {"to": to})


def test_numbers_are_the_lists_behind_them_and_a_hole_leads_to_the_sheet_that_mends_it(office):
    page = signed_in("officer-a").get("/exports/?to=mot&kind=failing")
    text = words(page)
    assert "部级系统：要补正1件案件" in text
    assert "缺少统一社会信用代码，由承办人补补充当事人信息" in text
    assert reverse("party", args=[office[1]]) in page.content.decode()
    assert 'credit-waiting">' not in page.content.decode() or "等着报送" in text
    listed = signed_in("officer-a").get("/exports/?to=credit&kind=waiting")
    assert "信用平台：等着报送2件案件" in words(listed)
    assert listed.content.decode().count(reverse("exports_of_case", args=[office[0]])) == 1


def test_a_supervisor_reads_without_a_way_to_work_and_sees_no_money(office, stage):
    watcher = signed_in(appointed("watcher", stage.agency.legal_subject.parent, Role.SUPERVISOR))
    page = watcher.get("/exports/?to=mot&kind=failing")
    assert "缺少统一社会信用代码" in words(page)
    assert reverse("party", args=[office[1]]) not in page.content.decode()
    assert "非税系统" not in words(page)
    assert watcher.get("/exports/failing.csv?to=nontax").status_code == 404
    assert make(watcher, "mot").status_code == 403
    assert make(watcher, "nontax").status_code == 404


@pytest.mark.parametrize("who", ["auxiliary", "elsewhere"])
def test_strangers_see_neither_board_nor_package_nor_case(office, stage, who):
    package = make_package("mot", subject=stage.agency.legal_subject, by="档案", at=timezone.now())
    from hengtu.agencies.services.plant_tree import plant_line

    if who == "elsewhere":
        line = plant_line(province_code="35", since=SINCE, word="外省", short="外")
        appointed("elsewhere", line.bureau, Role.ARCHIVIST)
    client = signed_in(who)
    assert "贺长林" not in client.get("/exports/?to=mot&kind=failing").content.decode()
    assert client.get(reverse("export_package", args=[package.number])).status_code == 404
    assert client.get(reverse("export_package_file", args=[package.number, "file"])).status_code == 404
    assert client.get(reverse("exports_of_case", args=[office[0]])).status_code == 404


def test_everything_needs_somebody_signed_in(office):
    for name in ("exports", "export_receipts", "exports_csv"):
        assert Client().get(reverse(name)).status_code == 302


def test_a_package_is_made_downloaded_handed_over_and_answered(office):
    archivist, officer = signed_in("archivist"), signed_in("officer-a")
    assert make(officer, "credit").status_code == 403
    answer = make(archivist, "credit")
    package = ExportPackage.objects.get()
    assert answer["Location"] == reverse("export_package", args=[package.number])
    assert make(archivist, "credit").status_code == 409
    address = reverse("export_package_file", args=[package.number, "file"])
    assert officer.get(address).status_code == 403
    first, second = archivist.get(address), archivist.get(address)
    assert first.content == second.content
    assert "王某某" in first.content.decode()
    manifest = archivist.get(reverse("export_package_file", args=[package.number, "manifest"]))
    assert json.loads(manifest.content)["manifest"]["file"]["sm3"] == package.sm3
    assert archivist.get(reverse("export_package_file", args=[package.number, "moon"])).status_code == 404
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"exports/{package.number}/file").count() == 2
    assert archivist.post(reverse("export_package_handed", args=[package.number])).status_code == 302
    page = words(archivist.get(reverse("export_package", args=[package.number])))
    assert "已交给平台，等回执" in page
    assert "签名核对无误" in page
    record = package.records.get(case_uid=office[0])
    lines = [
        {"package": package.number, "result": "accepted", "answered_at": timezone.now().isoformat()},
        {"package": package.number, "result": "refused", "answered_at": timezone.now().isoformat(), "version": 1,
         "record_type": "CREDIT", "source_id": record.source_id, "code": "X1", "message": "决定书文号重复"},
    ]  # fmt: skip
    text = "\n".join([*(json.dumps(each) for each in lines), "{坏行"])
    sent = {"file": SimpleUploadedFile("回执.jsonl", text.encode())}
    looked = archivist.post(reverse("export_receipts"), {**sent, "look": "1"})
    assert "检查完了，还没有录入" in words(looked)
    assert ExportRecord.objects.filter(state=RecordState.REFUSED).count() == 0
    sent = {"file": SimpleUploadedFile("回执.jsonl", text.encode())}
    taken = words(archivist.post(reverse("export_receipts"), sent))
    assert "已经录入" in taken
    assert "第3行不是有效的JSON" in taken
    board = words(officer.get("/exports/?to=credit&kind=refused"))
    assert "决定书文号重复" in board
    again = reverse("export_again", args=[office[0], record.pk])
    assert officer.post(again, {"reason": "平台弄错"}).status_code == 403
    assert archivist.post(again, {"reason": ""}).status_code == 422
    assert archivist.post(again, {"reason": "平台弄错，文号没有重复"}).status_code == 302
    assert "等着报送1件案件" in words(officer.get("/exports/?to=credit&kind=waiting"))


def test_a_receipt_needs_a_file_and_a_duty(office):
    assert signed_in("officer-a").get(reverse("export_receipts")).status_code == 403
    missing = signed_in("teller").post(reverse("export_receipts"), {})
    assert missing.status_code == 422
    assert "请选择平台给的回执文件" in words(missing)


def test_silence_is_a_list_of_its_own(office, stage):
    archivist = signed_in("archivist")
    make(archivist, "credit")
    package = ExportPackage.objects.get()
    archivist.post(reverse("export_package_handed", args=[package.number]))
    assert "信用平台：等回执2件案件" in words(archivist.get("/exports/?to=credit&kind=handed"))
    ExportPackage.objects.update(handed_at=timezone.now() - timedelta(days=4))
    assert "信用平台：久无回执2件案件" in words(archivist.get("/exports/?to=credit&kind=silent"))


def test_the_case_says_what_a_platform_holds_and_in_what_it_differs_now_with_numbers_masked(office):
    archivist = signed_in("archivist")
    make(archivist, "mot")
    party = Party.objects.get(name="王景行")
    number = party.id_number
    party.id_number, party.legal_representative = "11010519491231002X", "王景行"
    party.save()
    page = archivist.get(reverse("exports_of_case", args=[office[0]]))
    text = words(page)
    assert "法定代表人或者负责人王景行平台是：（空）" in text
    assert "证件号码110105**********2X平台是：" in text
    assert number not in page.content.decode()
    assert "11010519491231002X" not in page.content.decode()
    assert "MOT-11139901DEM00001XQ-000001" in text


def test_failing_records_come_as_a_table(office):
    answer = signed_in("officer-a").get("/exports/failing.csv?to=mot")
    text = b"".join(answer.streaming_content).decode()
    rows = text.splitlines()
    assert rows[0].endswith("平台,案号,当事人,记录,严重程度,检查代码,字段,问题,谁来补正,最迟报送日,承办单位")
    assert any("缺少统一社会信用代码" in row and "不补正不能报送" in row for row in rows[1:])


def test_no_page_sums_money(office):
    for address in ("/exports/?to=nontax&kind=waiting", "/exports/?to=mot&kind=waiting"):
        assert "3000" not in signed_in("officer-a").get(address).content.decode()


@pytest.mark.parametrize("query", ["to=moon", "kind=moon", "page=99", "page=x", "page=" + "9" * 40])
def test_a_strange_query_falls_to_something_that_is_there(office, query):
    assert signed_in("officer-a").get(f"/exports/?{query}").status_code == 200
