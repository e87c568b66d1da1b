"""The pages of leniency: why a way is open or closed, what is offered next, numbers that lead to their lists."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hengtu.cases.models import LenientOutcome
from tests.cases.test_leniency import check, lead, promised, sealed_cast
from tests.cases.test_lenient_counts import a_mixed_year

pytestmark = pytest.mark.django_db
PERIOD = "from=2025-01-01&to=2026-12-31"


@pytest.fixture
def cast(db):
    return sealed_cast()


def at(account):
    client = Client()
    client.force_login(account)
    return client


def page(cast, path, who="officer-a"):
    response = at(cast[who].account).get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_lead_on_a_listed_item_shows_conditions_and_offers_the_promise(cast):
    case_id = lead(cast)
    text = page(cast, f"/leads/{case_id}/")
    assert "能不能不罚" in text
    assert text.count("待查明") >= 2
    assert f"/cases/{case_id}/do/promise_offered" in text
    assert "不等于没有" in text


def test_an_item_on_the_strict_list_says_which_list_and_offers_nothing(cast):
    case_id = lead(cast, item="gps-falsify")
    text = page(cast, f"/leads/{case_id}/")
    assert "首查必罚" in text
    assert "promise_offered" not in text


def test_the_lead_says_what_it_waits_for(cast):
    case_id = promised(cast)
    text = page(cast, f"/leads/{case_id}/")
    assert "承诺期到2025年6月20日" in re.sub(r"<[^>]+>", "", text)
    assert f"/cases/{case_id}/do/promise_checked" in text
    check(cast, case_id, "kept")
    assert f"/cases/{case_id}/do/not_filed" in page(cast, f"/leads/{case_id}/")


def test_every_sheet_of_leniency_opens(cast):
    case_id = promised(cast)
    for kind in ("promise_offered", "promise_checked", "promise_due_moved", "promise_ended", "softer_measure_taken"):
        page(cast, f"/cases/{case_id}/do/{kind}/")


def test_each_number_leads_to_a_list_of_that_length(cast):
    a_mixed_year(cast)
    text = page(cast, f"/leniency/?{PERIOD}")
    links = set(re.findall(r'href="(/leniency/list\?[^"]+)"', text))
    assert len(links) >= 6
    for link in links:
        shown = page(cast, link.replace("&amp;", "&"))
        number = int(re.search(rf'{re.escape(link)}"[^>]*>\D*?(\d+)', text).group(1))
        assert int(re.search(r'data-total="(\d+)"', shown).group(1)) == number


def test_the_file_of_a_list_and_the_page_of_a_case(cast):
    a_mixed_year(cast)
    response = at(cast["officer-a"].account).get(f"/leniency/list.csv?{PERIOD}&kind=promise")
    assert response["Content-Type"].startswith("text/csv")
    assert response.content.decode().count("\n") == 3
    case_id = LenientOutcome.objects.filter(kind="promise").first().case_id
    assert "本案的从宽办理" in page(cast, f"/cases/{case_id}/leniency/")


@pytest.mark.parametrize(
    "query", ["from=x&to=2026-13-40", "unit=abc&page=-1", "kind=%00&code=zzz&standing=no", "page=9999"]
)
def test_an_address_that_cannot_be_read_shows_something_sensible(cast, query):
    for path in ("/leniency/", "/leniency/list", "/leniency/list.csv"):
        assert at(cast["officer-a"].account).get(f"{path}?{query}").status_code == 200


def test_a_stranger_sees_neither_numbers_nor_the_case(cast):
    case_id = promised(cast)
    client = at(cast.stranger.account)
    assert client.get(f"/cases/{case_id}/leniency/").status_code == 404
    numbers = re.findall(r">共(\d+)件", client.get(f"/leniency/?{PERIOD}").content.decode())
    assert set(numbers) == {"0"}
