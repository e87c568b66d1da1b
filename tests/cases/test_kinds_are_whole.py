"""Every kind of act after the decision, and of leniency, can be done: a service, a form, a hand, a name."""

import inspect

import pytest

from hengtu.cases.desk.arguments import arguments_of
from hengtu.cases.desk.sheets import SHEETS
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.do_act import Circumstances
from hengtu.cases.words import kind_name
from hengtu.law.procedure.hands import hand_of
from hengtu.law.procedure.tables import disclosure, enforcement, execution, leniency, remedies, service

TABLES = (execution, enforcement, remedies, service, leniency, disclosure)
ARROWS = [arrow for table in TABLES for arrow in table.ARROWS]


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: arrow.kind)
def test_a_kind_has_a_service_that_takes_what_its_form_asks(arrow):
    takes = set(inspect.signature(service_of(arrow.kind)).parameters)
    takes |= set(Circumstances.__annotations__) if "more" in takes else set()
    asked = {entry.key for entry in SHEETS[arrow.kind].entries}
    assert set(arguments_of(arrow.kind, dict.fromkeys(asked - {"exhibits"}), None)) <= takes
    assert hand_of(arrow.kind).zh
    assert kind_name(arrow.kind) == arrow.zh


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: arrow.kind)
def test_whatever_the_law_asks_for_stands_on_the_form(arrow):
    required = {field.key for field in arrow.fields if field.required}
    assert required <= {entry.key for entry in SHEETS[arrow.kind].entries}
