"""The documents lead somewhere and cite only what was read."""

import re
from pathlib import Path

import pytest

from tests.architecture.project import ROOT

PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
# numbers of the ministry's regulation that were seen in its text or cited by an authority
READ = {"1", "2", "3", "4", "5", "6", "8", "9", "18", "60", "61", "62", "63", "99", "100", "101", "102", "103"}
MINISTRY = re.compile(r"\bMOT:(~?[a-z]*\d+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    broken = [target for target in LINK.findall(page.read_text()) if not (page.parent / target).exists()]
    assert broken == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/workflows/*.md")), ids=lambda page: page.name)
def test_a_workflow_has_its_diagram_and_cites_no_recalled_article(page: Path) -> None:
    text = page.read_text()
    assert "```mermaid" in text
    assert [number for number in MINISTRY.findall(text) if number not in READ] == []


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(path.name[:4] for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]
