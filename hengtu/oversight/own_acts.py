"""A reader of the ledger that keeps the index of who took part in which act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hengtu.ledger.models import Stream
from hengtu.ledger.values import StoredAct
from hengtu.oversight.models import OfficerAct

CASE_STREAM = "case"
PEOPLE = frozenset({"OFFICER", "OFFICIAL", "AUXILIARY"})


@dataclass(frozen=True)
class OwnActs:
    """Follows the ledger; an act seen twice is one row. What is not of a case is left out."""

    name: str = "own-acts"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        streams = {act.stream for act in acts}
        cases = set(Stream.objects.filter(pk__in=streams, kind=CASE_STREAM).values_list("pk", flat=True))
        rows = [row for act in acts if act.stream in cases for row in rows_of(act)]
        OfficerAct.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def rows_of(act: StoredAct) -> Iterator[OfficerAct]:
    """Yield one row per person of the agency who took part; neither the party nor a platform has a record here."""
    for person in {ref.id for ref in act.by if ref.kind in PEOPLE}:
        yield OfficerAct(person=person, act_uid=act.uid, stream=act.stream, kind=act.kind, occurred_at=act.occurred_at)
