"""What a text is indexed by and what was typed meet in the same words."""

import pytest

from hengtu.lib.search_words import (
    LONGEST_WORD,
    id_number_in,
    read_query,
    words_of_code,
    words_of_name,
    words_of_number,
    words_of_plate,
    words_of_text,
)
from hengtu.lib.syllables import spellings

NUMBER = "青交执罚〔2026〕00126号"
CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    "typed", ["00126", "126", "0126", "2026 126", "126 2026", NUMBER, "青交执罚(2026)00126", "执罚 126"]
)
def test_a_number_is_found_by_its_parts(typed: str) -> None:
    assert read_query(typed).matches(words_of_number(NUMBER))


@pytest.mark.parametrize("typed", ["127", "2025 126", "26", "青交执罚〔2026〕00127号", "陵交"])
def test_another_number_is_not_found(typed: str) -> None:
    assert not read_query(typed).matches(words_of_number(NUMBER))


@pytest.mark.parametrize(
    "typed",
    [
        "3F728",
        "F728",
        "f728",
        "陵K3F728",
        "陵K·3F728",
        "陵k.3f728",
        "陵Ｋ３Ｆ７２８",
        "K·3F728",
        "陵K",
        "728",
        "陵 K 3F728",
    ],
)
def test_a_plate_is_found_however_it_is_typed(typed: str) -> None:
    assert read_query(typed).matches(words_of_plate("陵K·3F728"))


@pytest.mark.parametrize("typed", ["3F729", "陵L3F728", "3F7281", "冀K3F728"])
def test_another_plate_is_not_found(typed: str) -> None:
    assert not read_query(typed).matches(words_of_plate("陵K3F728"))


@pytest.mark.parametrize(
    ("typed", "plate"),
    [("AD12345", "陵AD12345"), ("1234挂", "陵A1234挂"), ("陵A1234挂", "陵A1234挂"), ("青货", "青货1234")],
)
def test_new_energy_trailers_and_ships_are_found(typed: str, plate: str) -> None:
    assert read_query(typed).matches(words_of_plate(plate))


@pytest.mark.parametrize(
    "typed", ["贺长林", "贺长", "长林", "贺", "林", "hcl", "hechanglin", "changlin", "HECHANG", "he chang lin"]
)
def test_a_name_is_found_by_any_part_and_by_pinyin(typed: str) -> None:
    assert read_query(typed).matches(words_of_name("贺长林"))


@pytest.mark.parametrize("typed", ["贺林", "林长", "hl", "ecl", "changlinx"])
def test_another_name_is_not_found(typed: str) -> None:
    assert not read_query(typed).matches(words_of_name("贺长林"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("单雄信", "shanxiongxin"),
        ("曾国藩", "zgf"),
        ("仇英", "qiuying"),
        ("尉迟恭", "yuchigong"),
        ("吕布", "lvbu"),
        ("长孙无忌", "zhangsun"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, said: str) -> None:
    assert any(each.startswith(said) for each in spellings(name))


def test_several_names_are_several_names() -> None:
    words = words_of_name("张三、李四")
    assert read_query("张三、李四").matches(words)
    assert read_query("李四").matches(words)
    assert not read_query("三李").matches(words)


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), "91350100", "913501", "91350100M", "0Y43", "100Y43"])
def test_a_code_is_found_from_both_ends(typed: str) -> None:
    assert read_query(typed).matches(words_of_code(CODE))


def test_the_middle_and_three_last_characters_of_a_code_find_nothing() -> None:
    assert not read_query("M0001").matches(words_of_code(CODE))
    assert not read_query("Y43").matches(words_of_code(CODE))


def test_words_of_the_violation_are_found_anywhere() -> None:
    words = words_of_text("未取得道路货物运输经营许可，擅自从事道路货物运输经营")
    for typed in ("道路货物", "货物运输", "经营许可", "许可擅自", "运输"):
        assert read_query(typed).matches(words), typed
    assert not read_query("超限").matches(words)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",
        "11010519491231002X",
        "１１０１０５１９４９１２３１００２１",
        "130503670401001",
        "13800138000",
    ],
)
def test_personal_numbers_are_never_indexed(text: str) -> None:
    around = f"张三（{text}）超限"
    for words in (words_of_text(around), words_of_name(around), words_of_plate(around), words_of_plate(text)):
        assert not any(len(word) > 4 and word.isdecimal() for word in words)
        assert not any("110105" in word or "1380013" in word or "130503" in word for word in words)


def test_an_identity_number_is_told_from_other_words() -> None:
    assert id_number_in(" １１０１０５ 19491231 002x ") == "11010519491231002X"
    assert id_number_in("110105194912310021号") == ""
    assert id_number_in(CODE) == ""


@pytest.mark.parametrize(
    "text",
    [
        "王𫔄明",
        "买买提·吐尔逊",
        "\u202eمحمد\u202c",
        "<b>x</b>公司",
        "龘" * 300,
        "Ørsted A/S",
        "\ue000某",
        "ﷺ",
        "か\u3099な",
        "Straße",
    ],
)
def test_strange_texts_are_found_by_themselves(text: str) -> None:
    assert read_query(text).matches(words_of_name(text))


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "〔〕·", "\u202e", "😀", "--", '"*"'])
def test_what_holds_no_letter_asks_for_nothing(text: str) -> None:
    assert not read_query(text)
    assert not read_query(text).matches(words_of_name("贺长林"))


def test_words_are_made_of_letters_and_digits_alone_and_never_too_long() -> None:
    evil = "a'b\"c*d:(e) OR f\\g\t\n\0h | i & j !k " + "z" * 500 + "_is_case"
    for words in (
        words_of_name(evil),
        words_of_text(evil),
        words_of_number(evil),
        words_of_plate(evil),
        words_of_code(evil),
    ):
        assert all(word.replace("_", "").isalnum() and len(word) <= LONGEST_WORD for word in words)
    for terms in read_query(evil).clauses:
        assert all(term.word.removeprefix("_end_").isalnum() for term in terms)


def test_nobody_can_type_a_marked_word() -> None:
    for typed in ("_number_青交执罚202600126", "_is_case", "_province_1"):
        assert all(
            not term.word.startswith("_") or term.word.startswith("_end_")
            for terms in read_query(typed).clauses
            for term in terms
        )


def test_the_last_word_may_be_unfinished_while_it_is_typed() -> None:
    assert read_query("2026 001", typing=True).matches(words_of_number(NUMBER))
    assert not read_query("2026 001").matches(words_of_number(NUMBER))
