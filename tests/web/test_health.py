"""What the operators of a system ask."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.ledger.models import Job
from hengtu.web.views import health


def test_alive_needs_no_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}


@pytest.mark.django_db
def test_not_ready_says_what_is_missing(client: Client, monkeypatch) -> None:
    monkeypatch.setitem(health.CHECKS, "worker", lambda at: False)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "database": True, "storage": True, "worker": False, "rules": True}


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "ready"), [(1, True), (3, False)])
def test_a_job_nobody_takes_means_not_ready(client: Client, minutes: int, ready: bool) -> None:
    before = timezone.now() - timedelta(minutes=minutes)
    Job.objects.create(name="render", run_at=before, created_at=before)
    assert client.get("/readyz").json()["worker"] is ready


@pytest.mark.django_db
def test_a_store_that_takes_no_files_is_not_ready(client: Client, settings, tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.BLOB_ROOT = blocked / "blobs"
    assert client.get("/readyz").json()["storage"] is False
