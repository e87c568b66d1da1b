"""A backup comes back whole into an empty place, on both engines, and never over something."""

import json
import os
import resource
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from hengtu.ledger import readers
from hengtu.ledger.backup.restore import restore_backup
from hengtu.ledger.backup.write import write_backup
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.models import Act, Stream
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.services.take_checkpoint import take_checkpoint
from hengtu.ledger.verification.database import verify_database
from tests.ledger.make import NOON, OFFICER, append, chain
from tests.ledger.test_readers import Collector
from tests.postgres import FRESH, Database


@pytest.fixture(autouse=True)
def blob_root(tmp_path: Path) -> Iterator[Path]:
    """Originals of the installation that is backed up."""
    before = settings.BLOB_ROOT, settings.HOME
    settings.BLOB_ROOT, settings.HOME = tmp_path / "blobs", tmp_path
    yield settings.BLOB_ROOT
    settings.BLOB_ROOT, settings.HOME = before


@pytest.fixture
def backup(database: Database, blob_root: Path) -> Path:
    """A backup of a small ledger; a reader has read the first two of its four acts."""
    case = chain(3)
    original = blob_root / "ab" / "cd" / "abcd"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"original")
    readers.advance(Collector("statistics"), batch=2)
    take_checkpoint(at=NOON)
    target = acts_of_stream(case)[0]
    erase_payload(target.uid, reason="当事人申请", basis="PIPL:47", by=(OFFICER,), in_name_of="320000", at=NOON)
    file = database.home / "backup.tar"
    write_backup(file, at=NOON)
    return file


@pytest.fixture
def empty(database: Database, backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty installation on the same engine, without any table."""
    home = tmp_path_factory.mktemp("empty")
    settings.BLOB_ROOT, settings.HOME = home / "blobs", home
    with FRESH[database.vendor](home, migrated=False) as fresh:
        yield fresh


@pytest.fixture
def unused(database: Database, backup: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An installation on the same engine that has its tables and holds nothing yet."""
    home = tmp_path_factory.mktemp("unused")
    settings.BLOB_ROOT, settings.HOME = home / "blobs", home
    with FRESH[database.vendor](home) as fresh:
        yield fresh


def test_everything_comes_back(backup: Path, empty: Database) -> None:
    restored = restore_backup(backup)
    assert restored == {"from": "2026-11-20T04:00:00.000000+00:00", "originals": 1, "secrets": False}
    found = verify_database()
    assert found.broken == []
    assert (found.streams, found.acts, found.checkpoints) == (2, 4, 1)
    assert (settings.BLOB_ROOT / "ab" / "cd" / "abcd").read_bytes() == b"original"


def test_work_goes_on_after_a_restore_and_readers_miss_nothing(backup: Path, unused: Database) -> None:
    restore_backup(backup)
    case = Stream.objects.get(kind="case").uid
    new = append(case, 3)
    assert new.id > Act.objects.exclude(pk=new.id).order_by("-id").first().id
    reader = Collector("statistics")
    while readers.advance(reader):
        pass
    assert [(act.kind, act.seq) for act in reader.seen] == [("noted", 3), ("payload_erased", 1), ("noted", 4)]
    assert verify_database().broken == []


def test_the_guards_are_back_too(backup: Path, empty: Database) -> None:
    restore_backup(backup)
    with pytest.raises(Exception, match="台账只能追加"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_act")


def test_a_place_that_holds_something_is_refused_with_a_way_out(backup: Path) -> None:
    acts = Act.objects.count()
    with pytest.raises(LedgerError) as refusal:
        restore_backup(backup)
    assert refusal.value.code == "not_empty"
    assert "行为链" in refusal.value.message
    assert "HENGTU_HOME" in refusal.value.message
    assert Act.objects.count() == acts


def test_a_folder_with_originals_is_refused(backup: Path, empty: Database) -> None:
    (settings.BLOB_ROOT / "ff").mkdir(parents=True)
    (settings.BLOB_ROOT / "ff" / "other").write_bytes(b"x")
    with pytest.raises(LedgerError) as refusal:
        restore_backup(backup)
    assert refusal.value.code == "not_empty"
    assert (settings.BLOB_ROOT / "ff" / "other").read_bytes() == b"x"


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.9])
def test_a_truncated_backup_is_refused_and_nothing_is_touched(backup: Path, empty: Database, share: float) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(LedgerError) as refusal:
        restore_backup(backup)
    assert refusal.value.code in ("backup_truncated", "backup_damaged")
    assert connection.introspection.table_names() == []
    assert not settings.BLOB_ROOT.exists()


