"""The pages of benchmarks over HTTP, without script: everything is a plain form, nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.law.discretion import assess
from hengtu.lib.spreadsheets import Row, Sheet, read_rows, write_workbook
from hengtu.rulesets.drafting.workbook import HEADINGS
from hengtu.rulesets.models import BenchmarkDraft
from tests.rulesets.make import row
from tests.web.acts.people import values_of, words
from tests.web.rules.conftest import ITEM, Ministry, dates, page_of

pytestmark = pytest.mark.django_db


def begun(office: Ministry, start: str = "empty") -> BenchmarkDraft:
    typed = {"agency": f"{office.line.province.pk}:130000", "violation": ITEM, "start": start}
    answer = office.admin.client.post(reverse("benchmark_new"), typed)
    assert answer.status_code == 302, answer.content.decode()
    return BenchmarkDraft.objects.get()


def test_a_table_is_typed_proved_mended_and_proposed_without_script(office: Ministry) -> None:
    draft = begun(office)
    page = page_of(draft)
    office.admin.fills(page, form="table", intent="check", column0="area_m2", column1="harm_level")
    keys = [each["key"] for each in BenchmarkDraft.objects.get().content["rows"]]
    typed: dict[str, str] = {"title": "试验裁量基准", "number": "试〔2026〕1号", "notice": "现予公布。", **dates()}
    for key, tier, low, high, least, most in (
        (keys[0], "轻微", "", "3", "0", "3000"),
        (keys[1], "一般", "2", "10", "3000", "10000"),
        (keys[2], "严重", "10", "", "10000", "30000"),
    ):
        typed |= {f"{key}-tier": tier, f"{key}-punish": "fixed_range", f"{key}-min": least, f"{key}-max": most}
        typed |= {f"{key}-c0-low": low, f"{key}-c0-high": high}
    refused = office.admin.client.post(
        page, {**values_of(office.admin.sees(page), "table"), **typed, "intent": "propose"}
    )
    assert refused.status_code == 409
    assert "「轻微」和「一般」都符合" in words(refused)
    assert 'href="#r0-tier"' in refused.content.decode()
    answer = office.admin.client.post(
        page, {**values_of(refused, "table"), f"{keys[0]}-c0-high": "2", "intent": "propose"}
    )
    assert answer.status_code == 302, words(answer)
    draft = BenchmarkDraft.objects.get()
    assert (draft.state, draft.content["columns"]) == ("PROPOSED", ["area_m2", "harm_level"])
    shown = words(office.admin.sees(page))
    assert "提请核准" in shown
    assert "占用或损坏面积达到2平方米，并且占用或损坏面积不足10平方米" in shown


def test_the_second_person_publishes_and_anybody_reads_the_page(office: Ministry) -> None:
    draft = office.proposed()
    check = page_of(draft, "benchmark_check")
    own = office.admin.client.post(check, {"intent": "publish", "version": draft.version, "read": "on"})
    assert own.status_code == 409
    assert "没有这个岗位" in words(own)
    unread = office.head.client.post(check, {"intent": "publish", "version": draft.version})
    assert unread.status_code == 422
    done = office.head.client.post(check, {"intent": "publish", "version": draft.version, "read": "on"})
    assert done.status_code == 302, words(done)


def test_the_public_page_says_layer_number_dates_hash_and_signature(office: Ministry) -> None:
    done = office.published()
    assert done.pack is not None
    answer = Client().get(reverse("benchmark", args=[done.benchmark_id]))
    assert answer.status_code == 200
    shown = words(answer)
    for part in ("试〔2026〕1号", "备〔2026〕1号", "先适用", "签名", done.pack.sha256, done.pack.signature, "证明成立"):
        assert part in shown, part
    assert "proposer" not in shown
    file = Client().get(reverse("benchmark_file", args=[done.benchmark_id]))
    assert file.content.decode() == done.pack.text
    listed = words(Client().get(reverse("benchmarks"), {"item": ITEM, "place": "130000"}))
    assert "试验裁量基准" in listed
    assert "签名发布" in listed
    day = dates()["effective_from"]
    question = {"violation": ITEM, "jurisdiction": "130000", "violation_on": day, "decided_on": day}
    answered = assess({**question, "party_type": "natural_person", "facts": {"area_m2": 5}})
    assert (answered.tier, (answered.benchmark or {})["id"]) == ("一般", done.benchmark_id)


def test_tables_of_the_rulebook_are_listed_with_their_findings(client: Client, db: None) -> None:
    shown = words(client.get(reverse("benchmarks"), {"item": ITEM}))
    assert "照原样载入" in shown
    assert "发现" in shown
    page = words(client.get(reverse("benchmark", args=["road-occupy-dig@1"])))
    assert "第一档用「或」连接" in page
    assert "下载规则" in page
    assert client.get(reverse("benchmark", args=["nothing"])).status_code == 404
    assert client.get(reverse("benchmark_file", args=["road-occupy-dig@1"])).json()["division"] == "330000"


def test_places_are_compared_side_by_side_without_a_ranking(client: Client, db: None) -> None:
    asked = {"item": ITEM, "place": ["浙江", "河北"]}
    shown = words(client.get(reverse("benchmarks_compare"), asked))
    assert "项不同" in shown
    assert client.get(reverse("benchmarks_compare"), {"item": ITEM, "place": ["浙江"]}).status_code == 422
    wrong = client.get(reverse("benchmarks_compare"), {"item": ITEM, "place": ["浙江", "某某国"]})
    assert (wrong.status_code, "不认识的管辖地" in words(wrong)) == (422, True)


def test_the_members_of_a_region_are_compared_by_their_codes(client: Client, db: None) -> None:
    answer = client.get(reverse("benchmarks_compare"), {"item": ITEM, "region": "region-chuanyu"})
    assert answer.context["chosen"] == ["500000", "510000"]
    assert "重庆" in words(answer)


def test_two_windows_never_overwrite_each_other(office: Ministry) -> None:
    draft = office.draft()
    page = page_of(draft)
    old = values_of(office.admin.sees(page), "table")
    office.admin.fills(page, form="table", intent="check", title="第一个窗口")
    late = office.admin.client.post(page, {**old, "title": "第二个窗口", "intent": "check"})
    assert late.status_code == 409
    assert "没有覆盖" in words(late)
    assert 'value="第二个窗口"' in late.content.decode(), "what was typed stays on the page"
    again = office.admin.client.post(page, {**values_of(late, "table"), "intent": "check"})
    assert again.status_code == 409, "and still does not overwrite"
    assert BenchmarkDraft.objects.get().content["title"] == "第一个窗口"
    taken = office.admin.client.post(
        page, {**values_of(late, "table"), "intent": f"over-{late.context['draft'].version}"}
    )
    assert (taken.status_code, "存为最新的一版" in words(taken)) == (200, True), "knowingly it does"
    assert BenchmarkDraft.objects.get().content["title"] == "第二个窗口"
    assert "第一个窗口" in {each.content["title"] for each in draft.versions.all()}


def test_while_typing_the_same_request_keeps_the_draft_and_answers_with_the_proof(office: Ministry) -> None:
    draft = office.draft()
    page = page_of(draft)
    typed = {**values_of(office.admin.sees(page), "table"), "intent": "check", "r-轻微-max": "99999"}
    answer = office.admin.client.post(page, typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert "不成立" in words(answer)
    assert f'value="{draft.version + 1}"' in answer.content.decode()


def test_rows_are_added_moved_and_taken_away(office: Ministry) -> None:
    draft = office.draft()
    page = page_of(draft)
    office.admin.fills(page, form="table", intent="row")
    rows = BenchmarkDraft.objects.get().content["rows"]
    assert len(rows) == 4
    office.admin.fills(page, form="table", intent=f"up-{rows[1]['key']}")
    office.admin.fills(page, form="table", intent=f"drop-{rows[3]['key']}")
    assert [each["tier"] for each in BenchmarkDraft.objects.get().content["rows"]] == ["一般", "轻微", "严重"]


def test_an_earlier_version_is_brought_back_as_the_newest(office: Ministry) -> None:
    draft = office.draft()
    office.admin.fills(page_of(draft), form="table", intent="check", title="改坏了")
    assert "第3版" in words(office.admin.sees(page_of(draft, "benchmark_versions")))
    step = reverse("benchmark_step", args=[draft.pk, "restore"])
    assert office.admin.client.post(step, {"version": "2"}).status_code == 302
    stored = BenchmarkDraft.objects.get()
    assert (stored.version, stored.content["title"]) == (4, "试验裁量基准")


def test_a_table_goes_out_as_a_workbook_and_comes_back_the_same(office: Ministry) -> None:
    draft = office.draft()
    book = office.admin.client.get(page_of(draft, "benchmark_workbook")).content
    sent = {"file": SimpleUploadedFile("表.xlsx", book)}
    assert office.admin.client.post(page_of(draft, "benchmark_import"), sent).status_code == 302
    stored = BenchmarkDraft.objects.get().content
    assert [(each["tier"], each["min"], each["max"]) for each in stored["rows"]] == [
        ("轻微", "0", "3000"), ("一般", "3000", "10000"), ("严重", "10000", "30000"),
    ]  # fmt: skip
    assert stored["columns"] == ["area_m2"]


def test_faulty_rows_of_a_workbook_are_given_back_with_what_is_wrong(office: Ministry) -> None:
    draft = office.draft()
    cells = dict.fromkeys(HEADINGS, "")
    good = {**cells, "档次": "一般", "情节1": "占用或损坏面积", "比较1": "达到", "数值1": "0", "处罚方式": "罚款，元"}
    good |= {"最低": "0", "最高": "30000"}
    bad = {**good, "比较1": "大约"}
    book = write_workbook([Sheet("裁量基准", HEADINGS, (tuple(good.values()), tuple(bad.values())))])
    sent = {"file": SimpleUploadedFile("表.xlsx", book)}
    answer = office.admin.client.post(page_of(draft, "benchmark_import"), sent, follow=True)
    assert "有读不出来的行" in words(answer)
    back: list[Row] = read_rows(office.admin.client.get(page_of(draft, "benchmark_faulty")).content, "待修改.xlsx")
    assert any("不是比较" in str(value) for each in back for value in each.values)
    assert len(BenchmarkDraft.objects.get().content["rows"]) == 1
    junk = {"file": SimpleUploadedFile("表.xlsx", b"junk")}
    assert office.admin.client.post(page_of(draft, "benchmark_import"), junk).status_code == 422


def test_strangers_find_no_draft_and_those_without_the_post_are_told_who(office: Ministry) -> None:
    draft = office.draft()
    for name in ("benchmark_draft", "benchmark_check", "benchmark_versions", "benchmark_workbook", "benchmark_import"):
        address = page_of(draft, name)
        assert office.city_admin.sees(address).status_code == 404, name
        assert office.officer.sees(address).status_code == 403, name
        assert Client().get(address).status_code == 302, name
    assert office.head.client.post(page_of(draft), {"title": "x", "intent": "check"}).status_code == 200
    assert BenchmarkDraft.objects.get().version == draft.version, "a head reads, and changes nothing"
    assert office.officer.sees(reverse("rules")).status_code == 403


def test_steps_back_are_open_and_need_their_reasons(office: Ministry) -> None:
    draft = office.proposed()
    check, step = page_of(draft, "benchmark_check"), lambda name: reverse("benchmark_step", args=[draft.pk, name])
    assert office.head.client.post(check, {"intent": "return", "reason": ""}).status_code == 409
    assert office.head.client.post(check, {"intent": "return", "reason": "评估日期太远"}).status_code == 302
    assert "评估日期太远" in words(office.admin.sees(page_of(draft)))
    assert office.admin.client.post(step("discard"), {"reason": ""}).status_code == 409
    assert office.admin.client.post(step("discard"), {"reason": "另起"}).status_code == 302
    assert office.admin.client.post(step("nothing")).status_code == 404


def test_evaluation_that_is_due_stands_on_the_desk(office: Ministry) -> None:
    today = timezone.localdate()
    office.published(effective_from=today.isoformat(), evaluate_by=(today + timedelta(days=30)).isoformat())
    shown = words(office.admin.sees(reverse("rules")))
    assert "该评估的裁量基准1份" in shown
    assert isinstance(today, date)


def test_the_next_version_shows_what_changed(office: Ministry) -> None:
    today = timezone.localdate()
    first = office.published(effective_from=today.isoformat())
    rows = [row("轻微", "", "3", ("0", "3000")), row("一般", "3", "", ("3000", "30000"))]
    second = office.published(rows=rows, number="试〔2026〕2号", **dates(today + timedelta(days=1)))
    shown = words(Client().get(reverse("benchmark", args=[second.benchmark_id])))
    assert "接替河北《试验裁量基准》（" in shown
    assert first.benchmark_id not in shown
    assert "删去" in shown
    assert "增加" in shown
    assert "由河北《试验裁量基准》（试〔2026〕2号）接替" in words(
        Client().get(reverse("benchmark", args=[first.benchmark_id]))
    )
