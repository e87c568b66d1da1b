"""The demonstration has something at every gate: a file in hand, one sent back, a discussion, an adviser asked."""

from __future__ import annotations

from datetime import timedelta

from hengtu.agencies.models import Role
from hengtu.cases.models import CaseTask, Consultation, Meeting
from hengtu.web.demo.reviews import review_some
from tests.cast import appointed


def test_every_page_of_the_review_has_something_to_show(prepared, stage) -> None:
    for script, step in (("demo-1", "O10"), ("demo-4", "O10"), ("demo-6", "O11")):
        last = prepared(script, step)
    admin = appointed("demo-admin", stage.agency.legal_subject, Role.ADMIN)
    review_some(stage, admin=admin, at=last.at + timedelta(days=200), password="mima-2026-qinglan")
    assert Consultation.objects.count() == 1
    assert Meeting.objects.get().seats.count() == 3
    assert set(CaseTask.objects.values_list("kind", flat=True)) >= {"review_answered", "legal_reviewed", "discussed"}
