"""Tables that were published after the rulebook: they take over by dates, and old receipts read the same."""

import hashlib
import json
from pathlib import Path

import pytest

from hengtu.law import rulebook
from hengtu.law.condition_words import condition_zh
from hengtu.law.discretion import assess
from hengtu.law.packs import PACKS_VARIABLE
from hengtu.law.receipt import issue, verify

OLD = "road-occupy-dig@1"  # of 浙江, without an end of its own


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(PACKS_VARIABLE, str(tmp_path))
    rulebook.refresh()
    yield tmp_path
    monkeypatch.undo()
    rulebook.refresh()


def publish(folder: Path, **more) -> None:
    rule = {
        "id": "new", "violation": "road-occupy-dig", "division": "330000", "role": "ladder",
        "document": {"name": "新裁量基准", "name_confirmed": True}, "effective_from": "2026-06-01",
        "effective_from_confirmed": True, "statute_from": "2011-07-01", "complete": True, "confirmed": True,
        "published_on": "2026-05-10",
        "tiers": [{"tier": "一般", "when": "area_m2 >= 0",
                   "outcome": {"kind": "fine", "basis": "fixed_range", "min": 1000, "max": 2000}}],
        **more,
    }  # fmt: skip
    pack = {"format": 1, "id": "p", "seq": 1, "published_at": "2026-05-10T10:00:00+08:00", "previous": ""}
    content = json.dumps({**pack, "records": {"benchmarks": {rule["id"]: rule}}, "signature": {}}).encode()
    (folder / "000001-p.json").write_bytes(content)
    assert hashlib.sha256(content).hexdigest()
    rulebook.refresh()


def question(violation_on: str, decided_on: str, place: str = "浙江") -> dict:
    facts = {"area_m2": 3, "depth_cm": 40, "harm_level": "minor"}
    return {"violation": "road-occupy-dig", "jurisdiction": place, "violation_on": violation_on,
            "decided_on": decided_on, "party_type": "natural_person", "facts": facts}  # fmt: skip


def table_of(violation_on: str, decided_on: str, place: str = "浙江") -> str | None:
    answer = assess(question(violation_on, decided_on, place)).benchmark
    return None if answer is None else answer["id"]


def test_the_new_table_takes_over_from_its_day_and_the_old_one_keeps_what_happened_before(folder: Path) -> None:
    assert table_of("2026-06-02", "2026-07-01") == OLD
    publish(folder, replaces=[OLD])
    assert table_of("2026-06-02", "2026-07-01") == "new"
    assert table_of("2026-05-31", "2026-07-01") == OLD
    assert table_of("2026-05-01", "2026-05-20") == OLD


def test_a_lower_layer_goes_before_the_upper_one_from_its_day(folder: Path) -> None:
    publish(folder, division="330100", place_zh="杭州")
    assert table_of("2026-06-02", "2026-07-01", "330100") == "new"
    assert table_of("2026-06-02", "2026-07-01", "330000") == OLD
    assert table_of("2026-05-31", "2026-07-01", "330100") == OLD


def test_a_county_nobody_named_may_have_a_table_of_its_own(folder: Path) -> None:
    publish(folder, division="330183", place_zh="某区")
    answer = assess(question("2026-06-02", "2026-07-01", "330183"))
    assert answer.benchmark is not None
    assert answer.benchmark["id"] == "new"
    assert any("某区《新裁量基准》" in sentence for sentence in answer.explanation)


def test_receipts_of_before_replay_the_same_after_a_table_was_published(folder: Path) -> None:
    asked = [question("2026-05-01", "2026-05-20", place) for place in ("浙江", "330100", "330183")]
    receipts = [issue(each, assess(each)) for each in asked]
    publish(folder, replaces=[OLD])
    assert [verify(each) for each in receipts] == [[], [], []]
    publish(folder, division="330100", place_zh="杭州")
    assert [verify(each) for each in receipts] == [[], [], []]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("area_m2 >= 2 and area_m2 < 10", "占用或损坏面积达到 2 平方米，并且占用或损坏面积不足 10 平方米"),
        ("harm_level == 'serious' or area_m2 > 15", "危害后果程度为严重，或者占用或损坏面积超过 15 平方米"),
        ("(area_m2 < 2 or depth_cm <= 30) and first_offence == true",
         "（占用或损坏面积不足 2 平方米，或者挖掘深度不超过 30 厘米），并且是否初次违法：是"),
        ("excess_ratio >= 0.2", "超限率达到 20%"),
        ("not (harm_level in ['minor', 'none'])", "不是（危害后果程度为轻微、无之一）"),
        ("nth_time_caught == 2", "第几次被查处为 2 次"),
    ],
)  # fmt: skip
def test_conditions_are_said_in_chinese(condition: str, said: str) -> None:
    assert condition_zh(condition) == said
