"""Tables for spreadsheets: read as they are, and nothing in them is run."""

import csv
import io

import pytest

from hengtu.lib.csv_text import MARK, csv_lines


def test_what_was_written_is_read_back_cell_by_cell() -> None:
    rows = [["当事人", "备注"], ['引号"和,逗号', "两\n行"], ["", "7"]]
    text = "".join(csv_lines(rows))
    assert text.startswith(MARK)
    assert list(csv.reader(io.StringIO(text.removeprefix(MARK), newline=""))) == rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    _, line = csv_lines([[f"{start}HYPERLINK(1)"]])
    assert next(csv.reader(io.StringIO(line, newline=""))) == [f"'{start}HYPERLINK(1)"]


def test_a_long_table_is_never_held_whole() -> None:
    lines = csv_lines([number] for number in iter(int, 1))  # without end
    assert [next(lines) for _ in range(3)] == [MARK, "0\r\n", "0\r\n"]
