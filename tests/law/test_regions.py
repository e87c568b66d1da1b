"""A region's table goes before its members' province from the day they joined, and nowhere else."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengtu.law import rulebook
from hengtu.law.discretion import assess
from hengtu.law.jurisdiction import layers, name_of, resolve
from hengtu.law.packs import PACKS_VARIABLE
from hengtu.law.rulebook import records

JOINED = date(2023, 12, 31)
BEFORE = JOINED - timedelta(days=1)


def test_a_region_stands_between_its_members_and_their_province():
    assert layers(resolve("四川成都"), JOINED) == ("510100", "region-chuanyu", "510000", "000000")
    assert layers(resolve("重庆合川"), JOINED) == ("500117", "region-chuanyu", "500000", "000000")
    assert name_of("region-chuanyu") == "川渝"


@pytest.mark.parametrize("place", ["四川", "重庆"])
def test_before_a_member_joined_the_region_is_no_layer(place: str):
    assert "region-chuanyu" not in layers(resolve(place), BEFORE)
    assert "region-chuanyu" in layers(resolve(place), JOINED)
    assert "region-chuanyu" in layers(resolve(place), None)


@pytest.mark.parametrize("place", ["河北", "国家", "云南"])
def test_others_are_not_members(place: str):
    assert layers(resolve(place), JOINED) == resolve(place).chain


def test_every_member_is_a_known_division():
    for region in records("regions").values():
        assert {each["division"] for each in region["members"]} <= set(records("divisions"))
        assert region["id"] not in records("divisions")


TABLE = {
    "id": "road-obstruct@chuanyu",
    "violation": "road-obstruct",
    "division": "region-chuanyu",
    "role": "ladder",
    "document": {"name": "川渝地区高频事项裁量基准", "name_confirmed": True},
    "effective_from": "2024-03-01",
    "effective_from_confirmed": True,
    "statute_from": "2017-11-05",
    "complete": True,
    "confirmed": True,
    "tiers": [
        {
            "tier": "一般",
            "when": "area_m2 >= 0",
            "outcome": {"kind": "fine", "basis": "fixed_range", "min": 0, "max": 700},
        }
    ],
}
OF_SICHUAN = {**TABLE, "id": "road-obstruct@sichuan", "division": "510000", "effective_from": "2018-01-01"}
OF_CHENGDU = {**TABLE, "id": "road-obstruct@chengdu", "division": "510100", "effective_from": "2025-01-01"}


@pytest.fixture
def with_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    tables = {each["id"]: each for each in (TABLE, OF_SICHUAN, OF_CHENGDU)}
    pack = {"format": 1, "id": "p", "seq": 1, "published_at": "2024-01-01T00:00:00+08:00", "previous": ""}
    content = json.dumps({**pack, "records": {"benchmarks": tables}, "signature": {}})
    (tmp_path / "000001-p.json").write_text(content, encoding="utf-8")
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))
    rulebook.refresh()
    yield
    monkeypatch.undo()
    rulebook.refresh()


def table_used(place: str, on: str) -> Any:
    answer = assess(
        {
            "violation": "road-obstruct",
            "jurisdiction": place,
            "violation_on": on,
            "decided_on": on,
            "facts": {"area_m2": 3},
        }
    )
    return answer.benchmark and answer.benchmark["id"]


@pytest.mark.usefixtures("with_tables")
@pytest.mark.parametrize(
    ("place", "on", "table"),
    [
        ("四川", "2024-02-29", "road-obstruct@sichuan"),  # the region's table is not in force yet
        ("四川", "2024-03-01", "road-obstruct@chuanyu"),
        ("四川成都", "2024-03-01", "road-obstruct@chuanyu"),
        ("四川成都", "2025-01-01", "road-obstruct@chengdu"),  # the city is nearer still
        ("重庆合川", "2024-03-01", "road-obstruct@chuanyu"),
        ("重庆", "2023-06-01", None),
        ("甘肃", "2024-03-01", None),
    ],
)
def test_the_region_goes_before_the_province_from_its_day(place: str, on: str, table: str | None):
    assert table_used(place, on) == table


@pytest.mark.usefixtures("with_tables")
def test_the_answer_names_the_region():
    answer = assess(
        {"violation": "road-obstruct", "jurisdiction": "重庆", "violation_on": "2024-03-01", "facts": {"area_m2": 3}}
    )
    assert answer.benchmark is not None
    assert answer.benchmark["jurisdiction"] == "川渝"
