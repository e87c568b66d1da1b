"""The worker's round: jobs, readers, checkpoints, a sign of life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import OperationalError, connection

from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Checkpoint, WorkerBeat
from hengtu.ledger.readers import advance_all
from hengtu.ledger.services.take_checkpoint import take_checkpoint

_BEAT = timedelta(seconds=10)
_FORGOTTEN = timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """How long to work, how long to wait when there is nothing to do, how often to take a checkpoint."""

    once: bool = False
    seconds: float | None = None
    pause: float = 1.0
    checkpoint_every: timedelta | None = None


def work(worker: Worker, pace: Pace) -> None:
    """Work round after round. A database that is away for a while is waited for; the round begins anew."""
    until = None if pace.seconds is None else worker.clock() + timedelta(seconds=pace.seconds)
    while not worker.stopping.is_set():
        try:
            busy = _round(worker, pace)
        except OperationalError:
            if pace.once:
                raise
            connection.close()
            busy = False
        if (pace.once and not busy) or (until is not None and worker.clock() >= until):
            return
        if not busy:
            worker.stopping.wait(pace.pause)


def _round(worker: Worker, pace: Pace) -> bool:
    """Do one job, one batch for each reader, and a checkpoint if it is time; return whether there may be more."""
    now = worker.clock()
    _beat(worker.name, now)
    did = worker.run_one()
    handled = advance_all()
    flush_access_log()
    if pace.checkpoint_every is not None:
        _checkpoint(now, pace.checkpoint_every)
    return did or handled > 0


def _beat(name: str, now: datetime) -> None:
    """Leave a sign of life, not oftener than needed."""
    if WorkerBeat.objects.filter(name=name, beat_at__gt=now - _BEAT).exists():
        return
    WorkerBeat.objects.update_or_create(
        name=name, defaults={"beat_at": now}, create_defaults={"beat_at": now, "started_at": now}
    )
    WorkerBeat.objects.filter(beat_at__lt=now - _FORGOTTEN).delete()


def _checkpoint(now: datetime, every: timedelta) -> None:
    last = Checkpoint.objects.order_by("-number").values_list("at", flat=True).first()
    if last is None or last <= now - every:
        take_checkpoint(at=now)
