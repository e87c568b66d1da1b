"""Every page of the system in a real browser, at three widths, light and dark, as somebody who works there sees it.

The table of pages is ``tests/journeys/furnished.py``; an address that is in no table fails here. With ``HENGTU_SHOTS``
every page is photographed at both widths into that folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.access.test_pages import addresses
from tests.journeys.furnished import ACTIONS, AGAIN, ELSEWHERE, FILES, PAGES, address, furnish
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.test_serve import answer, free_port, wait_for

WIDTHS = (1440, 360)
NARROWEST = 320
DARK = {"home", "case", "act", "approval", "review", "matrix", "document_page", "administration_rules", "deadlines"}
ALL = {**PAGES, **AGAIN}
READERS = sorted({page.by for page in ALL.values()})
ENGLISH = ("Traceback", "None", "True", "False", "undefined", "NaN")


@dataclass
class Building:
    """The furnished office, served."""

    address: str
    found: dict[str, Any]


@dataclass
class Walk:
    """One reader's walk through his pages, and what was wrong."""

    page: Page
    wrong: list[str] = field(default_factory=list)
    name: str = ""

    def note(self, what: object) -> None:
        self.wrong.append(f"{self.name}: {what}")

    def expect(self, holds: bool, what: object) -> None:
        if not holds:
            self.note(what)


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Building]:
    home = tmp_path_factory.mktemp("every")
    before, settings.BLOB_ROOT = settings.BLOB_ROOT, home / "blobs"
    with django_db_blocker.unblock(), fresh_sqlite(home) as database:
        clock, port = home / "clock", free_port()
        clock.write_text("0")
        found = furnish()
        secrets = {"HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_SECRET_KEY": settings.SECRET_KEY}
        environment = {**database.environment, **secrets, "HENGTU_DEBUG": "1"}
        words = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Building(f"http://127.0.0.1:{port}", found)
        finally:
            server.terminate()
            server.wait(20)
            settings.BLOB_ROOT = before


def signed_in(browser: Browser, building: Building, reader: str) -> BrowserContext:
    """A window of a reader: the session of the desk where the office was furnished goes on in it."""
    context = browser.new_context(locale="zh-CN", viewport={"width": WIDTHS[0], "height": 900}, reduced_motion="reduce")
    if reader:
        client: Client = building.found["people"][reader].client
        host = building.address
        context.add_cookies([{"name": key, "value": one.value, "url": host} for key, one in client.cookies.items()])
    return context


def test_no_address_is_forgotten() -> None:
    known = [*PAGES, *FILES, *ACTIONS, *ELSEWHERE]
    assert len(known) == len(set(known)), "each address is in one table"
    there = {name for name, _ in addresses(get_resolver().url_patterns)}
    assert there - set(known) == set(), "say in tests/journeys/furnished.py who opens it, and with what"
    assert set(known) - there <= {"styleguide"}


@pytest.mark.browser
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader or "anybody")
def test_every_page_is_whole_at_every_width(reader: str, building: Building, browser: Browser) -> None:
    context = signed_in(browser, building, reader)
    walk = Walk(context.new_page())
    walk.page.on("console", lambda said: walk.note(said.text) if said.type == "error" else None)
    walk.page.on("pageerror", lambda error: walk.note(error))
    for name, page in ALL.items():
        if page.by == reader:
            walk.name = name
            _look_at(walk, walk.page.goto(building.address + address(name, page, building.found)))
    if not reader:
        walk.name = "styleguide"
        _look_at(walk, walk.page.goto(f"{building.address}/styleguide"))
    context.close()
    assert not walk.wrong, "\n".join(walk.wrong)


def _look_at(walk: Walk, response: Response | None) -> None:
    page = walk.page
    walk.expect(response is not None and response.status == 200, response and response.status)
    walk.expect(page.locator("h1").count() == 1, f"{page.locator('h1').count()} h1")
    walk.expect(bool(page.title().removesuffix("衡途").strip(" ·—-|")), f"title {page.title()!r}")
    walk.expect(page.locator("html").get_attribute("lang") == "zh-Hans", "lang")
    words = page.locator("body").inner_text().split()
    walk.expect(not set(words) & set(ENGLISH), set(words) & set(ENGLISH))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        _barred(walk, width)
        _photograph(walk, width)
    _too_wide(walk, NARROWEST)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    if walk.name in DARK:
        page.emulate_media(color_scheme="dark")
        _barred(walk, WIDTHS[0])
        page.emulate_media(color_scheme="light")


def _barred(walk: Walk, width: int) -> None:
    found = findings(walk.page)
    walk.expect(not found, (width, found))
    _too_wide(walk, width)


def _too_wide(walk: Walk, width: int) -> None:
    walk.page.set_viewport_size({"width": width, "height": 900})
    wide = walk.page.evaluate("document.documentElement.scrollWidth")
    walk.expect(wide <= width, f"{wide} wide at {width}")


def _photograph(walk: Walk, width: int) -> None:
    if folder := os.environ.get("HENGTU_SHOTS"):
        walk.page.screenshot(path=Path(folder) / f"{walk.name.replace(' ', '-')}-{width}.png", full_page=True)


@pytest.mark.browser
def test_every_file_comes_as_what_it_is(building: Building) -> None:
    for name, (page, kind) in FILES.items():
        client = building.found["people"][page.by].client if page.by else Client()
        response = client.get(address(name, page, building.found))
        assert (response.status_code, response.headers["Content-Type"].startswith(kind)) == (200, True), name
        assert response.headers["X-Content-Type-Options"] == "nosniff", name
