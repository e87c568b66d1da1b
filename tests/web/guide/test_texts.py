"""The guide is true and whole: its links lead somewhere, every page has its section, what it quotes is really said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

import hengtu
from hengtu.agencies.models import Role
from hengtu.web.guide.links import PUBLIC, SECTIONS, WITHOUT
from hengtu.web.guide.pages import FOLDER, INDEX, address, guide_page, section_id, slugs
from hengtu.web.guide.tour import OTHERS, TOURS, tour_step
from hengtu.web.views.guide import pages as views
from tests.access.test_pages import addresses

PAGES = sorted(slugs() - {INDEX})
LINK = re.compile(r"\]\(([\w-]+)\.md(?:#([^)]+))?\)")
IN_PAGE = re.compile(r"\]\(#([^)]+)\)")
QUOTED = re.compile(r"\| 页面上写着 \|[^\n]*\n\|[-|]+\n((?:\|[^\n]*\n?)+)")


def text_of(slug: str) -> str:
    return (FOLDER / f"{slug}.md").read_text(encoding="utf-8")


def ids_of(slug: str) -> set[str]:
    page = guide_page(slug)
    assert page is not None, slug
    return set(re.findall(r'id="([^"]+)"', page.html))


def said_by_the_system() -> str:
    """Everything that pages and services could say, as source and without tags."""
    root = Path(hengtu.__file__).parent
    files = [path for path in root.rglob("*") if path.suffix in {".py", ".html"} and "guide" not in path.parts]
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))
    return source + re.sub(r"{[%{][^{}]*[%}]}|<[^>]+>", "", source)


SAID = said_by_the_system()


def unsaid(slug: str, text: str) -> list[str]:
    """What the tables of a page quote that the system never says; …… and 几 stand for what differs."""
    rows = [row for table in QUOTED.findall(text) for row in table.splitlines()]
    cells = [row.split("|")[1].strip() for row in rows]
    pieces = [piece.strip("，") for cell in cells for piece in re.split("……|几", cell)]
    return [f"{slug}: {piece}" for piece in pieces if piece and piece not in SAID]


@pytest.mark.django_db
def test_every_address_has_a_section_or_a_reason_to_have_none() -> None:
    names = {name for name, _ in addresses(get_resolver().url_patterns)} | {"styleguide"}
    explained = set(SECTIONS) | set(WITHOUT)
    assert names - explained == set(), "say in hengtu/web/guide/links.py where the guide explains these"
    assert explained - names == set(), "these addresses are gone"
    assert set(SECTIONS) & set(WITHOUT) == set()


@pytest.mark.parametrize("target", sorted(set(SECTIONS.values())))
def test_a_section_that_a_page_points_to_exists(target: str) -> None:
    slug, _, section = target.partition("#")
    assert slug in PAGES
    assert not section or section in ids_of(slug)


def test_the_public_sections_are_on_the_public_page() -> None:
    assert set(PUBLIC.values()) <= set(views.PUBLIC)


@pytest.mark.parametrize("slug", [INDEX, *PAGES])
def test_links_between_pages_lead_to_pages_and_sections(slug: str) -> None:
    for other, section in LINK.findall(text_of(slug)):
        assert other in slugs(), (slug, other)
        assert not section or section in ids_of(other), (slug, other, section)
    assert set(IN_PAGE.findall(text_of(slug))) <= ids_of(slug)


def test_the_index_names_every_page() -> None:
    assert set(PAGES) - {other for other, _ in LINK.findall(text_of(INDEX))} == set()


@pytest.mark.parametrize("slug", PAGES)
def test_what_the_guide_quotes_is_what_the_system_says(slug: str) -> None:
    assert unsaid(slug, text_of(slug)) == []


def test_a_quotation_out_of_thin_air_is_found() -> None:
    table = "| 页面上写着 | 怎么办 |\n|---|---|\n| 操作失败请联系运维 | 重启 |\n| 还没有岗位 | 等 |\n"
    assert unsaid("x", table) == ["x: 操作失败请联系运维"]


@pytest.mark.parametrize("role", ["", *Role.values])
def test_the_tour_of_a_role_has_three_steps_that_lead_to_pages(role: str) -> None:
    steps = [tour_step(role, number) for number in (1, 2, 3)]
    assert len({step.title for step in steps}) == 3
    assert all(step.text and step.links for step in steps)
    assert "这一页怎么用" in "".join(step.text for step in steps)
    assert {page for stop in TOURS.get(role, OTHERS) for page, _ in stop.pages} <= set(PAGES)


def test_raw_html_is_shown_and_not_obeyed(tmp_path, monkeypatch) -> None:
    from hengtu.web.guide import pages

    (tmp_path / "README.md").write_text("# 首页\n", encoding="utf-8")
    (tmp_path / "x.md").write_text("# 题\n\n<script>alert(1)</script> [坏](javascript:alert(1)) 第42条\n")
    monkeypatch.setattr(pages, "FOLDER", tmp_path)
    pages.slugs.cache_clear()
    pages._read.cache_clear()
    try:
        html = pages.guide_page("x").html
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert 'href="javascript' not in html
        assert '<span class="nb">第42条</span>' in html
        assert pages.guide_page("nowhere") is None
    finally:
        pages.slugs.cache_clear()
        pages._read.cache_clear()


def test_links_and_ids_are_the_same_here_and_where_the_code_lies() -> None:
    assert section_id("还不能……怎么办") == "还不能怎么办"
    assert address("act.md#提交以后") == "/guide/act/#提交以后"
    assert address("README.md") == "/guide/"
    assert address("https://example.org/a.md") == "https://example.org/a.md"
