from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.fixtures import scripts
from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401


@pytest.fixture(autouse=True)
def blob_folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_ROOT = tmp_path / "blobs"
    return tmp_path / "blobs"


@pytest.fixture
def stage(db: None) -> Any:
    return stage_for(scripts())


@pytest.fixture
def measure(stage: Any) -> Any:
    """A case in which a vehicle was seized: its player before the vehicle is given back."""
    player = Player(scripts().script("demo-6"), stage)
    for act in player.script.acts:
        if act.step == "C08":
            break
        player.do(act)
    return player
