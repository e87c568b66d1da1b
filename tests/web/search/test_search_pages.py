"""The search page: one box, straight hits, marks that are safe, and nothing for strangers."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import EnforcementCase
from hengtu.cases.search.index import index_case
from hengtu.cases.search.marks import marked
from hengtu.documents.models import Document
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import Party
from tests.cases.test_search import history
from tests.cast import SINCE, appointed

__all__ = ["history"]
pytestmark = pytest.mark.django_db
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def case(history: UUID, db: None) -> EnforcementCase:
    return EnforcementCase.objects.get(pk=history)


@pytest.fixture
def officer(case: EnforcementCase) -> Client:
    return signed_in(Account.objects.get(username="officer-a"))


@pytest.fixture
def stranger(case: EnforcementCase) -> Client:
    line = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    return signed_in(appointed("stranger-z", line.bureau, Role.OFFICER))


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def text_of(response) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


def test_the_box_says_what_can_be_looked_for(officer) -> None:
    page = officer.get("/search/")
    assert page.status_code == 200
    for words in ("案号", "车船号", "拼音", "统一代码", "验真码"):
        assert words in text_of(page)


def test_cases_papers_and_parties_come_in_groups_with_marks(officer, case) -> None:
    page = officer.get("/search/", {"q": case.party_name[:3]})
    body = page.content.decode()
    assert f'href="/cases/{case.pk}/"' in body
    assert f"<mark>{case.party_name[:3]}</mark>" in body
    assert f'href="/search/?party={case.party_uid}"' in body
    digits = case.number.rpartition("〕")[2].removesuffix("号")
    assert 'id="h-papers"' in officer.get("/search/", {"q": digits}).content.decode()


def test_a_whole_number_or_code_leads_straight_there(officer, case) -> None:
    paper = Document.objects.filter(stream_id=case.pk).exclude(number="").first()
    assert paper is not None
    assert officer.get("/search/", {"q": case.number})["Location"] == f"/cases/{case.pk}/"
    assert officer.get("/search/", {"q": paper.number})["Location"] == f"/documents/{paper.uid}.pdf"
    assert officer.get("/search/", {"q": paper.verification_code})["Location"] == f"/documents/{paper.uid}.pdf"


def test_a_party_has_its_cases(officer, stranger, case) -> None:
    assert f'href="/cases/{case.pk}/"' in officer.get(f"/search/?party={case.party_uid}").content.decode()
    page = stranger.get(f"/search/?party={case.party_uid}")
    assert case.party_name not in text_of(page)
    assert "没有可以看的案件" in text_of(page)


def test_an_identity_number_is_looked_up_exactly_noted_and_kept_out_of_the_address(officer, stranger, case) -> None:
    party = Party.objects.get(uid=case.party_uid)
    party.kind, party.credit_code, party.id_number = "NATURAL_PERSON", "", ID_NUMBER
    party.save()
    answer = officer.get("/search/", {"q": ID_NUMBER})
    assert answer["Location"] == f"/search/?party={party.uid}"
    missed = stranger.get("/search/", {"q": ID_NUMBER}, follow=True)
    assert "没有这个号码的当事人" in text_of(missed)
    assert ID_NUMBER not in missed.content.decode()
    flush_access_log()
    noted = set(AccessEntry.objects.filter(purpose="按身份证号码查询").values_list("who", "what"))
    assert ("officer-a", f"subjects/{party.uid}") in noted
    assert ("stranger-z", "subjects/none") in noted
    assert ID_NUMBER not in officer.get("/search/suggest", {"q": ID_NUMBER}).content.decode()


def test_suggestions_are_a_fragment(officer, case) -> None:
    fragment = officer.get("/search/suggest", {"q": case.party_name[:2]}).content.decode()
    assert f'href="/cases/{case.pk}/"' in fragment
    assert "<html" not in fragment
    assert "还没有符合的" in officer.get("/search/suggest", {"q": "没有这人"}).content.decode()


def test_what_was_typed_is_never_markup(officer, case) -> None:
    evil = "<script>alert(1)</script>"
    EnforcementCase.objects.filter(pk=case.pk).update(title=evil, party_name=evil)
    index_case(case.pk, acts_of_stream(case.pk))
    for path in ("/search/", "/search/suggest"):
        body = officer.get(path, {"q": "alert"}).content.decode()
        assert "&lt;script&gt;" in body
        assert evil not in officer.get(path, {"q": evil}).content.decode()


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "长" * 500, "q=a&before=x", "q=a&before=" + "9" * 30, "party=x", "q=%ED%A0%80"]
)
@pytest.mark.parametrize("path", ["/search/", "/search/suggest"])
def test_nonsense_in_the_address_is_a_plain_page(officer, path, query) -> None:
    assert officer.get(f"{path}?{query}").status_code == 200


def test_strangers_find_nothing_and_anonymous_visitors_sign_in(stranger, case) -> None:
    paper = Document.objects.filter(stream_id=case.pk).exclude(number="").first()
    assert paper is not None
    for words in (case.number, case.party_name, case.title[:4], paper.number, paper.verification_code):
        page = stranger.get("/search/", {"q": words})
        assert page.status_code == 200
        assert str(case.pk) not in page.content.decode()
        assert str(paper.uid) not in page.content.decode()
        assert "/login" in Client().get("/search/", {"q": words})["Location"]
        assert str(case.pk) not in stranger.get("/search/suggest", {"q": words}).content.decode()


def test_a_supervisor_who_only_reads_finds_what_lies_below(case) -> None:
    city = case.agency.legal_subject.parent
    assert city is not None
    page = signed_in(appointed("supervisor-z", city, Role.SUPERVISOR)).get("/search/", {"q": case.party_name})
    assert f'href="/cases/{case.pk}/"' in page.content.decode()


def test_the_list_of_cases_is_filtered_by_the_same_words(officer, case) -> None:
    for words in (case.party_name[1:4], case.number, case.title[:4]):
        assert f'href="/cases/{case.pk}/"' in officer.get("/cases/", {"state": "all", "q": words}).content.decode()
    assert "没有符合的案件" in text_of(officer.get("/cases/", {"state": "all", "q": "没有这个人"}))


@pytest.mark.parametrize(
    ("text", "needle", "hit"),
    [
        ("陵K·3F728", "f728", "F728"),
        ("贺长林", "hcl", "贺长林"),
        ("贺长林", "changl", "长林"),
        ("青交执罚〔2026〕00126号", "126", "126"),
        ("买买提·吐尔逊", "提吐", "提·吐"),
        ("<b>粗", "粗", "粗"),
    ],
)
def test_marks_lie_on_what_was_looked_for(text: str, needle: str, hit: str) -> None:
    pieces = marked(text, [needle], spoken=True)
    assert "".join(piece for piece, _ in pieces) == text
    assert [piece for piece, is_hit in pieces if is_hit] == [hit]
