"""The chain of custody: every step from taking to the last look, derived and never kept twice."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from hengtu.cases.selectors.custody import custody_of, purpose_of
from hengtu.evidence.models import Exhibit, ExhibitKind, OriginalCheck, Topic
from hengtu.evidence.sensitive import is_sensitive
from hengtu.evidence.services.audit_exhibit import audit_exhibit
from hengtu.evidence.services.redact_exhibit import redact_exhibit
from hengtu.evidence.services.state_particular import state_particular
from hengtu.ledger.access_log import note_access
from hengtu.ledger.models import Stream
from hengtu.lib.images import Rectangle
from tests.evidence.make import RECORDED, collect
from tests.lib.test_file_metadata import camera_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def blob_folder(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"


@pytest.fixture
def exhibit() -> Exhibit:
    return collect(Stream.objects.create(kind="case"), monitored=True)


def codes(exhibit: Exhibit) -> list[str]:
    return [step.code for step in custody_of(exhibit)]


def test_an_untouched_exhibit_was_taken_and_received(exhibit: Exhibit) -> None:
    taken, received = custody_of(exhibit)
    assert (taken.code, received.code) == ("taken", "received")
    assert taken.at < received.at
    assert exhibit.sm3 in received.more


def test_every_step_is_listed_in_its_order_with_who_and_what_for(exhibit: Exhibit) -> None:
    now = timezone.now()
    audit_exhibit(exhibit, passed=True, audited_by="审核人", at=now)
    copy = redact_exhibit(exhibit, rectangles=[Rectangle(1, 1, 9, 9)], reason="面部", made_by="a", at=now)
    state_particular(exhibit, Topic.EXPLANATION, {"text": "时钟慢"}, by="a", at=now)
    for what, purpose in (
        (f"exhibits/{exhibit.pk}", "evidence"),
        (f"exhibits/{exhibit.pk}", purpose_of("hearing")),
        (f"exhibits/{exhibit.pk}", "evidence verified"),
        (f"redactions/{copy.pk}", "evidence copy"),
        (f"cases/{exhibit.stream_id}/file", ""),
    ):
        note_access(who="b", what=what, purpose=purpose, at=timezone.now())
    steps = custody_of(exhibit)
    assert [step.code for step in steps] == [
        "taken", "received", "audited", "stated", "redacted", "look", "exported", "hashed", "look", "exported",
    ]  # fmt: skip
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    assert steps[6].more == "用途：听证、质证"
    assert all(step.who for step in steps)


def test_looks_at_another_exhibit_are_not_mixed_in(exhibit: Exhibit) -> None:
    note_access(who="b", what=f"exhibits/{uuid.uuid4()}", purpose="evidence", at=timezone.now())
    assert codes(exhibit) == ["taken", "received"]


@pytest.mark.parametrize(("problem", "said"), [("", "与入库时一致"), ("original_differs", "不一致")])
def test_the_last_reading_of_the_original_by_night_is_a_step(exhibit: Exhibit, problem: str, said: str) -> None:
    OriginalCheck.objects.create(
        kind="exhibits", key=exhibit.original_key, checked_at=timezone.now(), problem=problem, message="摘要变了"
    )
    last = custody_of(exhibit)[-1]
    assert (last.code, last.who) == ("hashed", "系统")
    assert said in last.more


def test_the_act_that_names_it_is_a_step(player, file) -> None:
    case = player(max(file.cases, key=lambda each: len(file.script(each).acts)))
    for act in file.script(max(file.cases, key=lambda each: len(file.script(each).acts))).acts:
        case.do(act)
        if act.kind == "investigated":
            break
    exhibit = Exhibit.objects.filter(stream_id=case.case_id).order_by("seq")[0]
    assert "act" in codes(exhibit)


def test_an_original_that_shows_more_than_its_copies_is_sensitive(exhibit: Exhibit) -> None:
    stream = exhibit.stream
    assert not is_sensitive(exhibit)
    assert is_sensitive(collect(stream, content=camera_photo()))
    assert is_sensitive(collect(stream, kind=ExhibitKind.TESTIMONY, content="证言".encode(), filename="证言.txt"))
    redact_exhibit(exhibit, rectangles=[], reason="没有", made_by="a", at=RECORDED)
    assert not is_sensitive(exhibit)
    redact_exhibit(exhibit, rectangles=[Rectangle(1, 1, 9, 9)], reason="面部", made_by="a", at=RECORDED)
    assert is_sensitive(exhibit)
