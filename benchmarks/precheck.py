"""Files pre-checked per second, against one plain replay of the same acts in the same run (floor).

    python benchmarks/precheck.py [--files 10000] [--repeats 3]

The floor parses the same JSON lines and builds the situation of each whole file, without asking any guard. Files are
the forty flawed and the sound ones of the tests in turn. Times are of the processor: one thread does the work.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from hengtu.law.acts import LegalAct  # noqa: E402
from hengtu.law.procedure import Situation, day_of  # noqa: E402
from hengtu.law.procedure.precheck import precheck  # noqa: E402
from hengtu.law.procedure.precheck_across import filed_in  # noqa: E402
from hengtu.web.commandline.law_check import act_of_line  # noqa: E402
from tests.law.procedure.flawed_files import flawed_files, sound_files  # noqa: E402

Lines = list[str]


def files(count: int) -> list[Lines]:
    """Return ``count`` files as lines of JSON, the flawed and the sound ones in turn."""
    kinds = [[_line(act) for act in file.acts] for file in (*flawed_files(), *sound_files())]
    return [kinds[number % len(kinds)] for number in range(count)]


def _line(act: LegalAct) -> str:
    entry = {
        "kind": act.kind,
        "occurred_at": act.occurred_at.isoformat(),
        "by": [
            {"id": each.id, "roles": sorted(each.roles), "certificate_valid": each.certificate_valid} for each in act.by
        ],
        "payload": dict(act.payload),
        "id": act.uid,
    }
    return json.dumps(entry, ensure_ascii=False)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Measure floor and pre-check by turns; print medians as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    asked = files(options.files)
    found = 0

    def plain() -> None:
        for lines in asked:
            situation = Situation.of(tuple(act_of_line(line, number) for number, line in enumerate(lines, start=1)))
            assert situation.case is not None

    def checked() -> None:
        nonlocal found
        found = 0
        for lines in asked:
            acts = tuple(act_of_line(line, number) for number, line in enumerate(lines, start=1))
            found += len(precheck(acts, exhibits=filed_in(acts), on=max(day_of(act.occurred_at) for act in acts)))

    precheck_once = [act_of_line(line, 1) for line in asked[0]]
    precheck(precheck_once, on=day_of(precheck_once[-1].occurred_at))  # rules are read once per process
    rounds = [(seconds(plain), seconds(checked)) for _ in range(options.repeats)]
    floor, value = (statistics.median(side) for side in zip(*rounds, strict=True))
    result = {
        "benchmark": "precheck",
        "files": len(asked),
        "acts": sum(map(len, asked)),
        "findings": found,
        "ratio": round(value / floor, 2),
        "floor": "json in, situation of the whole file",
        "floor_s": round(floor, 3),
        "value_s": round(value, 3),
        "files_per_s": round(len(asked) / value),
        "python": sys.version.split()[0],
    }
    print(json.dumps(result, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
