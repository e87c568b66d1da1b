"""Ordinary cases with waiver over HTTP, from the lead to the archive, by five scripted sessions.

The real server (``hengtu serve``) on an empty database; every page that somebody has to open is opened, its form is
read from the page, filled in and posted, redirects are followed. The floor is the same number of ``GET /healthz``
and three plain rows by the raw driver in one transaction per act. Cases and floors take turns; medians. Prints one
JSON line: per engine the cases per second, the floor, their ratio (1 would cost nothing over the floor), and the
milliseconds by kind of request. ``pin_share`` is what of it goes to the posts that check a confirmation PIN, which
is slow to check on purpose.

    python benchmarks/http_case.py [--cases 1] [--repeats 5]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import lxml.html
import requests
from _engines import on_both_engines

ROWS_PER_ACT = 3
PATIENCE_SECONDS = 60
QUESTIONS = (
    "subject_lawful", "officers_qualified", "procedure_lawful", "facts_clear", "law_correct", "discretion_proper",
    "within_powers", "documents_proper", "rights_protected", "crime_suspected",
)  # fmt: skip


def main() -> int:
    options = _options()
    words = ("--cases", str(options.cases), "--repeats", str(options.repeats))
    if options.here:
        print(json.dumps(measure(options.cases, options.repeats)))
    else:
        print(json.dumps({"benchmark": "http_case", "load": os.getloadavg()[0], **on_both_engines(__file__, *words)}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1, help="cases per repeat")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


# --- the script ----------------------------------------------------------------------------------------------------
@dataclass
class Times:
    """Seconds of each request by what it was for, since the last ``clear``."""

    gets: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def clear(self) -> None:
        self.gets.clear()
        self.posts.clear()

    @property
    def requests(self) -> int:
        return sum(map(len, (*self.gets.values(), *self.posts.values())))


class Desk:
    """One person signed in over one connection."""

    def __init__(self, address: str, username: str, password: str, times: Times) -> None:
        self.address, self.times, self.session = address, times, requests.Session()
        page = self.gets("sign in", "/login")
        form = next(form for form in page.forms if "password" in form.inputs)
        self.posts("sign in", "/login", {**_values(form), "username": [username], "password": [password]})

    def gets(self, what: str, path: str) -> Any:
        """Open a page; return its parsed tree, whose base is the address it came from."""
        start = time.perf_counter()
        answer = self.session.get(self.address + path)
        self.times.gets[what].append(time.perf_counter() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}\n{_trouble(answer.text)}")
        return _tree(answer)

    def posts(self, what: str, path: str, values: dict[str, list[str]]) -> str:
        """Send a form and open the page it leads to; return that page's path. A refusal ends the run."""
        start = time.perf_counter()
        answer = self.session.post(self.address + path, data=values, allow_redirects=False)
        self.times.posts[what].append(time.perf_counter() - start)
        if answer.status_code != 302:
            raise SystemExit(f"{what} at {path}: {answer.status_code}\n{_trouble(answer.text)}")
        target = answer.headers["Location"]
        self.gets(f"after {what}", target)
        return target

    def asks(self, what: str, path: str, values: dict[str, list[str]]) -> str:
        """Post what was typed so far, as the script of a page does while somebody types; return the answer."""
        start = time.perf_counter()
        answer = self.session.post(self.address + path, data=values)
        self.times.posts[what].append(time.perf_counter() - start)
        answer.raise_for_status()
        return answer.text

    def fills(self, what: str, path: str, holding: str, **typed: str) -> str:
        """Open a page, fill in the form that holds a field, press its primary button; return where it leads."""
        page = self.gets(what, path)
        form = next(form for form in page.forms if holding in form.inputs)
        values = _values(form) | _typed(typed)
        return self.posts(what, form.action or path, {**values, "intent": ["do"]})

    def does(self, case_id: str, kind: str, *, pin: str = "", **typed: str) -> str:
        """Hand in the sheet of a kind of act."""
        return self.fills(kind, f"/cases/{case_id}/do/{kind}/", "seen", **typed, **({"pin": pin} if pin else {}))


