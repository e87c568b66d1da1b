"""The public site under load, beside a static file of the same server in the same run.

The real server (``hengtu serve``) over published decisions; several readers at once ask for a decision page, for it
again with its ETag, for a search by a word, and for a static file, in turn. Medians of requests per second; the ratio
to the static file. Prints one JSON line.

    python benchmarks/publicity_http.py [--decisions 20000] [--readers 4] [--requests 200] [--repeats 3]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import requests
from _engines import ROOT, on_both_engines

PATIENCE_SECONDS = 180
NAMES = ("decisions", "readers", "requests", "repeats")


def main() -> int:
    options = _options()
    if options.here:
        print(json.dumps(measure(options)))
    else:
        words = [f"--{name}={getattr(options, name)}" for name in NAMES]
        print(
            json.dumps({"benchmark": "publicity_http", "load": os.getloadavg()[0], **on_both_engines(__file__, *words)})
        )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in zip(NAMES, (20_000, 4, 200, 3), strict=True):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Fill the site, start the server, ask in turn."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "hengtu.settings"
    Path(os.environ["HENGTU_HOME"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command
    from http_case import _free_port
    from publicity_search import _Maker

    from hengtu.portal.models import PublicRecord

    call_command("migrate", verbosity=0)
    _Maker(Random(20261129)).fill(0, options.decisions)
    refs = list(PublicRecord.objects.order_by("id").values_list("ref", flat=True)[:50])
    port = _free_port()
    with (Path(os.environ["HENGTU_HOME"]) / "server.log").open("w") as log:
        words = [sys.executable, "-m", "hengtu", "serve", "--port", str(port)]
        server = subprocess.Popen(words, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz")
        return _in_turn(f"http://127.0.0.1:{port}", refs, options)
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str) -> None:
    """Wait for the server, however busy the machine is."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if requests.get(url, timeout=20).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.5)
    raise SystemExit("the server did not start")


def _in_turn(site: str, refs: list[str], options: argparse.Namespace) -> dict[str, Any]:
    front = requests.get(f"{site}/publicity/", timeout=30).text
    style = site + front.split('rel="stylesheet" href="')[1].split('"')[0]
    etag = requests.get(f"{site}/publicity/{refs[0]}", timeout=30).headers["ETag"]
    asked: dict[str, list[tuple[str, dict[str, str]]]] = {
        "static": [(style, {})],
        "decision": [(f"{site}/publicity/{ref}", {}) for ref in refs],
        "decision_unchanged": [(f"{site}/publicity/{refs[0]}", {"If-None-Match": etag})],
        "search": [(f"{site}/publicity/?q={word}", {}) for word in ("检测站", "水泥", "物流园 钢材", "不存在的公司")],
    }
    per_second: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(options.repeats):
        for name, pages in asked.items():
            per_second[name].append(_load(pages, options.readers, options.requests))
    found = {name: statistics.median(each) for name, each in per_second.items()}
    return {
        **{f"{name}_per_s": round(value, 1) for name, value in found.items()},
        **{f"{name}_ratio": round(found[name] / found["static"], 3) for name in found if name != "static"},
    }


def _load(pages: list[tuple[str, dict[str, str]]], readers: int, count: int) -> float:
    """Return how many answers a second ``readers`` get who ask at once, each ``count`` times over one connection."""

    def read(place: int) -> None:
        session = requests.Session()
        for number in range(count):
            url, headers = pages[(place + number) % len(pages)]
            answer = session.get(url, headers=headers, timeout=60)
            if answer.status_code not in (200, 304):
                raise SystemExit(f"{url}: {answer.status_code}")

    started = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        list(pool.map(read, range(readers)))
    return readers * count / (time.perf_counter() - started)


if __name__ == "__main__":
    raise SystemExit(main())
