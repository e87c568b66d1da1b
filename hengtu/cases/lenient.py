"""What a case handled leniently, act by act, as rows: the one source of the counts, of their lists, and of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import LenientOutcome
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.lenient import outcomes_of

# Without one of these a case has no row, and never had one.
BEGINNING = frozenset(
    {"not_filed", "not_punished", "not_established", "investigation_ended", "promise_signed", "softer_measure_taken"}
)


def write_lenient(case_id: UUID, history: tuple[LegalAct, ...], situation: Situation, agency: Agency) -> None:
    """Bring the lenient outcomes of one case in line with its acts. Writes only what differs."""
    if not any(act.kind in BEGINNING for act in history):
        return
    rows = lenient_rows(situation, agency)
    known = {row.act_uid: row for row in LenientOutcome.objects.filter(case_id=case_id)}
    gone = [row.pk for act, row in known.items() if act not in rows]
    if gone:
        LenientOutcome.objects.filter(pk__in=gone).delete()
    new = [LenientOutcome(case_id=case_id, act_uid=act, **row) for act, row in rows.items() if act not in known]
    if new:
        LenientOutcome.objects.bulk_create(new)
    for act in known.keys() & rows.keys():
        if any(getattr(known[act], name) != value for name, value in rows[act].items()):
            LenientOutcome.objects.filter(pk=known[act].pk).update(**rows[act])


def lenient_rows(situation: Situation, agency: Agency) -> dict[str, dict[str, Any]]:
    """Return the columns of every lenient outcome by the uid of its act; none where the case was erased."""
    case = situation.case
    if case is None:
        return {}
    scope = {"agency_id": agency.pk, **scope_values(agency)}
    about = {"violation": case.matters[0].violation, "party_uid": case.matters[0].party.id}
    return {
        each.act: {
            **scope,
            **about,
            "kind": each.kind,
            "code": each.code,
            "on": each.on,
            "due_on": each.due_on,
            "ended_on": each.ended_on,
            "rule": each.rule,
        }
        for each in outcomes_of(situation)
    }


def forget_lenient() -> None:
    """Empty the table before a rebuild."""
    LenientOutcome.objects.all().delete()


def lenient_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key."""
    columns = [field.attname for field in LenientOutcome._meta.concrete_fields if field.attname != "id"]
    yield from LenientOutcome.objects.order_by("case_id", "act_uid").values_list(*columns)
