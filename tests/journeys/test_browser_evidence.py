"""A photo over a line that breaks: sent in pieces, gone on with after a reload, hidden parts drawn, elements ticked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from hengtu.evidence.models import Exhibit
from tests.journeys.test_browser_reading import findings
from tests.journeys.test_browser_real_case import Office, office
from tests.web.conftest import PASSWORD

__all__ = ["office"]
pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{office.address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    yield page
    context.close()


def noisy_photo(folder: Path) -> Path:
    """A photo of several megabytes: noise does not compress."""
    target = io.BytesIO()
    Image.effect_noise((2600, 2000), 80).convert("RGB").save(target, "JPEG", quality=95)
    path = folder / "现场.jpg"
    path.write_bytes(target.getvalue())
    return path


def break_after(page: Page, pieces: int) -> None:
    sent = [0]

    def cut(route: Route) -> None:
        sent[0] += route.request.method == "PATCH"
        if sent[0] > pieces:
            route.abort()
        else:
            route.continue_()

    page.route("**/uploads/*", cut)


def test_a_photo_over_a_breaking_line_becomes_evidence_is_redacted_and_proves_an_element(
    page: Page, office: Office, tmp_path: Path
) -> None:
    photo = noisy_photo(tmp_path)
    program = tmp_path / "照片.jpg"
    program.write_bytes(b"MZ" + bytes(100))
    page.on("dialog", lambda dialog: dialog.accept())
    evidence = f"{office.address}/cases/{office.begun.pk}/evidence/"
    page.goto(evidence)
    break_after(page, 2)
    page.get_by_label("文件", exact=True).set_input_files(photo)
    expect(page.locator("#sending")).to_contain_text("从断点接着传", timeout=30_000)
    page.unroute("**/uploads/*")

    page.goto(evidence)  # a new visit: the browser has forgotten the file, the system has not
    expect(page.locator("#sending")).to_contain_text("已传2.0 MB")
    page.get_by_label("文件", exact=True).set_input_files([photo, program])
    page.get_by_label("种类").select_option(label="视听资料")
    page.fill("#f-title", "现场照片")
    page.get_by_label("证明目的").fill("证明现场情况")
    page.get_by_label("取证地点").fill("国道205线")
    expect(page.locator("#sending")).to_contain_text("已传到", timeout=60_000)
    expect(page.locator("#sending")).to_contain_text("可执行程序")
    page.get_by_role("button", name="入库").click()
    expect(page.get_by_role("status").first).to_contain_text("收了1份")
    taken = Exhibit.objects.get(stream_id=office.begun.pk, proof_purpose="证明现场情况")
    assert taken.size == photo.stat().st_size

    page.goto(f"{office.address}/exhibits/{taken.pk}/")
    box = page.locator("#picture").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 140)
    page.mouse.up()
    assert float(page.get_by_label("宽").first.input_value()) > 0
    page.get_by_label("理由").fill("第三人的面部")
    page.get_by_role("button", name="生成遮盖件").click()
    expect(page.locator("#redacted")).to_contain_text("现在用的一份")

    page.goto(f"{office.address}/cases/{office.begun.pk}/matrix/")
    conduct = page.locator("li[id$=-conduct]")
    conduct.get_by_label(f"证{taken.seq} 现场照片").check()
    page.get_by_role("button", name="存下证明关系").click()
    expect(conduct).to_contain_text("已证明")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (evidence, f"{evidence}?by=element", page.url, f"{office.address}/exhibits/{taken.pk}/"):
            page.goto(path)
            assert findings(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
