"""What an exhibit shows by itself: judged where an act relies on it, found by the pre-check; sound ones are left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.objections import Severity
from hengtu.law.procedure import objections_to
from hengtu.law.procedure.guards.evidence import DEVICE_ASKED, DEVICE_CONDITIONS, FAULTS, faults_of
from hengtu.law.procedure.precheck import precheck
from hengtu.law.procedure.precheck_across import EXHIBIT_FAULTS, FiledExhibit, filed_in
from tests.law.procedure.flawed_files import Acts, before, last_day, whole_life, with_exhibits

DATA = {"uid": "e1", "sm3": "ab" * 32, "title": "轨迹", "electronic": True, "documented": True}
COPY = {"uid": "e2", "sm3": "ab" * 32, "title": "合同", "copy": True, "checked": True}
BAD: tuple[tuple[dict[str, Any], dict[str, Any], set[str]], ...] = (
    (DATA, {"documented": False}, {"electronic_data_undocumented"}),
    (DATA, {"sm3": ""}, {"electronic_data_without_hash"}),
    (DATA, {"sm3": "", "documented": None}, {"electronic_data_without_hash", "electronic_data_undocumented"}),
    (COPY, {"checked": False}, {"copy_not_checked"}),
)
NEW = set(EXHIBIT_FAULTS)


def investigated(acts: Acts, *entries: dict[str, Any]) -> tuple[Acts, LegalAct]:
    """The history up to an investigation, and that act with these exhibits."""
    number = next(number for number, act in enumerate(acts) if act.kind == "investigated")
    return acts[:number], replace(acts[number], payload={**acts[number].payload, "exhibits": list(entries)})


@pytest.mark.parametrize(("sound", "change", "codes"), BAD)
def test_an_act_does_not_rely_on_what_was_not_verified(
    sound: dict[str, Any], change: dict[str, Any], codes: set[str]
) -> None:
    history, act = investigated(whole_life("demo-1"), {**sound, **change})
    found = {each.code: each for each in objections_to(history, act) if each.code in NEW}
    assert set(found) == codes
    for each in found.values():
        assert each.severity is Severity.CURABLE
        assert each.basis == ("APL:46p2",)
        assert sound["title"] in each.message
        assert "请" in each.remedy


@pytest.mark.parametrize("entry", [DATA, COPY, {"uid": "e3", "sm3": "ab" * 32}, {"uid": "e4"}])
def test_what_is_verified_or_says_nothing_of_itself_is_not_asked(entry: dict[str, Any]) -> None:
    history, act = investigated(whole_life("demo-1"), entry)
    assert [each.code for each in objections_to(history, act) if each.code in NEW] == []
    assert faults_of(entry) == {}


@pytest.mark.parametrize("key", sorted(DEVICE_CONDITIONS))
def test_a_monitoring_record_of_a_device_out_of_order_proves_nothing(key: str) -> None:
    record = {"uid": "e5", "sm3": "ab" * 32, "monitoring": True, "audited": True}
    history, act = investigated(whole_life("demo-1"), {**record, key: False})
    assert f"monitoring_{key}" in {each.code for each in objections_to(history, act)}
    history, act = investigated(whole_life("demo-1"), {**record, key: True})
    assert f"monitoring_{key}" not in {each.code for each in objections_to(history, act)}


def test_every_question_about_a_device_is_a_condition() -> None:
    assert set(DEVICE_ASKED) < set(DEVICE_CONDITIONS)
    assert set(FAULTS) < set(EXHIBIT_FAULTS)


@pytest.mark.parametrize("code", sorted(EXHIBIT_FAULTS))
def test_the_pre_check_finds_each_fault_of_an_exhibit_and_nothing_else(code: str) -> None:
    acts, filed = with_exhibits(before(whole_life("demo-1")))
    day = last_day(acts)
    sound = {each.code for each in precheck(acts, exhibits=filed, on=day)}
    flawed = (replace(filed[0], faults=frozenset({code})), *filed[1:])
    found = precheck(acts, exhibits=flawed, on=day)
    assert {each.code for each in found} - sound == {code}
    finding = next(each for each in found if each.code == code)
    assert finding.about == filed[0].uid
    assert filed[0].title in finding.message
    assert finding.question == "facts_clear"


def test_faults_named_by_acts_are_read_and_unknown_ones_are_not() -> None:
    acts = whole_life("demo-1")
    _, act = investigated(acts, {"uid": "e1", "proves": ["m1/conduct"], "faults": ["camera_clock_differs", "moon"]})
    (filed,) = filed_in([act]) or ()
    assert filed == FiledExhibit("e1", "e1", frozenset({"m1/conduct"}), True, frozenset({"camera_clock_differs"}))
