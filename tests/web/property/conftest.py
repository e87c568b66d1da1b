"""A case with a car, tyres and a logbook in custody, and the people around it at their desks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from hengtu.cases.models import CaseThing
from tests.cases.conftest import *  # noqa: F403  the stage and the player
from tests.cases.test_property import case  # noqa: F401
from tests.cast import appointed
from tests.web.acts.people import Person


@pytest.fixture
def house(case, stage):  # noqa: F811
    """The keeper, the head, an officer and a keeper of another agency; ``things`` by their order on the list."""
    return SimpleNamespace(
        case=case,
        things=list(CaseThing.objects.filter(case_id=case.id).order_by("number")),
        keeper=Person(case.keeper.account),
        second=Person(case.second),
        head=Person(stage.people["head"].account),
        officer=Person(stage.people["officer-a"].account),
        stranger=Person(appointed("stranger", stage.agency.legal_subject.parent, "PROPERTY_KEEPER")),
    )
