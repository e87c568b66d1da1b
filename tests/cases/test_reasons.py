"""Reasons of notice and decision, paragraph by paragraph: what they say, and the data they came from."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pytest

from hengtu.agencies.models import scope_values
from hengtu.cases.papers.context import Proof
from hengtu.cases.papers.load import assessing
from hengtu.cases.papers.reasoning.compose import compose, reasons_in
from hengtu.cases.papers.reasoning.facts import bare_purpose
from hengtu.documents.models import Document
from hengtu.documents.services.render_document import render_document
from hengtu.law.acts import Actor
from hengtu.law.procedure import Situation
from hengtu.rulesets.models import EducationPage
from tests.cases.test_papers import play_until
from tests.cases.test_papers_words import CASE, act, seen
from tests.documents.reading import text_of
from tests.fixtures import EXPECTED

DECISIONS = ("f15_penalty_decision", "f14_spot_decision", "x_no_penalty_decision")
# What the decision of each of the eight cases must say, sentence by sentence.
SAYS = {
    "demo-1": (
        "示范县贺长林运输户有车货总质量超限（违法超限运输）的行为",
        "轴数为5轴，车货总质量为98940千克，限定标准为43000千克，超限质量为55940千克",
        "称重检测单证明车货总质量",
        "书面表示放弃陈述申辩、听证的权利",
        "每满1000千克罚款500元，不足1000千克的部分不计，计55个1000千克，最高不超过30000元，为27500元",
        "责令当事人改正违法行为",
    ),
    "demo-2": (
        "超限质量为860千克",
        "参照《超限运输车辆行驶公路管理规定》第四十三条，属于“轻微”档次（超限质量为860千克）",
    ),
    "demo-3": ("经营方式为网约车", "途中甩客，乘客夜间滞留高架路口"),
    "demo-4": (
        "车辆没有取得运输证",
        "当事人通过网络预约平台接单经营，不是巡游揽客，应当按照《网络预约出租汽车经营服务管理暂行办法》第十三条第一款认定",
        "罚款3000元，为这一幅度的下限",
        "没收的违法所得，与罚款一并缴纳",
    ),
    "demo-5": (
        "（第21项）规定的不予行政处罚的条件",
        "查明的情况是：危害后果轻微，180日内同一事由受处罚次数为0次，已经及时改正",
    ),
    "demo-6": (
        "所运货物属于危险货物，不是普通货物",
        "违法情节较重",
        "听证意见：事实清楚，数额适当",
        "罚款80000元，在这一幅度以内",
    ),
    "demo-7": ("提出陈述、申辩：称系抢修漏油泊位。经复核：采纳", "罚款5000元，为这一幅度的下限"),
    "demo-8": ("无资格人员数为1人", "请求分期缴纳", "罚款50000元，为这一幅度的下限"),
}


def spoken(**payload):
    return act("statement_heard", hour=11, by=[Actor("p1", frozenset({"party"}))], **payload)


NOTICE = act("notice_served", hour=10, served="direct", hearing_offered=True)


def answers(*acts):
    context = replace(seen(NOTICE, *acts), focus="p1")
    return [each.text for each in compose(context, ("answer",)) if each.title == "对意见的答复"]


# --- the eight cases -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("script", EXPECTED)
def test_the_decision_of_every_case_gives_its_reasons(player, script):
    case_id = player(script).play()
    decision = json.loads(Document.objects.get(stream=case_id, form__in=DECISIONS).data)["text"]
    words = "\n".join(decision.values())
    for sentence in SAYS[script]:
        assert sentence in words, words
    assert "裁量计算凭证编号：" in words
    assert "同类案件" not in words


# --- single paragraphs -----------------------------------------------------------------------------------------------


def test_each_paragraph_knows_the_data_it_came_from():
    context = replace(seen(act("decided", decided=[{"matter": "m1", "kind": "fine", "amount_yuan": 3000}])), focus="p1")
    found = {each.key: each for each in compose(context)}
    assert {"facts:m1", "tier:m1"} <= set(found)
    assert {source.kind for source in found["tier:m1"].sources} >= {"article", "receipt"}
    assert all(each.about in ("", "p1") for each in found.values())


def test_evidence_tells_what_each_exhibit_proves_and_what_proves_each_element():
    exhibits = (
        Proof("现场照片", "证明车辆停在客运站东侧候客。", "e1", frozenset({"m1/conduct", "m1/party"})),
        Proof("订单截图", uid="e2", proves=frozenset({"m1/conduct"})),
        Proof("修车发票", "证明当日车辆在修", "e3", frozenset({"m1/favour"})),
    )
    told = next(
        each for each in compose(replace(seen(exhibits=exhibits), focus="p1"), ("facts",)) if "evidence" in each.key
    )
    assert "以上事实有现场照片、订单截图等证据证明。其中，现场照片证明车辆停在客运站东侧候客。" in told.text
    assert "逐项来看：当事人的身份，有现场照片证明；违法行为的时间、地点和经过，有现场照片、订单截图证明。" in told.text
    assert told.text.endswith("对当事人有利的证据，本机关一并收集和审查：修车发票（证明当日车辆在修）。")
    assert [source.ref for source in told.sources] == ["e1", "e2", "e3"]


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("证明车货总质量。", "车货总质量"),
        ("用于证明上路时间", "上路时间"),
        ("证明上述违法事实", ""),
        ("上路时间", "上路时间"),
    ],
)
def test_a_purpose_is_said_once_whatever_word_it_began_with(purpose, words):
    assert bare_purpose(Proof("x", purpose)) == words


def test_every_point_has_its_answer_adopted_or_why_not():
    points = [
        {
            "no": 1,
            "point": "车是借来的。",
            "answer": "借用不影响违法的认定",
            "adopted": False,
            "reason": "使用人就是经营人",
        },
        {"no": 2, "point": "已经办证", "answer": "属实", "adopted": True, "reason": ""},
    ]
    assert answers(spoken(statement="两点意见", points=points)) == [
        "当事人于2025年12月8日提出第1点意见：车是借来的。经复核：借用不影响违法的认定，意见不成立，不予采纳，使用人就是经营人。",
        "当事人于2025年12月8日提出第2点意见：已经办证。经复核：属实，意见成立，予以采纳。",
    ]


def test_a_single_point_is_not_numbered_and_one_without_answer_claims_none():
    assert answers(spoken(statement="x", points=[{"no": 1, "point": "车是借来的"}])) == [
        "当事人于2025年12月8日提出意见：车是借来的。"
    ]


def test_without_points_the_words_of_the_record_stand():
    assert answers(spoken(statement="车是借来的", recheck="不予采纳：无据")) == [
        "当事人于2025年12月8日提出陈述、申辩：车是借来的。经复核：不予采纳：无据。"
    ]
    assert answers(spoken(statement="none")) == []


def test_what_another_party_said_is_not_told_to_this_one():
    assert answers(act("statement_heard", by=[Actor("p2", frozenset({"party"}))], statement="与我无关")) == []


def test_grounds_found_and_not_found_are_told_with_their_articles():
    facts = {"voluntarily_reported": True, "meritorious": False, "during_emergency": False}
    matters = [{**CASE["matters"][0], "facts": facts}]
    lead = act("lead_registered", case={**CASE, "matters": matters})
    situation = Situation.of((lead,))
    context = replace(seen(), situation=situation, act=lead, assess=assessing(situation.case), focus="p1")
    (told,) = [each for each in compose(context, ("discretion",)) if each.key == "grounds:m1"]
    assert (
        "经审查，主动供述行政机关尚未掌握的违法行为，依照《中华人民共和国行政处罚法》第三十二条，应当从轻或者减轻处罚。"
        in told.text
    )
    assert "没有发现突发事件期间违反应对措施的情形" in told.text
    assert "没有发现配合行政机关查处违法行为有立功表现的情形" in told.text


def test_what_nobody_found_out_is_not_claimed_to_be_absent():
    context = replace(seen(), focus="p1")
    assert not [each for each in compose(context, ("discretion",)) if each.key.startswith("grounds")]


# --- what the act took over ------------------------------------------------------------------------------------------

TAKEN = [
    {"key": "tier:m1", "part": "discretion", "about": "p1", "text": "第一段。"},
    {"key": "own:1", "part": "discretion", "about": "", "text": "第二段。"},
    {"key": "tier:m2", "part": "discretion", "about": "p2", "text": "另一当事人的。"},
    {"key": "facts:m1", "part": "facts", "about": "p1", "text": "事实。"},
]


def test_what_the_act_took_over_is_printed_in_its_order_and_to_whom_it_is_for():
    decided = act("decided", decided={"kind": "warning"}, reasons=TAKEN)
    issued = act("decision_issued", hour=10)
    assert reasons_in(replace(seen(decided, issued), focus="p1"), "discretion") == "第一段。\n第二段。"
    assert reasons_in(replace(seen(decided, issued), focus="p2"), "discretion") == "第二段。\n另一当事人的。"


def test_the_notice_prints_its_own_text_and_not_that_of_another_act():
    told = act("notice_served", served="direct", hearing_offered=False, reasons=[TAKEN[3]])
    assert reasons_in(replace(seen(told), focus="p1"), "facts") == "事实。"
    assert "查明" in reasons_in(
        replace(seen(told, act("decided", hour=12, decided={"kind": "warning"})), focus="p1"), "facts"
    )


# --- the code of the education page ----------------------------------------------------------------------------------


def education_page(stage, item, day):
    """A page in use for an item in the place of the stage."""
    subject = stage.agency.legal_subject
    return EducationPage.objects.create(
        code="K7M4PQ2", agency=subject, **scope_values(subject), item=item, division=subject.division_code, version=1,
        title="上路前先过磅", body="超限损坏公路。", how_to="先过磅。", effective_from=day, state="PUBLISHED",
        written_by=stage.people["reviewer"].account, written_at=datetime(2025, 1, 1, tzinfo=UTC),
        published_by=stage.people["head"].account, published_at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def codes_on(case_id):
    frozen = {row.form: json.loads(row.data) for row in Document.objects.filter(stream=case_id)}
    return {form: [each["at"] for each in data["education"]] for form, data in frozen.items() if "education" in data}


@pytest.mark.django_db
def test_notice_and_decision_print_the_code_of_the_page_of_their_item(player, stage):
    page = education_page(stage, "overlimit-mass", date(2025, 1, 1))
    case_id = player("demo-1").play()
    at = f"127.0.0.1:8000/e/{page.code}"
    assert codes_on(case_id) == {"f11_violation_notice": [at], "f15_penalty_decision": [at]}
    pdf = render_document(Document.objects.get(stream=case_id, form="f15_penalty_decision"))
    assert "扫码看怎样做才合法" in text_of(pdf)
    assert b"pdfaid" in pdf


@pytest.mark.django_db
def test_without_a_page_in_use_on_the_day_no_code_is_printed(player, stage):
    education_page(stage, "overlimit-mass", date(2027, 1, 1))
    assert codes_on(player("demo-2").play()) == {}


@pytest.mark.django_db
def test_a_text_longer_than_a_page_goes_on_and_stays_archivable(player, stage):
    running = player("demo-1")
    deciding = play_until(running, "decided")
    long = "。\n".join("当事人装载前没有过磅" * 12 for _ in range(30))
    places = {"facts": long, "answer": "已经告知。", "discretion": "依照公式计算。"}
    reasons = [{"key": f"{part}:x", "part": part, "about": "", "text": text} for part, text in places.items()]
    running.do(replace(deciding, payload={**deciding.payload, "reasons": reasons}))
    issued = next(each for each in running.script.acts if each.kind == "decision_issued")
    running.do(issued)
    pdf = render_document(Document.objects.get(stream=running.case_id, form="f15_penalty_decision"))
    assert text_of(pdf).count("当事人装载前没有过磅") == 360
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) >= 5
