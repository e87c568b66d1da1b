"""Legal review in the browser: side by side, questions that start empty, an opinion that is recorded once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from hengtu.agencies.models import Role
from hengtu.agencies.services.appoint import give_post
from hengtu.cases.models import Message
from hengtu.cases.selectors.review import QUESTIONS
from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.proposing import Prepared, account
from tests.cast import SINCE
from tests.web.test_case_pages import text_of

GOOD = {f"q_{key}": "否" if key == "crime_suspected" else "是" for key in QUESTIONS}


@pytest.fixture
def case(prepared) -> Prepared:
    return prepared("demo-1", "O10")


def address(case: Prepared) -> str:
    return f"/reviews/{case.case.pk}/"


def form_of(page, **answers: str) -> dict[str, str]:
    body = page.content.decode()
    hidden = {name: re.search(rf'name="{name}"[^>]*? value="([^"]*)"', body)[1] for name in ("seen", "key", "version")}
    return {**hidden, "intent": "do", **answers}


def reviews_of(case: Prepared) -> list[dict[str, object]]:
    return [act.payload for act in acts_of_stream(case.case.pk) if act.kind == "legal_reviewed"]


def test_the_queue_holds_what_waits_and_nothing_for_others(case, sign_in, supervisor) -> None:
    page = sign_in("reviewer").get("/reviews/")
    assert address(case) in page.content.decode()
    assert "罚款27500元" in text_of(page)
    for looking in (supervisor, sign_in("officer-a"), sign_in("head")):
        assert address(case) not in looking.get("/reviews/").content.decode()


def test_facts_evidence_and_benchmark_stand_side_by_side_and_every_answer_starts_empty(case, sign_in) -> None:
    page = sign_in("reviewer").get(address(case))
    said = text_of(page)
    for words in ("要件、事实、证据", "裁量", "送审稿", "行政处罚决定书", "2名办案人员", "应当是27500元"):
        assert words in said, words
    assert " checked" not in page.content.decode()
    assert page.content.decode().count('type="radio"') == 3 * len(QUESTIONS) + 3


def test_an_opinion_is_recorded_once_and_the_handlers_are_told(case, sign_in) -> None:
    reviewer = sign_in("reviewer")
    form = form_of(reviewer.get(address(case)), **GOOD, opinion="pass")
    for _ in range(2):  # a double click
        answer = reviewer.post(address(case), form)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/reviews/?done=pass")
    (recorded,) = reviews_of(case)
    assert recorded["opinion"] == "pass"
    assert recorded["checks"]["facts_clear"] == "是"
    assert Message.objects.filter(to=account("officer-a"), text__contains="法制审核同意").count() == 1
    listed = text_of(reviewer.get("/reviews/?done=pass"))
    assert "已通过，还没有决定" in listed
    assert not Draft.objects.filter(discarded_at=None).exists()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"opinion": "pass"}, "没有回答"),
        (GOOD, "还没有选结论"),
        ({**GOOD, "q_facts_clear": "否", "opinion": "pass"}, "有问题，不能选"),
        ({**GOOD, "q_crime_suspected": "是", "opinion": "pass"}, "有问题，不能选"),
        ({**GOOD, "opinion": "change"}, "请写明要修改"),
    ],
)
def test_half_an_opinion_is_not_recorded_and_kept_as_a_draft(case, sign_in, answers, words) -> None:
    reviewer = sign_in("reviewer")
    page = reviewer.post(address(case), form_of(reviewer.get(address(case)), **answers))
    assert page.status_code == 422
    assert words in text_of(page)
    assert reviews_of(case) == []
    again = reviewer.get(address(case)).content.decode()
    assert again.count(" checked") == len(answers), "what was answered is still answered on another device"


def test_sent_back_with_points_it_comes_again_with_what_was_done_since(case, sign_in, at_moment) -> None:
    reviewer = sign_in("reviewer")
    points = "补充检定证书\n依据写明修正年份"
    answer = reviewer.post(address(case), form_of(reviewer.get(address(case)), opinion="change", points=points))
    assert answer.status_code == 302
    assert [each["point"] for each in reviews_of(case)[0]["points"]] == ["补充检定证书", "依据写明修正年份"]
    assert "已退回，还没有改" in text_of(reviewer.get("/reviews/"))
    for step in ("O06", "O07"):
        again = next(act for act in case.player.script.acts if act.step == step)
        case.player.do(type(again)(**{**again.__dict__, "occurred_at": case.at}))
    assert "已退回，还没有改" in text_of(reviewer.get("/reviews/"))
    answers = {"done_1": "yes", "by_1": "检定证书", "done_2": "no", "why_2": "已经写明"}
    handler = sign_in("officer-a")
    assert handler.post(f"{address(case)}answer/", {"intent": "do", **answers}).status_code == 302
    page = reviewer.get(address(case))
    for words in ("自上次审核以来", "依据写明修正年份", "没有采纳 已经写明", "已办 检定证书", "提交调查报告"):
        assert words in text_of(page), words
    assert address(case) in reviewer.get("/reviews/").content.decode()
    assert "改后再审" in text_of(reviewer.get("/reviews/"))


def test_who_investigated_is_refused_with_the_article_and_keeps_what_was_typed(case, sign_in) -> None:
    from django.utils import timezone

    officer = account("officer-a")
    officer.legally_qualified_from = SINCE
    officer.save()
    give_post(account=officer, agency=case.case.agency.legal_subject, role=Role.LEGAL_REVIEWER, effective_from=SINCE)
    assert timezone.now() == case.at
    client = sign_in("officer-a")
    page = client.get(address(case))
    assert "不能审核本案" in text_of(page)
    refused = client.post(address(case), form_of(page, **GOOD, opinion="pass", points="我写的"))
    assert refused.status_code == 409
    assert "行政处罚法第五十八条" in text_of(refused)
    assert "我写的" in text_of(refused)
    assert reviews_of(case) == []


def test_a_case_that_moved_on_is_shown_again(case, sign_in) -> None:
    reviewer = sign_in("reviewer")
    form = {**form_of(reviewer.get(address(case)), **GOOD, opinion="pass"), "seen": "2"}
    page = reviewer.post(address(case), form)
    assert page.status_code == 409
    assert "案件刚有新进展" in text_of(page)
    assert reviews_of(case) == []


def test_a_draft_is_saved_while_answering_and_two_windows_are_told(case, sign_in) -> None:
    reviewer = sign_in("reviewer")
    form = {**form_of(reviewer.get(address(case))), "intent": "draft", "points": "第一条"}
    saved = reviewer.post(address(case), form, headers={"HX-Request": "true"})
    assert "已存为草稿" in text_of(saved)
    assert "<html" not in saved.content.decode()
    assert "第一条" in text_of(reviewer.get(address(case)))
    other = reviewer.post(
        address(case), {**form, "key": str(uuid4()), "points": "另一个窗口"}, headers={"HX-Request": "true"}
    )
    assert "已存为草稿" not in text_of(other), "an older window does not write over a newer one"
    taken = reviewer.post(address(case), {**form, "intent": "over-1", "points": "另一个窗口"})
    assert "存为最新的一版" in text_of(taken), "unless it is told to"
    assert reviews_of(case) == []


def test_strangers_get_nothing_and_colleagues_only_look(case, sign_in, stranger, supervisor) -> None:
    assert stranger.get(address(case)).status_code == 404
    assert stranger.post(address(case), {"opinion": "pass"}).status_code == 404
    assert Client().get(address(case)).status_code == 302
    assert sign_in("reviewer").get(f"/reviews/{uuid4()}/").status_code == 404
    for looking in (supervisor, sign_in("head"), sign_in("officer-b")):
        page = looking.get(address(case))
        assert page.status_code == 200
        assert 'name="opinion"' not in page.content.decode()
        assert looking.post(address(case), {**GOOD, "opinion": "pass"}).status_code == 403
    assert reviews_of(case) == []
    assert not Draft.objects.exists()
