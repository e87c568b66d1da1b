"""Evidence taken on a phone: without a line, over a line that drops, and what does not fit is said on the phone."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from hengtu.evidence.models import Capture, Exhibit
from tests.journeys.test_browser_reading import findings
from tests.journeys.test_browser_real_case import Office, office
from tests.web.conftest import PASSWORD

__all__ = ["office"]
pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 800}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(
        locale="zh-CN",
        viewport=PHONE,
        is_mobile=True,
        has_touch=True,
        permissions=["geolocation"],
        geolocation={"latitude": 38.042, "longitude": 114.5, "accuracy": 12},
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, office: Office) -> Page:
    page = context.new_page()
    page.goto(f"{office.address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def picture(folder: Path, name: str, *, megabytes: bool = False) -> Path:
    """A photo; a large one is noise, which does not compress."""
    target = io.BytesIO()
    size = (2600, 2000) if megabytes else (640, 480)
    photo = Image.effect_noise(size, 80).convert("RGB") if megabytes else Image.new("RGB", size, "grey")
    ImageDraw.Draw(photo).text((40, 40), name, fill="white")
    ImageDraw.Draw(photo).rectangle((90, 90, 300, 260), fill="white", outline="black", width=9)
    photo.save(target, "JPEG", quality=95)
    path = folder / name
    path.write_bytes(target.getvalue())
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# The page's own digest in odd pieces against the browser's, around the edges of its blocks; and a published vector.
HASHES = """async () => {
  const hex = bytes => Array.from(new Uint8Array(bytes), b => b.toString(16).padStart(2, '0')).join('');
  const wrong = [];
  for (const size of [0, 1, 55, 56, 63, 64, 65, 119, 120, 5000, 70001]) {
    const bytes = new Uint8Array(size).map((_, i) => (i * 131 + size) & 255), hash = new HengtuHash.Hash();
    for (let at = 0; at < size; at += 97) hash.add(bytes.subarray(at, at + 97));
    if (hash.hex() !== hex(await crypto.subtle.digest('SHA-256', bytes))) wrong.push(size);
  }
  const abc = new HengtuHash.Hash().add(new TextEncoder().encode('abc')).hex();
  if (abc !== 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad') wrong.push('abc');
  return wrong;
}"""


def ready(page: Page) -> None:
    page.locator("html[data-capture-ready]").wait_for()


def test_a_picture_taken_without_a_line_lands_once_and_a_dropped_upload_goes_on(
    page: Page, context: BrowserContext, office: Office, tmp_path: Path
) -> None:
    page.goto(f"{office.address}/cases/{office.begun.pk}/capture/")
    ready(page)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.locator("html[data-capture-kept]").wait_for(timeout=20_000)

    assert page.evaluate(HASHES) == []

    # without a line: taken, hashed, kept; the page comes back by itself, and so does the record
    context.set_offline(True)
    roadside = picture(tmp_path, "路边.jpg")
    page.get_by_label("名称").fill("车辆照片")
    page.get_by_label("拍照").set_input_files(roadside)
    queue = page.locator("#queue")
    expect(queue).to_contain_text(digest(roadside), timeout=20_000)
    expect(queue).to_contain_text("等待网络", timeout=20_000)
    expect(queue).to_contain_text("位置 38.04200，114.50000")
    page.reload()
    ready(page)
    expect(queue).to_contain_text(digest(roadside))
    assert not Capture.objects.filter(sha256=digest(roadside)).exists()

    # the line is back: it lands once, with the same hash
    context.set_offline(False)
    expect(queue).to_contain_text("已入库", timeout=60_000)
    expect(queue).to_contain_text("服务器算出的摘要与手机一致")
    exhibit = Exhibit.objects.get(stream_id=office.begun.pk, sha256=digest(roadside))
    assert (exhibit.title, exhibit.latitude, exhibit.size) == ("车辆照片", 38.042, roadside.stat().st_size)

    # the line drops in the middle of a large file; the page is closed and opened again, nothing is sent twice
    large = picture(tmp_path, "全景.jpg", megabytes=True)
    sent: list[str] = []

    def cut(route: Route) -> None:
        sent.append(route.request.headers.get("upload-offset", ""))
        if len(sent) > 2:
            route.abort()
        else:
            route.continue_()

    context.route("**/uploads/*", cut)
    page.get_by_label("拍照").set_input_files(large)
    expect(page.locator("#line")).to_contain_text("没有网", timeout=60_000)
    context.unroute("**/uploads/*")
    again: list[str] = []

    def note(made: Request) -> None:
        if made.method == "PATCH":
            again.append(made.headers.get("upload-offset", ""))

    context.on("request", note)
    page.reload()
    ready(page)
    expect(page.locator("#queue li").first).to_contain_text("已入库", timeout=60_000)
    assert again[0] == str(2 << 20)
    assert Exhibit.objects.filter(stream_id=office.begun.pk, sha256=digest(large)).count() == 1

    # what does not fit is said on the phone, with what to do
    unlit = tmp_path / "夜里.jpg"
    Image.new("RGB", (640, 480), "#040404").save(unlit)
    page.get_by_label("拍照").set_input_files(unlit)
    first = page.locator("#queue li").first
    expect(first).to_contain_text("太暗", timeout=60_000)
    first.get_by_label("仍要保留的理由").fill("夜间没有照明")
    first.get_by_role("button", name="写明理由，仍然入库").click()
    expect(first).to_contain_text("已入库", timeout=60_000)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # what the office sees of it: the exhibit, its custody, and what it is asked before an original leaves
    office_pages = (
        f"/exhibits/{exhibit.pk}/",
        f"/exhibits/{exhibit.pk}/custody",
        f"/cases/{office.begun.pk}/evidence/",
    )
    for path in office_pages:
        page.goto(office.address + path)
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    page.goto(f"{office.address}/exhibits/{exhibit.pk}/custody")
    expect(page.get_by_role("table")).to_contain_text("设备报来摘要")
    expect(page.get_by_role("table")).to_contain_text(digest(roadside))
