"""Playing a case script through the services: one act after the other, as people would."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.cases import participants
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.participants import Participant
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.do_act import Late
from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.services.collect_exhibit import collect_exhibit
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.values import StoredAct
from hengtu.lib.yaml_file import read_yaml
from hengtu.subjects.models import Party
from hengtu.subjects.services.register_party import register_party
from hengtu.web.commandline.scripts import BadScript, Script, ScriptAct
from hengtu.web.demo.fiction import supplied
from hengtu.web.demo.paper_archive import archive_on_paper
from hengtu.web.demo.pictures import picture_of

EVIDENT = {"investigated", "spot_evidence_collected"}
PEOPLE_ENTRIES = {"host", "recorder"}
# entries that papers print as they were written
SPOKEN = {"order", "statement", "recheck", "conclusion", "correction", "education", "opinion", "measure"}
KEPT = {"none", "pass", "change", "refuse"}  # words of the procedure, not of people


@cache
def phrases() -> dict[str, str]:
    """Return the shorthand that scripts use, with its Chinese."""
    path = Path(__file__).parent / "scripts" / "phrases.yaml"
    loaded: dict[str, str] = read_yaml(path)
    return loaded


def in_chinese(value: Any) -> Any:
    """Write out shorthand: a whole phrase, or its beginning before a number or a date."""
    if not isinstance(value, str) or value in KEPT:
        return value
    for short, chinese in sorted(phrases().items(), key=lambda pair: -len(pair[0])):
        if value == short or value.startswith(f"{short} "):
            return f"{chinese}{value[len(short) :]}"
    return value


@dataclass(frozen=True)
class Stage:
    """Where a script plays: the unit that handles the case, and the people by their names in the script."""

    agency: Agency
    people: Mapping[str, Participant]


@dataclass
class Player:
    """Plays one script act by act. ``case_id`` is known after the first act.

    ``binds``: the file is bound when it is archived, which takes a second; otherwise it is archived on paper.
    """

    script: Script
    stage: Stage
    case_id: UUID | None = None
    party: Party | None = None
    binds: bool = False

    def play(self) -> UUID:
        """Play every act; returns the case. Raises what the services raise."""
        for act in self.script.acts:
            self.do(act)
        assert self.case_id is not None, "a script has acts"
        return self.case_id

    def do(self, act: ScriptAct, late: Late | None = None) -> StoredAct:
        """Do one act of the script through its service."""
        on_paper = act.kind == "archived" and not self.binds and late is None
        service = archive_on_paper if on_paper else service_of(act.kind)
        arguments = self._arguments(act)
        if self.case_id is None:
            arguments["opening"] = self._opening(act)
        else:
            arguments["case_id"] = self.case_id
        if late is not None:
            arguments["late"] = late
        if act.kind in EVIDENT and self.case_id is not None:
            arguments["exhibits"] = self._exhibits(act)
        _check_arguments(service, arguments, act)
        if (slip := _slip_back_at(act)) > act.occurred_at:
            arguments["recorded_at"] = slip
        stored = service(**arguments)
        self.case_id = stored.stream
        return stored

    def _exhibits(self, act: ScriptAct) -> tuple[Exhibit, ...]:
        """Take in a picture of what the script only names: the slip of a weighing, or the scene."""
        assert self.case_id is not None, "the case is open"
        picture = picture_of(self.script)
        people = [self._person(name) for name in act.by]
        exhibit = collect_exhibit(
            stream=self.case_id,
            kind=ExhibitKind.DOCUMENTARY if picture.is_slip else ExhibitKind.AUDIOVISUAL,
            title=picture.title,
            proof_purpose=picture.proof_purpose,
            content=picture.png,
            filename=picture.filename,
            collected_at=act.occurred_at,
            place=picture.place,
            collectors=[{"id": person.id, "name": person.name, "certificate": ""} for person in people],
            at=act.occurred_at,
        )
        return (exhibit,)

    def _arguments(self, act: ScriptAct) -> dict[str, Any]:
        content = {key: self._entry(key, value) for key, value in act.payload.items() if key != "case"}
        return {"by": tuple(self._person(name) for name in act.by), "at": act.occurred_at, **content}

    def _entry(self, key: str, value: Any) -> Any:
        if key in PEOPLE_ENTRIES:
            return self._person(value)
        if key in SPOKEN:
            return in_chinese(value)
        return tuple(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value

    def _person(self, name: str) -> Participant:
        if name == "party" and self.party is not None:
            return participants.party(str(self.party.uid), self.party.name)
        if name not in self.stage.people:
            raise BadScript(f"{self.script.id} 里的人员 {name} 不在演员表里。")
        return self.stage.people[name]

    def _opening(self, act: ScriptAct) -> CaseOpening:
        case = self.script.case
        self.party = self._registered(self.script.case["party"], self.script.id, act)
        facts = {key: in_chinese(value) for key, value in case.get("facts", {}).items()}
        suspicion = Suspicion(self.party, case["violation"], date.fromisoformat(case["violation_on"]), facts)
        plate = case["party"].get("licence_plate", "")
        return CaseOpening(
            self.stage.agency, case["title"], case["category"], case["jurisdiction"], (suspicion,), plate
        )

    def _registered(self, named: Mapping[str, Any], seed: str, act: ScriptAct) -> Party:
        entry = supplied(named, seed)
        return register_party(
            agency=self.stage.agency,
            kind=entry["kind"].upper(),
            name=entry["name"],
            at=act.occurred_at,
            id_number=entry.get("id_number", ""),
            credit_code=entry.get("credit_code", ""),
            legal_representative=entry.get("legal_representative", ""),
            address=entry.get("address", ""),
            phone=entry.get("phone", ""),
            is_operator=bool(entry.get("operator", False)),
        )


def _slip_back_at(act: ScriptAct) -> datetime:
    """Mail is entered when its slip is back: in the evening of the day on which it was signed for."""
    received = act.payload.get("received_on")
    return datetime.combine(date.fromisoformat(received), time(18), CIVIL_TIME) if received else act.occurred_at


def _check_arguments(service: Callable[..., StoredAct], arguments: Mapping[str, Any], act: ScriptAct) -> None:
    known = set(inspect.signature(service).parameters) | {"late"}
    strange = sorted(set(arguments) - known)
    if strange:
        raise BadScript(f"步骤 {act.step} 里有不认识的内容：{'、'.join(strange)}。")
