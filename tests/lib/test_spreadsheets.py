"""Workbooks: what is read and what is refused before anybody lays it out in memory."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from hengtu.lib.spreadsheets import (
    Limits,
    Sheet,
    WorkbookRefused,
    day_of_cell,
    has_hidden_characters,
    plain,
    read_rows,
    text_of,
    write_workbook,
)


def book(*rows, formats=None):
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": True})
    sheet = made.add_worksheet()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, made.add_format({"num_format": "yyyy-mm-dd"}))
            else:
                sheet.write(number, column, value)
    made.close()
    return target.getvalue()


def repacked(content, change, declared=None):
    """Pack the workbook again with its entries changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return target.getvalue()


def refused(content, name="表.xlsx", limits=None):
    with pytest.raises(WorkbookRefused) as refusal:
        read_rows(content, name, limits=limits)
    assert name in refusal.value.message
    assert "请" in refusal.value.message
    return refusal.value.code


def test_what_is_written_is_read_again_as_text():
    content = write_workbook([Sheet("导入", ("代码", "名称"), (("000000", "=1+1"), ("007", "http://x"), ("", "𠀋")))])
    rows = read_rows(content, "表.xlsx")
    assert [row.values for row in rows] == [
        ("代码", "名称"),
        ("000000", "=1+1"),
        ("007", "http://x"),
        ("", "𠀋"),
    ]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_rows_keep_the_number_that_excel_shows_and_empty_ones_are_left_out():
    rows = read_rows(book(["a"], [], [], ["b"]), "表.xlsx")
    assert [(row.number, row.values[0]) for row in rows] == [(1, "a"), (4, "b")]


def test_a_formula_counts_as_what_it_last_showed():
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target)
    made.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
    made.close()
    assert text_of(read_rows(target.getvalue(), "表.xlsx")[0].values[0]) == "2"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"MZ\x90\x00program", "file_kind"),
        ("姓名,类别\n甲,执法人员".encode(), "file_kind"),
        ("姓名,类别\n甲,执法人员".encode("gb18030"), "file_kind"),
        (b"\xd0\xcf\x11\xe0old", "file_kind"),
        (b"\x89PNG\x00\x01", "file_kind"),
        (b"PK\x03\x04broken", "file_damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_name(content, code):
    assert refused(content) == code


def test_an_archive_that_is_no_workbook_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(target.getvalue()) == "file_kind"


def test_a_bomb_is_not_unpacked():
    bomb = repacked(book(["a"]), lambda name, old: b"0" * (70 << 20) if name.endswith("styles.xml") else old)
    assert len(bomb) < 1 << 20
    assert refused(bomb) == "file_unpacks_too_large"


def test_a_bomb_that_lies_about_its_size_is_refused():
    bomb = repacked(book(["a"]), lambda name, old: b"0" * (70 << 20) if name.endswith("styles.xml") else old)
    size = (70 << 20).to_bytes(4, "little")
    assert bomb.count(size) >= 1
    assert refused(bomb.replace(size, (1000).to_bytes(4, "little"))) == "file_damaged"


@pytest.mark.parametrize(("cell", "code"), [("A1048576", "too_many_rows"), ("XFD1", "too_many_columns")])
def test_one_cell_in_the_far_corner_does_not_lay_out_the_whole_sheet(cell, code):
    far = repacked(
        book(["a"]),
        lambda name, old: old.replace(b'r="A1"', f'r="{cell}"'.encode()) if "sheet1" in name else old,
    )
    assert refused(far) == code


def test_too_many_rows_and_too_large_a_file_are_refused():
    assert refused(book(*[["x"]] * 12), limits=Limits(rows=10)) == "too_many_rows"
    assert refused(book(["a"]), limits=Limits(packed=100)) == "file_too_large"


@pytest.mark.parametrize(
    "value",
    [
        date(2025, 9, 24),
        datetime(2025, 9, 24, 8),
        45924,
        45924.0,
        "2025-09-24",
        "2025/9/24",
        "2025.9.24",
        "20250924",
        "２０２５年９月２４日",
        " 2025-9-24 00:00:00 ",
    ],
)
def test_a_day_is_read_however_it_is_written(value):
    assert day_of_cell(value) == date(2025, 9, 24)


@pytest.mark.parametrize("value", ["2025-02-30", "明天", 12.0, True, "24/9/2025"])
def test_what_is_no_day_is_no_day(value):
    with pytest.raises(ValueError, match=r"^$|day|month|[0-9明T]"):
        day_of_cell(value)


def test_an_empty_cell_is_no_day_and_no_text():
    assert day_of_cell("") is None
    assert day_of_cell(None) is None
    assert text_of(None) == ""


def test_codes_lose_their_width_and_blanks():
    assert plain("１３０１ ００") == "130100"
    assert plain(130100.0) == "130100"


def test_characters_that_turn_the_writing_are_seen():
    assert has_hidden_characters("甲\u202e乙")
    assert not has_hidden_characters("𠀋·阿布都")