def test_a_flipped_byte_in_a_backup_is_refused(backup: Path, empty: Database) -> None:
    with tarfile.open(backup) as tar:
        place = next(member for member in tar if member.name.startswith("blobs/")).offset_data
    content = bytearray(backup.read_bytes())
    content[place] ^= 1
    backup.write_bytes(bytes(content))
    with pytest.raises(LedgerError) as refusal:
        restore_backup(backup)
    assert refusal.value.code == "backup_damaged"
    assert "blobs/ab/cd/abcd" in refusal.value.message


def test_something_else_is_no_backup(empty: Database, tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    other.write_bytes(b"PK" * 600)
    for path, code in ((other, "backup_truncated"), (tmp_path / "nowhere.tar", "backup_missing")):
        with pytest.raises(LedgerError) as refusal:
            restore_backup(path)
        assert refusal.value.code == code


def test_a_backup_is_not_written_over_another(backup: Path) -> None:
    with pytest.raises(LedgerError) as refusal:
        write_backup(backup, at=NOON)
    assert refusal.value.code == "target_exists"


def test_keys_travel_only_when_asked_for(backup: Path, empty: Database, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        assert not [name for name in tar.getnames() if "secret" in name]
    assert settings.FIELD_KEY.encode() not in backup.read_bytes()


def test_keys_that_travel_come_back_readable_by_the_owner_alone(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chain(1)
    file = database.home / "all.tar"
    write_backup(file, at=NOON, with_secrets=True)
    home = tmp_path_factory.mktemp("empty")
    settings.BLOB_ROOT, settings.HOME = home / "blobs", home
    (home / "field.secret").write_text("made by the empty installation")
    with FRESH[database.vendor](home):
        assert restore_backup(file)["secrets"] is True
    assert (home / "field.secret").read_text() == settings.FIELD_KEY
    assert (home / "field.secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres
def test_a_backup_of_the_other_engine_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    chain(1)
    file = tmp_path / "sqlite.tar"
    write_backup(file, at=NOON)
    with FRESH["postgresql"](tmp_path, migrated=False), pytest.raises(LedgerError) as refusal:
        restore_backup(file)
    assert refusal.value.code == "other_database"


def test_a_full_disk_leaves_no_half_backup(database: Database, blob_root: Path) -> None:
    chain(1)
    original = blob_root / "ab" / "cd" / "abcd"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"x" * 8_000_000)
    out = database.home / "out"
    out.mkdir()
    done = run_with_little_room(database, "backup", str(out / "b.tar"))
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"] == "disk_full"
    assert "没有留下半个文件" in json.loads(done.stderr)["message"]
    assert list(out.iterdir()) == []


def test_a_full_disk_leaves_no_half_export(database: Database) -> None:
    append(chain(1), 1)
    for seq in range(2, 7):
        case = chain(1)
        append(case, 1, big_act(seq))
    out = database.home / "out"
    out.mkdir()
    done = run_with_little_room(database, "export", str(out / "e"))
    assert done.returncode == 2
    assert json.loads(done.stderr)["error"] == "disk_full"
    assert list(out.iterdir()) == []


def big_act(number: int) -> object:
    from tests.ledger.make import new_act

    return new_act(payload={"n": number, "text": "长" * 400_000})


def run_with_little_room(database: Database, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command whose files may not grow beyond four megabytes: writing then fails as on a full disk."""
    limit = 4_000_000  # more than an empty database, so that it is not the copy of it that fails
    return subprocess.run(
        [sys.executable, "-m", "hengtu", *words],
        env=os.environ | database.environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
