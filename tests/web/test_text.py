"""How Chinese text is set."""

from datetime import UTC, date, datetime

import pytest

from hengtu.web import samples
from hengtu.web.templatetags.hengtu_text import after_please, clock, day, days_zh, moment, pressing_first, refused, zh


@pytest.mark.parametrize(
    ("text", "kept_together"),
    [
        ("到9月24日届满", "9月24日"),
        ("2026年8月11日 7:42在场", "2026年8月11日 7:42"),
        ("行政处罚法第六十四条第一项", "第六十四条"),
        ("行政处罚法第六十四条第一项", "第一项"),
        ("罚款20000元", "20000元"),
        ("剩2个工作日", "2个工作日"),
        ("车辆陵K·3F728停在", "陵K·3F728"),
        ("〔2026〕00153号", "00153号"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept_together: str) -> None:
    assert f'<span class="nb">{kept_together}</span>' in zh(text)


def test_everything_else_is_escaped_as_it_stands() -> None:
    assert zh("<b>3份</b>&") == '&lt;b&gt;<span class="nb">3份</span>&lt;/b&gt;&amp;'


def test_a_day_of_this_year_needs_no_year_and_another_does() -> None:
    today = date(2026, 9, 22)
    assert day(date(2026, 9, 24), today) == "9月24日"
    assert day(date(2027, 1, 5), today) == "2027年1月5日"
    assert day(date(2026, 9, 24)) == "2026年9月24日"
    assert day(None, today) == ""


def test_days_inside_what_rules_keep_are_written_as_people_do() -> None:
    assert days_zh("2021-01-22修订") == "2021年1月22日修订"
    assert days_zh("国务院令第310号，2020-08-07修订") == "国务院令第310号，2020年8月7日修订"
    assert days_zh(date(2026, 9, 24)) == "2026年9月24日"
    assert days_zh("2021-13-45、12021-01-22、2021年修正") == "2021-13-45、12021-01-22、2021年修正", "no day, no change"


def test_an_instant_is_written_in_the_time_of_the_place() -> None:
    just_after_midnight_in_china = datetime(2026, 9, 23, 16, 5, tzinfo=UTC)
    assert moment(just_after_midnight_in_china, date(2026, 9, 22)) == "9月24日 0:05"
    assert clock(just_after_midnight_in_china) == "0:05"


def test_lateness_alone_does_not_refuse() -> None:
    assert refused(samples.cannot_decide().objections)
    assert not refused(samples.is_late().objections)


def test_the_label_says_please_once() -> None:
    assert after_please("请写明原因。") == "写明原因。"
    assert after_please("等到期满。") == "等到期满。"


def test_what_presses_stands_first() -> None:
    dues = [samples.plain_due(*state) for state in samples.STATES_OF_DUE]
    assert [due.tone for due in pressing_first(dues)] == ["late", "today", "soon", "", "held", "kept"]


def test_a_space_typed_between_chinese_and_digits_is_left_to_the_browser() -> None:
    assert zh("共 3 个，9月24日 9:05 到") == '共<span class="nb">3个</span>，<span class="nb">9月24日 9:05</span>到'
