"""The system in one process whose clock is set from outside: ``python -m tests.journeys.clocked_server PORT CLOCK``.

CLOCK is a file that holds how many seconds this office is ahead of the real time; whoever writes it lets days pass.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from pathlib import Path


def main(port: int, clock: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    import django
    from django.utils import timezone

    real = timezone.now
    timezone.now = lambda: real() + timedelta(seconds=float(clock.read_text() or 0))  # type: ignore[assignment]
    django.setup()
    from django.core.servers.basehttp import run

    from hengtu.web.wsgi import application

    run("127.0.0.1", port, application, threading=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
