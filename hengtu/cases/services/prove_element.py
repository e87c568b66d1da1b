"""Say which exhibits prove which element, and what is still wanted. No act: it is the handlers' own account."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.cases.models import ElementProof, ElementRemark
from hengtu.cases.selectors.matrix import matrix_of
from hengtu.ledger.models import Stream


@dataclass(frozen=True)
class Remark:
    """What is noted on an element, and whether more evidence is wanted."""

    note: str = ""
    needs_more: bool = False


@dataclass(frozen=True)
class Saved:
    """How many claims were added and withdrawn, and how many remarks are new."""

    added: int = 0
    withdrawn: int = 0
    remarks: int = 0


def prove_elements(
    *,
    case_id: UUID,
    add: Collection[tuple[str, UUID]] = (),
    withdraw: Collection[tuple[str, UUID]] = (),
    remarks: Mapping[str, Remark] | None = None,
    by: Account,
    at: datetime,
    on: date,
) -> Saved:
    """Add and withdraw claims and note remarks, in one transaction. Authorisation has happened before.

    What is already so is left as it is, so that a second click changes nothing. Elements and exhibits that the case
    does not have are passed over: they come from a page that is out of date.

    Args:
        add, withdraw: pairs of ``<matter>/<element>`` (``ElementRow.key``) and exhibit uid.
        remarks: by ``<matter>/<element>``.
        on: day as of which the elements are read.
    Source: APL:40
    """
    with transaction.atomic():
        Stream.objects.select_for_update().only("uid").get(pk=case_id)  # two tabs, one after the other
        matrix = matrix_of(case_id, on)
        rows = {row.key: row for matter in matrix.matters for row in matter.rows}
        exhibits = {ref.uid for ref in matrix.exhibits}
        standing = {(key, link.exhibit.uid) for key, row in rows.items() for link in row.links}
        wanted = [pair for pair in add if pair[0] in rows and pair[1] in exhibits and pair not in standing]
        ElementProof.objects.bulk_create(_claims(case_id, wanted, by, at))
        gone = [pair for pair in withdraw if pair in standing]
        for key, uid in gone:
            _withdraw(case_id, key, uid, by, at)
        known = {key: Remark(row.note, row.needs_more) for key, row in rows.items()}
        new = {key: each for key, each in (remarks or {}).items() if key in known and known[key] != each}
        ElementRemark.objects.bulk_create(
            ElementRemark(
                stream_id=case_id, **_split(key), note=each.note[:300], needs_more=each.needs_more, by=by, at=at
            )
            for key, each in new.items()
        )
    return Saved(len(wanted), len(gone), len(new))


def _claims(case_id: UUID, pairs: Iterable[tuple[str, UUID]], by: Account, at: datetime) -> list[ElementProof]:
    return [
        ElementProof(stream_id=case_id, **_split(key), exhibit_id=uid, by=by, at=at)
        for key, uid in dict.fromkeys(pairs)
    ]


def _withdraw(case_id: UUID, key: str, uid: UUID, by: Account, at: datetime) -> None:
    standing = ElementProof.objects.filter(stream_id=case_id, **_split(key), exhibit_id=uid, withdrawn_at=None)
    standing.update(withdrawn_by=by, withdrawn_at=at)


def _split(key: str) -> dict[str, str]:
    matter, _, element = key.partition("/")
    return {"matter": matter, "element": element}
