"""The pre-check where people meet it: under the questions, before sending to review, and as the order of the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hengtu.cases.selectors.precheck import Found, before_the_review, found_in
from hengtu.cases.selectors.review import waiting_reviews
from tests.cases.proposing import Prepared, account
from tests.law.procedure.flawed_files import FILE, before, changed, last_day, on, whole_life, without
from tests.web.test_case_pages import text_of


def later(case: Prepared, at_moment, days: int) -> None:
    at_moment(case.at + timedelta(days=days))


def test_a_sound_file_says_so_and_still_says_what_people_decide(prepared, sign_in) -> None:
    case = prepared("demo-1", "O10")
    page = sign_in("reviewer").get(f"/reviews/{case.case.pk}/")
    said = text_of(page)
    assert "系统预审" in said
    assert "数据能判断的，没有发现问题" in said
    assert "请人工核对" in said
    assert " checked" not in page.content.decode()


def test_a_finding_stands_under_its_question_with_article_and_way_out_and_answers_nothing(
    prepared, sign_in, at_moment
) -> None:
    case = prepared("demo-1", "O10")
    later(case, at_moment, 120)  # the ninety days are over
    page = sign_in("reviewer").get(f"/reviews/{case.case.pk}/")
    body = page.content.decode()
    question = body.split('id="q-procedure_lawful"')[1].split("</fieldset>")[0]
    assert "否决项" in question
    assert "届满，还没有办" in question
    assert 'aria-describedby="h-procedure_lawful found-procedure_lawful"' in body
    assert " checked" not in body
    said = text_of(page)
    assert "否决项1处" in said
    assert "已超过" not in said.split("要件、事实、证据")[0].split("系统预审")[1], (
        "the flag of the same limit is left out"
    )
    assert "立案第" not in question, "said once under its question"


def test_a_flag_stands_where_no_finding_says_the_same(prepared, sign_in) -> None:
    case = prepared("demo-6", "O10")
    said = text_of(sign_in("reviewer").get(f"/reviews/{case.case.pk}/"))
    assert "须集体讨论" in said
    assert "接近犯罪" in said


def test_the_case_page_lists_what_is_to_be_mended_with_a_link_and_nothing_for_a_sound_file(
    prepared, sign_in, at_moment
) -> None:
    case = prepared("demo-6", "O10")  # the script has no order to correct
    address = f"/cases/{case.case.pk}/"
    page = sign_in("officer-a").get(address)
    assert "送审以前要改的" in text_of(page)
    assert f'href="/cases/{case.case.pk}/do/correction_ordered/"' in page.content.decode()
    sound = prepared("demo-1", "O10")
    assert "送审以前要改的" not in text_of(sign_in("officer-a").get(f"/cases/{sound.case.pk}/"))


def test_who_may_only_look_gets_no_link_to_mend(prepared, supervisor) -> None:
    case = prepared("demo-6", "O10")
    page = supervisor.get(f"/cases/{case.case.pk}/")
    assert "送审以前要改的" in text_of(page)
    assert "do/correction_ordered/" not in page.content.decode()


def test_the_queue_has_the_gravest_file_first_and_says_why(prepared, sign_in, at_moment) -> None:
    simple = prepared("demo-7", "O10")
    grave = prepared("demo-1", "O10")  # filed half a year before: its ninety days are over when the other is ready
    at_moment(simple.at)
    rows = waiting_reviews(account("reviewer"), simple.at, simple.at.date())
    assert [row.id for row in rows] == [grave.case.pk, simple.case.pk]
    assert [row.rank for row in rows] == [0, 1]  # its party disputes: to be looked at closely
    said = text_of(sign_in("reviewer").get("/reviews/"))
    assert "否决项1处" in said
    assert "届满，还没有办" in said


@pytest.mark.parametrize("case_id", FILE.cases)
def test_the_list_before_the_review_ends_with_the_decision(case_id: str) -> None:
    acts = whole_life(case_id)
    assert before_the_review(acts, last_day(acts)) == Found(())


def test_the_list_starts_with_the_report_and_holds_no_notes() -> None:
    acts = before(whole_life("demo-6"))
    early = before(acts, "report_submitted")
    assert before_the_review(early, last_day(early)) == Found(())
    listed = before_the_review(acts, last_day(acts))
    assert [line.code for line in listed.lines] == ["correction_not_ordered"]
    assert found_in(acts, last_day(acts)).notes == 1  # the heads' discussion, which comes after the review


def test_counts_rank_and_questions_agree_with_the_lines() -> None:
    acts = on(before(whole_life("demo-8")), changed("statement_heard", recheck=None), without("correction_ordered"))
    found = found_in(acts, last_day(acts))
    assert (found.vetoes, found.serious, found.rank) == (0, 2, 1)
    assert [line.code for line in found.of("rights_protected")] == ["statement_not_rechecked"]
    assert found.vetoes + found.serious + found.notes == len(found.lines)
    assert all(line.text for line in found.lines)
    assert Found(()).rank == 2
