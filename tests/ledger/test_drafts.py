"""Drafts are versioned, resumable, shared or private, and never lost to a second window."""

from typing import Any

import pytest

from hengtu.ledger.errors import DraftMoved, DraftRefused
from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.drafts import drafts_of, open_draft, versions_of
from hengtu.ledger.services.discard_draft import discard_draft
from hengtu.ledger.services.save_draft import save_draft
from tests.ledger.make import NOON

pytestmark = pytest.mark.usefixtures("database")


def save(version: int, content: dict[str, Any], **changed: Any) -> Draft:
    return save_draft(
        **{"key": "case/1/interview", "owner": "wang", "at": NOON, "expected_version": version, "content": content}
        | changed
    )


def test_each_save_is_a_version_and_the_last_one_is_gone_on_with() -> None:
    save(0, {"text": "一"})
    save(1, {"text": "一二"})
    draft = open_draft(key="case/1/interview", owner="wang", reader="wang")
    assert draft is not None
    assert (draft.version, draft.content) == (2, {"text": "一二"})
    assert [version.content["text"] for version in versions_of(draft)] == ["一二", "一"]


def test_saving_the_same_again_makes_no_version() -> None:
    save(0, {"text": "一"})
    assert save(1, {"text": "一"}).version == 1


def test_an_empty_form_can_be_saved_too() -> None:
    assert save(0, {}).version == 1


def test_a_second_window_does_not_overwrite_the_first() -> None:
    save(0, {"text": "一"})
    save(1, {"text": "甲窗口"})
    with pytest.raises(DraftMoved) as refusal:
        save(1, {"text": "乙窗口"})
    assert refusal.value.code == "draft_moved"
    assert refusal.value.version == 2
    assert Draft.objects.get().content == {"text": "甲窗口"}


def test_a_private_draft_is_its_owners_alone() -> None:
    save(0, {"text": "一"})
    assert open_draft(key="case/1/interview", owner="wang", reader="li") is None
    with pytest.raises(DraftRefused) as refusal:
        save(1, {"text": "二"}, by="li")
    assert refusal.value.code == "draft_private"


def test_a_shared_draft_can_be_gone_on_with_by_a_colleague() -> None:
    save(0, {"text": "一"}, shared=True)
    assert open_draft(key="case/1/interview", owner="wang", reader="li") is not None
    assert save(1, {"text": "二"}, by="li").saved_by == "li"


def test_a_discarded_draft_is_gone_from_the_list_but_kept() -> None:
    save(0, {"text": "一"})
    assert discard_draft(key="case/1/interview", owner="wang", at=NOON) is True
    assert discard_draft(key="case/1/interview", owner="wang", at=NOON) is False
    assert not drafts_of("wang").exists()
    assert save(0, {"text": "重新开始"}).version == 1
    assert Draft.objects.count() == 2


def test_a_page_saves_over_its_own_last_save_without_having_heard_of_it() -> None:
    save(0, {"text": "一"}, page="p1")
    assert save(0, {"text": "一二"}, page="p1").content == {"text": "一二"}


def test_another_page_in_between_is_not_overwritten() -> None:
    save(0, {"text": "一"}, page="p1")
    save(1, {"text": "乙窗口"}, page="p2")
    with pytest.raises(DraftMoved):
        save(1, {"text": "甲窗口"}, page="p1")
    save(2, {"text": "没有页面编号"})
    with pytest.raises(DraftMoved):
        save(2, {"text": "也没有"})
