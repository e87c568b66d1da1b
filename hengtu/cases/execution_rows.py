"""What is still to be carried out and what was contested, as rows: a pure reading of the acts of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Model

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import ExecutionPhase, RemedyContest
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.contests import STARTS, Contest, FollowUp, contests_of
from hengtu.law.procedure.execution_phases import Phase
from hengtu.law.procedure.execution_standing import phases_of

# Without one of these a case has nothing to carry out, and never had.
OBLIGING = frozenset({"decision_served", "spot_decided", "correction_ordered", "correction_reported"})


def write_execution(case_id: UUID, history: tuple[LegalAct, ...], situation: Situation, agency: Agency) -> None:
    """Bring the phases and contests of one case in line with its acts. Writes only what differs."""
    kinds = {act.kind for act in history}
    if kinds & OBLIGING:
        _write_phases(case_id, situation, agency)
    if kinds & STARTS.keys():
        _write_contests(case_id, history, agency)


def _write_phases(case_id: UUID, situation: Situation, agency: Agency) -> None:
    wanted = {
        (obligation.kind, obligation.party, place): phase_row(phase, agency, obligation.name)
        for obligation, phases in phases_of(situation).items()
        for place, phase in enumerate(phases)
    }
    known = {(row.obligation, row.party_uid, row.place): row for row in ExecutionPhase.objects.filter(case_id=case_id)}
    _bring_in_line(ExecutionPhase, known, wanted)
    ExecutionPhase.objects.bulk_create(
        ExecutionPhase(case_id=case_id, obligation=key[0], party_uid=key[1], place=key[2], **row)
        for key, row in wanted.items()
        if key not in known
    )


def _write_contests(case_id: UUID, history: tuple[LegalAct, ...], agency: Agency) -> None:
    wanted = {contest.id: contest_row(contest, agency) for contest in contests_of(history)}
    known = {row.contest: row for row in RemedyContest.objects.filter(case_id=case_id)}
    _bring_in_line(RemedyContest, known, wanted)
    new = [RemedyContest(case_id=case_id, contest=key, **row) for key, row in wanted.items() if key not in known]
    RemedyContest.objects.bulk_create(new)


def _bring_in_line(model: type[Model], known: dict[Any, Any], wanted: dict[Any, dict[str, Any]]) -> None:
    """Delete the rows that no longer follow from the acts, change those that follow otherwise."""
    gone = [row.pk for key, row in known.items() if key not in wanted]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    for key in known.keys() & wanted.keys():
        if any(getattr(known[key], name) != value for name, value in wanted[key].items()):
            model._default_manager.filter(pk=known[key].pk).update(**wanted[key])


def phase_row(phase: Phase, agency: Agency, party_name: str = "") -> dict[str, Any]:
    """Return the columns of one phase; ``party_name`` where there are several parties."""
    return {
        "party_name": party_name[:300],
        "agency_id": agency.pk,
        **scope_values(agency),
        "state": str(phase.state),
        "first_on": phase.first_on,
        "last_on": phase.last_on,
        "step": phase.step,
        "is_ours": phase.is_ours,
        "due_on": phase.due_on,
        "turns_on": phase.turns_on,
        "why": phase.why[:600],
        "then": phase.then[:300],
        "basis": " ".join(phase.basis),
        "adds_from": phase.adds_from,
        "pause": phase.pause[:100],
    }


def contest_row(contest: Contest, agency: Agency) -> dict[str, Any]:
    """Return the columns of one contest."""
    due = contest.answer_due
    waits_for, waits_until = _waits(contest)
    return {
        "agency_id": agency.pk,
        **scope_values(agency),
        "kind": contest.kind,
        "body": contest.body[:200],
        "reference": contest.reference[:100],
        "applied_on": contest.applied_on,
        "received_on": contest.received_on,
        "procedure": str(contest.received.payload.get("procedure") or "") if contest.received else "",
        "answer_due_on": due.due_on if due else None,
        "answered_on": day_of(contest.answered.occurred_at) if contest.answered else None,
        "outcome": contest.outcome,
        "rate": contest.rate,
        "ended_on": contest.ended_on,
        "follow_ups": [follow_up_json(each) for each in contest.follow_ups],
        "waits_for": waits_for,
        "waits_until": waits_until,
        "is_open": contest.ended is None or any(each.done_on is None for each in contest.follow_ups),
    }


def _waits(contest: Contest) -> tuple[str, Any]:
    """What the agency has to do next, and until when: answer, else the most urgent of what the outcome calls for."""
    if contest.is_unanswered:
        due = contest.answer_due
        answer = "lawsuit_answered" if contest.kind == "lawsuit" else "reconsideration_answered"
        return answer, due.due_on if due else None
    left = [each for each in contest.follow_ups if each.done_on is None]
    first = min(left, key=lambda each: (each.due_on is None, each.due_on), default=None)
    return (first.kind, first.due_on) if first else ("", None)


def follow_up_json(each: FollowUp) -> dict[str, Any]:
    """Return one thing an outcome calls for as it is kept, days as ISO text."""
    days = {"due_on": each.due_on and each.due_on.isoformat(), "done_on": each.done_on and each.done_on.isoformat()}
    return {"kind": each.kind, "zh": each.zh, **days}


def forget_execution() -> None:
    """Empty both tables before a rebuild."""
    ExecutionPhase.objects.all().delete()
    RemedyContest.objects.all().delete()


def execution_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key, for comparing before and after a rebuild."""
    for model, order in (
        (ExecutionPhase, ("case_id", "obligation", "party_uid", "place")),
        (RemedyContest, ("case_id", "contest")),
    ):
        columns = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "follow_ups")]
        rows: Iterable[tuple[Any, ...]] = model._default_manager.order_by(*order).values_list(*columns)
        yield from rows
