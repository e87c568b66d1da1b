"""Agreeing in the browser: the queue, the digest, one answer at a time, routine acts together."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from hengtu.cases.models import Proposal, ProposalState
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.proposing import Prepared, account, officer
from tests.web.test_case_pages import text_of


def kinds(prepared: Prepared) -> list[str]:
    return [act.kind for act in acts_of_stream(prepared.case.pk)]


def form_of(page) -> dict[str, str]:
    """What a browser would send back untouched."""
    return {"seen": re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]}


def test_the_queue_names_party_amount_and_who_proposed_it_and_preselects_nothing(prepared, sign_in) -> None:
    decision = prepared()
    decision.propose()
    page = sign_in("head").get("/approvals/")
    said = text_of(page)
    for words in ("示范县贺长林运输户", "27500", account("officer-a").name):
        assert words in said
    assert "checked" not in page.content.decode()


def test_only_routine_acts_are_offered_together(prepared, sign_in) -> None:
    decision = prepared().propose()
    closing = prepared("demo-7", "O03").propose()
    page = sign_in("head").get("/approvals/").content.decode()
    assert f'value="{closing.pk}"' in page
    assert f'value="{decision.pk}"' not in page


def test_the_digest_asks_shows_the_amount_in_capitals_and_preselects_nothing(prepared, sign_in) -> None:
    proposal = prepared().propose()
    page = sign_in("head").get(f"/approvals/{proposal.pk}/")
    said = text_of(page)
    for words in ("是否同意对示范县贺长林运输户作出处罚决定？", "27500 元", "罚款贰万柒仟伍佰元整", "凭什么罚", "您"):
        assert words in said, words
    assert " checked" not in page.content.decode()


def test_the_head_agrees_and_may_have_the_decision_made_at_once(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    form = form_of(head.get(f"/approvals/{proposal.pk}/"))
    answer = head.post(f"/approvals/{proposal.pk}/", {**form, "verdict": "agree"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/approvals/?done={proposal.pk}")
    page = head.get(answer.headers["Location"])
    assert "已作出处罚决定" in text_of(page)
    assert f"/approvals/{proposal.pk}/issue" in page.content.decode()
    for _ in range(2):  # a double click makes one decision
        assert head.post(f"/approvals/{proposal.pk}/issue").status_code == 302
    assert kinds(decision)[-1] == "decision_issued"
    assert Document.objects.filter(stream_id=decision.case.pk, form="f15_penalty_decision").count() == 1
    assert "决定书已制作并盖章" in text_of(head.get(f"/approvals/?done={proposal.pk}"))


def test_after_one_the_next_comes_with_a_line_saying_what_was_done(prepared, sign_in) -> None:
    first = prepared("demo-1", "O03").propose()
    later = prepared("demo-7", "O03").propose()
    head = sign_in("head")
    form = form_of(head.get(f"/approvals/{first.pk}/"))
    answer = head.post(f"/approvals/{first.pk}/", {**form, "verdict": "agree"})
    assert answer.headers["Location"] == f"/approvals/{later.pk}/?done={first.pk}"
    page = text_of(head.get(answer.headers["Location"]))
    assert "已立案，案号" in page
    assert "下一步：" in page


def test_a_return_needs_a_reason_and_keeps_what_was_typed(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    blank = head.post(f"/approvals/{proposal.pk}/", {"verdict": "return", "opinion": " "})
    assert blank.status_code == 422
    assert "errsum" in blank.content.decode()
    sent = head.post(f"/approvals/{proposal.pk}/", {"verdict": "return", "opinion": "补充检定证书"})
    assert sent.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.RETURNED
    assert "decided" not in kinds(decision)


def test_no_answer_is_no_agreement(prepared, sign_in) -> None:
    decision = prepared()
    proposal = decision.propose()
    page = sign_in("head").post(f"/approvals/{proposal.pk}/", {"opinion": "看过了"})
    assert page.status_code == 422
    assert "看过了" in page.content.decode()
    assert "decided" not in kinds(decision)


def test_what_the_law_refuses_is_shown_with_article_and_way_out_and_agreeing_is_not_offered(prepared, sign_in) -> None:
    decision = prepared()
    proposal = decision.propose(answers=decision.answers(decided={"kind": "fine", "amount_yuan": 29000}))
    head = sign_in("head")
    page = head.get(f"/approvals/{proposal.pk}/")
    assert "行政处罚法第四十五条第二款" in text_of(page)
    assert 'value="agree"' not in page.content.decode()
    assert 'value="return"' in page.content.decode()
    forced = head.post(f"/approvals/{proposal.pk}/", {**form_of(page), "verdict": "agree", "opinion": "就这样"})
    assert forced.status_code == 409
    assert "就这样" in forced.content.decode()
    assert "decided" not in kinds(decision)


def test_a_case_that_moved_on_since_the_page_was_opened_is_shown_again(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    page = head.post(f"/approvals/{proposal.pk}/", {"seen": "3", "verdict": "agree"})
    assert page.status_code == 409
    assert "案件刚有新进展" in text_of(page)
    assert "decided" not in kinds(decision)


def test_a_double_click_answers_once(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    form = {**form_of(head.get(f"/approvals/{proposal.pk}/")), "verdict": "agree"}
    answers = [head.post(f"/approvals/{proposal.pk}/", form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert kinds(decision).count("decided") == 1


def test_the_unit_head_passes_it_on_and_the_page_says_to_whom(prepared, sign_in) -> None:
    decision = prepared()
    proposal = decision.propose(roles=("HANDLING_UNIT_HEAD", "AGENCY_HEAD"))
    unit_head = sign_in("unit-head")
    page = unit_head.get(f"/approvals/{proposal.pk}/")
    assert 'value="agree"' in page.content.decode(), "the law is asked about the head who will decide, not about him"
    answer = unit_head.post(f"/approvals/{proposal.pk}/", {**form_of(page), "verdict": "agree", "opinion": "属实"})
    assert "已同意，转执法部门负责人签批" in text_of(unit_head.get(answer.headers["Location"]))
    assert "属实" in text_of(sign_in("head").get(f"/approvals/{proposal.pk}/"))


def test_routine_acts_are_agreed_together_and_each_refusal_names_its_article(prepared, sign_in) -> None:
    opening = prepared("demo-1", "O03")
    first = opening.propose()
    unpaid = prepared("demo-7", "E01")
    closing = unpaid.propose(kind="case_closed", answers={"correction": "已取得许可"})
    page = sign_in("head").post("/approvals/together", {"uid": [str(first.pk), str(closing.pk), "junk"]})
    said = text_of(page)
    assert page.status_code == 200
    assert "办成1件，没有办成1件" in said
    assert "行政处罚法第六十六条第一款" in said
    assert "case_filed" in kinds(opening)
    assert "case_closed" not in kinds(unpaid)


def test_a_decision_forced_into_the_batch_is_refused(prepared, sign_in) -> None:
    decision = prepared()
    proposal = decision.propose()
    page = sign_in("head").post("/approvals/together", {"uid": str(proposal.pk)})
    assert page.status_code == 409
    assert "一件一件" in text_of(page)
    assert "decided" not in kinds(decision)


def test_nothing_ticked_is_said(prepared, sign_in) -> None:
    prepared("demo-1", "O03").propose()
    assert sign_in("head").post("/approvals/together").status_code == 422


def test_the_papers_can_be_read_before_agreeing(prepared, sign_in) -> None:
    proposal = prepared().propose()
    said = text_of(sign_in("head").get(f"/approvals/{proposal.pk}/papers/"))
    assert "行政处罚决定书" in said
    assert "现在还没有效力" in said


def test_what_waits_for_the_second_officer_is_answered_elsewhere(prepared, sign_in) -> None:
    report = prepared("demo-1", "O06")
    proposal = report.propose(second=officer("officer-b"), roles=())
    answer = sign_in("officer-b").get(f"/approvals/{proposal.pk}/")
    assert answer.headers["Location"] == f"/proposals/{proposal.pk}/"


def test_strangers_get_nothing_and_colleagues_only_look(prepared, sign_in, stranger, supervisor) -> None:
    decision = prepared()
    proposal = decision.propose()
    path = f"/approvals/{proposal.pk}/"
    for address in (path, f"{path}papers/"):
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 302
    assert stranger.post(path, {"verdict": "agree"}).status_code == 404
    assert stranger.post(f"{path}issue").status_code == 404
    assert str(proposal.pk) not in stranger.get("/approvals/").content.decode()
    for looking in (supervisor, sign_in("officer-b"), sign_in("deputy-1")):
        page = looking.get(path)
        assert page.status_code == 200
        assert 'name="verdict"' not in page.content.decode()
        assert looking.post(path, {"verdict": "agree"}).status_code == 403
        assert str(proposal.pk) not in looking.get("/approvals/").content.decode()
    assert "decided" not in kinds(decision)
    assert Proposal.objects.get().state == ProposalState.OPEN


def test_nobody_but_a_head_has_the_decision_made(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    assert head.post(f"/approvals/{proposal.pk}/issue").status_code == 404, "not decided yet"
    head.post(f"/approvals/{proposal.pk}/", {**form_of(head.get(f"/approvals/{proposal.pk}/")), "verdict": "agree"})
    assert sign_in("officer-a").post(f"/approvals/{proposal.pk}/issue").status_code == 404
    assert kinds(decision)[-1] == "decided"


def test_html_and_endless_text_do_no_harm(prepared, sign_in) -> None:
    decision = prepared()
    proposal, head = decision.propose(), sign_in("head")
    evil = "<script>alert(1)</script>" + "长" * 3000
    page = head.post(f"/approvals/{proposal.pk}/", {"opinion": evil})
    assert "<script>alert" not in page.content.decode()
    head.post(f"/approvals/{proposal.pk}/", {"verdict": "return", "opinion": evil})
    assert "<script>alert" not in head.get(f"/approvals/{proposal.pk}/").content.decode()


def test_a_late_act_says_so_before_anybody_agrees(prepared, sign_in, at_moment) -> None:
    decision = prepared()
    at_moment(decision.at + timedelta(days=120))
    silent = decision.propose()
    head = sign_in("head")
    assert 'value="agree"' not in head.get(f"/approvals/{silent.pk}/").content.decode()
    explained = decision.propose(late_reason="检测机构迟延")
    page = head.get(f"/approvals/{explained.pk}/")
    assert "检测机构迟延" in text_of(page)
    assert "同时批准逾期办理" in text_of(page)