def _tree(answer: requests.Response) -> Any:
    return lxml.html.fromstring(answer.content.decode())


def _values(form: Any) -> dict[str, list[str]]:
    """What a browser would send of a form left as it is."""
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def _typed(typed: dict[str, str]) -> dict[str, list[str]]:
    """Names with two underscores for a dot; several ticks in one field with a bar between them."""
    return {name.replace("__", "."): text.split("|") for name, text in typed.items()}


def _trouble(html: str) -> str:
    root = lxml.html.fromstring(html)
    said = root.find_class("errsum") or root.find_class("note") or root.xpath("//main")
    return " ".join(" ".join(one.text_content().split()) for one in said)[:800]


@dataclass
class Sessions:
    """The five who make a case: two officers, the head of their unit, the reviewer, the head of the agency."""

    desks: dict[str, Desk]
    pin: str
    times: Times
    cases: int = 0

    def plays(self) -> str:
        """Take a lorry from the weighbridge to the archive; returns the id of the case."""
        handler, pin = self.desks["officer-a"], self.pin
        self.cases += 1
        case_id = self._registers(handler)
        handler.does(case_id, "case_filed")
        self._agreed()
        handler.fills("party", f"/cases/{case_id}/party/", "address", address="岭山县示例镇示例路1号")
        handler.does(
            case_id,
            "investigated",
            pin=pin,
            records__kinds="scene_record|interview_record",
            device_certificate_valid="yes",
        )
        done_on = date.today().isoformat()
        handler.does(
            case_id, "correction_ordered", pin=pin, order="卸载至限值以内", done_on=done_on, reweigh_kg="42600"
        )
        handler.does(case_id, "report_submitted", pin=pin)
        handler.does(case_id, "report_approved")
        self._agreed()
        handler.does(case_id, "notice_served", pin=pin, served="direct", hearing_offered="yes")
        handler.does(case_id, "statement_heard", statement="无", waives="statement|hearing", waiver_signed="on")
        answers = dict.fromkeys((f"q_{key}" for key in QUESTIONS), "是") | {"q_crime_suspected": "否"}
        self.desks["reviewer"].fills("legal_reviewed", f"/reviews/{case_id}/", "opinion", opinion="pass", **answers)
        handler.does(case_id, "decided")
        self._agreed()
        self._ends(case_id, handler)
        return case_id

    def _registers(self, handler: Desk) -> str:
        """Fill in the lead: where it comes from, what it is about; then the facts that this item asks for."""
        path = "/leads/new"
        form = next(form for form in handler.gets("lead", path).forms if "plate" in form.inputs)
        second = next(one.get("value") for one in form.inputs["second"] if one.text == "沈佳禾")
        typed = {
            "source": "fixed_station",
            "second": second,
            "plate": f"冀A{self.cases:05d}",
            "party_name": f"贺长林{'一二三四五六七八九十'[self.cases % 10]}",
            "party_kind": "NATURAL_PERSON",
            "violation": "车货总质量超限",
            "place": f"S99 省道 K{self.cases}+300 超限检测站",
        }
        facts = {"fact-vehicle_form": "train", "fact-axle_count": "5", "fact-gross_mass_kg": "50000"}
        values = _values(form) | _typed(typed)
        if "fact-axle_count" not in handler.asks("facts", "/leads/new/aid?part=facts", values):
            raise SystemExit("the lead asks for no axles")
        alike = re.search('name="seen" value="([^"]*)"', handler.asks("similar", "/leads/new/aid?part=similar", values))
        seen = alike.group(1) if alike else ""  # looked at beside the form, and registered as new
        target = handler.posts("lead", form.action, values | _typed({**facts, "pin": self.pin, "seen": seen}))
        return re.split("[/?]", target)[2]

    def _agreed(self) -> None:
        """The head of the unit and the head of the agency open what waits for them and agree."""
        for name in ("unit-head", "head"):
            desk = self.desks[name]
            (waiting,) = desk.gets("approvals", "/approvals/").xpath("//main//a[contains(@class, 'job')]/@href")
            desk.fills("approval", waiting, "verdict", verdict="agree")

    def _ends(self, case_id: str, handler: Desk) -> None:
        """Issue, serve, publish, pay, close, archive."""
        head = self.desks["head"]
        head.does(case_id, "decision_issued")
        handler.does(case_id, "decision_served", pin=self.pin, served="direct")
        head.does(case_id, "decision_published")
        self.desks["cashier"].does(case_id, "paid", amount_yuan="3500", bank_slip="HD-1")
        handler.does(case_id, "case_closed", correction="已卸载，复检合格")
        self._agreed()
        self.desks["officer-b"].does(case_id, "archived")


