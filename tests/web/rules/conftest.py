"""A province that makes rules: an administrator who drafts, a head who publishes, their neighbours below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.rulesets.installing import install_packs
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.draft_benchmark import begin_draft, save_draft_content
from hengtu.rulesets.services.propose_benchmark import propose_benchmark
from hengtu.rulesets.services.publish_benchmark import publish_benchmark
from tests.cast import SINCE, appointed
from tests.rulesets.conftest import packs  # noqa: F401
from tests.rulesets.make import filled
from tests.web.acts.people import Person

ITEM = "road-occupy-dig"


@dataclass
class Ministry:
    """The people, and shortcuts to where a draft may stand."""

    admin: Person
    head: Person
    city_admin: Person
    officer: Person

    def __init__(self) -> None:
        self.line = plant_line(province_code="13", since=SINCE)
        self.admin = Person(appointed("admin", self.line.province, Role.ADMIN))
        self.head = Person(appointed("head", self.line.province, Role.AGENCY_HEAD))
        self.city_admin = Person(appointed("city-admin", self.line.city, Role.ADMIN))
        self.officer = Person(appointed("officer", self.line.bureau, Role.OFFICER))
        self.now = timezone.now()

    def draft(self, **more) -> BenchmarkDraft:
        by = self.admin.account
        draft = begin_draft(agency=self.line.province, violation=ITEM, start="empty", by=by, at=self.now)
        content = filled(**{**dates(), **more})
        return save_draft_content(draft_id=draft.pk, content=content, expected_version=1, by=by, at=self.now)

    def proposed(self, **more) -> BenchmarkDraft:
        draft = self.draft(**more)
        return propose_benchmark(draft_id=draft.pk, expected_version=draft.version, by=self.admin.account, at=self.now)

    def published(self, **more) -> BenchmarkDraft:
        draft = self.proposed(**more)
        done = publish_benchmark(draft_id=draft.pk, seen_version=draft.version, by=self.head.account, at=self.now)
        install_packs()
        return done


def dates(start: date | None = None) -> dict[str, str]:
    """Days to come, as the head of a draft wants them."""
    first = start or timezone.localdate() + timedelta(days=30)
    return {"effective_from": first.isoformat(), "evaluate_by": (first + timedelta(days=700)).isoformat()}


def page_of(draft: BenchmarkDraft, name: str = "benchmark_draft") -> str:
    return reverse(name, args=[draft.pk])


@pytest.fixture
def office(db: None) -> Ministry:
    return Ministry()
