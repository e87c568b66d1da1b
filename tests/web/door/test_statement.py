"""The party speaks and asks for a hearing at its door: received once, nothing lost, refused with a way out."""

from __future__ import annotations

import io
from datetime import timedelta

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hengtu.cases.services.hear_statement import hear_statement
from hengtu.evidence.models import Exhibit, Upload
from hengtu.law.deadlines import due
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.models import IdentityTry
from tests.web.acts.people import words

pytestmark = pytest.mark.django_db
SAID = {"point-1": "当天是抢修，不是施工", "point-2": "已经补办了手续", "intent": "send"}


def photo(name="补办.jpg"):
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(picture, "JPEG")
    return SimpleUploadedFile(name, picture.getvalue(), "image/jpeg")


def acts(holder, kind):
    return [act for act in acts_of_stream(holder.prepared.case.pk) if act.kind == kind]


def test_two_points_and_a_photo_become_one_act_of_the_party_with_a_receipt(holder):
    holder.identifies()
    form = holder.form("door_say")
    answer = holder.client.post(holder.address("door_say"), {**form, **SAID, "files-2": photo()})
    assert answer.status_code == 302
    (act,) = acts(holder, "statement_received")
    assert act.origin == "LIVE"
    assert [(each.kind, each.id) for each in act.by] == [("PARTY", holder.door.party_uid)]
    assert [point["point"] for point in act.payload["points"]] == [SAID["point-1"], SAID["point-2"]]
    exhibit = Exhibit.objects.get(source="当事人网上提交")
    assert act.payload["points"][1]["new_evidence"] == [str(exhibit.uid)]
    assert act.payload["exhibits"][0]["sm3"] == exhibit.sm3
    receipt = holder.client.get(answer["Location"])
    assert "意见已收到" in words(receipt)
    assert act.uid.hex[:8].upper() in words(receipt)
    assert not Upload.objects.exists()


def test_sending_twice_makes_one_statement(holder):
    holder.identifies()
    form = {**holder.form("door_say"), **SAID}
    first = holder.client.post(holder.address("door_say"), {**form, "files-1": photo()})
    second = holder.client.post(holder.address("door_say"), {**form, "files-1": photo()})
    assert first["Location"] == second["Location"]
    assert len(acts(holder, "statement_received")) == 1
    assert Exhibit.objects.filter(source="当事人网上提交").count() == 1


def test_a_junk_file_is_named_and_everything_else_stays_in_the_form(holder):
    holder.identifies()
    junk = SimpleUploadedFile("合同.pdf", b"MZ\x90\x00" + b"\x00" * 200)
    form = {**holder.form("door_say"), **SAID, "files-1": [photo(), junk]}
    page = holder.client.post(holder.address("door_say"), form)
    assert page.status_code == 422
    assert "合同.pdf" in page.content.decode()
    assert SAID["point-1"] in page.content.decode()
    assert "补办.jpg" in page.content.decode()
    assert acts(holder, "statement_received") == []
    assert not Exhibit.objects.filter(source="当事人网上提交").exists()
    kept = Upload.objects.get()
    again = holder.client.post(holder.address("door_say"), {**holder_form(page), "intent": "send"})
    assert again.status_code == 302
    assert Exhibit.objects.filter(filename=kept.filename).exists()


def holder_form(page):
    forms = [form for form in lxml.html.fromstring(page.content.decode()).forms if form.get("method") == "post"]
    return dict(forms[-1].form_values())


def test_a_point_too_long_is_kept_and_said_to_be_too_long(holder):
    holder.identifies()
    page = holder.client.post(
        holder.address("door_say"), {**holder.form("door_say"), "point-1": "字" * 2001, "intent": "send"}
    )
    assert page.status_code == 422
    assert "字" * 2001 in page.content.decode()


def test_an_empty_statement_and_an_agent_without_mandate_are_refused_with_the_reason(holder):
    holder.identifies()
    form = holder.form("door_say")
    empty = holder.client.post(holder.address("door_say"), {**form, "intent": "send"})
    assert empty.status_code == 409
    assert "还没有写意见" in words(empty)
    agent = holder.client.post(holder.address("door_say"), {**form, **SAID, "agent_name": "某代理"})
    assert agent.status_code == 409
    assert "授权委托书" in words(agent)
    with_mandate = {**form, **SAID, "agent_name": "某代理", "mandate": photo("委托书.jpg")}
    assert holder.client.post(holder.address("door_say"), with_mandate).status_code == 302
    (act,) = acts(holder, "statement_received")
    assert act.payload["agent"]["authorisation"] == str(Exhibit.objects.get(filename="委托书.jpg").uid)


