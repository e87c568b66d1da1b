"""What is found out belongs to the violation it was found for, and to all where none is named."""

from hengtu.law.procedure.matters import read_case, with_facts

CASE = read_case(
    {
        "jurisdiction": "河北",
        "category": "road_transport",
        "parties": [{"id": "p1", "kind": "natural_person", "name": "甲某"}],
        "matters": [
            {"id": f"m{number}", "party": "p1", "violation": "passenger-unlicensed", "violation_on": "2026-03-02"}
            for number in (1, 2)
        ],
    }
)


def facts_of(case):
    return [dict(matter.facts) for matter in case.matters]


def test_facts_found_for_one_violation_are_not_those_of_another():
    assert facts_of(with_facts(CASE, {"illegal_gains": 500}, "m2")) == [{}, {"illegal_gains": 500}]


def test_facts_found_without_a_name_are_those_of_all():
    assert facts_of(with_facts(CASE, {"illegal_gains": 500}, None)) == [{"illegal_gains": 500}] * 2


def test_what_is_found_later_stands_beside_what_was_known():
    known = with_facts(CASE, {"illegal_gains": 500}, "m1")
    assert facts_of(with_facts(known, {"passengers": 3}, "m1"))[0] == {"illegal_gains": 500, "passengers": 3}
