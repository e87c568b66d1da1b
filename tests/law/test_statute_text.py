"""The structure of a statute: what is written is read back the same, and what cannot be read is given back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.citations import chinese_number
from hengtu.law.numerals import number_of
from hengtu.law.statute_text import Article, Clause, Item, number_in, read_body, read_statute, write_statute

SAMPLE = """某市示范规定（演示）
目录
第一章 总则
第二章 附则

第一章 总则
第一条 为了示范，制定本规定。
第二条 有下列情形之一的，按照本规定办理：
(一)甲；
（二）乙，包括：
1.一；
2．二。
前款所称甲，是指示范。
第二条之一 新增一条。
第二章 附则
第三条自公布之日起施行。
第一条规定的除外。
"""

_WORDS = st.text(alphabet="公路运输行政机关可以处罚款的车辆，、；：。《》A9", min_size=1, max_size=12).filter(
    lambda text: not text[0].isdigit()
)
_ITEMS = st.lists(st.builds(Item, _WORDS, st.lists(_WORDS, max_size=2).map(tuple)), max_size=12).map(tuple)
_CLAUSES = st.lists(st.builds(Clause, _WORDS, _ITEMS), min_size=1, max_size=3).map(tuple)


@st.composite
def _statutes(draw: st.DrawFn) -> tuple[Article, ...]:
    """Numbers without a hole, here and there an article put in between; headings in their order."""
    numbers: list[str] = []
    for number in range(1, draw(st.integers(1, 24)) + 1):
        numbers.append(str(number))
        numbers += [f"{number}-{place}" for place in range(1, draw(st.sampled_from([0, 0, 0, 1, 2])) + 1)]
    places = [("第一章　总则",), ("第二章　处罚", "第一节　一般规定"), ("第二章　处罚", "第二节　罚款")]
    steps = sorted(draw(st.lists(st.integers(0, 2), min_size=len(numbers), max_size=len(numbers))))
    return tuple(Article(number, draw(_CLAUSES), places[step]) for number, step in zip(numbers, steps, strict=True))


@settings(max_examples=40, deadline=None)
@given(_statutes())
def test_what_is_written_is_read_back_the_same(articles: tuple[Article, ...]) -> None:
    found = read_statute(write_statute(articles, ("某规定",)))
    assert (found.articles, found.preamble, found.faults) == (articles, ("某规定",), ())


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_or_given_back_and_never_breaks(text: str) -> None:
    found = read_statute(text)
    assert found.articles or not found.faults


def test_numbers_are_read_in_chinese_and_in_digits() -> None:
    assert [number_of(chinese_number(number)) for number in range(1000)] == list(range(1000))
    assert [number_of(str(number)) for number in (0, 7, 10, 1999, 9999)] == [0, 7, 10, 1999, 9999]
    assert [number_of(words) for words in ("一千", "一千零一十", "九千九百九十九")] == [1000, 1010, 9999]


@pytest.mark.parametrize("text", ["", "十百", "一一", "百", "一十十", "二百百", "十零百", "第一", "12345"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_of(text) is None


def test_a_text_is_taken_apart_down_to_the_point() -> None:
    found = read_statute(SAMPLE)
    assert found.faults == ()
    assert found.preamble == ("某市示范规定（演示）",)
    assert [article.number for article in found.articles] == ["1", "2", "2-1", "3"]
    second = found.articles[1]
    assert second.shape == (2, 0)
    assert second.clauses[0].items[1].points == ("一；", "二。")
    assert second.place == ("第一章 总则",)
    assert found.articles[3].clauses[1].text == "第一条规定的除外。"  # speaks of an article, opens none


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("第一条 甲\n第三条 丙", "第三条之前缺第二条"),
        ("第一条 甲\n第一条 乙", "第一条出现了两次"),
        ("第一条 甲\n第二条 乙\n第二条之一 丙\n第二条之二 丁\n第二条之一 戊", "第二条之一出现了两次"),
        ("第一条 有下列情形：\n（一）甲\n（三）丙", "应当是第二项"),
        ("第一条\n第二条 乙", "第一条没有内容"),
        ("第一条 有下列情形：\n（一）\n", "第一项没有内容"),
        ("第一条\n（一）甲", "的项前面没有款"),
    ],
)
def test_what_cannot_be_right_is_given_back_with_its_place(text: str, says: str) -> None:
    assert any(says in fault.problem for fault in read_statute(text).faults)


@pytest.mark.parametrize(
    ("label", "number"), [("第六十四条", "64"), ("第12条之一", "12-1"), ("64", "64"), ("12-1", "12-1"), ("附则", None)]
)
def test_a_label_names_an_article(label: str, number: str | None) -> None:
    assert number_in(label) == number


def test_the_words_of_a_cell_are_read_like_those_of_an_article() -> None:
    clauses, faults = read_body("有下列情形：\n（一）甲；\n（二）乙。\n第二款。")
    assert [len(clause.items) for clause in clauses] == [2, 0]
    assert faults == ()
