"""The public site answers without cookies and says no more than is public; officers see lists whose counts hold."""

import json
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.withhold_publication import withhold_publication
from hengtu.portal.models import PublicationOrder, PublicRecord, RecordState
from hengtu.portal.publicity.desk import IN_MONTH, KINDS, desk_page, months_of
from hengtu.portal.publicity.finding import Asked, find_records
from tests.portal.conftest import _played, at, file, head, read, stage  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_cache():
    cache.clear()


@pytest.fixture
def shown(stage, file, head):  # noqa: F811
    """A firm and a driver, both public."""
    firm, person = _played("demo-1", stage, file), _played("demo-4", stage, file)
    publish_decision(case_id=firm.case_id, by=head, at=at("2025-06-12"))
    publish_decision(case_id=person.case_id, by=head, at=at("2025-12-27"))
    read()
    return {row.matter.stream_id: row for row in PublicRecord.objects.select_related("matter")}, firm, person


def test_pages_set_no_cookie_vary_on_nothing_and_are_fresh_by_etag(shown):
    records, firm, _ = shown
    record = records[firm.case_id]
    client = Client()
    client.cookies["sessionid"] = "somebody"
    paths = ("/publicity/", f"/publicity/{record.ref}", f"/publicity/{record.number}", "/publicity/log/",
             "/publicity/open-data/", f"/publicity/{record.ref}.json", "/publicity/check/")  # fmt: skip
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Vary" not in answer.headers, path
        assert "public" in answer["Cache-Control"], path
        again = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path


def test_the_search_finds_words_filters_and_nothing_by_a_persons_name(shown):
    records, firm, person = shown
    mine = records[firm.case_id]
    june = date(2025, 6, 30)
    fitting = [Asked("示范县"), Asked(mine.number), Asked("超限 27500"), Asked(item="overlimit-mass")]
    for asked in [*fitting, Asked(agency=mine.agency_id, until=june), Asked("超限", agency=mine.agency_id)]:
        assert [hit.ref for hit in find_records(asked).hits] == [mine.ref], asked
    assert len(find_records(Asked(kind="decision_issued")).hits) == len(find_records(Asked()).hits) == 2
    secrets = [Asked(person.party.name), Asked(person.party.id_number), Asked(person.party.phone)]
    secrets += [Asked("贺长林运输户"), Asked("贺长林"), Asked(kind="measure_taken")]
    for asked in [*secrets, Asked("超限", agency=mine.agency_id + 999), Asked(since=date(2026, 1, 1)), Asked("。，")]:
        assert find_records(asked).hits == (), asked


QUERIES = (
    "q=" + "超" * 3000, "q=%00%ff", "agency=99999999999999", "agency=-1", "since=2025-13-45", "since=0001-01-01",
    "item=';drop--", "before=99999999999999999999999", "before=-1", "q=" + "%F0%9F%9A%9A" * 500, "q=a*b(c)\"d'",
)  # fmt: skip


def test_a_huge_or_odd_question_is_answered(shown):
    for query in QUERIES:
        assert Client().get(f"/publicity/?{query}").status_code == 200, query[:40]


def test_days_the_wrong_way_round_are_named_as_the_reason_for_finding_nothing(shown):
    said = Client().get("/publicity/?since=2026-12-01&until=2026-01-01").content.decode()
    assert "开始的日期在结束的日期以后" in said
    assert "开始的日期在结束的日期以后" not in Client().get("/publicity/?q=没有这种东西").content.decode()


def test_guessed_ids_say_one_and_the_same(shown):
    _, firm, _ = shown
    for guess in ("0" * 16, str(firm.case_id), "陵（青岚）交执罚〔2025〕99999号", "desk2", "x" * 500, "1"):
        answer = Client().get(f"/publicity/{guess}")
        assert answer.status_code == 404
        assert "没有查到这份决定" in answer.content.decode()


def test_the_check_page_knows_the_text_a_changed_text_a_number_and_a_file(shown):
    from django.core.files.uploadedfile import SimpleUploadedFile

    records, firm, _ = shown
    record = records[firm.case_id]
    client = Client(enforce_csrf_checks=True)

    def asked(**form):
        return client.post("/publicity/check/", form)

    assert "原样公开过" in asked(text=record.text + "\n").content.decode()
    assert "可能被改动过" in asked(text=record.text.replace("27500", "2750")).content.decode()
    assert "现在公开" in client.get("/publicity/check/", {"q": record.number}).content.decode()
    assert "原样公开过" in client.get("/publicity/check/", {"q": record.sm3}).content.decode()
    upload = SimpleUploadedFile("a.json", record.text.encode())
    assert "原样公开过" in asked(file=upload).content.decode()
    for bad in ({"text": ""}, {"file": SimpleUploadedFile("a.json", b"\xff\xfe\x00")}, {"text": "x" * 200_001}):
        assert asked(**bad).status_code == 422


