"""Projections are made again from acts alone, exactly, and what differed is counted."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest

from hengtu.ledger import projections
from hengtu.ledger.projections import rebuild
from hengtu.ledger.values import StoredAct
from tests.ledger.make import chain

pytestmark = pytest.mark.django_db

Rows = dict[UUID, int]


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """A projection that counts the acts of each case."""
    table: Rows = {}

    def apply(stream: UUID, acts: tuple[StoredAct, ...]) -> None:
        table[stream] = len(acts)

    def snapshot() -> Iterable[tuple[Any, ...]]:
        return [(str(stream), count) for stream, count in table.items()]

    monkeypatch.setattr(projections, "_registered", {})
    projections.register("counts", table.clear, apply, "case", snapshot)
    return table


def test_what_follows_from_the_acts_is_reproduced_exactly(rows: Rows) -> None:
    rows.update({chain(3): 3, chain(1): 1})
    chain(2, kind="officer")
    before = dict(rows)
    (rebuilt,) = rebuild()
    assert (rebuilt.name, rebuilt.streams, rebuilt.rows, rebuilt.differed) == ("counts", 2, 2, 0)
    assert rows == before


def test_rows_that_were_wrong_missing_or_invented_are_counted(rows: Rows) -> None:
    wrong, _missing, right = chain(3), chain(1), chain(2)
    rows.update({wrong: 99, right: 2, UUID(int=7): 1})
    (rebuilt,) = rebuild()
    assert (rebuilt.rows, rebuilt.differed) == (3, 2)
    assert rebuild()[0].differed == 0


def test_a_projection_that_fails_takes_everything_back(rows: Rows) -> None:
    case = chain(1)

    def fail(stream: UUID, acts: tuple[StoredAct, ...]) -> None:
        raise RuntimeError(f"cannot read {stream}")

    projections.register("broken", lambda: None, fail, "case", list)
    with pytest.raises(RuntimeError, match=str(case)):
        rebuild()
