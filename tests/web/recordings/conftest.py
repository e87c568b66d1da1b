"""An office with a seizure of yesterday, its cameras and the people who keep, review and look on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from hengtu.agencies.models import Agency, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import FieldStep
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.recording.films import camera, measured, worn
from tests.cast import SINCE, appointed
from tests.fixtures import scripts
from tests.web.acts.people import Person


@dataclass
class Office:
    agency: Agency
    people: dict[str, Person]
    step: FieldStep
    now: datetime
    folder: Path

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


@pytest.fixture
def office(db: None, settings: Any, tmp_path: Path) -> Office:
    settings.BLOB_ROOT = tmp_path / "blobs"
    stage = stage_for(scripts())
    player = Player(scripts().script("demo-6"), stage)
    for act in player.script.acts:
        if act.step == "C08":
            break
        player.do(act)
    people = {
        key: Person(account)
        for key, person in stage.people.items()
        if (account := person.account or (person.officer and person.officer.account))
    }
    bureau = stage.agency.legal_subject
    people["supervisor"] = Person(appointed("supervisor", bureau, Role.SUPERVISOR))
    far = plant_line(province_code="35", since=SINCE).bureau
    people["stranger"] = Person(appointed("stranger", far, Role.AGENCY_HEAD))
    step = FieldStep.objects.get(kind="measure_taken")
    head, morning = people["unit-head"].account, step.starts_at - timedelta(hours=2)
    kept = camera(stage.agency, head, morning)
    worn(kept, stage.people["officer-a"].officer, head, morning)
    measured(kept, head, step.starts_at + timedelta(hours=8), 60)
    return Office(stage.agency, people, step, timezone.now(), tmp_path)
