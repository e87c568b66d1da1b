"""A process that writes: ``python -m tests.concurrency.writer half|worker …``; the tests kill it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID


def _half_an_act(stream: str) -> None:
    """Append an act and a draft in one transaction, say so, and never commit."""
    from django.db import transaction

    from hengtu.ledger.services.append_act import append_act
    from hengtu.ledger.services.save_draft import save_draft
    from tests.ledger.make import NOON, new_act

    with transaction.atomic():
        append_act(UUID(stream), new_act(), expected_seq=1)
        save_draft(key="k", owner="wang", content={"text": "x"}, at=NOON, expected_version=0)
        print("in the middle", flush=True)
        time.sleep(60)


def _worker(folder: str, *words: str) -> int:
    """Run the real worker with a job that leaves a trace, and is slow the first time."""
    from hengtu.ledger import jobs
    from hengtu.web.commandline import worker

    def slow(payload: dict[str, Any]) -> None:
        trace = Path(folder) / f"run-{os.getpid()}"
        first = not list(Path(folder).glob("run-*"))
        trace.write_text(str(payload))
        if first:
            time.sleep(60)
        (Path(folder) / "done").write_text("done")

    jobs.register("slow", slow)
    return worker.run(list(words))


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    sys.exit({"half": _half_an_act, "worker": _worker}[sys.argv[1]](*sys.argv[2:]))
