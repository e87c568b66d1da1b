"""The room behind a party's code under load, through real HTTP, beside a static file of the same server.

The real server (``hengtu serve``) on a case with a served decision; ``--threads`` visitors, each identified in a
session of its own, open the room again and again, then fetch the style sheet as often. Both take turns; medians.
Prints one JSON line: milliseconds and requests per second of each, and their ratio (1 would cost nothing over a file).

    python benchmarks/party_desk.py [--requests 40] [--threads 4] [--repeats 5]
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import lxml.html
import requests

PATIENCE_SECONDS = 180
STATIC = "/static/hengtu/portal.css"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=40, help="by each visitor in each turn")
    parser.add_argument("--threads", type=int, default=4, help="visitors at once")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    os.environ.setdefault("HENGTU_HOME", tempfile.mkdtemp())
    door = _decided()
    print(json.dumps({"benchmark": "party_desk", "load": os.getloadavg()[0], **_measured(door, options)}))
    return 0


def _decided() -> dict[str, str]:
    """A case of the eight with its decision served; the numbers that open its door."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "hengtu.settings"
    django.setup()
    from django.core.management import call_command

    from hengtu.documents.models import DocumentDoor
    from hengtu.subjects.models import Party
    from hengtu.web.commandline.scripts import read_scripts
    from hengtu.web.demo.load import EIGHT_CASES
    from hengtu.web.demo.player import Player
    from hengtu.web.demo.stage import stage_for

    call_command("migrate", verbosity=0)
    file = read_scripts(EIGHT_CASES)
    player = Player(file.script("demo-1"), stage_for(file))
    for act in player.script.acts:
        player.do(act)
        if act.kind == "decision_served":
            break
    door = DocumentDoor.objects.get(document__form="f15_penalty_decision", document__stream_id=player.case_id)
    party = Party.objects.get(uid=door.party_uid)
    return {"code": door.code, "tail": (party.credit_code or party.id_number)[-6:], "second": party.phone[-4:]}


def _measured(door: dict[str, str], options: Any) -> dict[str, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    with (Path(os.environ["HENGTU_HOME"]) / "server.log").open("w") as log:
        words = [sys.executable, "-m", "hengtu", "serve", "--port", str(port)]
        # this checkout, whatever another one is installed
        own = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
        server = subprocess.Popen(words, stdout=log, stderr=log, env=own)
    try:
        _wait_for(f"{address}/healthz")
        visitors = [_visitor(address, door) for _ in range(options.threads)]
        return _in_turn(visitors, address, door["code"], options)
    finally:
        server.terminate()
        server.wait(30)


def _in_turn(visitors: list[requests.Session], address: str, code: str, options: Any) -> dict[str, Any]:
    seconds: dict[str, list[float]] = {f"{address}/c/{code}": [], f"{address}{STATIC}": []}
    rates: dict[str, list[float]] = {url: [] for url in seconds}
    for _ in range(options.repeats):
        for url in seconds:
            begun = time.perf_counter()
            with ThreadPoolExecutor(options.threads) as pool:
                taken = pool.map(lambda visitor, url=url: _opens(visitor, url, options.requests), visitors)
                each = [one for of_one in taken for one in of_one]
            seconds[url] += each
            rates[url].append(len(each) / (time.perf_counter() - begun))
    (room_ms, file_ms) = (1000 * statistics.median(found) for found in seconds.values())
    (room_rate, file_rate) = (statistics.median(found) for found in rates.values())
    return {
        "threads": options.threads,
        "room_ms": round(room_ms, 1),
        "file_ms": round(file_ms, 1),
        "room_per_s": round(room_rate, 1),
        "file_per_s": round(file_rate, 1),
        "ratio": round(room_rate / file_rate, 4),
    }


def _opens(visitor: requests.Session, url: str, times: int) -> list[float]:
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        visitor.get(url).raise_for_status()
        found.append(time.perf_counter() - begun)
    return found


def _visitor(address: str, door: dict[str, str]) -> requests.Session:
    """Somebody who has shown number and phone; what opens must be the room itself."""
    session = requests.Session()
    url = f"{address}/c/{door['code']}"
    forms = lxml.html.fromstring(session.get(url).text).forms
    form = next(each for each in forms if "tail" in each.inputs)
    session.post(url, data={**dict(form.form_values()), "tail": door["tail"], "second": door["second"]})
    if "您现在可以做的事" not in session.get(url).text:
        raise SystemExit("the door did not open")
    return session


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if requests.get(url, timeout=20).ok:
                return
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.2)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
