"""The search page in a real browser: suggestions while typing, no finding of axe at two widths, by keyboard alone."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.test import Client

from hengtu.agencies.models import Account
from hengtu.cases.search.find import CaseHit, Found
from hengtu.cases.search.marks import marked
from hengtu.cases.selectors.case_view import Tag
from hengtu.web.views import search as view
from tests.journeys.test_browser_reading import findings, visitor
from tests.web.conftest import account

__all__ = ["account"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def hit() -> CaseHit:
    """An invented case; the acts of a real one could not be taken back in this database."""
    needles = ["超限"]
    return CaseHit(
        id=uuid.UUID(int=7),
        number=marked("陵交执罚〔2026〕00126号", needles),
        title=marked("车辆超限运输案", needles),
        party=marked("贺长林", needles),
        plate=marked("陵K3F728", needles),
        status=Tag("在办", "go"),
        agency="陵县执法大队",
        found_on=date(2026, 9, 1),
    )


@pytest.fixture(autouse=True)
def invented(monkeypatch) -> None:
    monkeypatch.setattr(view, "find", lambda account, text, on, before: Found(cases=(hit(),)))
    monkeypatch.setattr(view, "suggest", lambda account, text, on: (hit(),))


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_typed_brings_suggestions_and_enter_the_answer(account: Account, live_server, browser, width) -> None:
    client = Client()
    client.force_login(account)
    reader = visitor(browser, live_server.url, viewport={"width": width, "height": 900})
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    reader.page.context.add_cookies([session])  # type: ignore[list-item]
    said: list[str] = []
    reader.page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page = reader.open("/search/")
    assert findings(page) == []
    page.locator("#s-q").press_sequentially("超限")
    page.locator("#suggestions li").first.wait_for()
    assert page.locator("#suggestions mark").inner_text() == "超限"
    assert findings(page) == []
    page.locator("#s-q").press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator("#h-cases").is_visible()
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
