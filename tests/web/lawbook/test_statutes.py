"""The pages of the law library: reading, searching, comparing, loading, publishing, the queue."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hengtu.law.instruments import instrument_ids
from hengtu.rulesets.models import CitationTask, StatuteText
from hengtu.rulesets.services.publish_pack import publish_pack
from tests.rulesets.people import House, of
from tests.rulesets.test_library import NAME, NEW, OLD
from tests.web.lawbook.test_items import text

FORM = {"title": NAME, "version": "演示第1号", "division": "130000", "effective_from": "2026-01-01",
        "source": "演示", "text": OLD, "reason": "演示"}  # fmt: skip
LATER = {**FORM, "version": "演示第2号", "effective_from": "2026-04-01", "text": NEW, "successors": "第四条 第三条"}


@pytest.fixture
def put(house: House, at, django_capture_on_commit_callbacks):
    """Load a text and, unless told otherwise, publish it, through the pages."""

    def put(typed: dict, *, publish: bool = True) -> StatuteText:
        response = at(house.admin).post("/library/load", typed)
        assert response.status_code == 302, response.content.decode()
        loaded = StatuteText.objects.latest("loaded_at")
        if publish:
            with django_capture_on_commit_callbacks(execute=True):
                url = reverse("statute_publish", args=[loaded.pk])
                assert at(house.officer_of_law).post(url, {"reason": "核对无误"}).status_code == 302
        return loaded

    return put


def test_every_instrument_of_the_rulebook_has_a_page_with_what_is_known(house: House, at) -> None:
    reader = at(house.handler)
    page = text(reader.get("/library/"))
    for identity in instrument_ids():
        url = reverse("statute", args=[identity])
        assert url in page
        assert "没有载入正文" in text(reader.get(url))


def test_an_article_shows_where_it_is_used_even_before_its_words_are_loaded(house: House, at) -> None:
    page = text(at(house.handler).get(reverse("statute_article", args=["HSPR", "64"])))
    table = reverse("benchmark", args=["overlimit-mass@1"])
    assert f'href="{table}"' in page
    assert at(house.handler).get(table).status_code == 200
    for words in ("没有载入正文", "车货总质量", "裁量基准", "查阅范围内", "提出评估意见"):
        assert words in page
    forms = text(at(house.handler).get(reverse("statute_article", args=["ACL", "18"])))
    assert "依据它的文书" in forms
    assert "行政强制措施决定书" in forms


def test_what_is_in_no_text_and_no_rule_is_no_page(house: House, at) -> None:
    reader = at(house.handler)
    for path in ("/library/of/nothing/", "/library/of/APL/999/", "/library/of/APL/x/", "/library/of/nothing/1/"):
        assert reader.get(path).status_code == 404


def test_a_day_is_chosen_and_a_day_that_is_none_is_said(house: House, at) -> None:
    reader = at(house.handler)
    before = text(reader.get(reverse("statute", args=["ELSR"]), {"on": "2026-01-31"}))
    assert "尚未施行" in before
    assert "有效" in text(reader.get(reverse("statute", args=["ELSR"]), {"on": "2026-02-01"}))
    assert reader.get(reverse("statute", args=["ELSR"]), {"on": "昨天"}).status_code == 422


def test_a_text_is_loaded_checked_by_another_and_read_by_the_place(house: House, at, put) -> None:
    draft = put(FORM, publish=False)
    url = reverse("statute_text", args=[draft.pk])
    assert "等另一位同事核对发布" in text(at(house.admin).get(url))
    assert [at(who).get(url).status_code for who in (house.handler, house.stranger)] == [404, 404]
    twice = at(house.admin).post(reverse("statute_publish", args=[draft.pk]), {"reason": "x"})
    assert (twice.status_code, "两个人" in twice.content.decode()) == (422, True)
    put({**FORM, "title": "另一部示范规定（演示）"})
    assert "另一部示范规定" in text(at(house.handler).get("/library/"))
    assert "另一部示范规定" not in text(at(house.stranger).get("/library/"))
    assert at(house.stranger).get(reverse("statute", args=["另一部示范规定（演示）"])).status_code == 404


def test_articles_are_searched_and_two_texts_compared(house: House, at, put) -> None:
    put(FORM)
    put(LATER)
    reader = at(house.handler)
    found = text(reader.get("/library/", {"q": "示范 规定"}))
    assert reverse("statute_article", args=[NAME, "1"]) in found
    assert "没有" in text(reader.get("/library/", {"q": "谁也没写过的话"}))
    article = text(reader.get(reverse("statute_article", args=[NAME, "2"])))
    assert "两个文本对照" in article
    assert "<del>" in article
    assert "<ins>" in article
    gone = text(reader.get(reverse("statute_article", args=[NAME, "4"]), {"on": "2026-04-01"}))
    assert "不再有效" in gone
    assert "第三条" in gone


def test_faulty_lines_come_back_in_the_form_and_as_a_workbook(house: House, at) -> None:
    typed = {**FORM, "text": "第一条　甲\n第三条　丙"}
    response = at(house.admin).post("/library/load", typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "第2行：第三条之前缺第二条" in page
    assert "第三条　丙" in page
    book = at(house.admin).post("/library/load", {**typed, "faulty": "1"})
    assert book.content[:2] == b"PK"
    assert not StatuteText.objects.exists()


def test_a_file_is_put_into_the_box_to_be_mended_there(house: House, at) -> None:
    entries = json.dumps({"articles": [{"article": "第一条", "text": "甲。"}, {"article": "附则", "text": "乙。"}]})
    typed = {**FORM, "text": "", "file": SimpleUploadedFile("规定.json", entries.encode())}
    response = at(house.admin).post("/library/load", typed)
    assert response.status_code == 422
    assert "第一条　甲。" in response.content.decode()
    assert "第2行" in response.content.decode()
    sound = json.dumps({"articles": [{"article": "第一条", "text": "甲。"}]})
    typed["file"] = SimpleUploadedFile("规定.json", sound.encode())
    assert at(house.admin).post("/library/load", typed).status_code == 302
    assert StatuteText.objects.get().articles.get().body == "甲。"


def test_a_form_without_text_says_whether_it_is_a_repeal(house: House, at) -> None:
    response = at(house.admin).post("/library/load", {**FORM, "text": ""})
    assert response.status_code == 422
    assert "这是废止" in response.content.decode()


def test_only_keepers_of_the_law_load_texts(house: House, at) -> None:
    assert at(house.handler).get("/library/load").status_code == 403
    assert at(house.reviewer).get("/library/load").status_code == 200


def test_a_draft_is_discarded(house: House, at, put) -> None:
    draft = put(FORM, publish=False)
    url = reverse("statute_discard", args=[draft.pk])
    assert at(house.officer_of_law).post(url, {"reason": "版本不对"}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "DISCARDED"


def test_the_queue_lists_what_rests_on_a_lost_article_and_is_handled(
    house: House, at, put, django_capture_on_commit_callbacks
) -> None:
    put(FORM)
    item = {"id": "demo-lost", "kind": "inspection", "name_zh": "示范检查", "basis": [f"{NAME}4"], "confirmed": True}
    with django_capture_on_commit_callbacks(execute=True):
        publish_pack(
            records={"items": {"demo-lost": item}}, agency=house.line.province, reason="演示",
            proposed_by=house.admin, approved_by=house.officer_of_law, at=of(house.admin).at,
        )  # fmt: skip
    put(LATER)
    task = CitationTask.objects.get()
    officer = at(house.officer_of_law)
    page = text(officer.get("/library/citations/"))
    for words in ("示范检查", "已废止", "第三条"):
        assert words in page
    assert "示范检查" not in text(at(house.stranger).get("/library/citations/"))
    assert at(house.stranger).get(reverse("citation_task", args=[task.pk])).status_code == 404
    assert officer.post(reverse("citation_task", args=[task.pk]), {"reason": "已改引第三条"}).status_code == 302
    assert "已改引第三条" in text(officer.get("/library/citations/", {"state": "handled"}))
