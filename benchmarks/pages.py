"""Worklist, search, case list and case page at 1,000,000 cases on PostgreSQL and 100,000 on SQLite against 1,000.

In process, middleware on. One real case is played through the services; a thousand are copies of its projection,
each with a stream, an act, a deadline, a task, a document and words of its own, spread over twenty bureaus, all
states, many names; the large database is these thousand over and over with other ids, numbers and dates. Prints one
JSON line per engine, page weight included.

    python benchmarks/pages.py [--small 1000] [--large N] [--engine sqlite|postgresql]
"""

from __future__ import annotations

import argparse
import gzip
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
from hengtu.cases.models import (  # noqa: E402
    CaseDeadline,
    CaseSearch,
    CaseState,
    CaseTask,
    EnforcementCase,
    TaskHand,
)
from hengtu.cases.search.index import CASE, CASE_STATES, LEAD  # noqa: E402
from hengtu.cases.search.keys import key_of  # noqa: E402
from hengtu.cases.search.scope import scope_words  # noqa: E402
from hengtu.documents.codes import ALPHABET, RANDOM, check_character  # noqa: E402
from hengtu.documents.models import Document  # noqa: E402
from hengtu.ledger.models import Act, Payload, Stream  # noqa: E402
from hengtu.lib.search_words import words_of_name, words_of_number, words_of_plate, words_of_text  # noqa: E402
from hengtu.web.commandline.scripts import read_scripts  # noqa: E402
from hengtu.web.demo.fiction import organisation, person  # noqa: E402
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
BATCH = 1000  # what is copied over and over
LARGE = {"sqlite": 100_000, "postgresql": 1_000_000}
STATES = [CaseState.OPEN, CaseState.OPEN, CaseState.CLOSED, CaseState.ARCHIVED, CaseState.LEAD]
TITLES = [
    *["车辆超限超载运输案"] * 4,
    *["未取得道路货物运输经营许可擅自从事道路货物运输经营案"] * 3,
    "擅自在公路上设置障碍案",
    "未按规定维护检测运输车辆案",
    "港口经营人违反危险货物作业规定案",
]
REPEATS = 20
LIST, PAGE, HOME, SEARCH = 1.5, 1.3, 1.5, 1.5
AIMS = {
    "worklist": HOME,
    "list_open": LIST,
    "list_later": LIST,
    "list_all": LIST,
    "list_named": LIST,
    "case_page": PAGE,
    "search_number": SEARCH,
    "search_name": SEARCH,
    "search_common": SEARCH,
    "search_nothing": SEARCH,
}
MANY_QUERIES = 4  # aim for the worklist


@dataclass
class Town:
    """The database under measurement: one played case with its first act and document, its reader, and chance."""

    case: EnforcementCase
    act: Act
    document: Document
    client: Client
    reader: Account
    random: Random = field(default_factory=lambda: Random(20261121))

    @property
    def paths(self) -> dict[str, str]:
        """Addresses of this moment: a full list, a common and a rare word, the number of a case just copied."""
        first = self.client.get("/cases/").content.decode()
        later = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        mine = {column: getattr(self.case, column) for column in SCOPE_COLUMNS}
        newest = EnforcementCase.objects.filter(**mine).exclude(pk=self.case.pk).order_by("-found_on", "-id")[0]
        return {
            "worklist": "/",
            "list_open": "/cases/",
            "list_later": f"/cases/{later}",
            "list_all": "/cases/?state=all",
            "list_named": f"/cases/?state=all&q={newest.party_name}",
            "case_page": f"/cases/{self.case.pk}/",
            "search_number": f"/search/?q={newest.number.partition('〕')[2].removesuffix('号')}",
            "search_name": f"/search/?q={newest.party_name}",
            "search_common": "/search/?q=超限",
            "search_nothing": "/search/?q=陵K3F728",
        }