# --- measuring -----------------------------------------------------------------------------------------------------
def measure(cases: int, repeats: int) -> dict[str, Any]:
    """Plant the office, start the server, play cases and floors in turn; return medians."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "hengtu.settings"
    django.setup()
    from _office import PASSWORD, PIN, open_office
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    open_office(timezone.now())
    _prepare_floor()
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with (Path(os.environ["HENGTU_HOME"]) / "server.log").open("w") as log:
        words = [sys.executable, "-m", "hengtu", "serve", "--port", str(port)]
        server = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        _wait_for(f"{address}/healthz")
        times = Times()
        names = ("officer-a", "officer-b", "unit-head", "reviewer", "head", "cashier")
        sessions = Sessions({name: Desk(address, name, PASSWORD, times) for name in names}, PIN, times)
        return _in_turn(sessions, cases, repeats)
    finally:
        server.terminate()
        server.wait(30)


def _in_turn(sessions: Sessions, cases: int, repeats: int) -> dict[str, Any]:
    times = sessions.times
    acts = _acts_of(sessions.plays())  # compile rules, templates and fonts once
    ours, floor, plain = [], [], requests.Session()
    times.clear()
    for repeat in range(repeats):
        start = time.perf_counter()
        for _ in range(cases):
            sessions.plays()
        ours.append((time.perf_counter() - start) / cases)
        count = times.requests // ((repeat + 1) * cases)
        start = time.perf_counter()
        for _ in range(cases):
            _plain_case(plain, f"{sessions.desks['head'].address}/healthz", count, acts)
        floor.append((time.perf_counter() - start) / cases)
    case_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "acts": acts,
        "requests": count,
        "posts": sum(map(len, times.posts.values())) // (repeats * cases),
        "cases_per_s": round(1 / case_s, 3),
        "floor_cases_per_s": round(1 / floor_s, 2),
        "ratio": round(floor_s / case_s, 4),
        "ms_per_post": _median_ms([one for each in times.posts.values() for one in each]),
        "ms_per_get": _median_ms([one for each in times.gets.values() for one in each]),
        "pin_share": round(sum(map(sum, map(times.posts.__getitem__, PINS))) / (sum(ours) * cases), 3),
        "ms_by_post": {what: _median_ms(found) for what, found in times.posts.items()},
        "ms_by_get": {what: _median_ms(found) for what, found in times.gets.items()},
    }


def _median_ms(seconds: list[float]) -> float:
    return round(1000 * statistics.median(seconds), 1)


def _acts_of(case_id: str) -> int:
    from hengtu.ledger.selectors.acts import acts_of_stream

    kinds = [act.kind for act in acts_of_stream(UUID(case_id))]
    if kinds[-1] != "archived":
        raise SystemExit(f"the case did not reach the archive: {kinds}")
    return len(kinds)


PINS = ("lead", "investigated", "correction_ordered", "report_submitted", "notice_served", "decision_served")


def _prepare_floor() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain_row (id bigint, seq integer, kind text, body text)")


def _plain_case(session: requests.Session, url: str, count: int, acts: int) -> None:
    """As many answers that ask nothing, and as many transactions of plain rows, as a case takes."""
    from django.db import connection, transaction

    for _ in range(count):
        session.get(url).raise_for_status()
    for seq in range(acts):
        with transaction.atomic(), connection.cursor() as cursor:
            for row in range(ROWS_PER_ACT):
                cursor.execute("INSERT INTO plain_row VALUES (%s, %s, %s, %s)", [seq, row, "act", "x" * 400])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            if requests.get(url, timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
