"""What a case decided, matter by matter, as rows: the source of the comparison with like cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import DecidedMatter
from hengtu.law.acts import LegalAct
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
        tier = _tier(case, matter, decided_on)
        if tier is not None:
            own = {"violation": matter.violation, "tier": tier, "jurisdiction": case.jurisdiction}
            fine = fine_of(situation.decided.get(matter.id, NOTHING))
            found[matter.id] = {**scope, **own, "decided_on": decided_on, "fine_yuan": fine}
    return found


def fine_of(penalty: Penalty) -> Decimal | None:
    """Return the fine of a penalty to the cent, None where it imposes none."""
    return Decimal(str(penalty.amount_yuan)).quantize(CENT) if "fine" in penalty.kinds else None


def _tier(case: CaseFacts, matter: Matter, decided_on: date) -> str | None:
    """The tier on the day of the decision, empty where no benchmark places it, None where the law has no answer."""
    try:
        return assess_matter(case, matter, decided_on).tier or ""
    except LawError:  # said to whoever decides; here it only means that nothing can be compared
        return None


def forget_decided() -> None:
    """Empty the table before a rebuild."""
    DecidedMatter.objects.all().delete()


def decided_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key."""
    columns = [field.attname for field in DecidedMatter._meta.concrete_fields if field.attname != "id"]
    yield from DecidedMatter.objects.order_by("case_id", "matter").values_list(*columns)
