"""Not punishing: each ground has its article, its proof and its duty; contradicted by facts it is refused."""

import pytest

from hengtu.law.citations import printable
from hengtu.law.grounds import grounds
from tests.law.procedure.playing import HEAD, REVIEWER, act, codes, filed, found, lawful, reported, severity

NONE = {"kind": "none"}


def reviewed(ground, **case):
    return lawful(
        reported(filed(**case), NONE, ground=ground), act("legal_reviewed", "03-11", REVIEWER, opinion="pass")
    )


def not_punishing(ground, **more):
    given = {"decided": NONE, "education": "已教育", "ground": ground, "ground_evidence": "证据", **more}
    return act("not_punished", "03-12", HEAD, **{key: value for key, value in given.items() if value})


def test_all_grounds_of_the_statute_are_there_with_article_proof_and_duty():
    known = {ground.circumstance: ground for ground in grounds().values()}
    assert set(known) == {"NP1", "NP2", "NP3", "NP4", "NP5", "NP6", "NM1", "NM2"}
    assert all(ground.basis and ground.evidence_zh and ground.duty_zh for ground in known.values())
    assert all(printable(article) for ground in known.values() for article in ground.basis)
    assert [ground.must for ground in known.values()] == [key.startswith("NP") for key in known]


@pytest.mark.parametrize("ground", [key for key in grounds() if key != "time_barred"])
def test_a_ground_with_its_proof_and_its_duty_is_lawful(ground):
    duty = {"guardian_duty": "已告知监护人管教"} if grounds()[ground].duty == "guardian" else {}
    assert codes(reviewed(ground), not_punishing(ground, **duty)) == set()


@pytest.mark.parametrize("ground", [key for key in grounds() if key != "time_barred"])
def test_each_ground_asks_for_its_proof(ground):
    act_without = not_punishing(ground, ground_evidence=None, guardian_duty="已告知")
    (objection,) = found(reviewed(ground), act_without)
    assert (objection.code, objection.severity) == ("ground_evidence_missing", "curable")
    assert grounds()[ground].evidence_zh in objection.remedy
    assert objection.basis == grounds()[ground].basis


def test_lack_of_fault_is_for_the_party_to_prove():
    (objection,) = found(reviewed("no_fault"), not_punishing("no_fault", ground_evidence=None))
    assert "当事人举证" in objection.message


@pytest.mark.parametrize("ground", ["under_14", "no_capacity"])
def test_a_guardian_is_told(ground):
    assert severity(reviewed(ground), not_punishing(ground)) == {"guardian_duty_missing": "curable"}


def test_everybody_who_is_not_punished_is_educated():
    assert "education_missing" in codes(reviewed("no_fault"), not_punishing("no_fault", education=None))


@pytest.mark.parametrize(
    ("ground", "facts"),
    [
        ("under_14", {"age": 14}),
        ("no_capacity", {"mental_capacity": "limited"}),
        ("minor_corrected_no_harm", {"harm_level": "minor"}),
        ("no_fault", {"subjective_fault": True}),
        ("first_minor_corrected", {"first_offence": False}),
        ("first_minor_corrected", {"corrected_promptly": False}),
    ],
)
def test_facts_that_contradict_a_ground_exclude_it(ground, facts):
    refused = severity(reviewed(ground, facts=facts), not_punishing(ground, guardian_duty="已告知"))
    assert refused == {"ground_contradicted": "void"}


def test_thirteen_is_a_child_and_fourteen_is_not():
    child = reviewed("under_14", facts={"age": 13})
    assert codes(child, not_punishing("under_14", guardian_duty="已告知监护人")) == set()


def test_time_barred_is_checked_against_the_dates():
    assert severity(reviewed("time_barred"), not_punishing("time_barred")) == {"not_time_barred": "void"}


def test_no_ground_at_all_and_no_list_means_that_a_penalty_is_due():
    assert "punishment_is_due" in codes(reviewed("no_fault"), not_punishing("made_up"))
