"""Records of many cases produced and checked for every platform, beside reading the same acts alone.

One finished case of the demonstration is played; its acts, papers, exhibits and parties stand for each of the cases,
so that the figure is the work of reading values and checking, not of a database. Floor, in the same run: the acts of as
many cases read from their stored text and brought into the situation that counts; in ten turns,
processor time, the median of the ratios. Prints one JSON line.

    python benchmarks/exports.py [--cases 10000]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

AIM = "all platforms at most ten times the reading of the acts"
SCRIPT = "demo-4"
TURNS = 10
Work = Callable[[int], tuple[int, int]]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    cases = parser.parse_args().cases
    print(json.dumps({"benchmark": "exports", "cases": cases, "aim": AIM, **measure(cases)}, ensure_ascii=False))
    return 0


def measure(cases: int) -> dict[str, Any]:
    """Play one case in a database of its own, then time both over as many cases."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HENGTU_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
        import django

        django.setup()
        return _measure(cases)


def _measure(cases: int) -> dict[str, Any]:
    from django.core.management import call_command

    from hengtu.cases.history import legal_history
    from hengtu.exchange.catalogue import formats
    from hengtu.exchange.produce import produce
    from hengtu.exchange.source import source_of
    from hengtu.law.procedure import Situation
    from hengtu.ledger import text
    from hengtu.ledger.models import Act
    from hengtu.web.commandline.scripts import read_scripts
    from hengtu.web.demo.load import EIGHT_CASES
    from hengtu.web.demo.player import Player
    from hengtu.web.demo.stage import stage_for

    call_command("migrate", verbosity=0)
    file = read_scripts(EIGHT_CASES)
    case_id = Player(file.script(SCRIPT), stage_for(file)).play()
    stored = list(
        Act.objects.filter(stream_id=case_id).order_by("seq").values_list("id", "canonical", "payload__body", "hash")
    )
    source = source_of(case_id)
    assert source is not None

    def read() -> Any:
        return tuple(text.read(*row) for row in stored)

    made = formats()

    def read_alone(count: int) -> tuple[int, int]:
        for _ in range(count):
            Situation.of(legal_history(read())).case  # noqa: B018 - the reading is the work
        return 0, 0

    def produced(count: int) -> tuple[int, int]:
        records = problems = 0
        for _ in range(count):
            each = replace(source, acts=read())
            for form in made:
                found = produce(form, each)
                records += len(found)
                problems += sum(len(one.problems) for one in found)
        return records, problems

    produced(1)  # what is worked out once for a format is not counted against the first case
    return _in_turn(cases, read_alone, produced)


def _in_turn(cases: int, read_alone: Work, produced: Work) -> dict[str, Any]:
    """Take both in turn, a part of the cases each time: processor seconds, so that a busy machine tells the same."""
    floor, whole, told = [], [], (0, 0)
    part = max(1, cases // TURNS)
    for _ in range(TURNS):
        for work, taken in ((read_alone, floor), (produced, whole)):
            begun = time.process_time()
            counts = work(part)
            taken.append(time.process_time() - begun)
            told = (told[0] + counts[0], told[1] + counts[1])
    ratios = [each / beside for each, beside in zip(whole, floor, strict=True)]
    return {
        "acts_read_cpu_s": round(sum(floor), 2),
        "produced_cpu_s": round(sum(whole), 2),
        "ratio": round(statistics.median(ratios), 2),
        "ratio_from_to": [round(min(ratios), 2), round(max(ratios), 2)],
        "records": told[0],
        "problems": told[1],
        "cases_per_cpu_s": round(part * TURNS / sum(whole)),
    }


if __name__ == "__main__":
    raise SystemExit(main())
