"""The guide and the tour as pages: who may read, what every page points to, and that a closed tour stays closed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hengtu.agencies.models import Account, Role, Tour
from hengtu.agencies.services.tour import close_tour, show_step, step_of_tour
from tests.cast import Cast, appointed, make_cast
from tests.web.guide.test_texts import PAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("who", ["officer", "supervisor", "administrator", "stranger", "nobody"])
def test_everybody_with_an_account_reads_the_whole_guide(cast: Cast, who: str) -> None:
    account = {
        "officer": lambda: cast.account("officer-a"),
        "supervisor": lambda: appointed("sup", cast.bureau, Role.SUPERVISOR),
        "administrator": lambda: appointed("admin", cast.bureau, Role.ADMIN),
        "stranger": lambda: cast.stranger.account,
        "nobody": lambda: Account.objects.create_account("new", "新来的", "x"),
    }[who]()
    client = signed_in(account)
    for path in ("/guide/", *(f"/guide/{slug}/" for slug in PAGES)):
        body = page(client, path)
        assert body.count("<h1>") == 1, path


def test_without_an_account_one_reads_only_the_public_help() -> None:
    client = Client()
    for path in ("/guide/", "/guide/leads/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/login")
    assert client.post("/guide/tour", {"step": "1"}).status_code == 302
    assert Tour.objects.count() == 0
    body = page(client, "/help")
    for section in ('id="sign-in"', 'id="verify"', 'id="keyboard"'):
        assert section in body


@pytest.mark.parametrize("slug", ["nowhere", "README", "..", "%2e%2e%2fARCHITECTURE"])
def test_a_page_that_is_not_there_is_404(cast: Cast, slug: str) -> None:
    assert signed_in(cast.account("officer-a")).get(f"/guide/{slug}/").status_code == 404


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "/guide/todo/"),
        ("/leads/", "/guide/leads/"),
        ("/leads/new", "/guide/leads/#登记"),
        ("/search/", "/guide/search/"),
        ("/messages/", "/guide/messages/"),
        ("/account/", "/guide/account/"),
    ],
)
def test_a_page_points_to_its_own_section(cast: Cast, path: str, section: str) -> None:
    body = page(signed_in(cast.account("officer-a")), path)
    assert f'href="{section}">这一页怎么用</a>' in body


def test_a_visitor_is_led_to_the_public_help(cast: Cast) -> None:
    assert 'href="/help#verify">这一页怎么用</a>' in page(Client(), "/verify/")
    assert "这一页怎么用</a>" not in Client().get("/nothing-here").content.decode()


def test_pages_of_the_guide_point_to_no_section(cast: Cast) -> None:
    client = signed_in(cast.account("officer-a"))
    assert all("这一页怎么用</a>" not in page(client, path) for path in ("/guide/", "/guide/act/", "/help"))


def test_the_tour_is_shown_once_and_comes_back_when_asked_for(cast: Cast) -> None:
    client = signed_in(cast.account("officer-a"))
    assert "第1步，共3步" in page(client, "/")
    assert client.post("/guide/tour", {"step": "2"}).headers["Location"] == "/#tour"
    assert "第2步，共3步" in page(client, "/")
    other_device = signed_in(cast.account("officer-a"))
    assert "第2步，共3步" in page(other_device, "/")
    assert client.post("/guide/tour", {"step": "close"}).headers["Location"] == "/"
    assert 'id="tour"' not in page(client, "/")
    assert 'id="tour"' not in page(signed_in(cast.account("officer-a")), "/")
    client.post("/guide/tour", {"step": "1"})
    assert "第1步，共3步" in page(client, "/")


def test_the_tour_of_one_is_not_the_tour_of_another(cast: Cast) -> None:
    client = signed_in(cast.account("officer-a"))
    client.post("/guide/tour", {"step": "close"})
    assert 'id="tour"' in page(signed_in(cast.account("officer-b")), "/")
    assert Tour.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "words"),
    [("officer-a", "当场查处"), ("reviewer", "法制审核里"), ("head", "排成一队"), ("archivist", "归档的案件")],
)
def test_each_role_has_a_tour_of_its_own(cast: Cast, who: str, words: str) -> None:
    client = signed_in(cast.account(who))
    client.post("/guide/tour", {"step": "2"})
    assert words in page(client, "/").split('id="tour"')[1].split("</section>")[0]


@pytest.mark.parametrize("step", ["", "0", "4", "9999999999", "close", "<script>"])
def test_what_is_no_step_closes_the_tour(cast: Cast, step: str) -> None:
    client = signed_in(cast.account("officer-a"))
    assert client.post("/guide/tour", {"step": step}).status_code == 302
    assert 'id="tour"' not in page(client, "/")


def test_reading_moves_nothing_and_a_get_is_no_step(cast: Cast) -> None:
    client = signed_in(cast.account("officer-a"))
    page(client, "/")
    assert client.get("/guide/tour").status_code == 405
    assert Tour.objects.count() == 0


def test_a_closed_tour_costs_the_worklist_no_question(cast: Cast) -> None:
    client = signed_in(cast.account("officer-a"))
    client.post("/guide/tour", {"step": "close"})
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client, "/")
    assert not [query["sql"] for query in asked if "agencies_tour" in query["sql"]]


def test_steps_stay_within_the_three_and_closing_twice_keeps_the_first_moment(cast: Cast) -> None:
    account = cast.account("officer-a")
    show_step(account, 7)
    assert step_of_tour(account) == 3
    show_step(account, -1)
    assert step_of_tour(account) == 1
    first = timezone.now()
    close_tour(account, at=first)
    close_tour(account, at=timezone.now())
    assert step_of_tour(account) == 0
    assert Tour.objects.get().closed_at == first
