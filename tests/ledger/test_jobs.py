"""Jobs run at least once, keep their errors, and come back when a worker vanishes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from hengtu.ledger import jobs
from hengtu.ledger.errors import JobUnknown
from hengtu.ledger.jobs import Worker, enqueue
from hengtu.ledger.models import Job
from tests.ledger.make import NOON

pytestmark = pytest.mark.usefixtures("database")


class Clock:
    """A clock the test moves."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the job ``note`` was called with; ``fail`` always fails."""
    calls: list[dict[str, Any]] = []

    def fail(payload: dict[str, Any]) -> None:
        raise RuntimeError("打印机离线")

    monkeypatch.setattr(jobs, "_handlers", {"note": calls.append, "fail": fail})
    return calls


def worker(clock: Clock, name: str = "w1") -> Worker:
    return Worker(name, clock)


def test_a_job_runs_once_and_is_done(clock: Clock, done: list[dict[str, Any]]) -> None:
    enqueue("note", {"n": 1}, at=NOON)
    assert worker(clock).run_one() is True
    assert worker(clock).run_one() is False
    assert done == [{"n": 1}]
    assert (Job.objects.get().state, Job.objects.get().done_at) == ("DONE", NOON)


def test_a_job_of_a_transaction_taken_back_does_not_exist(done: list[dict[str, Any]]) -> None:
    @transaction.atomic
    def service() -> None:
        enqueue("note", {}, at=NOON)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        service()
    assert not Job.objects.exists()


def test_the_same_key_queues_one_job(clock: Clock, done: list[dict[str, Any]]) -> None:
    first = enqueue("note", {"n": 1}, at=NOON, key="render-7")
    assert enqueue("note", {"n": 2}, at=NOON, key="render-7").pk == first.pk
    assert Job.objects.count() == 1


def test_a_job_waits_for_its_time_and_earlier_ones_come_first(clock: Clock, done: list[dict[str, Any]]) -> None:
    enqueue("note", {"n": 2}, at=NOON, run_at=NOON + timedelta(minutes=5))
    enqueue("note", {"n": 1}, at=NOON, run_at=NOON + timedelta(minutes=4))
    assert worker(clock).run_one() is False
    clock.forward(minutes=6)
    while worker(clock).run_one():
        pass
    assert done == [{"n": 1}, {"n": 2}]


def test_a_failed_job_is_tried_again_later_each_time_and_then_kept_with_its_error(
    clock: Clock, done: list[dict[str, Any]]
) -> None:
    enqueue("fail", {}, at=NOON, max_attempts=3)
    pauses = []
    for _ in range(3):
        start = clock.now
        while not worker(clock).run_one():
            clock.forward(seconds=1)
        pauses.append((clock.now - start).total_seconds())
    assert pauses == [0, 5, 20]
    job = Job.objects.get()
    assert (job.state, job.attempts) == ("DEAD", 3)
    assert "打印机离线" in job.error
    clock.forward(days=1)
    assert worker(clock).run_one() is False


def test_a_name_nobody_handles_is_refused_at_once_and_kept_as_an_error_later(
    clock: Clock, done: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(JobUnknown):
        enqueue("unheard", {}, at=NOON)
    enqueue("note", {}, at=NOON)
    monkeypatch.setattr(jobs, "_handlers", {})
    worker(clock).run_one()
    assert "没有名为" in Job.objects.get().error


def test_a_leased_job_is_nobody_elses_until_the_lease_runs_out(clock: Clock, done: list[dict[str, Any]]) -> None:
    enqueue("note", {}, at=NOON)
    vanished = worker(clock, "vanished")._take()
    assert vanished is not None
    assert worker(clock).run_one() is False
    clock.forward(seconds=61)
    assert worker(clock).run_one() is True
    assert Job.objects.get().attempts == 2


def test_a_worker_that_lost_its_lease_does_not_undo_the_other_one(clock: Clock, done: list[dict[str, Any]]) -> None:
    enqueue("fail", {}, at=NOON)
    slow = worker(clock, "slow")
    job = slow._take()
    assert job is not None
    clock.forward(seconds=61)
    other = worker(clock, "other")
    retaken = other._take()
    assert retaken is not None
    other._mine(retaken).update(state="DONE")
    slow._failed(job, "late failure")
    assert (Job.objects.get().state, Job.objects.get().error) == ("DONE", "")


def test_a_job_that_kills_every_worker_is_given_up(clock: Clock, done: list[dict[str, Any]]) -> None:
    enqueue("note", {}, at=NOON, max_attempts=2)
    for number in range(2):
        assert worker(clock, f"killed-{number}")._take() is not None
        clock.forward(seconds=61)
    worker(clock).run_one()
    job = Job.objects.get()
    assert job.state == "DEAD"
    assert "执行者在执行中消失" in job.error
    assert done == []
