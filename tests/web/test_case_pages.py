"""The list and the case page, with invented values from the rooms below."""

import re

import pytest
from django.test import Client

from hengtu.web import samples

pytestmark = pytest.mark.usefixtures("invented")
CASE = f"/cases/{samples.CASE_ID}/"


def text_of(response) -> str:
    """The words of a page: tags gone, so that sentences can be read across their marks."""
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>", "", body)


def test_home_is_the_worklist_and_leads_to_the_cases(reader: Client) -> None:
    body = reader.get("/").content.decode()
    assert "我的待办" in body
    assert 'href="/cases/"' in body


def test_each_row_leads_to_its_case_and_shows_its_deadline(reader: Client) -> None:
    response = reader.get("/cases/")
    body = response.content.decode()
    for row in samples.case_list().rows:
        assert f'href="/cases/{row.id}/"' in body
    assert "在办23" in text_of(response)
    assert "9月21日超1日" in text_of(response)
    assert "暂计，2027年放假安排未公布" in text_of(response)


def test_filters_are_words_that_can_be_removed(reader: Client) -> None:
    response = reader.get("/cases/", {"state": "all", "procedure": "ORDINARY", "q": "陵K"})
    body = response.content.decode()
    assert "“陵K”" in body
    assert 'href="?state=all&amp;q=%E9%99%B5K"' in body  # without the procedure
    assert 'href="?state=all&amp;procedure=ORDINARY"' in body  # without the words


def test_the_next_page_keeps_the_filters(reader: Client) -> None:
    assert 'rel="next" href="?state=closed&amp;cursor=next"' in reader.get("/cases/?state=closed").content.decode()


@pytest.mark.parametrize("query", ["state=other", "procedure=x", "cursor=%00", "q=" + "长" * 500, "category=%3Cb%3E"])
def test_nonsense_in_the_address_is_a_plain_list(reader: Client, query: str) -> None:
    assert reader.get(f"/cases/?{query}").status_code == 200


def test_an_empty_list_says_what_comes_next(reader: Client, monkeypatch) -> None:
    from dataclasses import replace

    from hengtu.web.views import case_list

    empty = lambda account, filters, on: replace(samples.case_list(filters), rows=(), next_cursor="")  # noqa: E731
    monkeypatch.setattr(case_list, "case_list", empty)
    assert "没有在办的案件" in text_of(reader.get("/cases/"))
    assert "去掉一个条件" in text_of(reader.get("/cases/?q=x"))


def test_the_case_page_says_where_it_stands_and_what_comes_next(reader: Client) -> None:
    text = text_of(reader.get(CASE))
    assert "下一步：复核陈述申辩" in text
    assert "听取意见" in text
    assert "法制审核，关口未开" in text


def test_every_refusal_has_fact_reason_article_and_remedy(reader: Client) -> None:
    text = text_of(reader.get(CASE))
    assert "还不能作出处罚决定" in text
    assert "最早9月28日可以办" in text
    for line in samples.cannot_decide().objections:
        for words in (line.fact, line.objection.message, line.basis[0], line.remedy):
            assert words in text


def test_an_act_that_is_only_late_is_not_refused(reader: Client) -> None:
    text = text_of(reader.get(CASE))
    assert "延长办案期限已过期限" in text
    assert "还不能延长办案期限" not in text


def test_a_next_act_that_must_wait_leads_to_its_reasons(reader: Client, monkeypatch) -> None:
    from dataclasses import replace

    from hengtu.web.views import case_page

    page = replace(samples.case_page(), next_act=samples.cannot_decide(), not_yet=())
    monkeypatch.setattr(case_page, "case_page", lambda case, on: page)
    response = reader.get(CASE)
    assert "下一步：作出处罚决定" in text_of(response)
    assert "现在还不能办，有3个原因" in text_of(response)
    assert 'href="#obj-decide_penalty"' in response.content.decode()
    assert 'id="obj-decide_penalty"' in response.content.decode()


def test_a_deadline_explains_itself_day_by_day(reader: Client) -> None:
    response = reader.get(CASE)
    assert "为什么是9月24日" in text_of(response)
    assert '<ol class="days" aria-label="逐日计算"><li class="from c5">' in response.content.decode()
    assert '<ol class="days many"' in response.content.decode()  # thirty days become a calendar
    assert "9月20日是调休上班日，算工作日。" in text_of(response)


def test_documents_acts_and_exhibits_are_all_there(reader: Client) -> None:
    page, body = samples.case_page(), reader.get(CASE).content.decode()
    assert f'href="/documents/{page.documents[0].uid}.pdf"' in body
    assert f'href="/verify/{page.documents[0].verification_code}"' in body
    for act in page.timeline:
        assert f'id="act-{act.uid}"' in body
    for exhibit in page.exhibits:
        assert exhibit.digest in body


def test_a_broken_chain_is_said_loudly(reader: Client, monkeypatch) -> None:
    from dataclasses import replace

    from hengtu.web.views import case_page

    broken = replace(samples.case_page(), chain=replace(samples.case_page().chain, is_whole=False))
    monkeypatch.setattr(case_page, "case_page", lambda case, on: broken)
    text = text_of(reader.get(CASE))
    assert "行为链断开" in text
    assert "核对无误" not in text


def test_the_receipt_is_json_and_can_be_taken_away(reader: Client, monkeypatch) -> None:
    from hengtu.web.views import case_page

    shown = reader.get(f"{CASE}receipt.json")
    assert shown.json()[0]["amount_yuan"] == 20000
    assert "Content-Disposition" not in shown
    assert "attachment" in reader.get(f"{CASE}receipt.json?download=1")["Content-Disposition"]
    monkeypatch.setattr(case_page, "receipts_of", lambda case_id: [])
    assert reader.get(f"{CASE}receipt.json").status_code == 404


def test_what_people_wrote_is_never_markup(reader: Client, monkeypatch) -> None:
    from dataclasses import replace

    from hengtu.web.views import case_page

    evil = "<script>alert(1)</script>"
    page = replace(samples.case_page(), title=evil, facts=((evil, evil),), party=((evil, evil),), number=evil)
    monkeypatch.setattr(case_page, "case_page", lambda case, on: page)
    assert evil not in reader.get(CASE).content.decode()


def test_a_case_page_stays_within_sixty_kilobytes_and_forbids_foreign_scripts(reader: Client) -> None:
    response = reader.get(CASE)
    assert len(response.content) < 60_000
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_for_reading(reader: Client, method: str) -> None:
    assert getattr(reader, method)(CASE).status_code == 405


def test_a_page_that_is_not_there_says_so_in_chinese(reader: Client) -> None:
    response = reader.get("/cases/nothing/")
    assert response.status_code == 404
    assert "这里没有您要的页面" in response.content.decode()


def test_components_are_shown_to_developers_only(reader: Client) -> None:
    assert reader.get("/styleguide").status_code == 404
