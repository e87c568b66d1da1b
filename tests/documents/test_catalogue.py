"""The form catalogue: every form complete, cited with what is certain, printable."""

import json

import pytest

from hengtu.documents.catalogue import CURRENT, TEMPLATES, form, form_ids, template_digest
from hengtu.documents.values import _CANONICAL
from tests.documents.samples import SAMPLES

PUBLISHED = sorted(
    (folder.name, path.stem) for folder in TEMPLATES.iterdir() if folder.is_dir() for path in folder.glob("[!_]*.typ")
)


@pytest.mark.parametrize("form_id", form_ids())
def test_every_form_has_a_template_a_title_and_known_types(form_id: str) -> None:
    spec = form(form_id)
    assert spec.id == form_id
    assert (TEMPLATES / CURRENT / f"{spec.template}.typ").is_file()
    assert spec.kind in {"internal", "evidence", "served", "public"}
    assert {item.type for item in spec.fields} <= set(_CANONICAL)
    assert len(spec.keys()) == len(spec.fields)


@pytest.mark.parametrize("form_id", form_ids())
def test_only_certain_citations_stand_in_a_form(form_id: str) -> None:
    assert not any("~" in cited or "ch" in cited for cited in form(form_id).basis)


def test_every_form_has_a_filled_example() -> None:
    assert set(form_ids()) == set(SAMPLES)


def test_all_twenty_four_forms_of_the_ministry_are_there_in_order() -> None:
    numbers = [spec.ministry_number for spec in map(form, form_ids()) if spec.ministry_number]
    assert numbers == list(range(1, 25))


@pytest.mark.parametrize("form_id", form_ids())
def test_every_form_says_what_it_is_for(form_id: str) -> None:
    assert 4 <= len(form(form_id).purpose) <= 40


def test_what_is_served_with_force_is_numbered_and_sealed() -> None:
    for spec in map(form, form_ids()):
        if spec.kind == "served":
            assert (spec.word, spec.sealed, spec.copies) == (spec.word or None, True, 2)


def test_the_old_articles_of_before_2021_are_printed_nowhere() -> None:
    """Older editions cite 31, 32, 37, 42 and 52 of the Penalty Law, and three days for the hearing."""
    for path in (TEMPLATES / CURRENT).glob("*.typ"):
        text = path.read_text("utf-8")
        assert not any(f"行政处罚法》第{old}条" in text for old in ("三十一", "三十二", "三十七", "四十二", "五十二"))
        assert "三日内" not in text


@pytest.mark.parametrize(("folder", "template"), PUBLISHED)
def test_a_published_template_is_not_changed(folder: str, template: str) -> None:
    """Documents issued from it would no longer print as they were: make a new folder (docs/workflows/documents.md)."""
    published = json.loads((TEMPLATES / folder / "published.json").read_text("utf-8"))
    assert template_digest(folder, template) == published[template]


def test_documents_are_made_from_the_newest_folder_and_older_ones_stay() -> None:
    assert max(folder for folder, _ in PUBLISHED) == CURRENT
    assert {folder for folder, _ in PUBLISHED} >= {"v1", "v2"}
