"""The paragraphs of the reasons in the form: shown, put better, moved, added; checked, kept, taken over, printed."""

import json

import pytest
from django.urls import reverse

from hengtu.cases.papers.reasoning.paragraph import Paragraph
from hengtu.cases.papers.reasoning.taking import Typed, carried, pieces, take_over
from hengtu.cases.services.investigate import investigate
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import refusal, values_of, words

OWN_WORDS = "王景行没有取得运输证而在平台接单，罚款3000元，为法定幅度的下限。"


def address(case, kind="notice_served"):
    return reverse("act", args=(case, kind))


def sent(person, case, kind="notice_served", **by_key):
    """What the browser would send, with the text (and more) of some paragraphs changed; two underscores for a colon."""
    values = values_of(person.sees(address(case, kind)), "act")
    for key, changes in by_key.items():
        place = values["reason_key"].index(key.replace("__", ":"))
        for name, value in changes.items():
            values[f"reason_{name}"][place] = value
    return values


def post(person, case, values, intent="do", kind="notice_served", **more):
    return person.client.post(address(case, kind), {**values, "intent": intent, **more})


def reasons_of(case, kind="notice_served"):
    act = next(act for act in reversed(acts_of_stream(case)) if act.kind == kind)
    return {each["key"]: each for each in act.payload["reasons"]}


def notice_text(case):
    return json.loads(Document.objects.get(stream=case, form="f11_violation_notice").data)["text"]


LATE = {"late_reason": "等待上级答复"}
GIVEN = {"served": "direct", "hearing_offered": "yes", "pin": PIN}


# --- taking over ----------------------------------------------------------------------------------------------------


def given(text="旧的。", key="tier:m1", part="discretion"):
    return Paragraph(key, part, "裁量档次", text, "p1")


def typed(text="旧的。", base="旧的。", key="tier:m1", part="discretion", **more):
    return Typed(key, part, "p1", "裁量档次", text, base, **more)


def test_what_nobody_changed_follows_the_case():
    (one,) = take_over([given("新的。")], [typed()])
    assert (one.text, one.edited, one.outdated, one.is_refreshed) == ("新的。", False, False, True)


def test_what_somebody_changed_stays_and_says_when_its_data_moved_on():
    (one,) = take_over([given()], [typed("我写的。")])
    assert (one.text, one.edited, one.outdated) == ("我写的。", True, False)
    (one,) = take_over([given("新的。")], [typed("我写的。")])
    assert (one.text, one.outdated) == ("我写的。", True)
    assert one.difference == (("gone", "旧"), ("new", "新"), ("same", "的。"))
    assert one.as_payload()["base"] == "旧的。"


def test_taking_the_new_text_forgets_the_change():
    (one,) = take_over([given("新的。")], [typed("我写的。", new=True)])
    assert (one.text, one.edited) == ("新的。", False)


def test_an_emptied_paragraph_comes_back_and_an_added_one_stays_away_without_words():
    (one,) = take_over([given()], [typed("")])
    assert one.text == "旧的。"
    (_, own) = take_over([given()], [typed(), typed("", "", "own:1")])
    assert own.text == ""


def test_a_changed_paragraph_that_the_case_no_longer_gives_is_kept_and_marked_and_an_unchanged_one_goes():
    (one,) = take_over([], [typed("我写的。")])
    assert (one.text, one.outdated, one.composed) == ("我写的。", True, "")
    assert take_over([], [typed()]) == ()


def test_the_order_of_the_form_holds_within_each_place_and_new_paragraphs_come_where_they_belong():
    composed = [given(key="a"), given(key="b"), given(key="c"), given(key="f", part="facts")]
    kept = take_over(composed, [typed(key="c"), typed(key="a"), typed("补", "", "own:1")])
    assert [each.paragraph.key for each in kept] == ["f", "c", "a", "b", "own:1"]


def test_what_was_changed_for_the_notice_is_where_the_decision_starts():
    kept = [{"key": "a", "part": "facts", "edited": True, "text": "x"}, {"key": "b", "part": "facts", "edited": False}]
    assert [each.key for each in carried(kept, ("facts",))] == ["a"]
    assert carried(kept, ("answer",)) == ()


def test_two_texts_in_one_tell_what_is_gone_and_what_is_new():
    assert pieces("罚款3000元", "罚款5000元") == (("same", "罚款"), ("gone", "3"), ("new", "5"), ("same", "000元"))


# --- in the form ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_paragraphs_stand_in_the_form_with_the_data_they_came_from(people, case_at):
    case = case_at("demo-4", "notice_served")
    page = words(people["officer-a"].sees(address(case)))
    assert "当事人通过网络预约平台接单经营" in page
    assert "事实：车辆没有取得运输证" in page
    assert "计算：裁量计算凭证" in page
    assert "说理核对" in page
    assert "还没有证据证明" in page