def town() -> Town:
    """Play the longest of the eight cases in an empty database and sign its officer in."""
    file = read_scripts(EIGHT_CASES)
    longest = max((file.script(case_id) for case_id in file.cases), key=lambda script: len(script.acts))
    case_id = Player(longest, stage_for(file)).play()
    client = Client()
    reader = Account.objects.get(username="officer-a")
    client.force_login(reader)
    return Town(
        EnforcementCase.objects.get(pk=case_id),
        Act.objects.filter(stream_id=case_id).order_by("seq")[0],
        Document.objects.filter(stream_id=case_id).order_by("issued_at")[0],
        client,
        reader,
    )


def fill(place: Town, wanted: int) -> None:
    """Make the first cases; states, bureaus, names and dates are drawn independently of each other."""
    with transaction.atomic():
        _add(place, wanted - EnforcementCase.objects.count())
    _analyse()


def multiply(wanted: int) -> None:
    """Copy all cases inside the database until there are so many, on PostgreSQL with the indexes set aside."""
    times = wanted // EnforcementCase.objects.count() - 1
    if connection.vendor == "postgresql":
        indexes = _set_indexes_aside()
        _run("SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'")
        _run(*copies(times))
        _run("SET session_replication_role = origin", *indexes)
    else:
        connection.connection.create_function("copied", 2, _copied, deterministic=True)
        connection.connection.create_function("key_of", 2, _key, deterministic=True)
        with transaction.atomic():
            _run(*copies(times))
    _analyse()


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _analyse() -> None:
    _run("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _copied(uid: str, n: int) -> str:
    return uuid.uuid5(uuid.UUID(uid), str(n)).hex


def _key(found_on: str, uid: str) -> int:
    return key_of(date.fromisoformat(found_on), uuid.UUID(uid))


def _set_indexes_aside() -> list[str]:
    """Drop the indexes behind no constraint and return the statements that make them again."""
    tables = [model._meta.db_table for model in COPIED]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN "
            "(SELECT conname FROM pg_constraint)",
            [tables],
        )
        found = cursor.fetchall()
    _run(*(f'DROP INDEX "{name}"' for name, _ in found))
    return [definition for _, definition in found]


COPIED = (Stream, EnforcementCase, CaseDeadline, CaseTask, TaskHand, Act, Payload, Document, CaseSearch)
DATES = ("found_on", "filed_on", "due_on", "sort_on", "start_on", "violation_on", "ready_on", "since_on")


def copies(times: int) -> list[str]:
    """Return the statements that copy every row ``times`` over, each with an id, a number and dates of its own."""
    on_postgresql = connection.vendor == "postgresql"
    series = "generate_series(1, {t}) AS s(n)" if on_postgresql else SERIES
    source = series.format(t=times)
    tables = [
        (Stream, {"uid": _other("t.uid")}),
        (EnforcementCase, {"id": _other("t.id"), "number": NUMBER[on_postgresql]}),
        (CaseDeadline, {"case_id": _other("t.case_id")}),
        (CaseTask, {"case_id": _other("t.case_id")}),
        (Act, {"uid": _other("t.uid"), "stream_id": _other("t.stream_id"), "key": "NULL"}),
        (
            Document,
            {
                "uid": _other("t.uid"),
                "stream_id": _other("t.stream_id"),
                "verification_code": CODE[on_postgresql],
                "number": "''",
            },
        ),
    ]
    return [
        _words_of_copies(source, on_postgresql),
        *(_copy_of(model, columns, source) for model, columns in tables if model is not EnforcementCase),
        _copy_of(EnforcementCase, tables[1][1], source),
        "INSERT INTO ledger_payload (act_id, salt, body) SELECT a.id, p.salt, p.body FROM ledger_act a,"
        " (SELECT salt, body FROM ledger_payload LIMIT 1) p WHERE a.id NOT IN (SELECT act_id FROM ledger_payload)",
        "INSERT INTO cases_taskhand (task_id, account_id, sort_on) SELECT t.id, h.account_id, t.sort_on"
        " FROM cases_casetask t JOIN (SELECT account_id, legal_subject_id FROM cases_taskhand h JOIN cases_casetask o"
        " ON o.id = h.task_id LIMIT 1) h ON h.legal_subject_id = t.legal_subject_id"
        " WHERE t.id % 100 = 0 AND t.id NOT IN (SELECT task_id FROM cases_taskhand)",
    ]


