"""Jobs: rows with a lease. A worker that is killed takes nothing along; its job is taken again when the lease runs out.

A job runs at least once, so handlers bear being run twice. Time is handed in as a clock, so that tests own it.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from hengtu.ledger.errors import JobUnknown
from hengtu.ledger.models import Job, JobState

Handler = Callable[[dict[str, Any]], None]
Clock = Callable[[], datetime]
LEASE = timedelta(seconds=60)
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(hours=1)

_handlers: dict[str, Handler] = {}
_preparations: dict[str, Callable[[], object]] = {}


def register(name: str, handler: Handler) -> None:
    """Say who does the jobs of a name; rooms call this in ``AppConfig.ready``. The same name again replaces it."""
    _handlers[name] = handler


def before_each(name: str, prepare: Callable[[], object]) -> None:
    """Have something done before every job, e.g. look for new rules. The same name again replaces it."""
    _preparations[name] = prepare


def enqueue(
    name: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    key: str | None = None,
    run_at: datetime | None = None,
    max_attempts: int = 8,
) -> Job:
    """Queue a job in the caller's transaction: it exists if and only if that commits.

    Args:
        name: a registered name.
        payload: plain JSON, handed to the handler.
        at: aware instant of queueing.
        key: the same key again returns the first job and queues nothing.
        run_at: not before; at once unless given.
        max_attempts: how often it is tried before it is given up and kept as ``DEAD`` with its error.
    Raises: JobUnknown for a name nobody handles.
    """
    if name not in _handlers:
        raise JobUnknown(name)
    new = Job(name=name, payload=dict(payload), key=key, created_at=at, run_at=run_at or at, max_attempts=max_attempts)
    if key is None:
        new.save(force_insert=True)
        return new
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError:
        return Job.objects.get(key=key)
    return new


@dataclass
class Worker:
    """Takes jobs one by one under a lease. ``name`` is unique among living workers."""

    name: str
    clock: Clock
    lease: timedelta = LEASE
    stopping: threading.Event = field(default_factory=threading.Event)

    def run_one(self) -> bool:
        """Take and run the next due job; return whether there was one."""
        job = self._take()
        if job is None:
            return False
        if job.state == JobState.DEAD:
            return True
        try:
            with self._keeping(job):
                for prepare in _preparations.values():
                    prepare()
                self._handler(job)(job.payload)
        except Exception:
            self._failed(job, traceback.format_exc())
        else:
            self._mine(job).update(state=JobState.DONE, done_at=self.clock(), leased_until=None, error="")
        return True

    def _take(self) -> Job | None:
        """Lease the next job: one that is due, or one whose lease has run out."""
        now = self.clock()
        due = Q(state=JobState.READY, run_at__lte=now) | Q(state=JobState.RUNNING, leased_until__lt=now)
        with transaction.atomic():
            job = Job.objects.select_for_update(skip_locked=True).filter(due).order_by("run_at", "id").first()
            if job is None:
                return None
            if job.attempts >= job.max_attempts:
                job.state, job.leased_until = JobState.DEAD, None
                job.error = job.error or "执行者在执行中消失，且已达到最多尝试次数。"
            else:
                job.state, job.attempts = JobState.RUNNING, job.attempts + 1
                job.leased_by, job.leased_until = self.name, now + self.lease
            job.save()
        return job

    def _handler(self, job: Job) -> Handler:
        if job.name not in _handlers:
            raise JobUnknown(job.name)
        return _handlers[job.name]

    def _failed(self, job: Job, error: str) -> None:
        """Keep the error; try again later, or give up."""
        connection.close_if_unusable_or_obsolete()
        if job.attempts >= job.max_attempts:
            self._mine(job).update(state=JobState.DEAD, error=error, leased_until=None)
            return
        again = self.clock() + min(_FIRST_PAUSE * 4 ** (job.attempts - 1), _LONGEST_PAUSE)
        self._mine(job).update(state=JobState.READY, error=error, leased_until=None, run_at=again)

    def _mine(self, job: Job) -> Any:
        """Return the job if this worker still holds it: a slow worker must not undo what another did meanwhile."""
        return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, leased_by=self.name, attempts=job.attempts)

    @contextmanager
    def _keeping(self, job: Job) -> Iterator[None]:
        """Renew the lease from a thread while a long job runs."""
        done = threading.Event()

        def renew() -> None:
            try:
                while not done.wait(self.lease.total_seconds() / 3):
                    self._mine(job).update(leased_until=self.clock() + self.lease)
            finally:
                connection.close()

        thread = threading.Thread(target=renew, name=f"lease-{job.pk}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