@pytest.mark.django_db
def test_a_changed_paragraph_is_chained_printed_and_carried_to_the_decision(people, case_at):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    answer = post(officer, case, sent(officer, case, tier__m1={"text": OWN_WORDS}), **GIVEN)
    assert answer.status_code == 302, words(answer)
    kept = reasons_of(case)
    assert kept["tier:m1"]["text"] == OWN_WORDS
    assert kept["tier:m1"]["edited"] is True
    assert kept["facts:m1"]["edited"] is False
    assert OWN_WORDS in notice_text(case)["discretion_reason"]
    later = words(people["head"].sees(address(case, "decided")))
    assert OWN_WORDS in later
    assert "已改写" in later


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "named"),
    [("罚款5000元。", "“罚款5000元”与处罚内容"), ("2025年12月30日查获。", "“2025年12月30日”，案件里没有这一天")],
)
def test_a_figure_that_is_not_of_the_case_is_named_and_nothing_is_lost(people, case_at, text, named):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    answer = post(officer, case, sent(officer, case, tier__m1={"text": text}), **GIVEN)
    assert answer.status_code == 409
    assert named in refusal(answer)
    assert text in words(answer)
    assert text in words(officer.sees(address(case))), "the draft keeps it"
    why = sent(officer, case, tier__m1={"text": text, "because": "引自询问笔录"})
    assert post(officer, case, why, **GIVEN).status_code == 302


@pytest.mark.django_db
def test_a_draft_from_old_data_is_marked_until_somebody_decides(people, case_at, stage):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    post(officer, case, sent(officer, case, facts__m1={"text": "王景行没有取得运输证而接单。"}), "draft")
    officers = (stage.people["officer-a"], stage.people["officer-b"])
    at = acts_of_stream(case)[-1].occurred_at
    investigate(case_id=case, by=officers, at=at, records=("scene_record",), facts={"passengers": 2})
    page = officer.sees(address(case))
    assert "基于旧数据" in words(page)
    assert "载客人数为2人" in words(page)
    values = sent(officer, case)
    refused = post(officer, case, values, **GIVEN)
    assert "是按旧数据改写的" in refusal(refused)
    newest = sent(officer, case, facts__m1={"new": "new"})
    assert post(officer, case, newest, **GIVEN).status_code == 302
    assert "载客人数为2人" in notice_text(case)["facts"]


@pytest.mark.django_db
def test_paragraphs_are_moved_and_added_without_script(people, case_at):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    moved = post(officer, case, sent(officer, case), "up:tier:m1")
    keys = [key for key in values_of(moved, "act")["reason_key"] if key in ("law:m1", "tier:m1")]
    assert keys == ["tier:m1", "law:m1"]
    added = values_of(post(officer, case, values_of(moved, "act"), "add:discretion"), "act")
    own = next(key for key in added["reason_key"] if key.startswith("own:"))
    added["reason_text"][added["reason_key"].index(own)] = "当事人配合调查。"
    assert post(officer, case, added, **GIVEN).status_code == 302
    lines = notice_text(case)["discretion_reason"].split("\n")
    assert lines[0].startswith("法定的罚款幅度")
    assert lines[-1] == "当事人配合调查。"


@pytest.mark.django_db
def test_a_text_of_any_kind_is_printed_as_text(people, case_at):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    hostile = '#set page(fill: red) \\ "] #import "x" $ @label <b>粗</b>'
    assert post(officer, case, sent(officer, case, tier__m1={"text": hostile}), **GIVEN).status_code == 302
    assert hostile in notice_text(case)["discretion_reason"]
    page = people["officer-a"].client.get(
        reverse("document", args=(Document.objects.get(stream=case, form="f11_violation_notice").uid,))
    )
    assert page.status_code == 200
    assert b"".join(page.streaming_content if page.streaming else [page.content]).startswith(b"%PDF")


@pytest.mark.django_db
def test_a_paragraph_that_is_too_long_is_named_and_kept(people, case_at):
    case, officer = case_at("demo-4", "notice_served"), people["officer-a"]
    answer = post(officer, case, sent(officer, case, tier__m1={"text": "长" * 5001}), **GIVEN)
    assert answer.status_code == 422
    assert "裁量档次：有5001字，一段最多5000字" in refusal(answer)
    assert "长" * 5001 in words(officer.sees(address(case)))


@pytest.mark.django_db
def test_who_approves_reads_what_was_changed_word_for_word(people, case_at, proposal_of):
    case, officer = case_at("demo-4", "decided"), people["officer-a"]
    answer = post(officer, case, sent(officer, case, "decided", tier__m1={"text": OWN_WORDS}), kind="decided", **LATE)
    assert answer.status_code == 302, words(answer)
    shown = words(people["head"].client.get(reverse("proposal", args=(proposal_of(case).pk,)), follow=True))
    assert "改写1段" in shown
    assert OWN_WORDS in shown
    assert "数据后来变了" not in shown
    assert people["head"].agrees(proposal_of(case).pk).status_code == 302
    assert reasons_of(case, "decided")["tier:m1"]["text"] == OWN_WORDS


@pytest.mark.django_db
def test_who_approves_is_told_which_paragraphs_the_data_have_left_behind(people, case_at, stage, proposal_of):
    case, officer = case_at("demo-4", "decided"), people["officer-a"]
    assert post(officer, case, sent(officer, case, "decided"), kind="decided", **LATE).status_code == 302
    officers = (stage.people["officer-a"], stage.people["officer-b"])
    at = acts_of_stream(case)[-1].occurred_at
    investigate(case_id=case, by=officers, at=at, records=("scene_record",), facts={"passengers": 2})
    shown = words(people["head"].client.get(reverse("proposal", args=(proposal_of(case).pk,)), follow=True))
    assert "说理的数据后来变了" in shown
    assert "“查明的事实”" in shown
