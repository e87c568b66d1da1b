"""Case scripts: whole cases written down act by act (YAML), and changes to them that must be objected to.

A script names its acts by step id and leaves out what follows from the rest: the case block of the first act, the
penalty that a notice repeats, the decision that equals the proposal. This module fills that in and applies changes; it
knows no law beyond asking ``law.discretion`` what a decision on the spot comes to.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure.matters import read_case
from hengtu.law.procedure.moment import assess_matter
from hengtu.lib.yaml_file import read_yaml

KIND_OF_STEP = {
    "O01": "lead_registered", "O03": "case_filed", "O04": "investigated", "O05": "correction_ordered",
    "O06": "report_submitted", "O07": "report_approved", "O08": "notice_served", "O09": "statement_heard",
    "O10": "legal_reviewed", "O11": "discussed", "O12": "decided", "O13": "decision_issued", "O14": "decision_served",
    "O15": "decision_published", "O16": "case_closed", "O17": "archived", "X01": "not_filed",
    "X03": "investigation_ended", "X04": "not_punished", "X05": "not_established", "S01": "identity_shown",
    "S02": "spot_evidence_collected", "S03": "spot_told", "S04": "spot_statement_heard", "S05": "spot_decided",
    "S06": "spot_acknowledged", "S07": "spot_cash_collected", "S08": "spot_filed", "S09": "spot_case_closed",
    "H01": "hearing_requested", "H02": "hearing_appointed", "H03": "hearing_notice_served", "H04": "hearing_held",
    "H05": "hearing_ended", "H06": "hearing_reported", "C01": "measure_approved", "C02": "urgent_measure_taken",
    "C05": "measure_taken", "C07": "measure_extended", "C08": "measure_lifted", "E01": "paid",
    "E02": "instalments_granted", "E04": "reminder_served", "E05": "court_applied", "E06": "enforcement_decided",
    "E07": "substitute_decided", "E08": "cleared_at_once", "E09": "demolition_announced",
    "E10": "enforcement_suspended", "E11": "enforcement_agreed",
    "C06": "property_taken_in", "C09": "property_disposed", "T01": "crime_suspected",
    "T02": "criminal_transfer_decided", "T03": "crime_sent_to_police", "T04": "police_answered",
    "T05": "police_decision_contested", "X02": "case_transferred",
}  # fmt: skip

DECIDING = {"decided", "spot_decided", "not_punished"}


class BadScript(ValueError):
    """The script file or one of its entries cannot be read; the message says where."""

    code = "bad_script"


@dataclass(frozen=True)
class ScriptAct:
    step: str
    kind: str
    occurred_at: datetime
    by: tuple[str, ...]
    payload: dict[str, Any]


@dataclass(frozen=True)
class Script:
    """One case: ``case`` is the block of its first act, ``acts`` in order, ``expect`` what must come out."""

    id: str
    title: str
    case: dict[str, Any]
    acts: tuple[ScriptAct, ...]
    expect: dict[str, Any]


@dataclass(frozen=True)
class ScriptFile:
    cast: dict[str, dict[str, Any]]
    cases: dict[str, dict[str, Any]]
    changes: dict[str, dict[str, Any]]

    def script(self, case_id: str, change_id: str | None = None) -> Script:
        """Return a case as it stands, or with one change of ``must_object`` applied.

        Raises: BadScript when the case or the change is not in the file.
        """
        if case_id not in self.cases:
            raise BadScript(f"文件里没有案件 {case_id}，有的是：{'、'.join(self.cases)}。")
        raw = copy.deepcopy(self.cases[case_id])
        if change_id is not None:
            raw = _changed(raw, self._change(case_id, change_id)["patch"])
        return _filled(raw)

    def _change(self, case_id: str, change_id: str) -> dict[str, Any]:
        change = self.changes.get(change_id)
        if change is None or change["case"] != case_id:
            raise BadScript(f"文件里没有针对 {case_id} 的变更 {change_id}。")
        return change


def read_scripts(path: Path) -> ScriptFile:
    """Read a file of the form of ``case_scripts.yaml``.

    Raises: BadScript with the place when the file is missing, is no YAML or lacks a part.
    """
    if not path.is_file():
        raise BadScript(f"找不到案件脚本 {path}。请核对路径。")
    try:
        document = read_yaml(path)
        return ScriptFile(
            {person["id"]: person for person in document["cast"]},
            {case["id"]: case for case in document["cases"]},
            {change["id"]: change for change in document.get("must_object", ())},
        )
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise BadScript(f"读不了案件脚本 {path.name}：{error}") from error


def _changed(raw: dict[str, Any], patch: list[dict[str, Any]]) -> dict[str, Any]:
    for operation in patch:
        ((name, value),) = operation.items()
        if name == "set":
            _first(raw, value["step"]).update({key: entry for key, entry in value.items() if key != "step"})
        elif name == "remove":
            raw["acts"] = [act for act in raw["acts"] if act["step"] != value["step"]]
        elif name == "add":
            raw["acts"].append(value)
            raw["acts"].sort(key=lambda act: datetime.fromisoformat(act["occurred_at"]))
        elif name == "decided":
            raw["decided"] = value
        elif name == "case":
            raw.update(value)
        elif name == "shift_after":
            _shift(raw, value["step"], value["days"])
        else:
            raise BadScript(f"不认识的变更「{name}」，可用：set、remove、add、decided、case、shift_after。")
    return raw


def _first(raw: dict[str, Any], step: str) -> dict[str, Any]:
    for act in raw["acts"]:
        if act["step"] == step:
            found: dict[str, Any] = act
            return found
    raise BadScript(f"{raw['id']} 里没有步骤 {step}。")


def _shift(raw: dict[str, Any], step: str, days: int) -> None:
    position = raw["acts"].index(_first(raw, step))
    for act in raw["acts"][position + 1 :]:
        moved = datetime.fromisoformat(act["occurred_at"]) + timedelta(days=days)
        act["occurred_at"] = moved.isoformat()


def _filled(raw: dict[str, Any]) -> Script:
    case = {key: raw[key] for key in ("jurisdiction", "category", "violation", "violation_on", "facts")}
    case["title"] = raw["title_zh"]
    case["party"] = raw["party"]
    acts = []
    proposed: dict[str, Any] | None = None
    for position, entry in enumerate(raw["acts"]):
        act = _act(entry, raw)
        if position == 0:
            act.payload["case"] = case
        if act.kind == "report_submitted" and raw.get("expect", {}).get("suspected_crime_check"):
            act.payload.setdefault("crime_check", "已对照追诉标准核查，未达到，不移送")
        if act.kind == "report_approved":
            proposed = _with_gains(act.payload.get("proposed"), raw.get("decided"))
            act.payload["proposed"] = proposed
        if act.kind == "notice_served":
            act.payload.setdefault("proposed", proposed)
        if act.kind == "hearing_notice_served":
            act.payload.setdefault("hearing_at", _hour_of_hearing(raw, act.payload.get("hearing_on", "")))
        if act.kind in DECIDING:
            _fill_decision(act, raw, proposed)
        acts.append(act)
    return Script(raw["id"], raw["title_zh"], case, tuple(acts), raw.get("expect", {}))


def _hour_of_hearing(raw: dict[str, Any], hearing_on: str) -> str:
    """A notice names the hour at which the script then holds the hearing; nine o'clock where it holds none."""
    held = next((act["occurred_at"] for act in raw["acts"] if act["step"] == "H04"), "T09:00:00+08:00")
    return f"{hearing_on}T{held.split('T')[1]}"


