"""From acts to rows: a pure reading of the history, written to the tables that lists and pages use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.archive.rows import archive_snapshot, forget_archive, write_archive
from hengtu.cases.decided import decided_snapshot, forget_decided, write_decided
from hengtu.cases.execution_rows import execution_snapshot, forget_execution, write_execution
from hengtu.cases.history import legal_history
from hengtu.cases.lead_projection import TOUCHING, ending_of, write_lead
from hengtu.cases.lenient import forget_lenient, lenient_snapshot, write_lenient
from hengtu.cases.models import Alarm, CaseDeadline, CaseState, EnforcementCase, Lead, Track
from hengtu.cases.property_rows import forget_things, thing_snapshot, write_things
from hengtu.cases.recording.steps import forget_steps, step_snapshot, write_steps
from hengtu.cases.service_projection import forget_services, service_snapshot, write_services
from hengtu.cases.tasks import forget_tasks, task_snapshot, write_tasks
from hengtu.law.procedure import Clock, Situation, clocks_of, day_of
from hengtu.law.procedure.alarms import WATCHED, alarms_of
from hengtu.law.procedure.clocks import NOT_PRESSING
from hengtu.law.procedure.services import RETURN_REASONS
from hengtu.law.procedure.versions import ELSEWHERE, MAIN_LINE, procedure_of
from hengtu.ledger.values import StoredAct

CASE_STREAM = "case"
SERVICE_ALARMS = {
    "service_struck": "登记过的送达没有到达当事人，已经撤销，相关期限重新计算",
    "service_returned": "送达被退回或者发送失败，当事人的期限没有开始",
}


def project(case_id: UUID, acts: tuple[StoredAct, ...], agency: Agency, *, anew: bool = False) -> None:
    """Bring the rows of one case in line with its acts; ``agency`` handles it. Writes only what differs.

    ``anew`` writes also what the last act does not touch, as when there are no rows yet.
    """
    history = legal_history(acts)
    situation = Situation.of(history)
    clocks = clocks_of(situation)
    row = case_row(acts, situation, clocks, agency)
    _write_case(case_id, row)
    _write_deadlines(case_id, clocks)
    write_decided(case_id, history, situation, agency)
    write_lenient(case_id, history, situation, agency)
    write_execution(case_id, history, situation, agency)
    if anew or acts[-1].kind in TOUCHING or any(act.payload is None for act in acts):
        write_lead(case_id, situation, clocks, row, agency)
    _write_alarms(case_id, acts[-1:], situation)
    write_steps(case_id, acts, situation, agency, anew=anew)
    write_tasks(case_id, history, situation, clocks, agency)
    write_services(case_id, situation, agency)
    write_archive(case_id, acts, situation, agency, row, anew=anew)
    write_things(case_id, situation, agency, anew=anew or any(act.payload is None for act in acts))


def case_row(
    acts: tuple[StoredAct, ...], situation: Situation, clocks: tuple[Clock, ...], agency: Agency
) -> dict[str, Any]:
    """Return the columns of the case that follow from its acts."""
    filed, closed = situation.last("case_filed"), situation.last("case_closed", "spot_case_closed")
    nearest = _nearest(clocks)
    state = _state(situation)
    return {
        "seq": acts[-1].seq,
        "agency_id": agency.pk,
        **scope_values(agency),
        "number": _number(situation),
        "track": track_of(situation),
        "procedure_version": procedure_of(legal_history(acts[:1])).version,
        **_subject(acts[0], situation),
        "handlers": "、".join(_handlers(situation))[:300],
        "state": state,
        "is_open": state in OPEN_STATES,
        "stage": _stage(situation),
        "found_on": day_of(acts[0].occurred_at),
        "filed_on": day_of(filed.occurred_at) if filed else None,
        "closed_on": day_of(closed.occurred_at) if closed else None,
        "due_term": nearest.term if nearest else "",
        "due_on": nearest.due.due_on if nearest else None,
        "has_alarm": any(act.notes.get("late") for act in acts),
    }


OPEN_STATES = (CaseState.LEAD, CaseState.OPEN)
ENDED_AS = {
    "not_filed": CaseState.NOT_FILED,
    "lead_merged": CaseState.MERGED,
    "lead_transferred": CaseState.TRANSFERRED,
}


def _subject(first: StoredAct, situation: Situation) -> dict[str, Any]:
    """What the case is about; nothing of it stays once its opening has been erased."""
    case = situation.case
    if case is None:
        about = dict.fromkeys(("category", "jurisdiction", "violation", "party_uid", "party_name", "plate"), "")
        return {**about, "title": "（内容已依法删除）", "violation_on": day_of(first.occurred_at)}
    opening, matter = (first.payload or {})["case"], case.matters[0]
    return {
        "title": opening.get("title", ""),
        "category": case.category,
        "jurisdiction": case.jurisdiction,
        "violation": matter.violation,
        "violation_on": matter.violation_on,
        "party_uid": matter.party.id,
        "party_name": "、".join(party.name for party in case.parties)[:300],
        "plate": opening.get("plate", ""),
    }


def track_of(situation: Situation) -> Track:
    """Summary while it was found and handled on the spot; ordinary as soon as it is filed."""
    on_the_spot = situation.has("identity_shown") and not situation.has("case_filed")
    return Track.SUMMARY if on_the_spot else Track.ORDINARY


def _number(situation: Situation) -> str:
    numbered = situation.last("case_filed", "spot_decided")
    return str(numbered.payload.get("case_number", "")) if numbered else ""


def _handlers(situation: Situation) -> list[str]:
    names = {actor.id: actor.name for act in situation.acts for actor in act.by if actor.id in situation.investigators}
    return list(names.values())


def _state(situation: Situation) -> CaseState:
    if situation.has("archived"):
        return CaseState.ARCHIVED
    if situation.has("case_closed", "spot_case_closed"):
        return CaseState.CLOSED
    ending = ending_of(situation) if situation.has("lead_registered") else None
    if ending is not None and ending.kind in ENDED_AS:
        return ENDED_AS[ending.kind]
    return CaseState.OPEN if situation.has("case_filed", "identity_shown") else CaseState.LEAD


def _stage(situation: Situation) -> str:
    line = (
        *MAIN_LINE["ordinary"],
        *MAIN_LINE["summary"],
        "lead_registered",
        "identity_shown",
        "not_punished",
        "not_filed",
        "lead_merged",
        "lead_transferred",
        "lead_transfer_answered",
        "investigation_ended",
        "promise_offered",
        "promise_signed",
        "promise_checked",
        "promise_ended",
        "investigation_suspended",
        "investigation_resumed",
        "crime_suspected",
        "crime_sent_to_police",
        "case_returned_by_justice",
        *ELSEWHERE,
    )
    done = [act.kind for act in situation.acts if act.kind in line]
    return done[-1] if done else situation.acts[-1].kind


def _nearest(clocks: Iterable[Clock]) -> Clock | None:
    """The nearest open deadline of the agency; terms of the party, a court or others do not press the handler."""
    running = [clock for clock in clocks if clock.is_open and clock.due.binds == "agency" and clock.due.due_on]
    ours = [each for each in running if each.due.effect.kind != "others_late" and each.term not in NOT_PRESSING]
    return min(ours, key=pressing_on, default=None)


def pressing_on(clock: Clock) -> date:
    """The day a clock presses on: of the stricter reading, where there is one (for limits on the agency)."""
    return clock.due.warn_on or clock.due.due_on or date.max


def _write_case(case_id: UUID, row: dict[str, Any]) -> None:
    if not EnforcementCase.objects.filter(pk=case_id).update(**row):
        EnforcementCase.objects.create(pk=case_id, **row)


def _write_deadlines(case_id: UUID, clocks: tuple[Clock, ...]) -> None:
    known = {(row.term, row.about): row for row in CaseDeadline.objects.filter(case_id=case_id)}
    new = []
    for clock in clocks:
        values = deadline_row(clock)
        row = known.pop((clock.term, clock.about), None)
        if row is None:
            new.append(CaseDeadline(case_id=case_id, term=clock.term, about=clock.about, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            CaseDeadline.objects.filter(pk=row.pk).update(**values)
    if new:
        CaseDeadline.objects.bulk_create(new)
    if known:
        CaseDeadline.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def deadline_row(clock: Clock) -> dict[str, Any]:
    """Return the columns of one deadline."""
    return {
        "start_on": clock.start,
        "due_on": clock.due.due_on,
        "ended_on": clock.ended_on,
        "binds": clock.due.binds,
        "provisional": clock.due.provisional,
        "warn_on": clock.due.warn_on,
        **_counted_from(clock),
    }


def _counted_from(clock: Clock) -> dict[str, Any]:
    """What the day was counted from: enough to count it again when the rules change."""
    asked = clock.due.asked
    if asked is None or not clock.due.is_counted or asked.start != clock.start:
        return {"extended": False, "suspended": "", "place": "", "follows_calendar": False}
    return {
        "extended": asked.extended,
        "suspended": spans_text(asked.suspensions),
        "place": asked.place,
        "follows_calendar": True,
    }


def spans_text(spans: Iterable[tuple[date, date]]) -> str:
    """Write spans of days as a column holds them."""
    return ";".join(f"{first.isoformat()}:{last.isoformat()}" for first, last in spans)


def spans_of(text: str) -> tuple[tuple[date, date], ...]:
    """Read spans of days from a column."""
    pairs = (span.split(":") for span in text.split(";") if span)
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)


def _write_alarms(case_id: UUID, acts: Iterable[StoredAct], situation: Situation) -> None:
    for act in acts:
        for row in (*_late_alarms(act), *_lawful_alarms(act, situation), *_service_alarms(act)):
            known = {"act_uid": act.uid, "code": row.pop("code")}
            Alarm.objects.get_or_create(**known, defaults={"case_id": case_id, "raised_at": act.recorded_at, **row})


def _late_alarms(act: StoredAct) -> Iterator[dict[str, Any]]:
    late = act.notes.get("late") or {}
    for objection in late.get("objections", ()):
        said = {"message": objection["message"], "reason": late["reason"], "approved_by": late["approved_by"]}
        yield {"code": objection["code"], **said}


def _lawful_alarms(act: StoredAct, situation: Situation) -> Iterator[dict[str, Any]]:
    """What was decided lawfully and should still be looked at: a fine at the maximum, or outside its tier."""
    if act.kind not in WATCHED:
        return
    upto = Situation.of(tuple(each for each in situation.acts if each.occurred_at <= act.occurred_at))
    decided = next((each for each in upto.acts if each.uid == str(act.uid)), None)
    for alarm in alarms_of(upto, decided) if decided else ():
        by = "、".join(actor.name for actor in decided.by) if decided else ""
        yield {"code": alarm.code, "message": alarm.message, "reason": alarm.reason[:500], "approved_by": by[:100]}


def _service_alarms(act: StoredAct) -> Iterator[dict[str, Any]]:
    """A service that was struck, or a message that failed: from that day the party's terms were not running."""
    payload = act.payload or {}
    if act.kind not in SERVICE_ALARMS:
        return
    said = str(payload.get("reason") or RETURN_REASONS.get(str(payload.get("return_reason")), ""))
    by = "、".join(actor.name for actor in act.by if actor.name)
    yield {"code": act.kind, "message": SERVICE_ALARMS[act.kind], "reason": said[:500], "approved_by": by[:100]}


