"""A chart as a picture: nothing overlaps, nothing crosses, on a desk, a phone and a printed page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from hengtu.law.procedure.charts import Chart, ChartStep, TermNote, chart, chart_ids
from hengtu.portal.openness.drawing import DESK, PHONE, Box, Drawing, Look, Words, draw, grouped, wrapped
from hengtu.portal.openness.printing import print_chart
from hengtu.portal.openness.telling import told

DAY = date(2026, 11, 29)
LOOKS = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


def _wide(word: Words) -> float:
    return sum(word.size * (0.56 if ord(sign) < 0x2E80 else 1) for sign in word.text)


def _inside(word: Words, box: Box) -> bool:
    return box.x <= word.x < box.x + box.width and box.y < word.y <= box.y + box.height


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def _check(drawing: Drawing) -> None:
    for one, other in combinations(drawing.boxes, 2):
        assert not _meet(one, other), (one, other)
    for word in drawing.words:
        box = next((box for box in drawing.boxes if _inside(word, box)), None)
        right = box.x + box.width if box else drawing.width
        assert word.x + _wide(word) <= right + 1, word
        if box is None:  # a term beside an arrow meets no box
            line = Box(word.x, word.y - word.size, int(_wide(word)), word.size, "")
            assert not any(_meet(line, each) for each in drawing.boxes), word
    assert all(box.y + box.height <= drawing.height for box in drawing.boxes)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("identity", chart_ids())
def test_no_word_leaves_its_box_and_no_box_meets_another(identity: str, look: Look) -> None:
    _check(draw(chart(identity, DAY), look))


@pytest.mark.parametrize("look", LOOKS)
def test_very_long_names_and_many_terms_still_fit(look: Look) -> None:
    note = TermNote(
        "x", "7个工作日内", "自收到一份名称特别长的文书并且当场签收之日起", ("APL:61p1", "APL:85", "MOT:62"), False
    )
    whole = chart("ordinary", DAY)
    long = [
        replace(
            row, step=_long(row.step, note), rights=(_long(row.step, note),) * 4, cases=(_long(row.step, note),) * 5
        )
        for row in whole.rows
    ]
    _check(draw(replace(whole, rows=tuple(long)), look))


def _long(step: ChartStep, note: TermNote) -> ChartStep:
    return replace(step, name=step.name * 5, terms=(note, note))


@pytest.mark.parametrize("look", LOOKS)
def test_lines_are_straight_and_every_step_but_the_first_is_led_to(look: Look) -> None:
    whole = chart("execution", DAY)
    drawing = draw(whole, look)
    assert all(line.x1 == line.x2 or line.y1 == line.y2 for line in drawing.strokes)
    assert sum(line.has_head for line in drawing.strokes) == len(whole.rows) - 1


def test_what_the_party_may_do_has_a_form_of_its_own() -> None:
    assert {"party", "agency", "cases"} <= {box.form for box in draw(chart("ordinary", DAY)).boxes}
    assert "court" in {box.form for box in draw(chart("execution", DAY)).boxes}


def test_each_chart_prints_on_one_page_and_the_same_each_time() -> None:
    import io

    import pikepdf

    at = datetime(2026, 11, 29, tzinfo=UTC)
    for identity in chart_ids():
        pdf = print_chart("示例县交通运输局", chart(identity, DAY), at)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) == 1
        print_chart.cache_clear()
        assert print_chart("示例县交通运输局", chart(identity, DAY), at) == pdf


def test_the_words_say_every_step_of_the_picture() -> None:
    whole: Chart = chart("ordinary", DAY)
    said = told(whole)
    assert [step.name for step in said] == [row.step.name for row in whole.rows]
    assert [len(step.rights) + len(step.cases) for step in said] == [
        len(row.rights) + len(row.cases) for row in whole.rows
    ]


def test_an_instrument_is_named_once_for_several_articles() -> None:
    assert grouped(("APL:44", "APL:62", "ACL:18")) == "行政处罚法第四十四条、第六十二条、行政强制法第十八条"
    assert grouped(("GB118", "APL:48p1")) == "国办发〔2018〕118号、行政处罚法第四十八条第一款"
    assert grouped(()) == ""


def test_a_line_never_begins_with_a_closing_mark() -> None:
    lines = wrapped("一二三四五，六七八九十。（甲）乙、丙", 10, 50)
    assert all(line[0] not in "，。、）" for line in lines)
    assert "".join(lines) == "一二三四五，六七八九十。（甲）乙、丙"