MADE = "number LIKE '样交执罚%'"
SERIES = "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {t}) SELECT n FROM s) AS s"
SERIAL = {
    True: "lpad((1000 * s.n + substr({0}, 11, 6)::int)::text, 7, '0')",
    False: "printf('%07d', 1000 * s.n + CAST(substr({0}, 11, 6) AS int))",
}
NUMBER = {vendor: f"'样交执罚〔2026〕' || {serial.format('t.number')} || '号'" for vendor, serial in SERIAL.items()}
CODE = {True: "substr(md5(t.uid::text || s.n), 1, 9)", False: "substr(copied(t.uid, s.n), 1, 9)"}


def _other(column: str) -> str:
    return f"md5({column}::text || s.n)::uuid" if connection.vendor == "postgresql" else f"copied({column}, s.n)"


def _shifted(column: str) -> str:
    if connection.vendor == "postgresql":
        return f"{column} - (s.n * 37) % 380"
    return f"date({column}, '-' || ((s.n * 37) % 380) || ' days')"


def _copy_of(model: Any, columns: dict[str, str], source: str) -> str:
    names = [field.column for field in model._meta.concrete_fields if field.column != "id" or "id" in columns]
    values = [columns.get(name) or (_shifted(f"t.{name}") if name in DATES else f"t.{name}") for name in names]
    table, into = model._meta.db_table, ", ".join(f'"{name}"' for name in names)
    key = {"ledger_stream": "uid", "cases_enforcementcase": "id"}.get(table) or (
        "case_id" if "case_id" in names else "stream_id"
    )
    made = f"t.{key} IN (SELECT id FROM cases_enforcementcase WHERE {MADE})"
    return f"INSERT INTO {table} ({into}) SELECT {', '.join(values)} FROM {table} t, {source} WHERE {made}"


def _words_of_copies(source: str, on_postgresql: bool) -> str:
    serial, uid, day = SERIAL[on_postgresql].format("c.number"), _other("t.stream_id"), _shifted("c.found_on")
    if on_postgresql:
        high = f"((({day}) - date '0001-01-01' + 1)::bigint << 43)"
        key = f"{high} | (('x' || substr(replace(({uid})::text, '-', ''), 1, 11))::bit(44)::bigint >> 1)"
        words = f"t.words || array_to_tsvector(ARRAY[{serial}, ltrim({serial}, '0')])"
    else:
        key, words = f"key_of({day}, {uid})", f"t.words || ' ' || {serial} || ' ' || ltrim({serial}, '0')"
    made = f"(SELECT id, number, found_on FROM cases_enforcementcase WHERE {MADE}) c ON c.id = t.stream_id"
    joined = f"cases_casesearch t JOIN {made} CROSS JOIN {source}"
    return f"INSERT INTO cases_casesearch (key, stream_id, words) SELECT {key}, {uid}, {words} FROM {joined}"


def _add(place: Town, count: int) -> None:
    cases = [_case(place, serial) for serial in range(count)]
    Stream.objects.bulk_create([Stream(uid=case.pk, kind="case", name=case.title) for case in cases])
    EnforcementCase.objects.bulk_create(cases)
    CaseDeadline.objects.bulk_create([_deadline(case) for case in cases])
    CaseSearch.objects.bulk_create([_words(case) for case in cases])
    tasks = CaseTask.objects.bulk_create([_task(case) for case in cases if case.is_open])
    mine = [task for task in tasks if task.legal_subject_id == place.case.legal_subject_id][::3]
    TaskHand.objects.bulk_create([TaskHand(task=task, account=place.reader, sort_on=task.sort_on) for task in mine])
    acts = Act.objects.bulk_create([_act(place, case, seq) for case in cases for seq in range(1, ACTS_PER_CASE + 1)])
    Payload.objects.bulk_create([Payload(act_id=act.pk, salt=b"s" * 16, body="{}") for act in acts])
    Document.objects.bulk_create([_document(place, case) for case in cases])


def _copy(row: Any, **changes: Any) -> Any:
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    return type(row)(**values | changes)


