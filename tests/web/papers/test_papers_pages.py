"""Pages of documents: the catalogue, filling in, signing, printing; who may and who may not."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import EnforcementCase, Message
from hengtu.cases.papers.by_hand import BY_HAND, acts_of_form
from hengtu.cases.words import kind_name
from hengtu.documents.catalogue import form, form_ids
from hengtu.documents.models import Document, DocumentSignature, DocumentState, DrawnNumber
from hengtu.documents.services.change_state import withdraw_document
from hengtu.documents.services.render_document import render_document
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry, Draft
from hengtu.subjects.models import Party
from tests.cases.conftest import file, player, stage
from tests.cast import SINCE, appointed
from tests.documents.reading import pdfa_part, text_of

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db
SCRIBBLE = json.dumps([[[20, 150], [120, 20], [240, 160]], [[300, 40], [420, 180], [560, 30]]])


@pytest.fixture(autouse=True)
def _store(settings, tmp_path) -> Iterator[None]:
    settings.BLOB_ROOT = tmp_path / "blobs"
    yield
    flush_access_log()


@pytest.fixture
def case(player) -> EnforcementCase:
    return EnforcementCase.objects.get(pk=player("demo-4").play())


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def officer(case) -> Client:
    return signed_in(Account.objects.get(username="officer-a"))


@pytest.fixture
def head(case) -> Client:
    return signed_in(Account.objects.get(username="head"))


@pytest.fixture
def supervisor(case) -> Client:
    return signed_in(appointed("jiandu", case.agency.legal_subject, Role.SUPERVISOR))


@pytest.fixture
def stranger(case) -> Client:
    from hengtu.agencies.services.plant_tree import plant_line

    line = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    return signed_in(appointed("waisheng", line.bureau, Role.OFFICER))


def text(response: Any) -> str:
    """The page without the marks that keep numbers on one line."""
    return re.sub(r'<span class="nb">([^<]*)</span>', r"\1", response.content.decode())


def new(case: EnforcementCase, form_id: str) -> str:
    return reverse("paper_new", args=[case.pk, form_id])


REMINDER = {
    "cause": "超限运输",
    "decided_on": "2025-06-11",
    "decided_what": "罚款3000元",
    "decision_ref": "示（示例）交执罚〔2025〕00001号",
    "obligation": "缴纳罚款3000元",
    "due_on": "2026-12-31",
    "manner": "缴至指定银行",
    "threatened": ["申请法院强制执行"],
    "right_statement": "yes",
}
RECORD = {
    "person_name": "路过的证人",
    "place": "省道S201线",
    "period.from": "2026-01-05T09:00",
    "period.to": "2026-01-05T09:30",
    "recorder": "乙执法",
    "facts": "现场停放货车一辆。",
    "read_state": "本人已看过确认无误",
}


# --- catalogue ----------------------------------------------------------------


def test_every_form_comes_from_an_act_or_by_hand() -> None:
    assert [form_id for form_id in form_ids() if not acts_of_form(form_id) and form_id not in BY_HAND] == []


def test_decisions_notices_and_seizures_are_never_filled_in_by_hand() -> None:
    acts_only = {"f01_filing_register", "f08_measure_decision", "f09_measure_extension", "f10_measure_release",
                 "f11_violation_notice", "f12_hearing_notice", "f14_spot_decision", "f15_penalty_decision",
                 "f16_correct_order", "f17_defer_notice", "f24_closing_report", "x_no_penalty_decision",
                 "x_penalty_approval", "x_legal_review"}  # fmt: skip
    assert acts_only & set(BY_HAND) == set()


def test_the_catalogue_lists_all_forms_with_purpose_signers_and_origin(officer: Client) -> None:
    page = text(officer.get(reverse("papers")))
    for form_id in form_ids():
        assert form(form_id).title in page
        assert reverse("paper_blank", args=[form_id]) in page
    assert f"随“{kind_name('notice_served')}、" in page  # or with the first try to serve it
    assert "执法人员填写" in page


def test_an_empty_form_is_printed_with_its_fields_and_nothing_else() -> None:
    reader = signed_in(Account.objects.create_account("duzhe", "读者", None))
    for form_id in form_ids():
        answer = reader.get(reverse("paper_blank", args=[form_id]))
        assert answer["Content-Type"] == "application/pdf"
        words = text_of(answer.content)
        assert form(form_id).title in words
        assert "验真码" not in words
        last = [item for item in form(form_id).fields if not item.when][-1]
        assert "".join(last.label.split()) in words


def test_an_unknown_form_is_not_found(officer: Client, case: EnforcementCase) -> None:
    assert officer.get("/papers/nothing.pdf").status_code == 404
    assert officer.get("/papers/_groups.pdf").status_code == 404
    assert officer.get(new(case, "nothing")).status_code == 404


# --- filling in ---------------------------------------------------------------


def test_every_form_by_hand_opens_prefilled_and_names_what_is_missing(officer: Client, case: EnforcementCase) -> None:
    for form_id in BY_HAND:
        opened = officer.get(new(case, form_id))
        assert opened.status_code == 200
        assert form(form_id).title in text(opened)
        assert case.number in text(opened)
        empty = officer.post(new(case, form_id), {"intent": "preview"})
        assert empty.status_code == 200
        assert "还缺" in text(empty)


def test_personal_numbers_are_never_on_the_page_that_fills_in(officer: Client, case: EnforcementCase) -> None:
    party = Party.objects.get(uid=case.party_uid)
    secrets = [secret for secret in (party.id_number, party.phone) if secret]
    assert secrets
    for form_id in BY_HAND:
        page = text(officer.get(new(case, form_id)))
        assert [secret for secret in secrets if secret in page] == []


def test_a_paper_of_an_act_leads_to_the_act(officer: Client, case: EnforcementCase) -> None:
    for form_id in sorted(set(form_ids()) - set(BY_HAND)):
        page = text(officer.get(new(case, form_id)))
        assert "不能另行填写" in page
        for kind in acts_of_form(form_id):
            assert reverse("act", args=[case.pk, kind]) in page
        assert officer.post(new(case, form_id), {"intent": "issue"}).status_code == 200
    assert Document.objects.filter(stream_id=case.pk, act_uid=None).count() == 0


def test_an_officer_issues_a_record_and_the_same_form_twice_is_one_document(
    officer: Client, case: EnforcementCase
) -> None:
    posted = {**RECORD, "intent": "issue", "key": str(uuid4())}
    first = officer.post(new(case, "f04_scene_record"), posted)
    again = officer.post(new(case, "f04_scene_record"), posted)
    document = Document.objects.get(stream_id=case.pk, form="f04_scene_record", act_uid=None)
    assert first["Location"] == again["Location"] == reverse("document_page", args=[document.pk])
    frozen = json.loads(document.data)
    assert frozen["values"]["facts"] == RECORD["facts"]
    assert frozen["text"]["period"] == "2026年1月5日9时00分至9时30分"
    assert frozen["values"]["officer1"]
    assert frozen["case_no"] == case.number


def test_numbers_left_empty_come_from_the_register_for_the_party_only(officer: Client, case: EnforcementCase) -> None:
    party = Party.objects.get(uid=case.party_uid)
    for name, expected in ((party.name, party.id_number), ("路过的证人", None)):
        posted = {**RECORD, "intent": "issue", "key": str(uuid4()), "person_name": name}
        uid = officer.post(new(case, "f04_scene_record"), posted)["Location"].split("/")[-2]
        assert json.loads(Document.objects.get(pk=uid).data)["values"].get("person_id_no") == expected


def test_issuing_personal_numbers_is_noted(officer: Client, case: EnforcementCase) -> None:
    flush_access_log()
    officer.post(new(case, "f04_scene_record"), {**RECORD, "intent": "issue", "key": str(uuid4())})
    flush_access_log()
    assert AccessEntry.objects.filter(who="officer-a", what=f"subjects/{case.party_uid}", purpose="document").exists()


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(officer: Client, case: EnforcementCase) -> None:
    posted = {**RECORD, "intent": "issue", "place": "", "facts": "<b>现场</b>情况", "period.to": "2026-01-05T08:00"}
    answer = officer.post(new(case, "f04_scene_record"), posted)
    page = text(answer)
    assert answer.status_code == 422
    assert "还缺执法地点" in page
    assert "结束不早于开始" in page
    assert "&lt;b&gt;现场&lt;/b&gt;情况" in page
    assert "<b>现场" not in page
    assert 'href="#w-place"' in page
    assert not Document.objects.filter(stream_id=case.pk, act_uid=None).exists()


def test_an_officer_cannot_issue_what_a_head_answers_for(officer: Client, case: EnforcementCase) -> None:
    numbers = DrawnNumber.objects.count()
    answer = officer.post(new(case, "f19_reminder"), {**REMINDER, "intent": "issue", "key": str(uuid4())})
    assert answer.status_code == 409
    assert "由执法部门负责人签发" in text(answer)
    assert "缴纳罚款3000元" in text(answer)
    assert DrawnNumber.objects.count() == numbers


def test_an_officer_sends_a_draft_and_the_head_issues_it(officer: Client, head: Client, case: EnforcementCase) -> None:
    sent = officer.post(new(case, "f19_reminder"), {**REMINDER, "intent": "send", "version": "0"})
    assert sent.status_code == 200
    assert "签发。" in text(sent)
    message = Message.objects.get(to__username="head", text__contains="催告书")
    opened = head.get(message.url)
    assert f"这是{Account.objects.get(username='officer-a').name}填写后送来的" in text(opened)
    assert "缴纳罚款3000元" in text(opened)
    posted = {**REMINDER, "intent": "issue", "key": str(uuid4()), "draft_of": "officer-a"}
    issued = head.post(new(case, "f19_reminder"), posted)
    assert issued.status_code == 302
    document = Document.objects.get(stream_id=case.pk, form="f19_reminder")
    assert "催" in document.number
    assert not Draft.objects.filter(owner="officer-a", key__startswith="paper:", discarded_at=None).exists()


def test_whoever_issues_goes_on_with_the_draft_that_was_sent_and_saves_it(
    officer: Client, head: Client, case: EnforcementCase
) -> None:
    officer.post(new(case, "f19_reminder"), {**REMINDER, "intent": "send", "version": "0"})
    address = Message.objects.get(to__username="head", text__contains="催告书").url
    seen = {**REMINDER, "version": "1", "draft_of": "officer-a", "key": str(uuid4())}
    saved = head.post(address, {**seen, "intent": "draft", "note": "改过"})
    assert (saved.status_code, "已存为草稿" in text(saved)) == (200, True)
    draft = Draft.objects.get(key__startswith="paper:")
    assert (draft.owner, draft.saved_by, draft.version) == ("officer-a", "head", 2)


def test_a_form_filled_in_two_windows_may_be_kept_knowingly(officer: Client, case: EnforcementCase) -> None:
    address, form = new(case, "f04_scene_record"), {**RECORD, "version": "0"}
    officer.post(address, {**form, "intent": "draft", "facts": "甲窗口", "key": str(uuid4())})
    late = {**form, "facts": "乙窗口", "key": str(uuid4())}
    refused = officer.post(address, {**late, "intent": "draft"})
    assert (refused.status_code, 'value="over-1"' in text(refused), "乙窗口" in text(refused)) == (409, True, True)
    assert officer.post(address, {**late, "intent": "over-1"}).status_code == 200
    kept = Draft.objects.get(key__contains="f04_scene_record")
    assert [each.content["facts"] for each in kept.versions.order_by("version")] == [["甲窗口"], ["乙窗口"]]


def test_a_half_filled_form_is_not_sent(officer: Client, case: EnforcementCase) -> None:
    assert officer.post(new(case, "f19_reminder"), {"intent": "send"}).status_code == 422
    assert not Message.objects.filter(text__contains="催告书").exists()


def test_a_draft_is_found_again(officer: Client, case: EnforcementCase) -> None:
    officer.post(new(case, "f04_scene_record"), {**RECORD, "intent": "draft", "facts": "还没有写完"})
    assert "还没有写完" in text(officer.get(new(case, "f04_scene_record")))
    other = signed_in(Account.objects.get(username="officer-b"))
    assert "还没有写完" not in text(other.get(new(case, "f04_scene_record") + "?draft=officer-a"))


def test_enforcement_is_not_decided_before_a_reminder(head: Client, case: EnforcementCase) -> None:
    page = head.get(new(case, "f20_enforcement_decision"))
    assert "本案还没有《催告书》" in text(page)
    posted = {"intent": "issue", "decided_on": "2025-06-11", "decided_what": "罚款", "decision_ref": "x",
              "ground": "经催告逾期不履行且无正当理由", "legal_basis": "《中华人民共和国行政强制法》第三十七条",
              "execute_at": "2026-05-05T10:00", "manner": "划拨"}  # fmt: skip
    assert head.post(new(case, "f20_enforcement_decision"), posted).status_code == 409
    assert not Document.objects.filter(form="f20_enforcement_decision").exists()


# --- signing ------------------------------------------------------------------


@pytest.fixture
def record(officer: Client, case: EnforcementCase) -> Document:
    officer.post(new(case, "f04_scene_record"), {**RECORD, "intent": "issue", "key": str(uuid4())})
    return Document.objects.get(stream_id=case.pk, form="f04_scene_record", act_uid=None)


def sign_url(document: Document) -> str:
    return reverse("document_sign", args=[document.pk])


def test_each_line_is_signed_in_turn_and_the_pdf_bears_it(officer: Client, record: Document) -> None:
    original = render_document(record)
    person = json.loads(record.data)["values"]["person_name"]
    assert f'value="{person}"' in text(officer.get(sign_url(record)))
    for line in range(4):
        posted = {"line": line, "signer": "某人", "method": "DRAWN", "strokes": SCRIBBLE}
        answer = officer.post(sign_url(record), posted)
        assert answer.status_code == 302
        assert officer.get(answer["Location"]).status_code == 200
    assert answer["Location"] == reverse("document_page", args=[record.pk])
    shown = officer.get(reverse("document", args=[record.pk])).content
    assert shown != original
    assert officer.get(reverse("document", args=[record.pk]) + "?original=1").content == original
    page = text(officer.get(reverse("document_page", args=[record.pk])))
    assert page.count("某人的签名") == 4
    assert "去签名" not in page


def test_an_empty_pad_keeps_what_was_typed(officer: Client, record: Document) -> None:
    answer = officer.post(sign_url(record), {"line": 0, "signer": "某人", "method": "DRAWN", "strokes": ""})
    assert answer.status_code == 422
    assert 'value="某人"' in text(answer)
    assert "签名框里没有签名" in text(answer)


def test_a_refusal_needs_its_witness(officer: Client, record: Document) -> None:
    posted = {"line": 0, "signer": "某人", "method": "REFUSED", "note": "不说明理由"}
    answer = officer.post(sign_url(record), posted)
    assert (answer.status_code, "见证人" in text(answer), "不说明理由" in text(answer)) == (422, True, True)
    officer.post(sign_url(record), {**posted, "witness": "钱某"})
    assert "见证人：钱某" in text_of(officer.get(reverse("document", args=[record.pk])).content)


def test_the_picture_of_a_signature_on_paper_is_shown_to_whoever_sees_the_case(
    officer: Client, stranger: Client, record: Document
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(picture, "PNG")
    picture.seek(0)
    picture.name = "page.png"
    officer.post(sign_url(record), {"line": 1, "signer": "甲", "method": "ON_PAPER", "photo": picture})
    address = reverse("signature_photo", args=[record.pk, 1])
    assert officer.get(address)["Content-Type"] == "image/jpeg"
    assert stranger.get(address).status_code == 404
    assert officer.get(reverse("signature_photo", args=[record.pk, 2])).status_code == 404


def test_a_program_is_no_picture(officer: Client, record: Document) -> None:
    program = io.BytesIO(b"MZ" + bytes(200))
    program.name = "sign.jpg"
    posted = {"line": 1, "signer": "甲", "method": "ON_PAPER", "photo": program}
    assert officer.post(sign_url(record), posted).status_code == 422
    assert not DocumentSignature.objects.exists()


def test_a_line_that_is_none_signs_nothing(officer: Client, record: Document) -> None:
    for line in ("", "-1", "99", "9" * 30, "x", "²"):
        assert officer.get(sign_url(record), {"line": line}).status_code == 200
        posted = {"line": line, "signer": "甲", "strokes": SCRIBBLE}
        assert officer.post(sign_url(record), posted).status_code == 422


def test_a_withdrawn_document_is_not_signed(officer: Client, record: Document) -> None:
    withdraw_document(record, reason="地点有误", at=record.issued_at)
    assert "不能再签名" in text(officer.get(sign_url(record)))
    posted = {"line": 0, "signer": "甲", "strokes": SCRIBBLE}
    assert officer.post(sign_url(record), posted).status_code == 422


# --- the papers of a case -----------------------------------------------------


def test_the_list_tells_state_and_signatures(officer: Client, case: EnforcementCase, record: Document) -> None:
    officer.post(sign_url(record), {"line": 0, "signer": "某人", "strokes": SCRIBBLE})
    page = text(officer.get(reverse("case_papers", args=[case.pk])))
    assert "1／4" in page
    assert "行政处罚决定书" in page
    assert new(case, "f04_scene_record") in page


def test_chosen_documents_become_one_file(officer: Client, case: EnforcementCase) -> None:
    chosen = list(Document.objects.filter(stream_id=case.pk, state=DocumentState.ISSUED)[:3])
    pages = sum(len(pikepdf.open(io.BytesIO(render_document(document))).pages) for document in chosen)
    query = "&".join(f"doc={document.pk}" for document in chosen)
    address = f"{reverse('documents_print', args=[case.pk])}?{query}"
    answer = officer.get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == pages
    assert pdfa_part(answer.content) == "2B"
    assert officer.get(address).content == answer.content


def test_documents_of_another_case_are_not_printed_along(officer: Client, case: EnforcementCase, player: Any) -> None:
    other = Document.objects.filter(stream_id=player("demo-2").play())[0]
    answer = officer.get(f"{reverse('documents_print', args=[case.pk])}?doc={other.pk}")
    assert answer.status_code == 422
    assert "没有打印" in text(answer)


def test_the_document_page_masks_personal_numbers(officer: Client, case: EnforcementCase) -> None:
    party = Party.objects.get(uid=case.party_uid)
    decision = Document.objects.get(stream_id=case.pk, form="f15_penalty_decision")
    page = text(officer.get(reverse("document_page", args=[decision.pk])))
    assert decision.number in page
    assert decision.verification_code in page
    assert party.id_number not in page


# --- who may ------------------------------------------------------------------


def addresses(case: EnforcementCase) -> dict[str, str]:
    document = Document.objects.filter(stream_id=case.pk, form="f15_penalty_decision")[0]
    return {
        "case_papers": reverse("case_papers", args=[case.pk]),
        "documents_print": reverse("documents_print", args=[case.pk]),
        "document_page": reverse("document_page", args=[document.pk]),
        "paper_new": new(case, "f04_scene_record"),
        "document_sign": sign_url(document),
    }


def test_strangers_and_visitors_get_nothing(stranger: Client, case: EnforcementCase) -> None:
    for address in addresses(case).values():
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 302


def test_a_supervisor_reads_and_does_nothing(supervisor: Client, case: EnforcementCase) -> None:
    found = {name: supervisor.get(address).status_code for name, address in addresses(case).items()}
    assert found == {
        "case_papers": 200, "documents_print": 200, "document_page": 200, "paper_new": 404, "document_sign": 404,
    }  # fmt: skip
    page = text(supervisor.get(addresses(case)["case_papers"]))
    assert "填写文书" not in page
    posted = {**RECORD, "intent": "issue"}
    assert supervisor.post(addresses(case)["paper_new"], posted).status_code == 404
    assert supervisor.post(addresses(case)["document_sign"], {"line": 0, "strokes": SCRIBBLE}).status_code == 404
    assert not Document.objects.filter(stream_id=case.pk, act_uid=None).exists()
