import errno
import hashlib
import os
from pathlib import Path

import pytest

from hengtu.lib import blobs
from hengtu.lib.blobs import BlobDamaged, BlobMissing, BlobStore, BlobStoreFull


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def files(store: BlobStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_what_is_put_is_read_back_under_its_sha256(store: BlobStore) -> None:
    blob = store.put("原件".encode())
    assert blob.key == hashlib.sha256("原件".encode()).hexdigest()
    assert (store.read(blob.key), blob.size) == ("原件".encode(), 6)


def test_sm3_is_that_of_the_standard(store: BlobStore) -> None:
    # GB/T 32905, example 1
    assert store.put(b"abc").sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_file_is_stored_like_its_bytes_and_left_where_it_is(store: BlobStore, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(b"x" * 3_000_000)
    assert store.put(film) == store.put(film.read_bytes())
    assert film.exists()


def test_the_same_content_is_kept_once(store: BlobStore) -> None:
    store.put(b"a")
    store.put(b"a")
    assert len(files(store)) == 1


def test_a_flipped_byte_is_found(store: BlobStore) -> None:
    key = store.put(b"original").key
    store.path(key).chmod(0o644)
    store.path(key).write_bytes(b"0riginal")
    assert not store.verify(key)
    with pytest.raises(BlobDamaged):
        store.read(key)


def test_putting_the_content_again_mends_a_damaged_blob(store: BlobStore) -> None:
    key = store.put(b"original").key
    store.path(key).chmod(0o644)
    store.path(key).write_bytes(b"0riginal")
    store.put(b"original")
    assert store.verify(key)


def test_a_missing_blob_is_said_to_be_missing(store: BlobStore) -> None:
    with pytest.raises(BlobMissing):
        store.read("0" * 64)
    assert not store.verify("0" * 64)


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_a_key_that_is_no_hash_cannot_leave_the_folder(store: BlobStore, key: str) -> None:
    with pytest.raises(BlobMissing):
        store.read(key)


def test_a_full_disk_leaves_nothing_half_written(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(blobs.os, "fsync", full)
    with pytest.raises(BlobStoreFull, match="已满"):
        store.put(b"original")
    assert files(store) == []


def test_a_really_full_disk_is_told(tmp_path: Path) -> None:
    """/dev/full is the kernel's own full disk."""
    with pytest.raises(OSError, match="No space"), Path("/dev/full").open("wb", buffering=0) as target:
        blobs._copy(b"x", target)


def test_what_a_killed_process_left_behind_is_no_blob(store: BlobStore) -> None:
    store.root.mkdir(parents=True)
    (store.root / ".new-half").write_bytes(b"half")
    assert not store.has(hashlib.sha256(b"half").hexdigest())
