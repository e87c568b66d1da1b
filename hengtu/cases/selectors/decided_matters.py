"""Decided matters of a period as rows for the statistics of ``rulesets.columns``: no names, no personal numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from hengtu.agencies.models import Agency
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import Matter, Penalty
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.models import Act
from hengtu.ledger.selectors.acts import acts_of_streams

BATCH = 500
DECIDING = ("decided", "spot_decided", "not_punished")
NOTHING = Penalty("none")


def decided_matters(
    account: Any, first: date, last: date, *, on: date, violation: str | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the decided matters that a reader may see, some hundreds of cases at a time.

    Args:
        account: the reader; only cases within his reach on the day ``on`` are read.
        first, last: civil days of the decisions, both included.
        violation: only cases opened for this item; the other matters of such a case are left out as well.
    Returns: rows of the relation ``decisions`` (``rulesets/columns/relation.yaml``): one per matter, ordered by the
        day on which the case was found. A decision that was revoked does not count; a corrected one as corrected.
    """
    yield from decided_in(EnforcementCase.objects.visible_to(account, on), first, last, violation=violation)


def decided_in(cases: Any, first: date, last: date, *, violation: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the decided matters of some cases; who may see what follows from it is for the caller to say.

    Args:
        cases: a queryset of ``EnforcementCase``. (others as in :func:`decided_matters`)
    """
    cases = _decided_between(cases, first, last)
    if violation is not None:
        cases = cases.filter(violation=violation)
    rows = cases.order_by("found_on", "id").values_list("id", "number", "agency_id", "legal_subject_id")
    batch: list[tuple[Any, ...]] = []
    for row in rows.iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _of_batch(batch, first, last, violation)
            batch = []
    yield from _of_batch(batch, first, last, violation)


def _decided_between(cases: Any, first: date, last: date) -> Any:
    since = datetime.combine(first, time.min, CIVIL_TIME)
    until = datetime.combine(last + timedelta(days=1), time.min, CIVIL_TIME)
    deciding = Act.objects.filter(
        stream_id=OuterRef("pk"), kind__in=DECIDING, occurred_at__gte=since, occurred_at__lt=until
    )
    return cases.filter(Exists(deciding))


def _of_batch(
    batch: Sequence[tuple[Any, ...]], first: date, last: date, violation: str | None
) -> Iterator[dict[str, Any]]:
    histories = acts_of_streams(row[0] for row in batch)
    subjects = Agency.objects.in_bulk({row[3] or row[2] for row in batch})
    for case_id, number, agency_id, subject_id in batch:
        situation = Situation.of(legal_history(histories.get(case_id, ())))
        if situation.decision is None or not first <= day_of(situation.decision.occurred_at) <= last:
            continue  # revoked since, or decided anew on another day
        of_case = _agency_cells(subjects[subject_id or agency_id]) | {"case_id": str(case_id), "number": number}
        yield from _of_case(case_id, situation, of_case, violation)


def _agency_cells(agency: Agency) -> dict[str, Any]:
    return {"agency_code": agency.code, "agency": agency.short_name, "division": agency.division_code}


def _of_case(
    case_id: UUID, situation: Situation, of_case: Mapping[str, Any], violation: str | None
) -> Iterator[dict[str, Any]]:
    case, decision = situation.case, situation.decision
    if case is None or decision is None or decision.kind not in DECIDING:
        return
    for matter in case.matters:
        if violation in (None, matter.violation):
            penalty = situation.decided.get(matter.id, NOTHING)
            own = {"id": f"{case_id}/{matter.id}", "jurisdiction": case.jurisdiction}
            yield {**of_case, **own, **_matter_cells(matter, day_of(decision.occurred_at), penalty)}


def _matter_cells(matter: Matter, decided_on: date, penalty: Penalty) -> dict[str, Any]:
    """What the law asks about a matter, as ``question_of`` puts it, and what was decided."""
    return {
        **matter.facts,
        "party_type": matter.party.kind,
        "violation": matter.violation,
        "violation_on": matter.violation_on.isoformat(),
        "decided_on": decided_on.isoformat(),
        "decided_kind": penalty.kind,
        "decided_yuan": penalty.amount_yuan,
    }
