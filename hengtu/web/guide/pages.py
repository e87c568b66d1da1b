"""The pages of the user guide, written in Markdown under ``docs/guide`` and read here."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

import hengtu
from hengtu.web.templatetags.hengtu_text import zh

FOLDER = Path(hengtu.__file__).resolve().parents[1] / "docs" / "guide"
INDEX = "README"
_LINK = re.compile(r"(?:([\w-]+)\.md)?(#.*)?")
_NOT_IN_IDS = re.compile(r"[^\w\- ]")


@dataclass(frozen=True)
class GuidePage:
    """One page: ``html`` is what stands below its title; ``sections`` are (id, words) of its second-level headings."""

    slug: str
    title: str
    html: SafeString
    sections: tuple[tuple[str, str], ...]


@cache
def slugs() -> frozenset[str]:
    """Return the names of all pages. Raises: ImproperlyConfigured where the texts did not come with the program."""
    found = frozenset(path.stem for path in FOLDER.glob("*.md"))
    if INDEX not in found:
        raise ImproperlyConfigured(f"使用说明的文本不在 {FOLDER}，请连同 docs/guide 一起安装。")
    return found


def guide_page(slug: str) -> GuidePage | None:
    """Return a page by its name, None where there is none."""
    return _read(slug) if slug in slugs() else None


def section_id(heading: str) -> str:
    """Return the id of a heading, the same one that code hosts give it, so that links work in both places.

    >>> section_id("被退回了怎么办？")
    '被退回了怎么办'
    """
    return _NOT_IN_IDS.sub("", heading.strip().lower()).replace(" ", "-")


@cache
def _read(slug: str) -> GuidePage:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("text", _text)
    tokens = reader.parse((FOLDER / f"{slug}.md").read_text(encoding="utf-8"))
    headings = [(level, inline) for level, inline in _headings(tokens)]
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("class", "tb fold")
    for link in _links(tokens):
        link.attrSet("href", address(str(link.attrGet("href"))))
    body = reader.renderer.render(tokens[3:], reader.options, {})  # the title stands in the page's own head
    sections = tuple((section_id(words), words) for level, words in headings if level == "h2")
    # raw HTML is off and every text goes through zh(), which escapes
    return GuidePage(slug, headings[0][1], mark_safe(body), sections)  # noqa: S308


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", section_id(inline.content))
            yield token.tag, inline.content


def _links(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children or () if child.type == "link_open")


def address(target: str) -> str:
    """Turn a link between two files into one between two pages; anything else stays as it is."""
    found = _LINK.fullmatch(target)
    if found is None or not found[1]:
        return target
    page = reverse("guide") if found[1] == INDEX else reverse("guide_page", args=[found[1]])
    return page + (found[2] or "")


def _text(
    renderer: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: MutableMapping[str, Any],
) -> str:
    return zh(tokens[index].content)
