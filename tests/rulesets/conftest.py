"""Fixtures of the room of rules: packs go to a folder of the test's own, and the law forgets them afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hengtu.law import rulebook
from hengtu.law.packs import PACKS_VARIABLE
from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401


@pytest.fixture(autouse=True)
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "packs"
    monkeypatch.setenv(PACKS_VARIABLE, str(folder))
    rulebook.refresh()
    yield folder
    monkeypatch.undo()
    rulebook.refresh()
