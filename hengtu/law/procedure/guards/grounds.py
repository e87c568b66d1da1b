"""Not punishing: the ground holds, is proved, and its duties are done (APL:30 to APL:33, APL:36, APL:40)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.citations import cite
from hengtu.law.grounds import Ground, grounds
from hengtu.law.objections import Objection, curable, void
from hengtu.law.procedure.guards.pausing import really_time_barred
from hengtu.law.procedure.moment import Moment


def ground_of(moment: Moment) -> Ground | None:
    """Return the ground the act names, else the one its approved report named."""
    report = moment.situation.last("report_approved")
    named = moment.asked("ground") or (report.payload.get("ground") if report else None)
    return grounds().get(str(named)) if named else None


def ground_holds(moment: Moment) -> Iterator[Objection]:
    """What is known does not contradict the ground."""
    ground = ground_of(moment)
    if ground is None:
        return
    if ground.id == "time_barred":
        yield from really_time_barred(moment)
    if any(ground.is_contradicted_by(matter.facts) for matter in moment.case.matters):
        yield void(
            "ground_contradicted",
            f"查明的事实不符合“{ground.zh}”（{cite(ground.basis[0])}）",
            ground.basis,
            "请核对事实；不符合这一情形的，另选情形或者依法处罚。",
        )


def ground_is_proved(moment: Moment) -> Iterator[Objection]:
    """Each ground needs its proof; lack of fault is proved by the party (APL:33p2)."""
    ground = ground_of(moment)
    if ground is not None and not moment.asked("ground_evidence"):
        by_party = "，由当事人举证" if ground.party_proves else ""
        yield curable(
            "ground_evidence_missing",
            f"不予处罚的情形“{ground.zh}”没有写明证据{by_party}",
            ground.basis,
            f"请写明{ground.evidence_zh}。",
        )


def guardian_told(moment: Moment) -> Iterator[Objection]:
    """A child or a person without capacity is not punished, and the guardian is told what to do (APL:30, APL:31)."""
    ground = ground_of(moment)
    if ground is not None and ground.duty == "guardian" and not moment.asked("guardian_duty"):
        yield curable(
            "guardian_duty_missing",
            f"没有{ground.duty_zh}的记录",
            ground.basis,
            f"请{ground.duty_zh}，并写明监护人和告知情况。",
        )
