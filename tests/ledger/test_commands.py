"""The commands, each in a process of its own: JSON on standard output, refusals on standard error, exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from hengtu.ledger.models import Act
from tests.ledger.make import chain
from tests.ledger.tamper import tamper
from tests.postgres import Database, fresh_sqlite


def answer(text: str) -> dict[str, Any]:
    (line,) = text.splitlines()
    return dict(json.loads(line))


def test_migrate_is_quiet_and_can_be_repeated(tmp_path: Path, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path, migrated=False) as empty:
        for _ in range(2):
            done = empty.hengtu("migrate")
            assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert answer(empty.hengtu("verify").stdout)["ok"] is True


def test_verify_finds_tampering_and_exits_with_one(database: Database) -> None:
    chain(2)
    case = chain(3)
    done = database.hengtu("verify")
    assert done.returncode == 0, done.stderr
    assert {key: answer(done.stdout)[key] for key in ("streams", "acts", "originals", "ok", "first_broken")} == {
        "streams": 2,
        "acts": 5,
        "originals": 0,
        "ok": True,
        "first_broken": None,
    }
    tamper("UPDATE ledger_act SET kind = 'x' WHERE id = %s", Act.objects.get(stream=case, seq=2).id)
    done = database.hengtu("verify")
    assert done.returncode == 1
    first = answer(done.stdout)["first_broken"]
    assert (first["stream"], first["seq"], first["code"]) == (case.hex, 2, "act_columns_differ")


def test_checkpoint_export_and_verify_of_the_export(database: Database) -> None:
    chain(2)
    checkpoint = answer(database.hengtu("checkpoint").stdout)
    assert checkpoint["number"] == 1
    out = database.home / "export"
    done = database.hengtu("export", str(out))
    assert done.returncode == 0, done.stderr
    assert answer(done.stdout)["lines"]["acts.jsonl"] == 2
    verified = database.hengtu("verify", str(out), "--key", checkpoint["public_key"])
    assert verified.returncode == 0, verified.stdout
    assert answer(verified.stdout)["checkpoints"] == 1
    content = (out / "acts.jsonl").read_bytes()
    (out / "acts.jsonl").write_bytes(content[:-20])
    broken = database.hengtu("verify", str(out))
    assert broken.returncode == 1
    assert "第 2 行不完整" in answer(broken.stdout)["first_broken"]["message"]


def test_rebuild_prints_what_differed(database: Database) -> None:
    done = database.hengtu("rebuild")
    assert done.returncode == 0, done.stderr
    for projection in answer(done.stdout)["projections"]:
        assert set(projection) == {"name", "streams", "rows", "differed"}
        assert projection["differed"] == 0


def test_backup_and_restore_into_an_empty_home(database: Database, tmp_path_factory: pytest.TempPathFactory) -> None:
    chain(2)
    file = database.home / "b.tar"
    done = database.hengtu("backup", str(file))
    assert done.returncode == 0, done.stderr
    assert "密钥" in answer(done.stdout)["note"]
    again = database.hengtu("restore", str(file))
    assert again.returncode == 2
    assert json.loads(again.stderr)["error"] == "not_empty"
    if database.vendor == "sqlite":
        home = tmp_path_factory.mktemp("new")
        new = Database("sqlite", f"sqlite://{home}/hengtu.sqlite3", home)
        restored = new.hengtu("restore", str(file))
        assert restored.returncode == 0, restored.stderr
        assert answer(restored.stdout)["verified"]["acts"] == 2


def test_worker_once_ends_when_there_is_nothing_left(database: Database) -> None:
    chain(2)
    done = database.hengtu("worker", "--once")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert answer(database.hengtu("verify").stdout)["checkpoints"] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("verify", "nowhere"), "export_missing"),
        (("restore", "nowhere.tar"), "backup_missing"),
        (("backup",), "usage"),
        (("export", "/proc/nowhere/out"), "file_trouble"),
    ],
)
def test_refusals_are_one_json_object(sqlite_database: Database, words: tuple[str, ...], code: str) -> None:
    done = sqlite_database.hengtu(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    refusal = answer(done.stderr)
    assert refusal["error"] == code
    assert refusal["basis"] == []


def test_a_database_that_was_never_migrated_says_so(tmp_path: Path) -> None:
    empty = Database("sqlite", f"sqlite://{tmp_path}/hengtu.sqlite3", tmp_path)
    done = empty.hengtu("checkpoint")
    assert done.returncode == 2
    assert "hengtu migrate" in answer(done.stderr)["message"]
