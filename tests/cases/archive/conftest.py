"""A case that was decided on the spot and paid: closed, and archived."""

from datetime import UTC, datetime

import pytest

from hengtu.cases.services.archive_case import archive_case
from tests.cases.conftest import file, player, stage

__all__ = ["file", "player", "stage"]

ARCHIVED_AT = datetime(2025, 6, 12, 2, tzinfo=UTC)
LATER = datetime(2025, 6, 20, 2, tzinfo=UTC)
REASON = "凭证由银行保管，已登记查询途径"


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path):
    settings.BLOB_ROOT = tmp_path / "blobs"
    return settings.BLOB_ROOT


@pytest.fixture
def closed(player):
    return player("demo-3").play()


@pytest.fixture
def archivist(stage):
    return stage.people["archivist"]


@pytest.fixture
def archived(closed, archivist):
    archive_case(case_id=closed, by=(archivist,), at=ARCHIVED_AT)
    return closed
