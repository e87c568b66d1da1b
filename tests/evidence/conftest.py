from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401


@pytest.fixture(autouse=True)
def blob_folder(settings: Any, tmp_path: Path) -> Path:
    settings.BLOB_ROOT = tmp_path / "blobs"
    return tmp_path / "blobs"
