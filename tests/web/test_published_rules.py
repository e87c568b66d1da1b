"""Pages with packs that nobody here signed: nothing is decided, and the page says why."""

from pathlib import Path

import pytest
from django.test import Client

from hengtu.law import rulebook
from hengtu.law.packs import PACKS_VARIABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))
    (tmp_path / "000001-x.json").write_text("{}")
    yield tmp_path
    monkeypatch.undo()
    rulebook.refresh()


def test_a_pack_nobody_here_signed_stops_the_pages_and_says_why(client: Client, foreign: Path) -> None:
    answer = client.get("/login")
    assert answer.status_code == 503
    assert "000001-x.json" in answer.content.decode()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json()["rules"] is False


def test_once_it_is_taken_away_the_pages_work_again(client: Client, foreign: Path) -> None:
    assert client.get("/login").status_code == 503
    (foreign / "000001-x.json").unlink()
    assert client.get("/login").status_code == 200
