"""A stage and a player as the cases have them, and a clock for the readers."""

from datetime import datetime, timedelta, timezone

import pytest

from hengtu.exchange.catalogue import format_ids
from hengtu.exchange.reader import Exporter
from hengtu.ledger.readers import advance
from tests.cases.conftest import file, player, stage  # noqa: F401

CIVIL = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 9, tzinfo=CIVIL)


@pytest.fixture
def follow():
    """Let every reader read what there is, as the worker does."""

    def run(at=NOW):
        for format_id in format_ids():
            while advance(Exporter(format_id, lambda: at)):
                pass

    return run
