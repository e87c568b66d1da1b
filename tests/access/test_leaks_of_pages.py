"""Every page of the system against everybody who has no business there: nothing is shown, nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.ledger.access_log import flush_access_log
from hengtu.subjects.models import Party
from tests.access.test_pages import PUBLIC
from tests.cast import SINCE, appointed
from tests.journeys.furnished import ACTIONS, AGAIN, FILES, PAGES, Page, address, furnish
from tests.undone import undone
from tests.web.acts.people import Person


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, Any]]:
    """One office for all the tests of this file; each test rolls back what it did."""
    before, settings.BLOB_ROOT = settings.BLOB_ROOT, tmp_path_factory.mktemp("blobs")
    try:
        with undone(django_db_blocker):
            office = furnish()
            office["people"] |= _outsiders()
            for person in office["people"].values():
                assert person.client.session is not None, "signed in here: what a test does is rolled back"
            yield office
    finally:
        settings.BLOB_ROOT = before


def _outsiders() -> dict[str, Person]:
    far = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    roles = {"stranger": Role.OFFICER, "far head": Role.AGENCY_HEAD, "far admin": Role.ADMIN}
    return {name: Person(appointed(name, far.bureau, role)) for name, role in roles.items()}


# Who has no business with a case of this office. The administrator, the auxiliary and the neighbour work in the same
# city, even in the same building.
OUTSIDE = ("stranger", "far head", "far admin", "admin", "auxiliary", "neighbour")
ABOUT_A_CASE = {
    "case", "receipt", "case_file", "exhibit", "exhibit_original", "exhibit_page", "redaction", "document",
    "lead", "act", "done", "party", "proposal", "exhibits_of", "matrix", "case_papers", "paper_new",
    "documents_print", "document_page", "document_sign", "signature_photo", "approval", "approval_papers",
    "review", "like_cases", "case_doors", "typical_case_nominate", "review_answer", "discussion", "advice",
    "services_of_case", "capture_page", "exhibit_custody", "recording", "recording_act", "thing", "stock",
    "supervise", "supervised_case", "supervision_step", "discipline_lead", "discipline_step",
    "money_of_case", "money_day", "money_day_csv", "publicity_of",
    "protection_act", "protection_pdf", "protection_zip", "protection_case", "protection_case_zip",
    "accountability_record", "accountability_step",
    "complaint_of_case", "complaint_answer", "complaint_file", "case_windows", "case_agents",
    "leniency_of_case", "execution_of_case", "archive_of_case",
    "exports_of_case", "export_package", "export_package_file",
}  # fmt: skip
# With something in the address, and yet nobody's in particular.
OF_EVERYBODY = {"guide_page", "paper_blank", "verify_code", "administration_import_template", "benchmark",
                "benchmark_file"}  # fmt: skip
# What the makers of rules of one agency are writing, and nobody else.
UNPUBLISHED = {"benchmark_draft", "benchmark_check", "benchmark_versions", "benchmark_import", "benchmark_workbook",
               "benchmark_faulty", "benchmark_impact"}  # fmt: skip
# Of the holder of a paper, after the identity check: tests/web/door has its own walk of strangers.
OF_EVERYBODY |= {"door", "door_say", "door_hearing", "door_done", "door_paper"}
OF_EVERYBODY |= {"door_complain", "door_correct", "door_defer", "door_letter", "door_rate", "door_reminder"}
OF_EVERYBODY |= {"door_agents", "door_repair"}
OF_EVERYBODY |= {"door_window", "door_pay", "door_review", "door_review_paper", "public_record", "public_record_json",
                 "publicity_month"}  # fmt: skip
OF_EVERYBODY |= {"item", "statute", "statute_article", "education", "education_clip", "education_subtitles"}
OF_EVERYBODY |= {"openness_agency", "openness_officers", "openness_items", "openness_chart", "openness_officers_csv",
                 "openness_items_csv", "openness_chart_svg", "openness_chart_pdf"}  # fmt: skip
UNPUBLISHED |= {"openness_write", "openness_draft"}
# Of the agency or of its place: nobody from another province, and whoever has no such post, gets further.
OF_THE_LAW = {
    "item_propose", "item_proposal", "item_proposal_withdraw", "item_proposal_resubmit", "guidance_page",
    "guidance_publish", "guidance_withdraw", "statute_text", "statute_publish", "statute_discard", "citation_task",
    "fine_issue", "typical_case", "typical_case_rewrite", "typical_case_review", "typical_case_publish",
    "typical_case_withdraw", "education_page", "education_publish", "education_withdraw",
}  # fmt: skip
# At another window, where the case was opened: the neighbour's, and no colleague of the house.
AT_A_WINDOW = {"window", "window_act", "window_paper"}
# One's own alone: not even the colleague at the next desk.
PERSONAL = {"draft", "kept", "administration_delegation_new", "administration_delegation_end", "administration_import",
            "administration_import_faulty", "administration_import_original"}  # fmt: skip
FILED = {name: page for name, (page, _) in FILES.items()}
WITH_ARGUMENTS = {name: page for name, page in {**PAGES, **AGAIN, **FILED}.items() if page.args}


def names_of_parties() -> set[str]:
    return set(Party.objects.values_list("name", flat=True))


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def named(response: Any, names: set[str]) -> set[str]:
    return {name for name in names if name in body(response)}


def kinds_of(name: str) -> str:
    return name.split(" ")[0]


def test_every_page_with_an_argument_is_sorted() -> None:
    administration = {name for name in PAGES if name.startswith("administration_") and PAGES[name].args}
    others = {"lead_share", "administration_notice_original"}
    known = ABOUT_A_CASE | OF_EVERYBODY | OF_THE_LAW | PERSONAL | UNPUBLISHED | AT_A_WINDOW | administration | others
    assert {kinds_of(name) for name in WITH_ARGUMENTS} == known


@pytest.mark.django_db
def test_who_has_business_there_does_see_the_party(found: dict[str, Any]) -> None:
    """The other tests would pass on empty pages."""
    names = names_of_parties()
    seen = {name for name, page in PAGES.items() if named(visit(found, page.by, name, page), names)}
    assert {"case", "cases", "act", "approval", "approvals", "review", "reviews", "lead", "home", "search"} <= seen


def visit(found: dict[str, Any], who: str, name: str, page: Page) -> Any:
    client = found["people"][who].client if who else Client()
    return client.get(address(name, page, found))


@pytest.mark.django_db
@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_opens_anything_of_a_case(found: dict[str, Any], who: str) -> None:
    names = names_of_parties()
    for name, page in WITH_ARGUMENTS.items():
        if kinds_of(name) in ABOUT_A_CASE:
            response = visit(found, who, name, page)
            assert response.status_code in {403, 404}, (who, name, response.status_code)
            assert named(response, names) == set(), (who, name)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far admin", "auxiliary", "neighbour"])
def test_nobody_outside_opens_drafts_proposals_or_issues_of_this_place(found: dict[str, Any], who: str) -> None:
    for name, page in WITH_ARGUMENTS.items():
        if kinds_of(name) in OF_THE_LAW:
            response = visit(found, who, name, page)
            # the auxiliary reads what is published for its own place
            published = name in {"guidance_page", "typical_case", "education_page"} and who == "auxiliary"
            assert (response.status_code == 200) is published, (who, name, response.status_code)
            assert published or response.status_code in {403, 404}, (who, name)


@pytest.mark.django_db
@pytest.mark.parametrize("who", OUTSIDE)
def test_lists_and_searches_name_nobody_from_outside(found: dict[str, Any], who: str) -> None:
    names = names_of_parties()
    pages = {name: page for name, page in {**PAGES, **FILED}.items() if not page.args}
    pages |= {f"search {name}": Page("", query=f"q={name}") for name in names}
    pages |= {f"search_suggest {name}": Page("", query=f"q={name}") for name in names}
    for name, page in pages.items():
        response = visit(found, who, name, page)
        asked = {name.split(" ")[1]} if " " in name else set()  # what was typed comes back in the box
        assert named(response, names) - asked == set(), (who, name)
        assert _links(response) == set(), (who, name)


def _links(response: Any) -> set[str]:
    """The cases and leads that a page leads to."""
    return set(re.findall(r'href="(/(?:cases|leads)/[0-9a-f]{8}-[^"]+)"', body(response)))


@pytest.mark.django_db
def test_an_anonymous_visitor_sees_no_name_anywhere(found: dict[str, Any]) -> None:
    names = names_of_parties()
    for name, page in {**PAGES, **AGAIN, **FILED}.items():
        response = visit(found, "", name, page)
        assert named(response, names) == set(), name
        assert kinds_of(name) in PUBLIC or response.status_code == 302, name


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far admin", "supervisor", "officer-b", "auxiliary"])
def test_what_is_ones_own_is_opened_by_nobody_else(found: dict[str, Any], who: str) -> None:
    for name, page in WITH_ARGUMENTS.items():
        if kinds_of(name) in PERSONAL:
            assert visit(found, who, name, page).status_code in {403, 404}, (who, name)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far head", "supervisor", "officer-a", "auxiliary", "admin"])
def test_a_case_at_another_window_is_opened_there_alone(found: dict[str, Any], who: str) -> None:
    for name, page in WITH_ARGUMENTS.items():
        if kinds_of(name) in AT_A_WINDOW:
            assert visit(found, who, name, page).status_code == 404, (who, name)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far admin", "supervisor", "officer-a", "auxiliary", "neighbour"])
def test_administering_is_for_the_administrator_of_the_agency(found: dict[str, Any], who: str) -> None:
    for name, page in WITH_ARGUMENTS.items():
        if name.startswith("administration") and name not in OF_EVERYBODY | PERSONAL:
            assert visit(found, who, name, page).status_code in {403, 404}, (who, name)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far admin", "far head", "officer-a", "auxiliary", "neighbour"])
def test_rules_being_written_are_for_those_who_make_them(found: dict[str, Any], who: str) -> None:
    for name, page in WITH_ARGUMENTS.items():
        if kinds_of(name) in UNPUBLISHED:
            assert visit(found, who, name, page).status_code in {403, 404}, (who, name)


# --- changing ------------------------------------------------------------------------------------------------------
# What a look or a try leaves behind belongs to nobody's case: who looked, and when one was last here.
TRACES = {"AccessEntry", "AccessDay", "Session", "SignedInSession"}


def rows() -> dict[str, int]:
    models_ = [model for model in apps.get_models() if model.__name__ not in TRACES]
    return {model._meta.label: _state(model) for model in models_}


def _state(model: type[models.Model]) -> int:
    return hash(repr(list(model._default_manager.order_by("pk").values_list())))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "far admin", "supervisor", "auxiliary", ""])
def test_a_form_sent_by_somebody_else_changes_nothing(found: dict[str, Any], who: str) -> None:
    client = found["people"][who].client if who else Client()
    names = names_of_parties() if who != "supervisor" else set()  # who looks on knows them
    flush_access_log()
    before = rows()
    for name, target in _targets(found).items():
        for typed in ({}, {"intent": "do", "verdict": "agree", "opinion": "同意"}, {"intent": "agree"}):
            response = client.post(target, typed)
            assert _refused(response, who, target), (who, name, response.status_code)
            assert named(response, names) == set(), (who, name)
    assert client.patch(reverse("upload", args=[found["upload"]]), b"x").status_code in {302, 403, 404}
    flush_access_log()
    after = rows()
    assert {label for label in after if after[label] != before[label]} == set()


def _refused(response: Any, who: str, target: str) -> bool:
    """Whether an answer says no; a form that asks for nothing may lead back to its page."""
    if (
        who == "supervisor" and target.startswith("/complaints-of-cases/") and target.endswith("/answer")
    ):  # to answer is a supervisor's work
        return response.status_code == 422
    if who == "supervisor" and target.endswith("/verify"):  # to have the original checked is a way of looking
        return response.status_code == 200
    if response.status_code == 302:
        to = response.headers["Location"]
        return to == target if who else to.startswith("/login?")
    return response.status_code in {403, 404, 405, 409}


def _targets(found: dict[str, Any]) -> dict[str, str]:
    """Every address that takes a form about something of this office."""
    forms = {name: page for name, page in PAGES.items() if page.args and name not in OF_EVERYBODY | {"verify_code"}}
    forms |= {name: Page("", args) for name, args in ACTIONS.items() if args and name != "upload"}
    return {name: address(name, page, found) for name, page in forms.items()}
