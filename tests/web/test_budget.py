"""Pages stay light, and nothing in them would be stopped by the content security policy."""

import re
from pathlib import Path

import pytest

import hengtu.web
from hengtu.web.templatetags import hengtu_text

WEB = Path(hengtu.web.__file__).parent
STATIC = WEB / "static" / "hengtu"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


def squeezed(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return re.sub(r"\s*([{};:,])\s*", r"\1", re.sub(r"\s+", " ", without_comments))


def test_the_shared_style_sheets_stay_within_forty_kilobytes() -> None:
    total = sum(len(squeezed((STATIC / name).read_text()).encode()) for name in ("tokens.css", "base.css"))
    assert 30_000 < total <= 40_000


@pytest.mark.parametrize("path", sorted(set(STATIC.glob("*.css"))), ids=lambda path: path.name)
def test_a_page_adds_at_most_one_kilobyte_of_its_own(path: Path) -> None:
    assert path.name in {"tokens.css", "base.css"} or len(squeezed(path.read_text()).encode()) <= 1_000


# The phone's capture is fetched once and then works without a line; no other page loads it.
OFFLINE = {"capture.js", "capture-worker.js", "hash.js"}


def test_all_our_scripts_together_stay_within_twenty_four_kilobytes() -> None:
    assert 0 < sum(path.stat().st_size for path in STATIC.glob("*.js") if path.name not in OFFLINE) <= 24_000


def test_what_the_phone_keeps_to_work_without_a_line_stays_within_twenty_nine_kilobytes() -> None:
    assert 0 < sum((STATIC / name).stat().st_size for name in OFFLINE) <= 29_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_style_or_script(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]* src=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_sends_for_anything_outside(path: Path) -> None:
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_types_a_space_between_chinese_and_digits(path: Path) -> None:
    prose = re.sub(r"{[%#{].*?[%#}]}|<[^>]+>", "\0", path.read_text())
    assert not re.search(r"[\u4e00-\u9fa5] +[0-9]|[0-9] +[\u4e00-\u9fa5]", prose)


def test_colours_are_named_in_the_tokens_alone() -> None:
    outside = set(re.findall(r"#[0-9a-f]{6}\b", squeezed((STATIC / "base.css").read_text())))
    documents_and_photos = {"#26323d", "#dfe4e8", "#fff3c4", "#d9a400", "#fde4e1", "#a8201a", "#e2f1e8", "#17633f"}
    paper = {"#b9a3a3", "#8a5a58", "#40505e", "#5a6874", "#14507f"}
    assert outside <= documents_and_photos | paper


def test_the_typography_filters_exist_once() -> None:
    assert {"zh", "day", "moment", "clock"} <= set(hengtu_text.register.filters)
