"""Whether the process lives, and whether it can do its work: for those who run the system."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hengtu.law.packs import PackDamaged
from hengtu.ledger.models import Job, JobState
from hengtu.rulesets.errors import PackRefused
from hengtu.rulesets.installing import refresh_if_published

WORKER_PATIENCE = timedelta(minutes=2)
Check = Callable[[datetime], bool]


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"ok": True})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when everything works, else 503 with what does not."""
    at = timezone.now()
    found = {name: check(at) for name, check in CHECKS.items()}
    ready = all(found.values())
    return JsonResponse({"ok": ready, **found}, status=200 if ready else 503)


def database_answers(at: datetime) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def storage_takes_files(at: datetime) -> bool:
    try:
        settings.BLOB_ROOT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.BLOB_ROOT) as file:
            file.write(b"ready")
    except OSError:
        return False
    return True


def worker_keeps_up(at: datetime) -> bool:
    """Whether no job has been waiting, or held by a worker that vanished, for longer than it should."""
    overdue = at - WORKER_PATIENCE
    waiting = Q(state=JobState.READY, run_at__lt=overdue) | Q(state=JobState.RUNNING, leased_until__lt=overdue)
    try:
        return not Job.objects.filter(waiting).exists()
    except DatabaseError:
        return False


def rules_are_sound(at: datetime) -> bool:
    """Whether the published rules on the disk are those that were signed."""
    try:
        refresh_if_published()
    except (PackRefused, PackDamaged, DatabaseError, OSError):
        return False
    return True


CHECKS: dict[str, Check] = {
    "database": database_answers,
    "storage": storage_takes_files,
    "worker": worker_keeps_up,
    "rules": rules_are_sound,
}
