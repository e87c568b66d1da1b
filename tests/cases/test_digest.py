"""The digest of a prepared act: amount, lines, beam, chain, conditions and flags, read from real cases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hengtu.cases.desk.desk import desk_for
from hengtu.cases.selectors.beam import PHONE_WIDTH, WIDE_WIDTH, Band, beam_of
from hengtu.cases.selectors.beam_drawing import draw
from hengtu.cases.selectors.conditions import CONDITIONS
from hengtu.cases.selectors.digest import digest_of, in_capitals
from hengtu.cases.selectors.digest_lines import QUESTIONS
from hengtu.cases.services.answer_proposal import agree
from hengtu.cases.services.collect_evidence import collect_evidence
from hengtu.law.procedure.matters import Penalty
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.versions import VERSIONS
from tests.cases.proposing import Prepared, account

KINDS = {arrow.kind for version in VERSIONS for arrow in version.arrows}


@pytest.fixture
def digest(player):
    """The digest for the head of one step of a script; words of ``answers`` replace what the script says."""

    def make(case_id, step, who="head", days=0, **more):
        prepared = Prepared(player(case_id), step)
        proposal = prepared.propose(**more)
        return digest_of(proposal, desk_for(account(who), prepared.case, at=prepared.at + timedelta(days=days)))

    return make


def codes(found):
    return {flag.code for flag in found.flags}


@pytest.mark.parametrize(
    ("case_id", "amount", "words"),
    [("demo-1", 27500, "罚款贰万柒仟伍佰元整"), ("demo-4", 3005.12, "警告，罚款叁仟元整，没收违法所得伍元壹角贰分")],
)
def test_the_amount_stands_in_figures_and_in_capitals(digest, case_id, amount, words):
    found = digest(case_id, "O12")
    assert (found.amount_yuan, found.amount_words) == (amount, words)
    assert found.question.startswith("是否同意对")


def test_no_penalty_is_said_without_an_amount():
    assert in_capitals(Penalty("none")) == "不予行政处罚"


def test_four_lines_tell_conduct_rule_reason_and_party(digest):
    lines = {line.label: line.text for line in digest("demo-7", "O12").lines}
    assert "示范河航道 2 号泊位" in lines["做了什么"]
    assert "《中华人民共和国内河交通安全管理条例》第七十条" in lines["凭什么罚"]
    assert "5000 至 50000 元" in lines["为什么是这个数"]
    assert "抢修漏油泊位" in lines["为什么是这个数"], "the handlers' own reason"
    assert "采纳：经复核属实" in lines["当事人怎么说"]


def test_where_nobody_was_told_yet_the_party_has_no_line(digest):
    assert "当事人怎么说" not in {line.label for line in digest("demo-1", "O03").lines}


def test_a_formula_shows_its_calculation_and_no_beam(digest):
    (beam,) = digest("demo-1", "O12").beams
    assert beam.drawings == ()
    assert beam.finding == "数额由公式确定，应当是 27500 元"
    assert "每超一千千克罚款五百元" in "".join(beam.calculation)
    assert ("超限质量", "55940 千克") in beam.rows


def test_a_range_is_drawn_twice_with_the_same_finding_and_a_table(digest):
    (beam,) = digest("demo-6", "O12").beams
    assert [drawing.width for drawing in beam.drawings] == [WIDE_WIDTH, PHONE_WIDTH]
    assert beam.finding == "法定幅度 30000 至 100000 元，拟处罚 80000 元"
    assert dict(beam.rows) == {"法定幅度": "30000 至 100000 元", "已告知": "80000 元", "拟处罚": "80000 元"}
    for drawing in beam.drawings:
        share = (drawing.weight.x - 14) / (drawing.width - 28)
        assert share == pytest.approx((80000 - 30000) / 70000, abs=0.01)
        assert [bar.form for bar in drawing.bars] == ["off", "no"], "above what was notified nothing may be decided"


def test_tiers_are_bands_and_the_one_met_is_marked():
    tiers = [("较轻", 5000, 6500, True), ("一般", 6500, 8500, False), ("较重", 8500, 10000, False)]
    for width in (WIDE_WIDTH, PHONE_WIDTH):
        drawing = draw(width, 5000, 10000, tiers, 6000, None)
        assert [bar.form for bar in drawing.bars] == ["on", "off", "off"]
        assert [tick.text for tick in drawing.ticks] == ["5000", "6500", "8500", "10000"]
        assert all(bar.x >= 0 and bar.x + bar.width <= width for bar in drawing.bars)
        assert not drawing.weight.is_outside


def test_numbers_that_would_stand_on_each_other_are_left_out():
    narrow = draw(PHONE_WIDTH, 5000, 100000, [("甲", 5000, 6000, False), ("乙", 6000, 100000, True)], 5500, None)
    assert [tick.text for tick in narrow.ticks] == ["5000", "", "100000"]
    assert narrow.bars[0].name == "", "no room for a name"


def test_an_amount_outside_the_law_is_drawn_outside(player):
    prepared = Prepared(player("demo-6"), "O12")
    desk = desk_for(account("head"), prepared.case, at=prepared.at)
    case = desk.situation.case
    beam = beam_of(assess_matter(case, case.matters[0], desk.on), Penalty("fine", 120000))
    assert beam.finding.endswith("不在法定幅度内")
    assert all(drawing.weight.is_outside and drawing.weight.x <= drawing.width for drawing in beam.drawings)
    assert Band("甲", 0, 1, True).is_met


def test_when_the_law_objects_to_nothing_every_condition_is_met(digest):
    found = digest("demo-1", "O12")
    assert not found.refuses
    assert found.objections == ()
    assert found.met == tuple(line.met for line in CONDITIONS["decided"])


def test_what_the_law_objects_to_is_no_condition_met(digest, player):
    answers = {"decided": [{"matter": "m1", "kind": "fine", "amount_yuan": 29000}]}
    found = digest("demo-1", "O12", answers=answers)
    assert found.refuses
    assert {line.objection.code for line in found.objections} == {"heavier_than_notified", "penalty_outside_law"}
    assert "处罚不重于告知的内容" not in found.met
    assert "法制审核通过，之后没有改动" in found.met


def test_half_typed_content_is_named_by_the_law_and_breaks_nothing(digest):
    for answers in ({"decided": []}, {"decided": [{"matter": "m1", "kind": "fine", "amount_yuan": None}]}):
        found = digest("demo-1", "O12", answers=answers)
        assert found.refuses
        assert found.amount_yuan is None


def test_lateness_without_a_reason_cannot_be_agreed_to(digest):
    assert digest("demo-1", "O12", days=120).refuses
    explained = digest("demo-4", "O12", days=120, late_reason="检测机构迟延")
    assert not explained.refuses
    assert "late" in codes(explained)


def test_the_chain_ends_with_you(digest):
    chain = digest("demo-1", "O12").chain
    assert [step.post for step in chain] == ["承办", "法制审核", "执法部门负责人"]
    assert (chain[-1].who, chain[-1].is_you) == ("您", True)
    assert chain[0].said == "建议罚款 27500 元"


def test_for_who_comes_first_the_law_is_asked_about_who_decides(digest):
    found = digest("demo-1", "O12", who="unit-head", roles=("HANDLING_UNIT_HEAD", "AGENCY_HEAD"))
    assert not found.refuses
    assert [step.is_you for step in found.chain] == [False, False, True, False]


def test_a_looker_on_is_not_you(digest):
    assert not any(step.is_you for step in digest("demo-1", "O12", who="officer-b").chain)


def test_flags_name_discussion_statement_crime_and_a_missing_benchmark(digest):
    assert {"no_benchmark", "discussed", "crime"} <= codes(digest("demo-6", "O12"))
    assert "statement_not_adopted" in codes(digest("demo-8", "O12"))
    lighter = codes(digest("demo-7", "O12"))
    assert "differs_from_notice" in lighter
    assert "statement_not_adopted" not in lighter, "the amount was lowered"
    assert "no_benchmark" not in codes(digest("demo-1", "O12")), "a formula needs none"


def test_elements_without_evidence_are_flagged(digest):
    assert "evidence" in codes(digest("demo-1", "O12"))


def test_heavier_than_told_and_outside_the_law_are_grave(digest):
    found = digest("demo-6", "O12", answers={"decided": [{"matter": "m1", "kind": "fine", "amount_yuan": 120000}]})
    grave = {flag.code for flag in found.flags if flag.form == "stop"}
    assert {"outside_law", "heavier_than_notified"} <= grave


def test_a_case_that_moved_on_since_is_flagged_first(player):
    prepared = Prepared(player("demo-1"), "O12")
    proposal = prepared.propose()
    people = prepared.player.stage.people
    collect_evidence(
        case_id=prepared.case.pk,
        by=(people["officer-a"], people["officer-b"]),
        at=prepared.at,
        exhibits=(),
        facts={"axle_count": 5},
    )
    found = digest_of(proposal, desk_for(account("head"), prepared.case, at=prepared.at))
    assert found.flags[0].code == "moved_on"
    assert "收集证据" in found.flags[0].text


def test_what_is_answered_already_asks_the_law_nothing(player):
    prepared = Prepared(player("demo-1"), "O12")
    proposal = prepared.propose()
    agree(proposal.pk, account=account("head"), at=prepared.at)
    proposal.refresh_from_db()
    found = digest_of(proposal, desk_for(account("head"), prepared.case, at=prepared.at))
    assert (found.objections, found.met, found.papers) == ((), (), ())
    assert found.chain[-1].said == "同意"


def test_the_tables_speak_of_acts_that_exist():
    assert set(CONDITIONS) <= KINDS
    assert set(QUESTIONS) <= KINDS
