"""Case page and case list: a full page at 100,000 cases against the same page at 1,000, in process, middleware on.

One real case is played through the services; the others are copies of its projection, each with a stream, acts, a
deadline and a document of its own, spread over twenty bureaus and all states. Prints one JSON line per engine.

    python benchmarks/pages.py [--small 1000] [--large 100000] [--engine sqlite|postgresql]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
os.environ.setdefault("HENGTU_HOME", tempfile.mkdtemp(prefix="hengtu-bench-"))

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from hengtu.agencies.models import Account  # noqa: E402
from hengtu.agencies.models.scoped import SCOPE_COLUMNS  # noqa: E402
from hengtu.cases.models import CaseDeadline, CaseState, EnforcementCase  # noqa: E402
from hengtu.documents.codes import ALPHABET, RANDOM, check_character  # noqa: E402
from hengtu.documents.models import Document  # noqa: E402
from hengtu.ledger.models import Act, Payload, Stream  # noqa: E402
from hengtu.web.commandline.scripts import read_scripts  # noqa: E402
from hengtu.web.demo.load import EIGHT_CASES  # noqa: E402
from hengtu.web.demo.player import Player  # noqa: E402
from hengtu.web.demo.stage import stage_for  # noqa: E402
from tests.postgres import FRESH  # noqa: E402

settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
BUREAUS = 20
ACTS_PER_CASE = 1
BATCH = 2000
STATES = [CaseState.OPEN, CaseState.OPEN, CaseState.CLOSED, CaseState.ARCHIVED, CaseState.LEAD]
REPEATS = 30
AIMS = {"list_open": 1.5, "list_later": 1.5, "list_all": 1.5, "case_page": 1.3}


@dataclass
class Town:
    """The database under measurement: one played case with its first act and document, its reader, and chance."""

    case: EnforcementCase
    act: Act
    document: Document
    client: Client
    random: Random = field(default_factory=lambda: Random(20261121))

    @property
    def paths(self) -> dict[str, str]:
        first = self.client.get("/cases/").content.decode()
        later = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        return {
            "list_open": "/cases/",
            "list_later": f"/cases/{later}",
            "list_all": "/cases/?state=all",
            "case_page": f"/cases/{self.case.pk}/",
        }


def town() -> Town:
    """Play the longest of the eight cases in an empty database and sign its officer in."""
    file = read_scripts(EIGHT_CASES)
    longest = max((file.script(case_id) for case_id in file.cases), key=lambda script: len(script.acts))
    case_id = Player(longest, stage_for(file)).play()
    client = Client()
    client.force_login(Account.objects.get(username="officer-a"))
    return Town(
        EnforcementCase.objects.get(pk=case_id),
        Act.objects.filter(stream_id=case_id).order_by("seq")[0],
        Document.objects.filter(stream_id=case_id).order_by("issued_at")[0],
        client,
    )


def grow(place: Town, wanted: int) -> None:
    """Add copies until there are so many cases; states, bureaus and dates are drawn independently of each other."""
    missing = wanted - EnforcementCase.objects.count()
    for start in range(0, missing, BATCH):
        with transaction.atomic():
            _add(place, min(BATCH, missing - start))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _add(place: Town, count: int) -> None:
    cases = [_case(place) for _ in range(count)]
    Stream.objects.bulk_create([Stream(uid=case.pk, kind="case", name=case.title) for case in cases])
    EnforcementCase.objects.bulk_create(cases)
    CaseDeadline.objects.bulk_create([_deadline(case) for case in cases])
    acts = Act.objects.bulk_create([_act(place, case, seq) for case in cases for seq in range(1, ACTS_PER_CASE + 1)])
    Payload.objects.bulk_create([Payload(act_id=act.pk, salt=b"s" * 16, body="{}") for act in acts])
    Document.objects.bulk_create([_document(place, case) for case in cases])


def _copy(row: Any, **changes: Any) -> Any:
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return type(row)(**values | changes)


def _case(place: Town) -> EnforcementCase:
    random = place.random
    found_on = date(2025, 11, 1) + timedelta(days=random.randrange(380))
    bureau = random.randrange(BUREAUS)
    elsewhere = dict.fromkeys(SCOPE_COLUMNS, 10_000 + bureau)  # plain numbers: no agency needs to stand behind them
    case: EnforcementCase = _copy(
        place.case,
        id=uuid.UUID(int=random.getrandbits(128), version=4),
        number=f"样交执罚〔2026〕{random.randrange(10**6):06d}号",
        **_state(random),
        found_on=found_on,
        due_on=found_on + timedelta(days=random.randrange(10, 90)) if random.random() < 0.9 else None,
        **(elsewhere if bureau else {}),
    )
    return case


def _state(random: Random) -> dict[str, Any]:
    state = random.choice(STATES)
    return {"state": state, "is_open": state in (CaseState.OPEN, CaseState.LEAD)}


def _deadline(case: EnforcementCase) -> CaseDeadline:
    return CaseDeadline(case=case, term="case-decision", start_on=case.found_on, due_on=case.due_on, binds="agency")


def _act(place: Town, case: EnforcementCase, seq: int) -> Any:
    return _copy(place.act, id=None, uid=uuid.uuid4(), stream_id=case.pk, seq=seq, key=None)


def _document(place: Town, case: EnforcementCase) -> Any:
    body = "".join(place.random.choice(ALPHABET) for _ in range(RANDOM))
    code = body + check_character(body)
    return _copy(place.document, uid=uuid.uuid4(), stream_id=case.pk, number="", act_uid=None, verification_code=code)


def measure(place: Town) -> dict[str, tuple[float, int]]:
    """Return median milliseconds and queries of each page; pages take turns, so that noise meets all alike."""
    paths = place.paths
    times: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(REPEATS):
        for name, path in paths.items():
            times[name].append(_seconds(place.client, path))
    return {name: (1000 * statistics.median(times[name]), _queries(place.client, path)) for name, path in paths.items()}


def _seconds(client: Client, path: str) -> float:
    start = time.perf_counter()
    response = client.get(path)
    elapsed = time.perf_counter() - start
    assert response.status_code == 200, (path, response.status_code)
    return elapsed


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def compare(engine: str, small: int, large: int) -> dict[str, Any]:
    """Measure one engine at both sizes, in one database that grows in between."""
    with tempfile.TemporaryDirectory() as home, FRESH[engine](Path(home)):
        place = town()
        grow(place, small)
        before = measure(place)
        started = time.perf_counter()
        grow(place, large)
        filled = time.perf_counter() - started
        after = measure(place)
    ratios = {name: round(after[name][0] / before[name][0], 2) for name in before}
    return {
        "benchmark": "pages",
        "engine": engine,
        "small": small,
        "large": large,
        "ms_small": {name: round(ms, 1) for name, (ms, _) in before.items()},
        "ms_large": {name: round(ms, 1) for name, (ms, _) in after.items()},
        "ratio": ratios,
        "aim": AIMS,
        "queries": {name: queries for name, (_, queries) in after.items()},
        "within_aim": all(ratios[name] <= AIMS[name] for name in ratios),
        "filled_seconds": round(filled, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--engine", choices=sorted(FRESH), action="append")
    options = parser.parse_args()
    for engine in options.engine or sorted(FRESH, reverse=True):
        print(json.dumps(compare(engine, options.small, options.large), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
