"""kill -9: nothing is half done, and nothing is lost."""

import subprocess
import sys
import time
from collections.abc import Callable

from hengtu.ledger.jobs import enqueue, register
from hengtu.ledger.models import Draft, Job
from hengtu.ledger.selectors.acts import head_of
from hengtu.ledger.verification.database import verify_database
from tests.ledger.make import NOON, append, chain
from tests.postgres import Database


def start(database: Database, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.writer", *words],
        env=database.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_a_process_killed_in_mid_act_leaves_nothing_half_done(database: Database) -> None:
    case = chain(1)
    process = start(database, "half", str(case))
    assert process.stdout is not None
    assert process.stdout.readline() == "in the middle\n"
    process.kill()
    process.wait(timeout=10)
    assert head_of(case)[0] == 1
    assert not Draft.objects.exists()
    append(case, 1)
    found = verify_database()
    assert (found.broken, found.acts) == ([], 2)


def test_a_job_survives_the_worker_that_was_killed_over_it(database: Database) -> None:
    register("slow", lambda payload: None)
    folder = database.home / "traces"
    folder.mkdir()
    job = enqueue("slow", {"n": 1}, at=NOON)
    words = ("worker", str(folder), "--lease", "2", "--pause", "0.1", "--checkpoint-minutes", "0", "--seconds", "40")
    first = start(database, *words)
    wait_until(lambda: bool(list(folder.glob("run-*"))))
    first.kill()
    first.wait(timeout=10)
    assert Job.objects.get(pk=job.pk).state == "RUNNING"
    second = start(database, *words)
    try:
        wait_until(lambda: Job.objects.get(pk=job.pk).state == "DONE")
        second.terminate()
        assert second.wait(timeout=10) == 0, "SIGTERM ends the worker in order"
    finally:
        second.kill()
        second.wait(timeout=10)
    assert (folder / "done").exists()
    assert len(list(folder.glob("run-*"))) == 2
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_a_long_job_is_not_taken_by_another_worker_while_its_worker_lives(database: Database) -> None:
    register("slow", lambda payload: None)
    folder = database.home / "traces"
    folder.mkdir()
    job = enqueue("slow", {"n": 1}, at=NOON)
    words = ("worker", str(folder), "--lease", "1", "--pause", "0.1", "--checkpoint-minutes", "0", "--seconds", "40")
    first = start(database, *words)
    wait_until(lambda: bool(list(folder.glob("run-*"))))
    second = start(database, *words)
    try:
        time.sleep(4)
        assert len(list(folder.glob("run-*"))) == 1, "the lease was renewed"
        assert Job.objects.get(pk=job.pk).attempts == 1
    finally:
        for process in (first, second):
            process.kill()
            process.wait(timeout=10)
