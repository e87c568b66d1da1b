"""Names nobody has named are reported by surname and the words around; ordinary texts of the law raise no alarm."""

import re
import time

import pytest

from hengtu.law.disclosure.checking import Examined, doubts
from hengtu.law.disclosure.suspecting import name_in_trade_name, suspects
from hengtu.law.rulebook import records
from tests.fixtures import scripts

NAMES = ("李建国", "陈静", "欧阳锋", "周一鸣", "王小明", "高远", "马东", "谭青禾", "司马若水", "何雨桐")
PLACES = (
    "证人{}称货车没有停", "由{}驾驶的货车", "该车登记在{}名下", "受雇于{}，", "当天，{}承认", "与{}商定运费",
    "询问{}，其妻在场", "货主{}提供的货物", "押运员：{}。", "经与{}核实",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("证人李建国称货车没有停", ("李建国",)), ("驾驶员欧阳锋、押运员王五", ("欧阳锋", "王五")),
        ("网约车驾驶员途中甩客", ()), ("驾驶员从事网约车经营", ()), ("当事人张某某承认", ()), ("驾驶员应当持证", ()),
        ("法定代表人：谭青禾，于2025年", ("谭青禾",)), ("买买提·吐尔逊，下车", ("买买提·吐尔逊",)),
    ],
)  # fmt: skip
def test_a_third_person_is_reported_and_ordinary_words_are_not(text, found):
    assert suspects(text) == found


def test_ten_names_in_ten_sentences_are_all_reported_without_being_known():
    missed = [(name, place) for name in NAMES for place in PLACES if name not in suspects(place.format(name))]
    assert missed == []


def test_the_words_of_the_rules_and_of_the_eight_cases_raise_no_alarm():
    texts = {str(rule["name_zh"]) for rule in records("violations").values()}
    texts |= {str(rule.get("measure", "")) for rule in records("measure_powers").values()}
    texts |= {
        word for case in scripts().cases.values() for word in re.findall(r"[\u4e00-\u9fff，。、；：]{4,}", str(case))
    }
    assert len(texts) > 150
    assert {text: suspects(text) for text in texts if suspects(text)} == {}


def test_officials_act_in_public_and_are_no_suspects():
    assert suspects("执法人员由陈屿驾驶", {"陈屿"}) == ()


def test_a_name_in_a_trade_name_is_seen_and_a_fancy_name_is_not():
    assert name_in_trade_name("示范县贺长林运输户") == "贺长林"
    assert [name_in_trade_name(each) for each in ("示范县顺达运输户", "示范县贺某某运输户", "", "远帆物流部")] == [
        ""
    ] * 4


def test_a_trade_name_whose_operator_nobody_registered_is_a_doubt():
    found = doubts(Examined(False, None, "", trade_name="示范县贺长林运输户"))
    assert [each.code for each in found] == ["publication_trade_name"]


def test_a_long_text_is_read_in_a_moment():
    started = time.perf_counter()
    suspects("证人：" * 20000 + "由于王" * 20000)
    assert time.perf_counter() - started < 5
