"""Assessments per second, in process and as JSONL with receipts, against parsing and writing the same lines (floor)."""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from hengtu.law.discretion import assess
from hengtu.web.commandline import law

COUNT, ROUNDS = 2000, 5
PLACES = ("国家", "河北石家庄", "浙江", "四川", "320000")


def questions() -> list[dict[str, object]]:
    """Return a fixed mix: formula, tiers of three tables, warning with fine, a question with facts missing."""
    found: list[dict[str, object]] = []
    for number in range(COUNT):
        load = {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 40000 + number * 7}
        area = {"act_form": "occupy", "area_m2": number % 120, "road_class": "county", "depth_cm": 40}
        kinds = (
            ("overlimit-mass", load),
            ("road-occupy-dig", {**area, "harm_level": "minor"}),
            ("ridehail-vehicle-uncertified", {"has_vehicle_cert": False, "illegal_gains": 5.12}),
            ("hazmat-unlicensed", {}),
        )
        violation, facts = kinds[number % 4]
        place = PLACES[number % len(PLACES)]
        dates = {"violation_on": "2025-06-03", "decided_on": "2025-07-01"}
        found.append({"violation": violation, "jurisdiction": place, **dates, "facts": facts})
    return found


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of one run."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Measure floor, in process and JSONL by turns; print medians."""
    asked = questions()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "questions.jsonl"
        file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in asked), encoding="utf-8")

        def through_json() -> None:
            for line in file.read_bytes().splitlines():
                json.dumps(json.loads(line), ensure_ascii=False)

        def in_process() -> None:
            for question in asked:
                assess(question)

        def as_jsonl() -> None:
            with redirect_stdout(io.StringIO()):
                law.run(["assess", str(file)])

        in_process()
        rounds = [[seconds(work) for work in (through_json, in_process, as_jsonl)] for _ in range(ROUNDS)]
    floor, direct, lines = (statistics.median(side) for side in zip(*rounds, strict=True))
    result = {
        "benchmark": "law_assess",
        "ratio": round(direct / floor, 2),
        "floor": "json in, json out of the same lines",
        "floor_s": round(floor, 4),
        "value_s": round(direct, 4),
        "assessments_per_s": round(COUNT / direct),
        "jsonl_with_receipts_per_s": round(COUNT / lines),
        "python": sys.version.split()[0],
    }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
