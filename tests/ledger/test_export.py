"""An export can be verified by anyone, and what was done to it is named with its place."""

import json
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hengtu.ledger import exports
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.exports import ExportFile, ExportRow
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.services.export_ledger import export_ledger
from hengtu.ledger.services.take_checkpoint import take_checkpoint
from hengtu.ledger.verification.database import verify_database
from hengtu.ledger.verification.export import verify_export
from hengtu.lib.sm3 import sm3_hex
from tests.ledger.make import NOON, OFFICER, append, chain, new_act
from tests.postgres import Database

PHOTO = "现场照片".encode()


@pytest.fixture
def folder(database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export of three chains, one erased payload, two checkpoints, one original and one document."""
    photo = database.home / "photo"
    photo.write_bytes(PHOTO)
    rows = {
        "exhibits": lambda: [ExportRow({"title": "照片"}, (ExportFile(photo, sm3_hex(PHOTO), "sm3"),))],
        "documents": lambda: [ExportRow({"data": "决定书"}, (), {"data": "sm3:" + sm3_hex("决定书".encode())})],
    }
    monkeypatch.setattr(exports, "_registered", rows)
    case = chain(4, "甲")
    chain(2, "乙")
    take_checkpoint(at=NOON)
    append(case, 4, new_act(payload={"text": '换行\n和引号"'}))
    target = acts_of_stream(case)[1]
    erase_payload(target.uid, reason="当事人申请", basis="PIPL:47", by=(OFFICER,), in_name_of="320000", at=NOON)
    take_checkpoint(at=NOON)
    out = database.home / "out"
    export_ledger(out, at=NOON)
    return out


def test_an_untouched_export_is_whole(folder: Path) -> None:
    found = verify_export(folder)
    assert found.broken == []
    assert (found.streams, found.acts, found.originals, found.documents, found.checkpoints) == (3, 8, 1, 1, 2)
    assert len(found.keys) == 1


def test_the_database_and_the_export_agree(folder: Path) -> None:
    database, export = verify_database().as_json(), verify_export(folder).as_json()
    assert database == export


def test_a_zip_file_is_as_good_as_a_folder(folder: Path) -> None:
    packed = folder.parent / "out.zip"
    export_ledger(packed, at=NOON)
    assert verify_export(packed).as_json() == verify_export(folder).as_json()


def test_an_export_needs_neither_database_nor_django(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from hengtu.ledger.verification.export import verify_export;"
        f" print(verify_export(Path({str(folder)!r})).acts);"
        " print([m for m in ('django', 'psycopg', 'hengtu.settings') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "8\n[]\n"


def test_nothing_is_written_over(folder: Path) -> None:
    with pytest.raises(LedgerError) as refusal:
        export_ledger(folder, at=NOON)
    assert refusal.value.code == "target_exists"


def test_a_failed_export_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> list[ExportRow]:
        raise RuntimeError

    monkeypatch.setattr(exports, "_registered", {"exhibits": fail})
    for name in ("second", "second.zip"):
        with pytest.raises(RuntimeError):
            export_ledger(folder.parent / name, at=NOON)
    assert not list(folder.parent.glob("second*"))


def edit(file: Path, change: Callable[[bytes], bytes]) -> None:
    before = file.read_bytes()
    after = change(before)
    assert before != after
    file.write_bytes(after)


def line_of(folder: Path, text: str) -> int:
    lines = (folder / "acts.jsonl").read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_export_says_where_it_ends(folder: Path, share: float) -> None:
    edit(folder / "acts.jsonl", lambda content: content[: int(len(content) * share)])
    first = verify_export(folder).broken[0]
    assert (first.code, first.file) == ("export_truncated", "acts.jsonl")
    assert "行不完整：文件在此处被截断" in first.message
    assert first.line == (folder / "acts.jsonl").read_bytes().count(b"\n") + 1


def test_an_export_cut_at_the_end_of_a_line_is_found(folder: Path) -> None:
    edit(folder / "acts.jsonl", lambda content: b"".join(content.splitlines(keepends=True)[:-1]))
    codes = [broken.code for broken in verify_export(folder).broken]
    assert codes[0] in ("acts_cut_off", "stream_missing")
    assert "export_truncated" in codes


def test_every_single_flipped_byte_of_the_acts_is_found(folder: Path) -> None:
    content = (folder / "acts.jsonl").read_bytes()
    for place in range(0, len(content), 41):
        changed = bytearray(content)
        changed[place] ^= 0x01
        (folder / "acts.jsonl").write_bytes(bytes(changed))
        found = verify_export(folder)
        assert found.broken, place
        assert found.broken[0].message
        assert found.broken[0].file == "acts.jsonl" or found.broken[0].stream, place


def test_a_flipped_byte_in_a_payload_names_the_act(folder: Path) -> None:
    edit(folder / "acts.jsonl", lambda content: content.replace("换行".encode(), "换仃".encode()))
    first = verify_export(folder).broken[0]
    assert (first.code, first.seq, first.line) == ("payload_differs", 5, line_of(folder, "换仃"))
    assert "第 5 项的内容与其承诺值不符" in first.message


def test_a_flipped_byte_in_an_original_names_the_file(folder: Path) -> None:
    blob = next(path for path in (folder / "blobs").rglob("*") if path.is_file())
    edit(blob, lambda content: b"x" + content[1:])
    first = verify_export(folder).broken[0]
    assert (first.code, first.file) == ("original_differs", str(blob.relative_to(folder)))


def test_a_missing_original_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "blobs")
    assert verify_export(folder).broken[0].code == "original_missing"


def test_a_changed_document_is_named(folder: Path) -> None:
    edit(folder / "rows" / "documents.jsonl", lambda content: content.replace("决定书".encode(), "决定树".encode()))
    assert [broken.code for broken in verify_export(folder).broken] == ["text_differs", "file_differs"]


@pytest.mark.parametrize("name", ["acts.jsonl", "streams.jsonl", "checkpoints.jsonl", "rows/exhibits.jsonl"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert ("file_missing", name) in {(broken.code, broken.file) for broken in verify_export(folder).broken}


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_a_missing_manifest_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verify_export(folder).broken[0].code == "manifest_missing"


def test_a_rewritten_manifest_is_found(folder: Path) -> None:
    edit(folder / "manifest.json", lambda content: content.replace(b'"bytes": 1', b'"bytes": 2', 1))
    assert "manifest_signature_wrong" in {broken.code for broken in verify_export(folder).broken}


def test_an_export_signed_anew_by_a_forger_is_found_with_the_published_key(folder: Path) -> None:
    key = verify_export(folder).keys[0]
    assert verify_export(folder, trusted_key=key).broken == []
    codes = {broken.code for broken in verify_export(folder, trusted_key="11" * 32).broken}
    assert codes == {"checkpoint_key_unknown", "manifest_key_unknown"}


def test_a_truncated_zip_file_is_named(folder: Path) -> None:
    packed = folder.parent / "out.zip"
    export_ledger(packed, at=NOON)
    edit(packed, lambda content: content[: len(content) // 2])
    first = verify_export(packed).broken[0]
    assert (first.code, first.file) == ("archive_unreadable", "out.zip")


def test_a_flipped_byte_in_a_zip_file_is_found(folder: Path) -> None:
    packed = folder.parent / "out.zip"
    export_ledger(packed, at=NOON)
    with zipfile.ZipFile(packed) as archive:
        infos = [info for info in archive.infolist() if info.filename.endswith(".jsonl")]
    content = packed.read_bytes()
    places = [data_of(content, info) + 5 for info in infos]
    for place in places:
        packed.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert verify_export(packed).broken, place


def test_a_large_export_is_shared_by_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hengtu.ledger.verification.export._BIG", 0)
    found = verify_export(folder, processes=2)
    assert (found.broken, found.streams, found.acts) == ([], 3, 8)
    edit(folder / "acts.jsonl", lambda content: content.replace("换行".encode(), "换仃".encode()))
    first = verify_export(folder, processes=3).broken[0]
    assert (first.code, first.line) == ("payload_differs", line_of(folder, "换仃"))


def data_of(content: bytes, info: zipfile.ZipInfo) -> int:
    """Return where the data of a member begin: behind its local header."""
    name_length, extra_length = struct.unpack_from("<HH", content, info.header_offset + 26)
    return int(info.header_offset + 30 + name_length + extra_length)


@pytest.mark.parametrize("line", ["[]", "{}", '{"stream":1}', "null"])
def test_a_line_that_is_no_act_is_named(folder: Path, line: str) -> None:
    with (folder / "acts.jsonl").open("a") as file:
        file.write(line + "\n")
    first = verify_export(folder).broken[0]
    assert (first.code, first.line) == ("line_unreadable", 9)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as refusal:
        verify_export(tmp_path)
    assert refusal.value.code == "not_an_export"
    with pytest.raises(LedgerError) as refusal:
        verify_export(tmp_path / "nowhere")
    assert refusal.value.code == "export_missing"


def test_names_inside_an_export_cannot_leave_it(folder: Path) -> None:
    rows = folder / "rows" / "exhibits.jsonl"
    row = json.loads(rows.read_text())
    row["files"][0]["name"] = "../photo"
    rows.write_text(json.dumps(row) + "\n")
    assert "original_missing" in {broken.code for broken in verify_export(folder).broken}
