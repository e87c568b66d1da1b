"""Cases made by the services, seen through the pages: by their officer, a stranger, and whoever holds a document."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import Document, DocumentState
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.web.views import verification
from tests.cases.conftest import file, player, stage
from tests.cast import SINCE, appointed
from tests.web.test_case_pages import text_of

__all__ = ["file", "player", "stage"]


@pytest.fixture
def case(player, file) -> EnforcementCase:
    longest = max(file.cases, key=lambda case_id: len(file.script(case_id).acts))
    return EnforcementCase.objects.get(pk=player(longest).play())


@pytest.fixture
def officer(case, stage) -> Client:
    from hengtu.agencies.models import Account

    return signed_in(Account.objects.get(username="officer-a"))


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def paths_of(case: EnforcementCase) -> Iterator[str]:
    yield f"/cases/{case.pk}/"
    yield f"/cases/{case.pk}/receipt.json"
    for document in Document.objects.filter(stream_id=case.pk):
        yield f"/documents/{document.uid}.pdf"


def test_the_officer_sees_the_case_in_the_list_and_opens_it(officer: Client, case) -> None:
    listed = officer.get("/cases/", {"state": "all"})
    assert f'href="/cases/{case.pk}/"' in listed.content.decode()
    page = officer.get(f"/cases/{case.pk}/")
    assert case.title in text_of(page)
    assert "核对无误" in text_of(page)
    assert page.content.decode().count('id="act-') == case.seq


@pytest.mark.parametrize("query", ["q={number}", "q={party}", "category={category}", "procedure={track}"])
def test_a_case_is_found_by_what_it_is_known_by(officer: Client, case, query: str) -> None:
    asked = query.format(number=case.number, party=case.party_name, category=case.category, track=case.track)
    assert f"/cases/{case.pk}/" in officer.get(f"/cases/?state=all&{asked}").content.decode()
    assert f"/cases/{case.pk}/" not in officer.get("/cases/?state=all&q=没有这样的案件").content.decode()


def test_a_stranger_gets_404_everywhere_and_an_empty_list(case) -> None:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = signed_in(appointed("stranger", elsewhere.bureau, Role.AGENCY_HEAD))
    for path in paths_of(case):
        assert stranger.get(path).status_code == 404, path
    assert str(case.pk) not in stranger.get("/cases/?state=all").content.decode()


def test_nobody_without_an_account_sees_more_than_the_way_in(case) -> None:
    for path in paths_of(case):
        assert Client().get(path).status_code == 302, path


def test_the_receipt_can_be_run_again(officer: Client, case, tmp_path) -> None:
    from hengtu.law import receipt

    for issued in officer.get(f"/cases/{case.pk}/receipt.json").json():
        assert receipt.verify(issued) == []


def test_a_document_opens_as_pdf_twice_the_same(officer: Client, case) -> None:
    document = Document.objects.filter(stream_id=case.pk).first()
    first, second = (officer.get(f"/documents/{document.uid}.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"].startswith("inline")
    assert first.content.startswith(b"%PDF")
    assert first.content == second.content


def test_every_opening_leaves_a_trace(officer: Client, case) -> None:
    flush_access_log()
    document = Document.objects.filter(stream_id=case.pk).first()
    for path in (f"/cases/{case.pk}/", f"/documents/{document.uid}.pdf"):
        officer.get(path)
    flush_access_log()
    seen = set(AccessEntry.objects.filter(who="officer-a").values_list("what", flat=True))
    assert {f"cases/{case.pk}", f"documents/{document.uid}"} <= seen


def test_a_damaged_original_is_explained_and_not_shown(officer: Client, case, settings, tmp_path) -> None:
    settings.BLOB_ROOT = tmp_path / "blobs"
    document = Document.objects.filter(stream_id=case.pk).first()
    officer.get(f"/documents/{document.uid}.pdf")
    (stored,) = [path for path in settings.BLOB_ROOT.rglob("*") if path.is_file()]
    stored.chmod(0o600)
    stored.write_bytes(stored.read_bytes()[:-1] + b"x")
    response = officer.get(f"/documents/{document.uid}.pdf")
    assert response.status_code == 409
    assert "不能照原样打开" in response.content.decode()


def test_whoever_holds_the_paper_learns_that_it_is_genuine_and_nothing_about_the_penalty(case) -> None:
    document = Document.objects.filter(stream_id=case.pk, form="f15_penalty_decision").first()
    code = document.verification_code
    typed = f" {code[:4].lower()}-{code[4:]} "
    led = Client().get("/verify/", {"code": typed})
    assert led["Location"] == f"/verify/{code}"
    text = text_of(Client().get(f"/verify/{code}"))
    assert "这份文书是真的，现在有效" in text
    assert document.number in text
    assert "元" not in text.split("状态")[0].split("指纹")[0]
    assert document.masked_party in text
    assert "罚款" not in text


def test_a_withdrawn_document_says_so_first(case) -> None:
    document = Document.objects.filter(stream_id=case.pk).first()
    Document.objects.filter(pk=document.pk).update(state=DocumentState.WITHDRAWN, state_reason="文号有误")
    text = text_of(Client().get(f"/verify/{document.verification_code}"))
    assert "这份文书是真的，但已撤回" in text
    assert "不要再按它的内容办" in text


@pytest.mark.django_db
def test_a_slip_of_the_pen_is_told_from_an_unknown_code() -> None:
    slip = Client().get("/verify/ABCDEFGH0")
    assert slip.status_code == 404
    assert "有一处抄错了" in text_of(slip)
    from hengtu.documents.codes import check_character

    unknown = Client().get(f"/verify/ABCDEFGH{check_character('ABCDEFGH')}")
    assert unknown.status_code == 404
    assert "没有查到" in text_of(unknown)


@pytest.mark.django_db
def test_guessing_is_slowed_down(monkeypatch) -> None:
    monkeypatch.setattr(verification, "MISSES", 3)
    answers = [Client().get(f"/verify/{number:09d}").status_code for number in range(5)]
    assert answers == [404, 404, 404, 429, 429]


@pytest.mark.parametrize("code", ["<script>", "%00", "长" * 300, "..%2f..%2f"])
@pytest.mark.django_db
def test_anything_typed_is_answered_calmly(code: str) -> None:
    assert Client().get(f"/verify/{code}").status_code == 404
    assert Client().get("/verify/", {"code": code}).status_code in {200, 302}


def test_a_list_page_asks_the_database_few_questions(officer: Client, case) -> None:
    with CaptureQueriesContext(connection) as seen:
        officer.get("/cases/")
    about_cases = [query for query in seen.captured_queries if "cases_enforcementcase" in query["sql"]]
    assert len(about_cases) <= 5  # one page, its tail without deadlines, three capped counts
