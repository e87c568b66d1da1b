"""The eight cases are lawful from first act to last; every unlawful change is objected to with its article."""

import pytest

from hengtu.law.procedure import Situation, clocks_of, day_of
from hengtu.law.procedure.settlement import settle
from hengtu.web.commandline.law_check import check
from hengtu.web.commandline.scripts import KIND_OF_STEP, legal_acts
from tests.fixtures import CHANGES, EXPECTED, scripts

FILE = scripts()


def _situation(case_id):
    return Situation.of(legal_acts(FILE, FILE.script(case_id)))


@pytest.mark.parametrize("case_id", EXPECTED)
def test_a_lawful_case_meets_no_objection(case_id):
    found = check(legal_acts(FILE, FILE.script(case_id)))
    assert found["objections"] == []
    assert found["lawful"] is True


@pytest.mark.parametrize("case_id", EXPECTED)
def test_outcome_and_deadlines_are_those_of_the_case(case_id):
    situation, expected = _situation(case_id), EXPECTED[case_id]
    (decided,) = situation.decided.values()
    assert decided.kind == expected["outcome"]["kind"]
    assert decided.amount_yuan == expected["outcome"].get("amount_yuan", 0)
    assert decided.confiscate_yuan == expected["outcome"].get("confiscate_yuan", 0)
    due = {clock.term: clock.due.due_on.isoformat() for clock in clocks_of(situation) if clock.due.due_on}
    assert {term: due[term] for term in expected.get("deadlines", {})} == expected.get("deadlines", {})


@pytest.mark.parametrize("change", CHANGES, ids=[change["id"] for change in CHANGES])
def test_an_unlawful_change_is_objected_to_where_it_happens(change):
    script = FILE.script(change["case"], change["id"])
    found = check(legal_acts(FILE, script))
    expected = change["expect"]
    first = found["objections"][0]["act"]
    here = [entry for entry in found["objections"] if entry["act"] == first]
    assert {entry["kind"] for entry in here} == {KIND_OF_STEP[expected["step"]]}
    fitting = [entry for entry in here if entry["severity"] == expected["severity"]]
    assert set(expected["basis"]) <= {article for entry in fitting for article in entry["basis"]}
    assert all(entry["message"] and entry["remedy"] for entry in here)


def test_instalments_are_paid_up_without_additional_fine():
    situation = _situation("demo-8")
    settlement = settle(situation, day_of(situation.acts[-1].occurred_at))
    assert (settlement.paid_yuan, settlement.additional_fine_yuan, settlement.outstanding_yuan) == (50000, 0, 0)


def test_the_not_punished_case_rests_on_the_published_list():
    situation = _situation("demo-5")
    assert situation.decision.kind == "not_punished"
    assert "第21项" in situation.decision.payload["list_item"]
