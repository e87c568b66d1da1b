"""Citations: ids become sentences; what was recalled and not read is never printed."""

import pytest

from hengtu.law.citations import chinese_number, cite, cite_in_full, printable


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        ("APL:64i1", "行政处罚法第六十四条第一项"),
        ("APL:33p1", "行政处罚法第三十三条第一款"),
        ("APL:63p1i3", "行政处罚法第六十三条第一款第三项"),
        ("APL:85", "行政处罚法第八十五条"),
        ("GB118", "国办发〔2018〕118号"),
        ("超限运输车辆行驶公路管理规定43", "《超限运输车辆行驶公路管理规定》第四十三条"),
        ("航道法42i1", "《航道法》第四十二条第一项"),
        ("道路运输条例", "《道路运输条例》"),
    ],
)
def test_an_id_becomes_its_sentence(basis: str, sentence: str):
    assert cite(basis) == sentence


def test_documents_carry_the_full_title():
    assert cite_in_full("APL:36") == "《中华人民共和国行政处罚法》第三十六条"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
    ],
)
def test_numbers_are_written_as_articles_are(number: int, words: str):
    assert chinese_number(number) == words


@pytest.mark.parametrize("basis", ["APL:64i1", "MOT:61i8", "MOT:18", "GB118", "超限运输车辆行驶公路管理规定43"])
def test_what_was_read_may_be_printed(basis: str):
    assert printable(basis)


@pytest.mark.parametrize("basis", ["MOT:~78", "MOT:ch9", "MOT:45", "ZZZ:1", "APL:x"])
def test_what_was_not_read_is_never_printed(basis: str):
    assert not printable(basis)
