"""Names that are rare, numbers written oddly, third persons: hidden, or reported to a person."""

import pytest

from hengtu.lib.hiding import hide, identifying_left
from hengtu.lib.person_names import characters, mask_person, names_in


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("欧阳锋", "欧阳某某"), ("欧阳", "欧某某"), ("司马", "司某某"), ("张三", "张某某"), ("阿依古丽", "阿某某"),
        ("买买提·吐尔逊", "买某某"), ("𠮷田", "𠮷某某"), ("⿰氵曌明", "⿰氵曌某某"), ("一", "某某"), ("", ""),
        ("葛󠄀城", "葛󠄀某某"), ("Ｊohn Smith", "Ｊ某某"), ("  李  四 ", "李某某"), ("\ue000某人", "\ue000某某"),
    ],
)  # fmt: skip
def test_a_name_is_masked_by_what_people_call_a_character(name, shown):
    assert mask_person(name) == shown


def test_a_description_that_breaks_off_and_marks_that_hang_are_kept_together():
    assert characters("⿰氵") == ("⿰氵",)
    assert characters("⿱⿰日月一") == ("⿱⿰日月一",)
    assert characters("e\u0301a") == ("e\u0301", "a")


@pytest.mark.parametrize(
    "written", ["买买提·吐尔逊", "买买提 吐尔逊", "买买提•吐尔逊", "买买提吐尔逊", "买 买提\u200b·吐尔逊"]
)
def test_a_name_is_hidden_however_it_is_written(written):
    hidden = hide(f"当事人{written}驾驶货车", names=["买买提·吐尔逊"])
    assert hidden.text == "当事人买某某驾驶货车"
    assert hidden.found == (("姓名", 1),)


def test_a_name_of_one_character_is_hidden_where_it_stands_alone_only():
    assert hide("当事人李驾车，行李超高，（李）承认", names=["李"]).text == "当事人李驾车，行李超高，（某某）承认"
    assert hide("当事人李，行李超高", names=["李"]).text == "当事人某某，行李超高"


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ",
     "110105 19491231 002x", "138 0013 8000", "１３８００１３８０００",
     "010-12345678", "a.b@example.cn", "6222021234567890123", "E12345678", "示A·12345", "示a12345", "110105491231002"],
)  # fmt: skip
def test_a_number_is_hidden_however_it_is_written(number):
    hidden = hide(f"查明{number}，罚款30000元，车货总质量98940千克，2025年6月3日")
    assert number not in hidden.text
    assert "罚款30000元，车货总质量98940千克，2025年6月3日" in hidden.text
    assert identifying_left(hidden.text) == ()


def test_homes_go_and_roads_stay():
    text = "住示范县建设路12号3栋201室，在S99省道K12+300超限检测站被查"
    shown = hide(text, addresses=["示范县建设路12号3栋201室"]).text
    assert "建设路" not in shown
    assert "S99省道K12+300超限检测站" in shown
    assert "12号" not in hide("家住光明街12号").text


def test_what_an_officer_marked_is_hidden_and_overlaps_are_hidden_whole():
    shown = hide("张三丰的电话13800138000", names=["张三丰"], words=["电话138001"]).text
    assert "8000" not in shown
    assert "三丰" not in shown


@pytest.mark.parametrize("written", ["贺*林", "贺**林", "贺长*", "贺某林", "贺Ｘ林", "贺长■", "贺 * 林"])
def test_a_name_that_is_starred_out_in_part_still_tells_and_is_hidden(written):
    assert hide(f"由{written}驾驶", names=["贺长林"]).text == "由贺某某驾驶"
    assert hide("贺某某承认，贺先生", names=["贺长林"]).text == "贺某某承认，贺先生"


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("李建国（男，45岁，示范县运输公司驾驶员）、王五", ("李建国", "王五")), ("示范县邮政公司", ()), ("本人", ()),
        ("买买提·吐尔逊", ("买买提·吐尔逊",)), ("John Smith", ("John Smith",)), ("", ()), ("法定代表人 ", ()),
        ("谭青禾，示范律师事务所律师", ("谭青禾",)), ("𠮷田", ("𠮷田",)),
    ],
)  # fmt: skip
def test_an_entry_that_names_somebody_gives_the_names_and_no_office_or_firm(entry, names):
    assert names_in(entry) == names


def test_a_long_text_is_read_in_a_moment():
    import time

    started = time.perf_counter()
    hide("驾驶员 1 3 8 " * 20000, names=["张三丰", "李"])
    assert time.perf_counter() - started < 5
