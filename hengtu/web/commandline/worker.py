"""``hengtu worker``: run jobs, keep readers up to date, take checkpoints."""

from __future__ import annotations

import os
import signal
import socket
from datetime import timedelta

from hengtu.web.commandline.station import Parser, refusing, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Work until told to stop (SIGTERM, SIGINT), for some seconds, or once through what is due now."""
    parser = Parser(prog="hengtu worker", description="执行后台任务，推进读者，定时签署检查点")
    parser.add_argument("--once", action="store_true", help="办完当前到期的就结束")
    parser.add_argument("--seconds", type=float, default=None, help="最多运行多少秒")
    parser.add_argument("--lease", type=float, default=60, help="任务租约秒数：执行者消失后多久由别人接手")
    parser.add_argument("--pause", type=float, default=1, help="没有任务时等待的秒数")
    parser.add_argument("--checkpoint-minutes", type=float, default=60, help="检查点间隔分钟数，0 为不签署")
    options = parser.parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.cases import horizon, reminders
    from hengtu.cases.payments import fetching
    from hengtu.cases.recording import alarms, rehash
    from hengtu.exchange import daily as packages
    from hengtu.ledger.jobs import Worker
    from hengtu.ledger.work import Pace, work
    from hengtu.oversight.services import raise_unanswered, watch_accountability
    from hengtu.portal.publicity import daily as publicity

    name = f"{socket.gethostname()}-{os.getpid()}"
    worker = Worker(name, timezone.now, lease=timedelta(seconds=options.lease))
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: worker.stopping.set())
    pace = Pace(
        once=options.once,
        seconds=options.seconds,
        pause=options.pause,
        checkpoint_every=timedelta(minutes=options.checkpoint_minutes) if options.checkpoint_minutes else None,
    )
    dailies = (
        *(horizon, reminders, rehash, alarms, raise_unanswered),
        *(watch_accountability, fetching, publicity, packages),
    )
    for daily in dailies:
        daily.ask_for(timezone.localdate(), at=timezone.now())
    work(worker, pace)
    return 0
