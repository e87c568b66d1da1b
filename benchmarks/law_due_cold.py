"""Cold ``hengtu law due`` against a bare interpreter, interleaved; prints one JSON line with the medians' ratio."""

import json
import statistics
import subprocess
import sys
import time

ROUNDS = 15
BARE = [sys.executable, "-c", "pass"]
DUE = [sys.executable, "-m", "hengtu", "law", "due", "hearing_request", "--from", "2025-12-17"]


def seconds(command: list[str]) -> float:
    """Run a command once and return its wall time."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Warm the file cache once, then measure both by turns."""
    seconds(BARE), seconds(DUE)
    pairs = [(seconds(BARE), seconds(DUE)) for _ in range(ROUNDS)]
    floor, value = (statistics.median(side) for side in zip(*pairs, strict=True))
    result = {
        "benchmark": "law_due_cold",
        "ratio": round(value / floor, 2),
        "aim": "<= 5 and value_s <= 0.3",
        "floor": "python -c pass",
        "floor_s": round(floor, 4),
        "value_s": round(value, 4),
        "met": value / floor <= 5 and value <= 0.3,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