def test_open_data_hold_what_is_public_and_no_formula_runs(shown, head):  # noqa: F811
    records, firm, person = shown
    assert Client().get("/publicity/open-data/2025-99.csv").status_code == 404
    table = Client().get("/publicity/open-data/2025-06.csv").getvalue().decode()
    assert table.startswith("\ufeff公示编号,")
    assert records[firm.case_id].ref in table
    assert person.party.name not in table
    data = json.loads(Client().get("/publicity/open-data/2025-06.json").getvalue())
    assert [row["sm3"] for row in data["records"]] == [records[firm.case_id].sm3]
    assert data["licence"]
    withhold_publication(
        case_id=firm.case_id, by=head, at=at("2025-12-28"), scope="whole", ground="privacy", reason="误公开",
        review_on="2026-06-01",
    )  # fmt: skip
    read()
    assert json.loads(Client().get("/publicity/open-data/2025-06.json").getvalue())["records"] == []


def _page(account, path):
    client = Client()
    client.force_login(account)
    return client.get(path)


def test_counts_of_the_desk_are_the_lengths_of_their_lists(shown, stage):  # noqa: F811
    account = stage.people["head"].account
    today = date(2026, 1, 10)
    for key in KINDS:
        listed = desk_page(account, key, 1, on=today)
        assert listed.counts[key] == listed.total == len(listed.lines), key
    for line in months_of(account, on=today):
        numbers = {"due": line.counts.due, "in_time": line.counts.in_time, "not_in_time": line.late}
        numbers["kept"] = line.counts.withheld
        for key in IN_MONTH:
            listed = desk_page(account, key, 1, on=today, month=line.month, agency=line.agency.pk)
            assert listed.total == numbers[key], (line.month, key)
    months = {line.month: line.counts for line in months_of(account, on=today)}
    assert {month: (each.due, each.in_time) for month, each in months.items()} == {"2025-06": (1, 1), "2026-01": (1, 1)}
    page = _page(account, "/publicity/desk/").content.decode()
    assert re.search(r'data-count="late">0<', page)
    assert "自动公开" in page


def test_a_head_orders_on_the_desk_and_an_officer_is_told_who_does(stage, file):  # noqa: F811
    head_client, officer = Client(), Client()
    head_client.force_login(stage.people["head"].account)
    officer.force_login(stage.people["officer-a"].account)
    form = {"automatic": "yes", "effective_from": "2099-01-01", "reason": "局务会"}
    assert officer.post("/publicity/desk/order", form).status_code == 422
    assert head_client.post("/publicity/desk/order", {**form, "effective_from": "x"}).status_code == 422
    assert head_client.post("/publicity/desk/order", {**form, "reason": " "}).status_code == 422
    assert head_client.post("/publicity/desk/order", form).status_code == 302
    assert PublicationOrder.objects.get().ordered_by == stage.people["head"].name


def test_a_case_shows_both_texts_side_by_side_to_its_officers_only(shown, stage):  # noqa: F811
    _, _, person = shown
    page = _page(stage.people["officer-a"].account, f"/cases/{person.case_id}/publicity/").content.decode()
    assert person.party.name in page
    assert person.party.name[0] + "某某" in page
    assert person.party.id_number not in page
    assert Client().get(f"/cases/{person.case_id}/publicity/").status_code == 302


def test_a_withheld_case_is_nowhere_on_the_site(shown, head):  # noqa: F811
    records, _, person = shown
    record = records[person.case_id]
    withhold_publication(
        case_id=person.case_id, by=head, at=at("2025-12-28"), scope="whole", ground="privacy", reason="误公开",
        review_on="2026-06-01",
    )  # fmt: skip
    read()
    assert PublicRecord.objects.get(pk=record.pk).state == RecordState.WITHDRAWN
    answer = Client().get(f"/publicity/{record.ref}")
    assert answer.status_code == 410
    assert json.loads(record.text)["facts"][:20] not in answer.content.decode()
    assert record.ref not in Client().get("/publicity/").content.decode()
