"""Receipts: run again they stand; change one thing and it is named."""

import json
from typing import Any

import pytest

from hengtu.law import receipt as receipts
from hengtu.law.discretion import assess
from hengtu.law.receipt import issue, verify

QUESTION = {
    "violation": "overlimit-mass",
    "jurisdiction": "350583",
    "party_type": "individual_business",
    "violation_on": "2017-01",
    "decided_on": "2017-02-01",
    "facts": {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 98940},
}


def made() -> dict[str, Any]:
    return json.loads(json.dumps(issue(QUESTION, assess(QUESTION)), ensure_ascii=False))


def test_a_receipt_stands_after_a_trip_through_json():
    assert verify(made()) == []


def test_it_pins_every_rule_that_was_read():
    assert {"violations/overlimit-mass", "benchmarks/overlimit-mass@1", "mass_limits/train-5"} <= set(made()["rules"])


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("format",), "hengtu-receipt/1", "format"),
        (("engine",), "hengtu-law/0", "engine"),
        (("question", "facts", "gross_mass_kg"), 60000, "question"),
        (("question", "party_type"), "legal_person", "question"),
        (("question", "violation"), "no-such-thing", "question"),
        (("rules", "violations/overlimit-mass"), "0" * 64, "rules.violations/overlimit-mass"),
        (("rules", "benchmarks/invented@1"), "0" * 64, "rules.benchmarks/invented@1"),
        (("trace", 0, 1), None, "trace"),
        (("answer", "tier"), "严重", "answer.tier"),
        (("answer", "outcome", "amount_yuan"), 28000, "answer.outcome.amount_yuan"),
        (("answer", "explanation"), [], "answer.explanation"),
        (("hashes", "answer"), "0" * 64, "hashes.answer"),
        (("hashes", "whole"), "0" * 64, "hashes.whole"),
        (("signed_by",), "someone", "signed_by"),
    ],
)
def test_one_changed_field_is_named(path: tuple[Any, ...], value: Any, named: str):
    receipt = made()
    spot = receipt
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    assert named in verify(receipt)


def test_a_changed_amount_with_matching_hashes_is_still_found():
    receipt = made()
    receipt["answer"]["outcome"]["amount_yuan"] = 100
    parts = {name: receipts._hash(receipt[name]) for name in receipts.PARTS}
    receipt["hashes"] = {**parts, "whole": receipts._hash(parts)}
    assert verify(receipt) == ["answer.outcome.amount_yuan"]


@pytest.mark.parametrize(
    "broken", [None, [], {}, {"format": "hengtu-receipt/2"}, {"format": "hengtu-receipt/2", "question": {}}]
)
def test_what_is_no_receipt_never_verifies(broken: Any):
    assert verify(broken)
