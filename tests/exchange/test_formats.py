"""Formats are data: what they may name is closed, and a mistake is said with file and line."""

from datetime import date

import pytest

from hengtu.exchange.catalogue import format_for, format_ids, formats, layers, load_layer, with_layer
from hengtu.exchange.format_file import BadFormat, load_format
from hengtu.exchange.format_values import MARKS
from hengtu.exchange.values import CONDITIONS, RULES, VALUES

GOOD = """\
id: probe
name: 试验平台
short: 试验
version: "1"
effective_from: 2026-01-01
writing: jsonl
audience: government
duty: [ARCHIVIST]
seen_by: [SUPERVISOR]
collect: by_hand
receipt_days: 3
source: 试验
code_lists:
  procedure: {SUMMARY: 1, ORDINARY: 2}
records:
  - type: CASE
    zh: 案件
    each: case
    mark: I
    fields:
      - {name: case_id, zh: 案件标识, type: s, length: 36, required: true, from: case.id}
      - {name: procedure, zh: 适用程序, type: code, codes: procedure, from: case.track}
"""
BAD = (
    ("from: case.id}", "from: case.secret}", 21, "没有取值 case.secret"),
    ("from: case.id}", "from: party.name}", 21, "不能用在 case 的记录上"),
    ("codes: procedure, ", "codes: colours, ", 22, "没有代码表 colours"),
    ("each: case", "each: planet", 18, "没有 planet 这种记录对象"),
    ("duty: [ARCHIVIST]", "duty: [KING]", 8, "没有岗位 KING"),
    ("seen_by: [SUPERVISOR]", "seen_by: []", 9, "不能为空"),
    ("type: s, length: 36,", "type: s,", 21, "长度 length"),
    ("type: s, length: 36,", "type: poem, length: 36,", 21, "类型应当是"),
    ("    mark: I", "    mark: Z", 19, "来源标记应当是"),
    ("receipt_days: 3", "receipt_days: 三天", 11, "应当是整数"),
    ("writing: jsonl", "writing: fax", 6, "writing 应当是"),
    ("source: 试验", "source: 试验\nlimit: never", 13, "没有期限 never"),
    ("    mark: I", "    mark: I\n    when: raining", 20, "没有条件 raining"),
    ("    mark: I", "    mark: I\n    needs: [MOON]", 20, "要求的记录 MOON"),
    ("    mark: I", "    mark: I\n    colour: red", 20, "不认识 colour"),
    ("name: 试验平台\n", "", 1, "缺少 name"),
    ("id: probe", "id: other", 1, "与文件名一致"),
    ("name: procedure, ", "name: case_id, ", 20, "两个字段同名"),
    ("id: probe", "id: [probe", 2, "不是有效的 YAML"),
)


def written(folder, text):
    path = folder / "probe.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_formats_load_and_say_where_each_field_comes_from():
    assert format_ids() == ("mot", "justice", "credit", "nontax")
    for made in formats():
        assert made.source
        assert made.seen_by
        assert {field.mark for record in made.records for field in record.fields} <= set(MARKS)


def test_every_name_that_is_registered_is_used_by_a_format_or_kept_for_places():
    fields = [field for made in formats() for record in made.records for field in record.fields]
    used = {field.source for field in fields}
    conditions = {field.when for field in fields} | {record.when for made in formats() for record in made.records}
    rules = {check.rule for made in formats() for record in made.records for check in record.checks}
    assert used <= set(VALUES)
    assert conditions - {""} <= set(CONDITIONS)
    assert rules <= set(RULES)


@pytest.mark.parametrize(("before", "after", "line", "words"), BAD)
def test_a_mistake_is_refused_with_file_and_line(tmp_path, before, after, line, words):
    assert before in GOOD
    with pytest.raises(BadFormat) as refused:
        load_format(written(tmp_path, GOOD.replace(before, after)))
    assert any(each.startswith(f"probe.yaml:{line}：") and words in each for each in refused.value.problems), (
        refused.value.problems
    )


def test_all_mistakes_of_a_file_come_at_once(tmp_path):
    text = GOOD.replace("case.id", "case.no").replace("duty: [ARCHIVIST]", "duty: []")
    with pytest.raises(BadFormat) as refused:
        load_format(written(tmp_path, text))
    assert len(refused.value.problems) == 2


def test_a_format_for_the_public_must_mask_who_a_person_is(tmp_path):
    record = "each: case\n    mark: I\n    fields:\n"
    party = (
        "each: party\n    mark: I\n    fields:\n      - {name: who, zh: 姓名, type: s, length: 50, from: party.name}\n"
    )
    text = GOOD.replace("audience: government", "audience: public").replace(record, party)
    with pytest.raises(BadFormat, match="写明遮盖方式"):
        load_format(written(tmp_path, text))
    load_format(written(tmp_path, text.replace("from: party.name}", "mask: person_name, from: party.name}")))


def test_csv_holds_one_kind_of_record(tmp_path):
    second = GOOD.split("records:\n")[1].replace("CASE", "OTHER")
    with pytest.raises(BadFormat, match="csv 只能写一种记录"):
        load_format(written(tmp_path, GOOD.replace("jsonl", "csv") + second))


LAYER = """\
format: credit
division: "13"
version: "2026-7"
effective_from: 2026-07-01
source: 试验
fields:
  - {record: CREDIT, name: place, zh: 违法地点, type: s, length: 300, mask: text, from: case.place, mark: I}
  - {record: CREDIT, name: uscc, drop: true}
"""


def test_a_place_adds_and_leaves_out_fields_from_a_day_on(tmp_path):
    layer = load_layer(written(tmp_path, LAYER))
    assert layer.holds("130100", date(2026, 7, 1))
    assert not layer.holds("130100", date(2026, 6, 30))
    assert not layer.holds("350100", date(2026, 7, 1))
    made = with_layer(format_for("credit", "130100", date(2026, 7, 1)), layer)
    record = made.record("CREDIT")
    assert record.field_named("place").layer == "13:2026-7"
    assert record.field_named("uscc") is None
    assert made.spec == "2026-1+13:2026-7"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("name: uscc, drop", "name: decision_no, drop", "必报字段"),
        ("name: uscc, drop", "name: moon, drop", "没有字段 moon"),
        ("record: CREDIT, name: place", "record: MOON, name: place", "写明 record"),
        ("from: case.place", "from: case.weather", "没有取值 case.weather"),
        ("format: credit", "format: moon", "没有报送格式 moon"),
    ],
)
def test_a_layer_that_does_not_fit_is_refused(tmp_path, before, after, words):
    with pytest.raises(BadFormat, match=words):
        load_layer(written(tmp_path, LAYER.replace(before, after)))


def test_layers_come_with_the_wider_place_first():
    assert [len(each.division) for each in layers()] == sorted(len(each.division) for each in layers())
