"""What a case decided, matter by matter, as rows: the source of the comparison with like cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import DecidedMatter
from hengtu.law.acts import LegalAct
from hengtu.law.discretion import Assessment
from hengtu.law.errors import LawError
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseFacts, Matter, Penalty
from hengtu.law.procedure.moment import assess_matter

DECIDING = ("decided", "spot_decided", "not_punished")
NOTHING = Penalty("none")
CENT = Decimal("0.01")


def write_decided(case_id: UUID, history: tuple[LegalAct, ...], situation: Situation, agency: Agency) -> None:
    """Bring the decided matters of one case in line with its acts. Writes only what differs."""
    if not any(act.kind in DECIDING for act in history):
        return  # never decided, so there is nothing to look for
    rows = decided_rows(situation, agency)
    known = {row.matter: row for row in DecidedMatter.objects.filter(case_id=case_id)}
    gone = [row.pk for matter, row in known.items() if matter not in rows]
    if gone:
        DecidedMatter.objects.filter(pk__in=gone).delete()
    new = [DecidedMatter(case_id=case_id, matter=matter, **row) for matter, row in rows.items() if matter not in known]
    if new:
        DecidedMatter.objects.bulk_create(new)
    for matter in known.keys() & rows.keys():
        if any(getattr(known[matter], name) != value for name, value in rows[matter].items()):
            DecidedMatter.objects.filter(pk=known[matter].pk).update(**rows[matter])


def decided_rows(situation: Situation, agency: Agency) -> dict[str, dict[str, Any]]:
    """Return the columns of every decided matter by its id; ``situation`` is built of the acts that count.

    A matter that the law cannot be asked about, its place or item being unknown, is like no other: it has no row.
    """
    case, decision = situation.case, situation.decision
    if case is None or decision is None or decision.kind not in DECIDING:
        return {}
    decided_on, scope = day_of(decision.occurred_at), {"agency_id": agency.pk, **scope_values(agency)}
    found = {}
    for matter in case.matters:
        assessment = _assessed(case, matter, decided_on)
        if assessment is not None:
            own = {"violation": matter.violation, "tier": assessment.tier or "", "jurisdiction": case.jurisdiction}
            penalty = situation.decided.get(matter.id, NOTHING)
            imposed = {"kind": penalty.kind, "fine_yuan": fine_of(penalty), "facts": dict(assessment.facts)}
            found[matter.id] = {**scope, **own, **imposed, "decided_on": decided_on}
    return found


def fine_of(penalty: Penalty) -> Decimal | None:
    """Return the fine of a penalty to the cent, None where it imposes none."""
    return Decimal(str(penalty.amount_yuan)).quantize(CENT) if "fine" in penalty.kinds else None


def _assessed(case: CaseFacts, matter: Matter, decided_on: date) -> Assessment | None:
    """What the law says on the day of the decision; None where it has no answer."""
    try:
        return assess_matter(case, matter, decided_on)
    except LawError:  # said to whoever decides; here it only means that nothing can be compared
        return None


def forget_decided() -> None:
    """Empty the table before a rebuild."""
    DecidedMatter.objects.all().delete()


def decided_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key; the facts as text, so that rows can be counted."""
    columns = [field.attname for field in DecidedMatter._meta.concrete_fields if field.attname not in ("id", "facts")]
    for *row, facts in DecidedMatter.objects.order_by("case_id", "matter").values_list(*columns, "facts"):
        yield *row, json.dumps(facts, ensure_ascii=False, sort_keys=True)
