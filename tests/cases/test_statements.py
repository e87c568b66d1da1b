"""Statements and reconciliation: to the cent, line by line, in either encoding, whatever the order."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import StatementDay
from hengtu.cases.payments.days import bank_side, compare, take_statement
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.reconciling import reconcile
from hengtu.cases.payments.statements import COLUMNS, BankLine, read_statement, write_statement
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.web.commandline.main import main
from tests.cast import SINCE

DAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 10, tzinfo=CIVIL_TIME)
SIDES = st.dictionaries(
    st.tuples(st.sampled_from(["PAY", "REFUND"]), st.text("abc", min_size=1, max_size=2)),
    st.tuples(st.integers(1, 3), st.sampled_from([DAY, date(2026, 11, 3)])),
    max_size=12,
)


def line(serial, fen=100, payer="张三", payee="11", direction="PAY"):
    return BankLine(0, direction, serial, "", fen, AT, payer, "", "柜面", payee)


@settings(max_examples=60, deadline=None)
@given(SIDES, SIDES)
def test_every_key_is_counted_once_and_swapping_the_sides_mirrors_the_answer(bank, ours):
    found = reconcile(bank, ours)
    assert found.matched + len(found.differences) == len(bank.keys() | ours.keys())
    assert found.matched == sum(bank[key] == ours.get(key) for key in bank)
    assert {each.key for each in found.differences} == {key for key in bank | ours if bank.get(key) != ours.get(key)}
    swapped = {"ONLY_BANK": "ONLY_OURS", "ONLY_OURS": "ONLY_BANK"}
    mirrored = [(swapped.get(each.kind, each.kind), each.key, each.ours, each.bank) for each in found.differences]
    assert mirrored == [(each.kind, each.key, each.bank, each.ours) for each in reconcile(ours, bank).differences]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["赵䶮", "王𬭎", "李𫔄"])
def test_a_rare_name_is_read_as_it_was_written(encoding, name):
    read = read_statement(write_statement([line("a", payer=name)], encoding=encoding))
    assert [each.payer for each in read.lines] == [name]
    assert read.troubles == ()


def test_bad_lines_are_said_and_the_others_read():
    rows = [
        ",".join(COLUMNS),
        "a,缴款,,100,2026-11-02T10:00:00,张三,,,11",
        "a,缴款,,100,2026-11-02T10:00:00,张三,,,11",
        "b,缴款,,1.00,2026-11-02T10:00:00,张三,,,11",
        "c,缴款,,-5,2026-11-02T10:00:00,张三,,,11",
        "d,转账,,100,2026-11-02T10:00:00,张三,,,11",
        "e,缴款,,100,昨天,张三,,,11",
        ",缴款,,100,2026-11-02T10:00:00,张三,,,11",
        "f,退款,,40,2026-11-02T10:00:00,张三,,,11",
    ]
    read = read_statement("\n".join(rows).encode())
    assert [(each.serial, each.amount_fen, each.direction) for each in read.lines] == [
        ("a", 100, "PAY"),
        ("f", 40, "REFUND"),
    ]
    assert [each.line for each in read.troubles] == [3, 4, 5, 6, 7, 8, 0], "and there is no sum"
    assert read.lines[0].at == AT


def test_a_sum_that_does_not_fit_its_lines_is_said():
    cut = write_statement([line("a"), line("b")]).decode().splitlines()
    del cut[2]
    (trouble,) = read_statement("\n".join(cut).encode()).troubles
    assert "明细 1 笔，100 分" in trouble.why


@pytest.mark.parametrize(
    ("content", "code"), [(b"\xff\xff\x00\xff", "encoding"), (b"a,b\n", "columns"), (b"", "columns")]
)
def test_what_is_no_statement_is_refused(content, code):
    with pytest.raises(MoneyRefused) as refusal:
        read_statement(content)
    assert refusal.value.code == code


@pytest.mark.django_db
def test_the_command_line_compares_and_writes_unless_it_is_only_to_look(tmp_path, capsys):
    bureau = plant_line(province_code="13", since=SINCE).bureau
    file = tmp_path / "对账单.csv"
    file.write_bytes(write_statement([line("a", payee=bureau.code)]))
    assert main(["import", "statement", str(file), "--dry-run"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["on"], said["bank_fen"], said["matched"]) == ("2026-11-02", 100, 0)
    assert [each["kind"] for each in said["differences"]] == ["ONLY_BANK"]
    assert not StatementDay.objects.exists()
    assert main(["import", "statement", str(file)]) == 1
    assert StatementDay.objects.get().differences.count() == 1
    file.write_bytes(write_statement([line("a", payee=bureau.code), line("b", payee="other")]))
    assert main(["import", "statement", str(file)]) == 2
    assert "agency_unknown" in capsys.readouterr().err


@pytest.mark.postgres
def test_on_postgresql_lines_come_back_as_the_bank_wrote_them_and_a_later_file_takes_their_place(postgres_database):
    bureau = plant_line(province_code="13", since=SINCE).bureau
    first = [line("a", payer='赵䶮\t"小"\\N'), line("b", fen=7, direction="REFUND")]
    for lines in (first, [*first, line("c", payer="王𬭎")]):
        content = write_statement(lines)
        day = take_statement(read_statement(content), agency=bureau, on=DAY, source="file", content=content, at=AT)
    kept = day.lines.order_by("serial").values_list("serial", "direction", "amount_fen", "paid_at", "payer", "channel")
    assert list(kept) == [(each.serial, each.direction, each.amount_fen, AT, each.payer, "柜面") for each in lines]
    assert {each.key for each in compare(day, at=AT).differences} == set(bank_side(day))
    assert day.bank_fen == 100 - 7 + 100
