"""Written reasons agree with the case: amounts, days, names, articles; every element and exhibit is named."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.precheck import precheck
from hengtu.law.procedure.precheck_across import FiledExhibit
from hengtu.law.procedure.reasons import unsaid_elements
from hengtu.law.written_figures import Known, differences, figures_in, figures_of
from tests.law.procedure.flawed_files import last_day, whole_life

CASE = Known(
    fines=frozenset({3000.0}),
    numbers=frozenset({3000.0, 10000.0, 55940.0, 0.12}),
    days=frozenset({date(2025, 6, 3)}),
    names=frozenset({"贺长林", "示范县清源环保科技有限公司", "示A·12345"}),
)


NOT_YET = cite_in_full("ELSR:3")  # comes into force after the decisions of these cases


def words(text):
    return [(each.kind, each.words) for each in differences(text, CASE)]


@pytest.mark.parametrize(
    "text",
    [
        "决定罚款3000元。", "罚款人民币３，０００元（大写：叁仟元整）", "罚款三千元", "法定幅度为3000元以上1万元以下",
        "2025年6月3日", "二〇二五年六月三日", "6月3日", "超限55940千克，即55.94吨", "占12%", "贺长林驾驶示A·12345",
        "依照第六十四条第一款，15日内缴纳，示交执罚〔2025〕00012号", "",
    ],
)  # fmt: skip
def test_what_the_case_knows_is_no_difference_however_it_is_written(text):
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("决定罚款5000元。", [("fine", "罚款5000元")]),
        ("罚款五千元", [("fine", "罚款五千元")]),
        ("收取车费28元", [("amount", "28元")]),
        ("2025年6月4日查获", [("date", "2025年6月4日")]),
        ("2025年2月30日查获", [("date", "2025年2月30日")]),
        ("超限55490千克", [("measure", "55490千克")]),
        ("贺长木驾驶", [("name", "贺长木")]),
        ("示范县清源环保科枝有限公司", [("name", "示范县清源环保科枝有限公司")]),
        ("驾驶示A·54321上路", [("name", "示A·54321")]),
    ],
)
def test_what_the_case_does_not_know_is_named_in_its_own_words(text, found):
    assert words(text) == found


def test_a_range_of_the_law_is_no_fine_that_is_imposed():
    assert words("可以处罚款3000元以上10000元以下") == []
    assert words("罚款4000元以上") == [("amount", "4000元")]


def test_figures_are_read_from_payloads_and_texts_alike():
    read = figures_of({"a": [1500, True], "b": "2025-06-03", "c": {"d": "6月5日缴纳2.5万元"}})
    assert read.numbers == {1500.0, 25000.0}
    assert read.days == {date(2025, 6, 3)}
    assert (6, 5) in read.month_days
    assert figures_in("").numbers == frozenset()


# --- in the file of a case -------------------------------------------------------------------------------------


def decision_with(*paragraphs, case="demo-4"):
    """Return history and decision of a case, the decision with these paragraphs."""
    acts = whole_life(case)
    (place,) = [number for number, each in enumerate(acts) if each.kind == "decided"]
    decided = replace(acts[place], payload={**acts[place].payload, "reasons": list(paragraphs)})
    return acts[:place], decided, (*acts[:place], decided, *acts[place + 1 :])


def paragraph(text, **more):
    return {"key": "tier:m1", "part": "discretion", "title": "裁量档次", "text": text, "edited": True, **more}


def codes(*paragraphs):
    history, decided, _ = decision_with(*paragraphs)
    return [each.code for each in objections_to(history, decided)]


def test_reasons_that_agree_with_the_case_pass():
    assert codes(paragraph("王景行没有取得运输证，罚款3000元，为法定幅度3000元以上10000元以下的下限。")) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("罚款5000元。", "reason_fine_differs"),
        ("收取车费88元。", "reason_amount_differs"),
        ("2025年12月31日查获。", "reason_date_differs"),
        ("载客7人。", "reason_figure_differs"),
        ("王景形驾驶。", "reason_name_differs"),
        (f"依照{NOT_YET}。", "cited_not_yet"),
    ],
)
def test_a_figure_that_differs_refuses_and_names_the_words(text, code):
    history, decided, _ = decision_with(paragraph(text))
    (objection,) = objections_to(history, decided)
    assert objection.code == code
    assert objection.remedy
    if code.startswith("reason"):
        assert "“裁量档次”里的“" in objection.message


def test_a_reason_why_it_differs_lets_it_pass_and_an_article_not_in_force_never_does():
    assert codes(paragraph("同车乘客付了88元。", because="引自询问笔录")) == []
    article = paragraph(f"依照{NOT_YET}。", because="就要这样")
    assert codes(article) == ["cited_not_yet"]


def test_text_from_old_data_is_refused_until_somebody_says_why_it_stays():
    assert codes(paragraph("没有取得运输证。", outdated=True)) == ["reason_outdated"]
    assert codes(paragraph("没有取得运输证。", outdated=True, because="只是名称改了")) == []


def test_a_composed_paragraph_is_not_judged_again_and_a_text_of_unknown_origin_is():
    assert codes({**paragraph("罚款5000元。"), "edited": False}) == []
    unknown = paragraph("罚款5000元。")
    del unknown["edited"]
    assert codes(unknown) == ["reason_fine_differs"]


def test_what_was_composed_beside_it_may_be_quoted():
    composed = {"key": "a", "part": "facts", "text": "载客7人。", "edited": False}
    assert codes(composed, paragraph("载客7人，情节一般。")) == []


def test_an_answer_may_speak_of_the_fine_that_was_told():
    history, decided, _ = decision_with(paragraph("当事人认为罚款8000元过重。", part="answer"), case="demo-7")
    assert [each.code for each in objections_to(history, decided)] == []
    history, decided, _ = decision_with(paragraph("决定罚款8000元。"), case="demo-7")
    assert [each.code for each in objections_to(history, decided)] == ["reason_fine_differs"]


@pytest.mark.parametrize("reasons", [[], None, [1, "二"], [{}]])
def test_reasons_of_any_shape_raise_nothing(reasons):
    acts = whole_life("demo-4")
    file = tuple(
        replace(each, payload={**each.payload, "reasons": reasons}) if each.kind == "decided" else each for each in acts
    )
    assert isinstance(precheck(file, on=last_day(acts)), tuple)


# --- every element, every exhibit ------------------------------------------------------------------------------------


def test_an_element_that_the_text_does_not_name_is_found():
    acts = whole_life("demo-1")
    case = Situation.of(acts).case
    matter = case.matters[0]
    said = "贺长林运输户车货总质量超限（违法超限运输），车型为汽车列车，轴数为5轴，车货总质量为98940千克"
    missing = [name for _, name in unsaid_elements(case, matter, last_day(acts), said.replace("贺长林运输户", ""))]
    assert missing[0] == "当事人"
    assert "轴数" not in missing
    whole = f"{matter.party.name}{said}，没有持有超限运输车辆通行证，检测方式为固定站"
    assert list(unsaid_elements(case, matter, last_day(acts), whole)) == []


def test_the_pre_check_names_what_the_reasons_leave_out():
    _, _, acts = decision_with(paragraph("王景行未取得《网络预约出租汽车运输证》，擅自从事网约车经营活动。"))
    filed = [
        FiledExhibit("e1", "现场照片", frozenset({"m1/conduct"})),
        FiledExhibit("e2", "修车发票", frozenset({"m1/favour"})),
        FiledExhibit("e3", "卡口照片", frozenset({"m1/conduct"}), usable=False),
    ]
    found = {(each.code, each.about) for each in precheck(acts, exhibits=filed, on=last_day(acts))}
    assert ("exhibit_unmentioned", "e1") in found
    assert ("favourable_unmentioned", "e2") in found
    assert not [each for each in found if each[1] == "e3" and each[0].endswith("unmentioned")]


def test_a_comparison_with_other_cases_in_a_paper_is_pointed_out():
    _, _, acts = decision_with(paragraph("同类案件一般罚款3000元。"))
    assert "compared_in_paper" in {each.code for each in precheck(acts, on=last_day(acts))}


def test_a_file_whose_reasons_were_composed_is_left_alone():
    acts = whole_life("demo-4")
    found = {each.code for each in precheck(acts, exhibits=(), on=last_day(acts))}
    assert not found & {"element_unsaid", "exhibit_unmentioned", "compared_in_paper"}
