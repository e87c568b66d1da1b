"""Three promises of the demonstration: one that runs, one that was kept, one that was not; and a talk."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from hengtu.cases import participants
from hengtu.cases.models import EnforcementCase
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.services.check_promise import check_promise
from hengtu.cases.services.decline_to_file import decline_to_file
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.offer_promise import offer_promise
from hengtu.cases.services.register_lead import register_lead
from hengtu.cases.services.sign_promise import sign_promise
from hengtu.cases.services.take_softer_measure import take_softer_measure
from hengtu.law.calendar import official
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.promises import BROKEN, KEPT
from hengtu.subjects.services.register_party import register_party
from hengtu.web.demo.player import Stage

CARRIERS = ("东陵捷远运输有限公司", "青岚顺达货运有限公司", "望津平安物流有限公司")
CODES = ("91990100MA0TRUCKAU", "91990100MA0TRUCKBY", "91990100MA0TRUCKC2")
ITEM, JURISDICTION = "vehicle-maintenance", "东陵省"
SAID = "按规定完成车辆二级维护，并把维护合格证交给执法人员查验"
TOLD = "讲明车辆维护的规定和不维护的危险，当事人表示遵守"


def make_promises(stage: Stage, until: datetime) -> list[int]:
    """Play the three leads up to ``until``; returns how many acts each of them has."""
    running = _promised(stage, 0, until - timedelta(days=6))
    take_softer_measure(
        case_id=running, by=_pair(stage), at=until - timedelta(days=6, hours=-5), measure="guide",
        content="约谈公司安全负责人，讲明维护台账怎么记", follow_up_on=(until + timedelta(days=4)).date().isoformat(),
    )  # fmt: skip
    kept = _promised(stage, 1, until - timedelta(days=60))
    at = _checked(stage, kept, until - timedelta(days=60), KEPT, "三台车都已维护，合格证在有效期内")
    decline_to_file(
        case_id=kept, by=_head(stage), at=at + timedelta(hours=2), reason="当事人在承诺期内已经改正，经核查属实",
        ground="promise_kept", education=TOLD, correction="已经改正，合格证存卷",
    )  # fmt: skip
    broken = _promised(stage, 2, until - timedelta(days=45))
    at = _checked(stage, broken, until - timedelta(days=45), BROKEN, "两台车仍没有维护，没有说明理由")
    file_case(case_id=broken, by=_head(stage), at=at + timedelta(hours=2))
    return [4, 5, 5]


def _promised(stage: Stage, which: int, at: datetime) -> UUID:
    """A lead found at a check, told and promised on the same day, to be put right in sixteen days."""
    party = register_party(
        agency=stage.agency, kind="LEGAL_PERSON", name=CARRIERS[which], at=at, credit_code=CODES[which]
    )
    suspicion = Suspicion(party, ITEM, at.date(), {"harm_level": "none"})
    title = f"{CARRIERS[which]}未按规定维护营运车辆"
    opening = CaseOpening(stage.agency, title, "road_transport", JURISDICTION, (suspicion,))
    case_id = uuid4()
    pair = _pair(stage)
    register_lead(opening=opening, by=pair, at=at, source="inspection", place="公司停车场", case_id=case_id)
    offer_promise(case_id=case_id, by=pair, at=at + timedelta(hours=1), what=SAID)
    case = EnforcementCase.objects.get(pk=case_id)
    sign_promise(
        case_id=case_id, by=(participants.party(case.party_uid, case.party_name), pair[0]), at=at + timedelta(hours=2),
        content=SAID, due_on=(at + timedelta(days=16)).date().isoformat(), signer="杨望舒",
        signer_is="legal_representative", signed=True,
    )  # fmt: skip
    return case_id


def _checked(stage: Stage, case_id: UUID, signed_at: datetime, result: str, found: str) -> datetime:
    """Check on the second working day after the promise is due; returns when."""
    calendar = official()
    due_on = calendar.next_working_day((signed_at + timedelta(days=16)).date())
    day = calendar.working_day_number(due_on, 2)
    at = datetime.combine(day, time(10), CIVIL_TIME)
    check_promise(case_id=case_id, by=_pair(stage), at=at, result=result, found=found, proof="现场照片、维护台账")
    return at


def _pair(stage: Stage) -> tuple[participants.Participant, ...]:
    return stage.people["officer-a"], stage.people["officer-b"]


def _head(stage: Stage) -> tuple[participants.Participant, ...]:
    return (stage.people["head"],)