def _act(entry: dict[str, Any], raw: dict[str, Any]) -> ScriptAct:
    try:
        kind = KIND_OF_STEP[entry["step"]]
        occurred_at = datetime.fromisoformat(entry["occurred_at"])
        return ScriptAct(entry["step"], kind, occurred_at, tuple(entry["by"]), dict(entry.get("payload") or {}))
    except (KeyError, ValueError, TypeError) as error:
        raise BadScript(f"{raw['id']} 的步骤 {entry.get('step', '?')} 不完整或者不认识：{error}") from error


def _with_gains(proposed: dict[str, Any] | None, decided: dict[str, Any] | None) -> dict[str, Any] | None:
    """A notice lists the gains to be confiscated as the decision does; scripts write them once."""
    gains = (decided or {}).get("confiscate_yuan")
    return (
        {**proposed, "confiscate_yuan": gains} if proposed and gains and "confiscate_yuan" not in proposed else proposed
    )


def _fill_decision(act: ScriptAct, raw: dict[str, Any], proposed: dict[str, Any] | None) -> None:
    decided = dict(raw.get("decided") or proposed or _computed(raw, act.occurred_at.date()))
    if "reason_zh" in decided:
        act.payload.setdefault("reason_zh", decided.pop("reason_zh"))
    act.payload.setdefault("decided", decided)


def _computed(raw: dict[str, Any], decided_on: date) -> dict[str, Any]:
    case = read_case(raw)
    outcome = assess_matter(case, case.matters[0], decided_on).outcome
    return {"kind": outcome.kind, "amount_yuan": outcome.amount_yuan or 0}


ROLES_OF_POST = {
    "handling officer": ("officer",),
    "officer, host of hearings": ("officer", "hearing_host"),
    "hearing recorder": ("officer",),
    "head of the handling unit": ("handling_unit_head",),
    "legal reviewer": ("legal_reviewer",),
    "responsible head of the agency": ("agency_head", "chief_head"),
    "deputy head": ("deputy_head",),
    "auxiliary, no certificate": ("auxiliary",),
    "archivist": ("archivist",),
    "payment platform": ("cashier",),
}


def actor_in(cast: dict[str, dict[str, Any]], person_id: str, on: date) -> Actor:
    """Return a member of the cast as the law sees them on a day; ``party`` is the party."""
    if person_id == "party":
        return Actor("party", frozenset({"party"}), None, "当事人")
    person = cast.get(person_id)
    if person is None:
        raise BadScript(f"演员表里没有 {person_id}。")
    roles = ROLES_OF_POST.get(person["post"], ("officer",) if "certificate" in person else ())
    return Actor(person_id, frozenset(roles), _certificate_valid(person.get("certificate"), on), person_id)


def _certificate_valid(certificate: dict[str, Any] | None, on: date) -> bool | None:
    if certificate is None:
        return None
    suspended = certificate.get("suspended_from")
    in_force = certificate["valid_from"] <= on.isoformat() <= certificate["valid_to"]
    return in_force and not (suspended and on.isoformat() >= suspended)


def legal_acts(file: ScriptFile, script: Script) -> tuple[LegalAct, ...]:
    """Return the acts of a script as the law sees them, without any database."""
    return tuple(
        LegalAct(
            act.kind,
            act.occurred_at,
            tuple(actor_in(file.cast, person, act.occurred_at.date()) for person in act.by),
            act.payload,
            uid=f"{script.id}-{position}",
        )
        for position, act in enumerate(script.acts, start=1)
    )
