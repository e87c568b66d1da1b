"""Whether the process lives, and whether it can do its work: for those who run the system."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

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


CHECKS: dict[str, Check] = {"database": database_answers, "storage": storage_takes_files}
