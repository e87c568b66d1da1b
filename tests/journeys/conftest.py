"""One office for each journey that acts: cases cannot be taken back, so every journey has a system of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.office import Office, open_office


@pytest.fixture
def new_office(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Office]:
    with django_db_blocker.unblock(), open_office(tmp_path, browser) as office:
        yield office
