"""A legal adviser from outside: asked about one case, sees what is named until its day, and nothing else anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hengtu.agencies.administration import AdministrationRefused, Mandate
from hengtu.agencies.models import Account, Adviser, Role
from hengtu.agencies.services.administer_advisers import end_adviser, register_adviser
from hengtu.cases.models import Consultation, EnforcementCase
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.proposing import Prepared, account
from tests.cast import appointed
from tests.web.review.test_reviewing import GOOD, form_of
from tests.web.test_case_pages import text_of


@pytest.fixture
def case(prepared) -> Prepared:
    return prepared("demo-1", "O10")


@pytest.fixture
def lawyer(case, stage) -> Client:
    bureau = stage.agency.legal_subject
    admin = appointed("adviser-admin", bureau, Role.ADMIN)
    Account.objects.create_account("lawyer", "程观复", None)
    register_adviser(
        agency=bureau,
        account=account("lawyer"),
        kind="LEGAL_ADVISER",
        qualification="11301202010000001",
        firm="示例律师事务所",
        effective_from=case.at.date(),
        effective_to=case.at.date() + timedelta(days=365),
        mandate=Mandate(admin, "聘书〔2025〕1号", case.at),
    )
    client = Client()
    client.force_login(account("lawyer"))
    return client


def ask(case, client, **more):
    words = {
        "intent": "consult",
        "adviser": Adviser.objects.get().pk,
        "question": "定性是否准确",
        "sees": ["facts", "evidence"],
        "until": (case.at.date() + timedelta(days=3)).isoformat(),
    }
    return client.post(f"/reviews/{case.case.pk}/", {**words, **more})


def test_he_is_asked_answers_and_the_reviewer_says_how_he_used_it(case, lawyer, sign_in) -> None:
    reviewer = sign_in("reviewer")
    assert ask(case, reviewer).status_code == 302
    asked = Consultation.objects.get()
    assert "定性是否准确" in text_of(lawyer.get("/advice/"))
    page = text_of(lawyer.get(f"/advice/{asked.pk}/"))
    assert "案情" in page
    assert "证据和证明的事项" in page
    assert "拟罚款" not in page  # not named, not shown
    assert "送审的文书" not in page
    assert lawyer.post(f"/advice/{asked.pk}/", {"opinion": ""}).status_code == 409
    assert lawyer.post(f"/advice/{asked.pk}/", {"opinion": "定性准确"}).status_code == 302
    assert lawyer.post(f"/advice/{asked.pk}/", {"opinion": "又一次"}).status_code == 302
    opinion = acts_of_stream(case.case.pk)[-1]
    assert (opinion.kind, opinion.payload["opinion"], opinion.by[0].roles) == (
        "adviser_opined",
        "定性准确",
        ("legal_adviser",),
    )
    assert Document.objects.filter(stream_id=case.case.pk, form="x_legal_advice").count() == 1
    address = f"/reviews/{case.case.pk}/"
    refused = reviewer.post(address, form_of(reviewer.get(address), **GOOD, opinion="pass"))
    assert refused.status_code == 409
    assert "还没有写明是否采纳" in text_of(refused)
    used = {f"use_{opinion.uid}": "adopted"}
    assert reviewer.post(address, form_of(reviewer.get(address), **GOOD, opinion="pass", **used)).status_code == 302


def test_he_sees_that_one_case_alone_and_only_until_its_day(case, lawyer, sign_in, at_moment) -> None:
    ask(case, sign_in("reviewer"))
    asked = Consultation.objects.get()
    for path in (f"/cases/{case.case.pk}/", f"/reviews/{case.case.pk}/", f"/discussions/{case.case.pk}/"):
        assert lawyer.get(path).status_code == 404, path
    assert not EnforcementCase.objects.visible_to(account("lawyer"), case.at.date()).exists()
    other = Client()
    other.force_login(Account.objects.create_account("other-lawyer", "别的律师", None))
    assert other.get(f"/advice/{asked.pk}/").status_code == 404
    assert sign_in("head").get(f"/advice/{asked.pk}/").status_code == 404
    at_moment(case.at + timedelta(days=3))
    lawyer.force_login(account("lawyer"))  # the session has ended meanwhile
    assert lawyer.get(f"/advice/{asked.pk}/").status_code == 200
    at_moment(case.at + timedelta(days=4))
    lawyer.force_login(account("lawyer"))
    assert lawyer.get(f"/advice/{asked.pk}/").status_code == 404
    assert lawyer.post(f"/advice/{asked.pk}/", {"opinion": "晚了"}).status_code == 404
    assert "没有向您提出的咨询" in text_of(lawyer.get("/advice/"))


def test_when_his_term_ends_everything_is_closed_to_him(case, lawyer, sign_in) -> None:
    ask(case, sign_in("reviewer"))
    end_adviser(
        adviser=Adviser.objects.get(),
        last_day_before=case.at.date() + timedelta(days=1),
        mandate=Mandate(account("adviser-admin"), "解聘", case.at),
    )
    today = case.at.date()
    assert Consultation.objects.open_to(account("lawyer"), today).exists()
    assert not Consultation.objects.open_to(account("lawyer"), today + timedelta(days=1)).exists()


def test_who_is_not_on_the_register_is_not_asked_and_nothing_typed_is_lost(case, lawyer, sign_in) -> None:
    answer = ask(case, sign_in("reviewer"), adviser="")
    assert answer.status_code == 409
    assert "定性是否准确" in answer.content.decode()
    assert not Consultation.objects.exists()


def test_an_outside_adviser_holds_no_post_and_has_a_number_and_a_term(case, lawyer, stage) -> None:
    mandate = Mandate(account("adviser-admin"), "聘书", case.at)
    day = case.at.date()
    words = {"agency": stage.agency.legal_subject, "kind": "LEGAL_ADVISER", "qualification": "1", "mandate": mandate}
    term = {"effective_from": day, "effective_to": day + timedelta(days=9)}
    for wrong in (
        {**words, **term, "account": account("officer-a")},
        {**words, **term, "account": account("lawyer")},
        {**words, **term, "account": account("lawyer"), "qualification": " "},
        {**words, "account": account("lawyer"), "effective_from": day, "effective_to": day},
    ):
        with pytest.raises(AdministrationRefused):
            register_adviser(**wrong)
