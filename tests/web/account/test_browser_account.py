"""The account pages in a real browser: a form whose session ended in the middle goes through; axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import override_settings
from django.urls import path
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, SignedInSession
from hengtu.web.urls import urlpatterns as all_addresses
from tests.journeys.test_browser_reading import findings
from tests.web.account.conftest import PASSWORD

pytestmark = pytest.mark.browser
FACTS = "现场称重：车货总质量61吨\n复称一次，数值相同"
FORM = """<!doctype html><html lang="zh-Hans"><title>笔录</title><form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="{token}"><label>经过<textarea name="facts"></textarea></label>
<button>提交笔录</button></form></html>"""


@login_required
def record(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse(f"<!doctype html><title>已收到</title><pre>{request.POST['facts']}</pre>")
    return HttpResponse(FORM.format(token=get_token(request)))


urlpatterns = [path("forms/record", record), *all_addresses]


@pytest.fixture(params=[(360, "light"), (1440, "dark")], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, theme = request.param
    viewport = {"width": width, "height": 800}
    context = browser.new_context(locale="zh-CN", viewport=viewport, color_scheme=theme)
    with override_settings(ROOT_URLCONF=__name__):
        yield context.new_page()
    context.close()


def is_sound(page: Page) -> None:
    assert findings(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


def sign_in(page: Page) -> None:
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_when_the_session_ended_is_given_back_and_goes_through(
    page: Page, live_server, account: Account
) -> None:
    page.goto(f"{live_server.url}/login?next=/forms/record")
    is_sound(page)
    sign_in(page)
    page.get_by_label("经过").fill(FACTS)
    SignedInSession.objects.update(seen_at=timezone.now() - timedelta(minutes=31))
    page.get_by_role("button", name="提交笔录").click()
    expect(page.get_by_role("main")).to_contain_text("超过30分钟没有使用")
    expect(page.get_by_role("main")).to_contain_text("已为您保留填写的内容")
    is_sound(page)
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("已为您保留填写的内容")
    is_sound(page)
    page.get_by_role("button", name="继续提交").click()
    expect(page.locator("pre")).to_have_text(FACTS)


@pytest.mark.django_db(transaction=True)
def test_the_account_pages_and_their_refusals_are_sound(page: Page, live_server, account: Account) -> None:
    page.goto(f"{live_server.url}/login?next=/account/")
    sign_in(page)
    is_sound(page)
    page.get_by_text("设置确认码").first.click()
    page.locator("#pin_password").fill(PASSWORD)
    page.locator("#new_pin").fill("123456")
    page.locator("#new_pin_again").fill("123456")
    page.get_by_role("button", name="设置确认码").click()
    expect(page.locator("#errsum")).to_be_focused()
    is_sound(page)
    for address in ("/account/password", "/account/second-factor"):
        page.goto(live_server.url + address)
        is_sound(page)
