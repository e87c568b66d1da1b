"""Rule packs: read in order, chained, refused as a whole when one was altered."""

import hashlib
import json
from pathlib import Path

import pytest

from hengtu.law import rulebook
from hengtu.law.edition import edition
from hengtu.law.packs import PACKS_VARIABLE, PackDamaged, read_packs
from hengtu.law.rulebook import records


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))
    rulebook.refresh()
    yield tmp_path
    monkeypatch.undo()
    rulebook.refresh()


def put(folder: Path, seq: int, records: dict, previous: str) -> str:
    pack = {"format": 1, "id": f"p{seq}", "seq": seq, "published_at": "2026-11-29T10:00:00+08:00"}
    content = json.dumps({**pack, "previous": previous, "records": records, "signature": {}}).encode()
    (folder / f"{seq:06d}-p{seq}.json").write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def test_a_pack_adds_rules_and_changes_the_edition(folder: Path) -> None:
    before = edition()
    put(folder, 1, {"divisions": {"999999": {"id": "999999", "name": "某地", "short": "某"}}}, "")
    rulebook.refresh()
    assert records("divisions")["999999"]["name"] == "某地"
    assert "110000" in records("divisions")
    assert edition() != before


def test_a_later_pack_wins_for_the_same_rule(folder: Path) -> None:
    head = put(folder, 1, {"divisions": {"999999": {"short": "甲"}}}, "")
    put(folder, 2, {"divisions": {"999999": {"short": "乙"}}}, head)
    assert records("divisions")["999999"]["short"] == "乙"


def test_an_altered_pack_is_refused_by_its_successor(folder: Path) -> None:
    head = put(folder, 1, {"divisions": {"999999": {"short": "甲"}}}, "")
    put(folder, 2, {}, head)
    put(folder, 1, {"divisions": {"999999": {"short": "丙"}}}, "")
    with pytest.raises(PackDamaged) as refused:
        records("divisions")
    assert refused.value.code == "rule_pack_damaged"
    assert "000002-p2.json" in refused.value.message


def test_a_pack_that_is_missing_is_missed(folder: Path) -> None:
    head = put(folder, 1, {}, "")
    put(folder, 2, {}, head)
    (folder / "000001-p1.json").unlink()
    with pytest.raises(PackDamaged):
        list(read_packs(folder))


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"format": 2}', b'{"format": 1, "seq": 1, "previous": "", "records": []}']
)
def test_what_is_no_pack_is_named(folder: Path, content: bytes) -> None:
    (folder / "000001-x.json").write_bytes(content)
    with pytest.raises(PackDamaged, match=r"000001-x\.json"):
        list(read_packs(folder))
