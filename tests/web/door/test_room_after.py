"""The room after the decision: what stands there, until when, and what can be done about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import DocumentDoor
from hengtu.evidence.models import Exhibit
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.like import add_like_cases
from tests.web.acts.people import words
from tests.web.door.conftest import Holder
from tests.web.door.test_statement import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def room_at(player, at_moment, settings, tmp_path):
    """The party of one of the eight cases, inside its room two hours after a step."""
    settings.BLOB_ROOT = tmp_path / "blobs"

    def after(script: str, step: str, form: str, hours: float = 2) -> Holder:
        played = player(script)
        for act in played.script.acts:
            played.do(act)
            if act.step == step:
                break
        at_moment(act.occurred_at + timedelta(hours=hours))
        door = DocumentDoor.objects.get(document__form=form, document__stream_id=played.case_id)
        holder = Holder(door, played)
        assert holder.identifies().status_code == 302
        return holder

    return after


def said(holder):
    page = holder.client.get(holder.address())
    assert page.status_code == 200
    return words(page)


def test_a_served_decision_says_what_to_pay_until_when_and_what_each_day_after_costs(room_at):
    room = said(room_at("demo-1", "O14", "f15_penalty_decision"))
    for sentence in ("还应当缴27500元，6月26日以前缴清", "每过一天加处825元，加到27500元为止", "还有15天",
                     "申请延期、分期", "8月11日以前可以申请", "12月11日以前可以起诉"):  # fmt: skip
        assert sentence in room, sentence


def test_the_amount_is_explained_and_compared_only_where_enough_were_decided(room_at):
    holder = room_at("demo-7", "O14", "f15_penalty_decision")
    room = said(holder)
    assert "为什么这样处罚" in room
    assert "法律允许" in room
    assert "同类案件" not in room
    case = EnforcementCase.objects.get(pk=holder.door.document.stream_id)
    add_like_cases(case, *[2000, 3000, 4000] * 3, on=holder.door.document.issued_on)
    assert "同类案件" not in said(holder), "nine could be recognised"
    add_like_cases(case, 4000, on=holder.door.document.issued_on, days=40)
    assert "10件罚款，中间的一半在2250元到4000元之间，您的是5000元，比多数高" in said(holder)


def test_the_seized_car_is_listed_with_its_last_day_and_what_to_bring(room_at):
    room = said(room_at("demo-6", "C05", "f08_measure_decision"))
    assert "扣的东西什么时候还" in room
    assert "最晚到8月14日" in room
    assert "保管不收任何费用" in room
    returned = said(room_at("demo-6", "O14", "f15_penalty_decision"))
    assert "扣过的东西" in returned


def test_an_application_to_pay_in_parts_is_taken_once_with_its_proof(room_at):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    form = holder.form("door_defer")
    empty = holder.client.post(holder.address("door_defer"), {**form, "intent": "send"})
    assert empty.status_code == 422
    typed = {**form, "reason": "车辆停运两个月", "wanted": "分三期", "intent": "send"}
    answers = [holder.client.post(holder.address("door_defer"), {**typed, "files-1": photo("停运.jpg")}) for _ in "ab"]
    assert answers[0].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]
    (act,) = [each for each in acts_of_stream(holder.door.document.stream_id) if each.kind == "deferral_applied"]
    assert act.payload["exhibits"][0]["sm3"] == Exhibit.objects.get(filename="停运.jpg").sm3
    assert "延期、分期的申请已收到" in words(holder.client.get(answers[0]["Location"]))
    assert "延期、分期的申请正在办" in said(holder)
    assert "已经收到您的申请" in words(holder.client.get(holder.address("door_defer")))


def test_who_was_fined_on_the_spot_applies_for_reconsideration_here(room_at):
    holder = room_at("demo-3", "S05", "f14_spot_decision")
    page = words(holder.client.get(holder.address("door_review")))
    assert "先申请行政复议" in page
    form = {**holder.form("door_review"), "request": "请求撤销", "reason": "当天没有甩客", "intent": "send"}
    answer = holder.client.post(holder.address("door_review"), form)
    assert answer.status_code == 302, words(answer)
    (act,) = [e for e in acts_of_stream(holder.door.document.stream_id) if e.kind == "reconsideration_applied"]
    assert act.payload["via_agency"] is True
    assert "请求撤销" in act.payload["request"]
    assert "复议申请已收到" in words(holder.client.get(answer["Location"]))
    assert "行政复议正在进行" in said(holder)


def test_after_an_ordinary_decision_the_way_to_reconsideration_is_told_and_half_written(room_at):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    page = words(holder.client.get(holder.address("door_review")))
    assert "8月11日以前可以申请" in page
    assert "12月11日以前可以起诉" in page
    forced = {"key": str(uuid4()), "request": "撤销", "reason": "不对", "intent": "send"}
    refused = holder.client.post(holder.address("door_review"), forced)
    assert refused.status_code == 409
    assert "不能通过本机关提交" in words(refused)
    paper = words(holder.client.get(holder.address("door_review_paper")))
    assert holder.door.document.number.replace(" ", "") in paper
    assert "罚款27500元" in paper


def test_a_correction_is_reported_with_photos_and_waits_for_the_officers(room_at):
    holder = room_at("demo-5", "O14", "x_no_penalty_decision")
    assert "决定不予处罚" in said(holder)
    page = holder.client.get(holder.address("door_correct"))
    assert page.status_code == 200


def test_long_after_the_end_the_room_still_opens_though_every_day_has_passed(room_at):
    room = said(room_at("demo-1", "O17", "f15_penalty_decision", hours=24 * 400))
    assert "案件已经办结、归档" in room
    assert "起诉的期限到" in room
    assert "《《" not in room


def test_a_fine_that_has_grown_to_its_end_says_so_and_names_no_day_still_to_come(room_at, at_moment):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    at_moment(datetime(2026, 2, 2, 9, tzinfo=UTC))
    holder.identifies()
    room = said(holder)
    assert "期限到2025年6月26日，已经过了" in room
    assert "加处罚款已经与罚款一样多，不会再增加" in room
    assert "每过一天加处" not in room
    assert "含当天，已经过了" not in room
