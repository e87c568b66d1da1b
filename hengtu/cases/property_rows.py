"""Case property as rows: a pure reading of the acts, written with every act of a case that holds something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.agencies.models.scoped import scope_values
from hengtu.cases.models import CaseThing
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.property import Thing, things_of


def write_things(case_id: UUID, situation: Situation, agency: Agency, *, anew: bool = False) -> None:
    """Bring the things of one case in line with its acts. Writes only what differs; asks nothing where there are none.

    Args:
        anew: look for rows that should not be there, as after an erasure or in a rebuild.
    """
    things = things_of(situation)
    if not things and not anew:
        return
    known = {row.thing: row for row in CaseThing.objects.filter(case_id=case_id)}
    new = []
    for thing in things:
        values = thing_row(thing, agency)
        row = known.pop(thing.id, None)
        if row is None:
            new.append(CaseThing(case_id=case_id, thing=thing.id, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            CaseThing.objects.filter(pk=row.pk).update(**values)
    CaseThing.objects.bulk_create(new)
    if known:
        CaseThing.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def thing_row(thing: Thing, agency: Agency) -> dict[str, Any]:
    """Return the columns of one thing."""
    last_act = thing.log[-1].act
    return {
        "agency_id": agency.pk,
        **scope_values(agency),
        "code": thing.code,
        "number": thing.number,
        "name": thing.row.name[:300],
        "model": thing.row.model[:100],
        "quantity": thing.row.quantity[:60],
        "remark": thing.row.remark[:200],
        "holder": thing.holder.id,
        "holder_name": thing.holder.label[:200],
        "standing": str(thing.standing),
        "how": thing.how,
        "place": thing.place[:200],
        "keeper": thing.keeper,
        "keeper_name": thing.keeper_name[:100],
        "ledger_no": thing.ledger_no[:60],
        "lent_to": thing.lent_to[:200],
        "back_by": thing.back_by,
        "taken_on": day_of(thing.log[0].act.occurred_at),
        "last_at": last_act.recorded_at or last_act.occurred_at,  # when the books learnt of it
        "ended_on": day_of(thing.ended.occurred_at) if thing.ended else None,
        "proceeds_yuan": None if thing.proceeds_yuan is None else Decimal(str(thing.proceeds_yuan)).quantize(CENT),
        "is_open": thing.is_held or thing.waits_for_money,
    }


CENT = Decimal("0.01")


def forget_things() -> None:
    """Empty the table before a rebuild."""
    CaseThing.objects.all().delete()


def thing_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key, for comparing before and after a rebuild."""
    columns = [field.attname for field in CaseThing._meta.concrete_fields if field.attname != "id"]
    rows: Iterable[tuple[Any, ...]] = CaseThing.objects.order_by("thing").values_list(*columns)
    yield from rows