def _case(place: Town, serial: int) -> EnforcementCase:
    random = place.random
    found_on = date(2025, 11, 1) + timedelta(days=random.randrange(380))
    bureau = random.randrange(BUREAUS)
    elsewhere = dict.fromkeys(SCOPE_COLUMNS, 10_000 + bureau)  # plain numbers: no agency needs to stand behind them
    case: EnforcementCase = _copy(
        place.case,
        id=uuid.UUID(int=random.getrandbits(128), version=4),
        number=f"样交执罚〔2026〕{serial:06d}号",
        title=random.choice(TITLES),
        party_name=(person if random.random() < 0.5 else organisation)(random)["name"],
        plate=f"陵A{random.randrange(10**5):05d}",
        **_state(random),
        found_on=found_on,
        due_on=found_on + timedelta(days=random.randrange(10, 90)) if random.random() < 0.9 else None,
        **(elsewhere if bureau else {}),
    )
    return case


def _state(random: Random) -> dict[str, Any]:
    state = random.choice(STATES)
    return {"state": state, "is_open": state in (CaseState.OPEN, CaseState.LEAD)}


def _words(case: EnforcementCase) -> CaseSearch:
    words = {
        CASE if case.state in CASE_STATES else LEAD,
        *scope_words({column: getattr(case, column) for column in SCOPE_COLUMNS}),
        *words_of_number(case.number),
        *words_of_plate(case.plate),
        *words_of_text(case.title),
        *words_of_name(case.party_name),
    }
    return CaseSearch(key=key_of(case.found_on, case.pk), stream_id=case.pk, words=" ".join(sorted(words)))


def _task(case: EnforcementCase) -> CaseTask:
    scope = {column: getattr(case, column) for column in ("agency_id", *SCOPE_COLUMNS)}
    day = case.due_on or case.found_on
    return CaseTask(
        case=case,
        kind="report_submitted",
        role="OFFICER",
        due_on=case.due_on,
        sort_on=day,
        cause="case_filed",
        cause_by="",
        since_on=case.found_on,
        **scope,
    )


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


def weights(place: Town) -> dict[str, dict[str, int]]:
    """Return the size of each page in bytes, as it is and compressed, of pages for an answer other than a redirect."""
    pages = {name: place.client.get(path).content for name, path in place.paths.items()}
    return {name: {"html": len(page), "gzip": len(gzip.compress(page))} for name, page in pages.items()}


def compare(engine: str, small: int, large: int) -> dict[str, Any]:
    """Measure one engine at both sizes, in one database that grows in between."""
    with tempfile.TemporaryDirectory() as home, FRESH[engine](Path(home)):
        place = town()
        fill(place, small)
        before = measure(place)
        started = time.perf_counter()
        multiply(large)
        filled = time.perf_counter() - started
        count = EnforcementCase.objects.count()
        after = measure(place)
        bytes_of = weights(place)
    ratios = {name: round(after[name][0] / before[name][0], 2) for name in before}
    return {
        "benchmark": "pages",
        "engine": engine,
        "small": small,
        "large": count,
        "ms_small": {name: round(ms, 1) for name, (ms, _) in before.items()},
        "ms_large": {name: round(ms, 1) for name, (ms, _) in after.items()},
        "ratio": ratios,
        "aim": AIMS,
        "queries": {name: queries for name, (_, queries) in after.items()},
        "bytes": bytes_of,
        "within_aim": all(ratios[name] <= AIMS[name] for name in ratios) and after["worklist"][1] <= MANY_QUERIES,
        "filled_seconds": round(filled, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=BATCH)
    parser.add_argument("--large", type=int, help="default: 1,000,000 on PostgreSQL, 100,000 on SQLite")
    parser.add_argument("--engine", choices=sorted(FRESH), action="append")
    options = parser.parse_args()
    for engine in options.engine or sorted(FRESH, reverse=True):
        print(
            json.dumps(compare(engine, options.small, options.large or LARGE[engine]), ensure_ascii=False), flush=True
        )


if __name__ == "__main__":
    main()