def agency_of(acts: tuple[StoredAct, ...]) -> Agency:
    """Return the unit that handles a case; once its opening is erased, the legal subject in whose name it was done."""
    opening = (acts[0].payload or {}).get("case", {})
    return agency_by_code(opening.get("agency") or acts[0].in_name_of)


def project_anew(case_id: UUID, acts: tuple[StoredAct, ...]) -> None:
    """Write the rows of one case from nothing; used by a rebuild."""
    project(case_id, acts, agency_of(acts), anew=True)
    _write_alarms(case_id, acts[:-1], Situation.of(legal_history(acts)))


def forget_everything() -> None:
    """Empty the projections before a rebuild."""
    forget_tasks()
    forget_things()
    forget_decided()
    forget_services()
    forget_lenient()
    forget_execution()
    forget_steps()
    forget_archive()
    Alarm.objects.all().delete()
    CaseDeadline.objects.all().delete()
    Lead.objects.all().delete()
    EnforcementCase.objects.all().delete()


def snapshot() -> Iterable[tuple[Any, ...]]:
    """Yield every projected row without its own key, for comparing before and after a rebuild."""
    yield from EnforcementCase.objects.order_by("pk").values_list()
    columns = [field.attname for field in CaseDeadline._meta.concrete_fields if field.attname != "id"]
    yield from CaseDeadline.objects.order_by("case_id", "term", "about").values_list(*columns)
    yield from Lead.objects.order_by("pk").values_list()
    alarm = ("case_id", "act_uid", "code", "message", "reason", "approved_by", "raised_at")
    yield from Alarm.objects.order_by("act_uid", "code").values_list(*alarm)
    yield from task_snapshot()
    yield from thing_snapshot()
    yield from decided_snapshot()
    yield from service_snapshot()
    yield from lenient_snapshot()
    yield from execution_snapshot()
    yield from step_snapshot()
    yield from archive_snapshot()