def test_more_points_are_added_without_a_script(holder):
    holder.identifies()
    form = {**holder.form("door_say"), "point-1": "第一条", "intent": "more"}
    page = holder.client.post(holder.address("door_say"), form)
    assert page.status_code == 200
    assert 'name="point-3"' in page.content.decode()
    assert "第一条" in page.content.decode()


def test_who_stayed_too_long_identifies_again_and_finds_words_and_files(holder, at_moment):
    holder.identifies()
    form = holder.form("door_say")
    at_moment(IdentityTry.objects.latest("at").at + timedelta(minutes=45))
    asked = holder.client.post(holder.address("door_say"), {**form, **SAID, "files-1": photo()})
    assert asked.status_code == 403
    assert "写好的内容都还在" in words(asked)
    typed = {**holder_form(asked), "tail": holder.tail, "second": holder.phone, "intent": "identify"}
    back = holder.client.post(holder.address("door_say"), typed)
    assert back.status_code == 200
    assert SAID["point-2"] in back.content.decode()
    sent = holder.client.post(holder.address("door_say"), {**holder_form(back), "intent": "send"})
    assert sent.status_code == 302
    assert len(acts(holder, "statement_received")[0].payload["exhibits"]) == 1


def test_a_statement_after_the_decision_is_refused_with_the_way_that_is_left(holder, at_moment):
    holder.identifies()
    form = holder.form("door_say")
    rest = holder.prepared.player.script.acts
    for act in rest[[each.step for each in rest].index("O09") :]:
        holder.prepared.player.do(act)
        if act.step == "O12":
            break
    at_moment(act.occurred_at + timedelta(hours=1))
    holder.identifies()
    late = holder.client.post(holder.address("door_say"), {**form, **SAID})
    assert late.status_code == 409
    assert "行政复议" in words(late)
    assert SAID["point-1"] in late.content.decode()


def test_a_hearing_is_asked_for_on_the_fifth_working_day_and_not_on_the_sixth(holder, at_moment):
    served = holder.door.document.issued_on
    last = due("hearing_request", served).due_on
    noon = holder.door.document.issued_at
    at_moment(noon + (last - served) + timedelta(days=1))
    holder.identifies()
    page = holder.client.get(holder.address("door_hearing"))
    assert "已经过了" in words(page)
    assert "要求机关举行听证" in words(page)
    refused = holder.client.post(holder.address("door_hearing"), {"intent": "ask"})
    assert refused.status_code == 409
    assert acts(holder, "hearing_requested") == []
    at_moment(noon + (last - served))
    holder.identifies()
    asked = holder.client.post(holder.address("door_hearing"), {**holder.form("door_hearing"), "intent": "ask"})
    assert asked.status_code == 302
    (act,) = acts(holder, "hearing_requested")
    assert act.origin == "LIVE"
    assert act.payload["mode"] == "online"
    twice = holder.client.post(holder.address("door_hearing"), {"intent": "ask"})
    assert twice.status_code == 409
    assert len(acts(holder, "hearing_requested")) == 1


def test_answers_appear_at_the_door_once_they_are_given(holder, at_moment):
    holder.identifies()
    holder.client.post(holder.address("door_say"), {**holder.form("door_say"), **SAID})
    (act,) = acts(holder, "statement_received")
    assert "正在核实，还没有答复" in words(holder.client.get(holder.address()))
    points = tuple(
        {**point, "adopted": "no", "answer": "查过工单", "reason": "工单是次日的"} for point in act.payload["points"]
    )
    officer = holder.prepared.player.stage.people["officer-a"]
    hear_statement(
        case_id=act.stream, by=(officer,), at=act.occurred_at + timedelta(minutes=5), points=points,
        of_statement=str(act.uid),
    )  # fmt: skip
    assert "不采纳。查过工单" in words(holder.client.get(holder.address()))
