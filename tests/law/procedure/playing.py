"""Short histories for tests: a case filed, people by their posts, acts by day and hour."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.objections import Objection
from hengtu.law.procedure import objections_to

CIVIL = timezone(timedelta(hours=8))
A, B, C = (Actor(f"officer-{name}", frozenset({"officer"}), True, f"执法员{name}") for name in "abc")
HEAD = Actor("head", frozenset({"agency_head"}), None, "负责人")
CHIEF = Actor("chief", frozenset({"agency_head", "chief_head"}), None, "正职负责人")
KEEPER = Actor("keeper", frozenset({"property_keeper"}), None, "保管员")
REVIEWER = Actor("reviewer", frozenset({"legal_reviewer"}), None, "审核员")
ARCHIVIST = Actor("archivist", frozenset({"archivist"}), None, "档案员")
PARTY = Actor("p1", frozenset({"party"}), None, "当事人")
TWO = (A, B)
CASE = {
    "jurisdiction": "河北",
    "category": "road_transport",
    "violation": "passenger-unlicensed",
    "violation_on": "2026-03-02",
    "party": {"kind": "natural_person", "name": "赵某"},
    "facts": {},
}
RTR = "中华人民共和国道路运输条例第六十二条"


def when(text: str) -> datetime:
    """``03-05 09:30`` of 2026, civil time; nine o'clock where no hour stands."""
    day, _, hour = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day}T{hour or '09:00'}:00").replace(tzinfo=CIVIL)


def act(kind: str, at: str, *by: Actor, **payload: Any) -> LegalAct:
    return LegalAct(kind, when(at), by, payload, None, f"{kind}@{at}")


def filed(**case: Any) -> tuple[LegalAct, ...]:
    """A lead found on 2 March and filed on 3 March 2026."""
    return (
        act("lead_registered", "03-02", *TWO, case={**CASE, **case}, source="road_check"),
        act("case_filed", "03-03", HEAD),
    )


def found(history: tuple[LegalAct, ...], new: LegalAct) -> tuple[Objection, ...]:
    return objections_to(history, new)


def codes(history: tuple[LegalAct, ...], new: LegalAct) -> set[str]:
    return {objection.code for objection in objections_to(history, new)}


def severity(history: tuple[LegalAct, ...], new: LegalAct) -> dict[str, str]:
    return {objection.code: objection.severity.value for objection in objections_to(history, new)}


def lawful(history: tuple[LegalAct, ...], *more: LegalAct) -> tuple[LegalAct, ...]:
    """Add acts one by one, each of which must be in order."""
    for new in more:
        objections = objections_to(history, new)
        assert objections == (), (new.kind, [(o.code, o.message) for o in objections])
        history = (*history, new)
    return history


def seized(at: str = "03-04", measure: str = "扣押车辆") -> tuple[LegalAct, ...]:
    """A filed case with one vehicle seized, approved an hour before."""
    return lawful(
        filed(),
        act("measure_approved", f"{at} 09:00", HEAD, measure=measure, granting_article=RTR),
        act("measure_taken", f"{at} 10:00", *TWO, items=["示A12345 小型客车"]),
    )


def reported(history: tuple[LegalAct, ...], proposed: dict[str, Any], *, day: str = "03-10", **more: Any):
    """Investigated, reported and approved."""
    return lawful(
        history,
        act("investigated", f"{day} 09:00", *TWO, records=["scene_record"], crime_check="没有达到追诉标准"),
        act("correction_ordered", f"{day} 09:30", *TWO, order="停止违法行为", done_on=f"2026-{day}"),
        act("report_submitted", f"{day} 10:00", *TWO),
        act("report_approved", f"{day} 11:00", HEAD, proposed=proposed, **more),
    )
