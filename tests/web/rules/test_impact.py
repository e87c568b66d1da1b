"""Impact: decided cases of the place as the draft would answer them; counts for drafters, cases for who sees them."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from hengtu.agencies.models import Agency, Role
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.draft_benchmark import begin_draft, save_draft_content
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cast import SINCE, appointed
from tests.fixtures import scripts
from tests.rulesets.conftest import packs  # noqa: F401
from tests.rulesets.make import filled, row
from tests.web.acts.people import Person, words

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 2, 2, 9, 0, tzinfo=CIVIL_TIME)
ITEM = "ridehail-vehicle-uncertified"


@pytest.fixture
def province(monkeypatch) -> Agency:
    """A province where one such case was decided in December: 5.12 yuan of gains, fined 3000 yuan."""
    file = scripts()
    Player(file.script("demo-4"), stage_for(file)).play()
    monkeypatch.setattr("hengtu.web.views.rules.desk.timezone.now", lambda: NOW)
    return Agency.objects.get(level="PROVINCE")


def draft_of(agency: Agency, by: Person, rows: list[dict[str, Any]]) -> BenchmarkDraft:
    draft = begin_draft(agency=agency, violation=ITEM, start="empty", by=by.account, at=NOW)
    content = filled(columns=["illegal_gains"], rows=rows)
    return save_draft_content(draft_id=draft.pk, content=content, expected_version=1, by=by.account, at=NOW)


def test_last_years_decisions_are_counted_with_their_whole_and_named_to_those_who_see_them(province: Agency) -> None:
    admin = Person(appointed("drafter", province, Role.ADMIN))
    head = Person(appointed("province-head", province, Role.AGENCY_HEAD))
    rows = [row("轻微", "", "1000", ("3000", "5000")), row("一般", "1000", "", ("5000", "10000"))]
    draft = draft_of(province, admin, rows)
    address = reverse("benchmark_impact", args=[draft.pk])
    counted, named = (words(person.sees(address)) for person in (admin, head))
    for shown in (counted, named):
        assert "1件决定" in shown
        assert "变轻1／1件" in shown
        assert "未定档轻微1／1件" in shown
        assert "原决定的罚款1件落在新档次以内" in shown
        assert "合计" not in shown
    assert "会改变的决定" in named
    assert "会改变的决定" not in counted, "administering shows no case"


def test_a_table_that_cannot_be_read_yet_is_not_compared(province: Agency) -> None:
    admin = Person(appointed("drafter", province, Role.ADMIN))
    draft = begin_draft(agency=province, violation=ITEM, start="empty", by=admin.account, at=NOW)
    shown = words(admin.sees(reverse("benchmark_impact", args=[draft.pk])))
    assert "还不能对照" in shown
    assert "第1行" in shown


def test_where_nothing_was_decided_the_page_says_so(province: Agency) -> None:
    admin = Person(appointed("drafter", province, Role.ADMIN))
    draft = begin_draft(agency=province, violation="road-occupy-dig", start="empty", by=admin.account, at=NOW)
    save_draft_content(draft_id=draft.pk, content=filled(), expected_version=1, by=admin.account, at=NOW)
    assert "没有" in words(admin.sees(reverse("benchmark_impact", args=[draft.pk])))
    assert SINCE.year < NOW.year
