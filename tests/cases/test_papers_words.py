"""The table of papers and its phrases, without a database: hand-made situations, exact sentences."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.agencies.models import Agency
from hengtu.cases.papers.by_hand import BY_HAND
from hengtu.cases.papers.context import IssuedPaper, PaperContext, PartyData, Person, Proof
from hengtu.cases.papers.decision import no_penalty_decision, penalised
from hengtu.cases.papers.evidence import recorded
from hengtu.cases.papers.filing import closing_report, filing_register
from hengtu.cases.papers.hearing import hearing_notice
from hengtu.cases.papers.inventory import in_file_order
from hengtu.cases.papers.load import assessing, handlers_of
from hengtu.cases.papers.measures import measure_approval, measure_release
from hengtu.cases.papers.notice import correction_order
from hengtu.cases.papers.paper import always, once, per_instalment, per_party
from hengtu.cases.papers.review import CHECKS, legal_review
from hengtu.cases.papers.service import agreed_to_electronic, receipt_for
from hengtu.cases.papers.statement import statement_recheck
from hengtu.cases.papers.substance import discretion_text, evidence_in_words, fact_lines, facts_text, violated_text
from hengtu.cases.papers.table import PAPERS
from hengtu.cases.papers.wording import money, penalties_in_words, penalty_in_words, said, tidy
from hengtu.documents.catalogue import form, form_ids
from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, procedure_on
from hengtu.law.procedure.matters import Matter, Penalty, read_case

CIVIL = timezone(timedelta(hours=8))
BUREAU = Agency(
    name="示例县交通运输局",
    code="1",
    kind="LEGAL_SUBJECT",
    address="示范路 1 号",
    reconsideration_body="示例县人民政府",
    court="示例县人民法院",
)
CASE = {
    "jurisdiction": "河北",
    "category": "road_transport",
    "parties": [
        {"id": "p1", "kind": "natural_person", "name": "甲某"},
        {"id": "p2", "kind": "legal_person", "name": "乙公司"},
    ],
    "matters": [
        {"id": f"m{n}", "party": f"p{n}", "violation": "ridehail-vehicle-uncertified", "violation_on": "2025-12-08"}
        for n in (1, 2)
    ],
}
PARTIES = {
    "p1": PartyData("甲某", False, id_number="11010519491231002X", address="甲路 1 号", phone="010-1", sex="女"),
    "p2": PartyData("乙公司", True, credit_code="91", legal_representative="丙某", address="乙路 2 号"),
}
OFFICERS = (Person("陈屿", "1"), Person("沈佳禾", "2"))


def act(kind, hour=9, by=(), uid="", **payload):
    at = datetime(2025, 12, 8, hour, tzinfo=CIVIL)
    return LegalAct(kind, at, tuple(by), payload, at, uid or kind)


LEAD = act("lead_registered", case=CASE, source="transfer", source_body="示例县公安局", place="客运站东侧")


def seen(*acts, **more):
    """Return the context of the last of these acts, after a lead."""
    acts = (LEAD, *acts)
    situation = Situation.of(acts)
    return PaperContext(
        case_id="c",
        situation=situation,
        act=acts[-1],
        agency=BUREAU,
        case_number=more.pop("case_number", "示立〔2025〕1号"),
        title="未取得运输证",
        plate="示A·1",
        parties=PARTIES,
        people={"host": Person("罗一苇", "3")},
        handlers=OFFICERS,
        assess=assessing(situation.case),
        **more,
    )


# --- the table -------------------------------------------------------------------------------------------------------


def test_the_table_names_only_known_acts_and_forms():
    kinds = {arrow.kind for arrow in procedure_on(date(2025, 12, 8)).arrows}
    assert set(PAPERS) <= kinds
    used = {paper.form for papers in PAPERS.values() for paper in papers}
    assert used | set(BY_HAND) == set(form_ids()), "a form is made by an act or by hand, none is without a way"


def test_every_form_is_filled_with_keys_it_knows():
    register = filing_register(seen(act("case_filed")))
    assert set(register) <= form("f01_filing_register").keys()
    assert always(seen())


# --- who gets a paper ------------------------------------------------------------------------------------------------


def test_a_paper_goes_to_every_party_to_those_named_or_to_the_one_who_acts():
    everyone = per_party(seen(act("decision_issued")))
    assert [view.party.id for view in everyone] == ["p1", "p2"]
    named = per_party(seen(act("notice_served", parties=["p2"])))
    assert [view.party.id for view in named] == ["p2"]
    speaking = per_party(seen(act("statement_heard", by=[Actor("p1", frozenset({"party"}))])))
    assert [view.party.id for view in speaking] == ["p1"]


def test_a_paper_inside_the_agency_is_made_once_and_sees_every_matter():
    (view,) = once(seen(act("report_submitted")))
    assert [matter.id for matter in view.matters] == ["m1", "m2"]
    assert facts_text(view).count("查明") == 2


def test_only_a_party_that_is_punished_gets_a_decision():
    decided = [{"matter": "m1", "kind": "fine", "amount_yuan": 3000}, {"matter": "m2", "kind": "none"}]
    context = seen(act("decided", decided=decided), act("decision_issued", hour=10))
    assert [penalised(view) for view in per_party(context)] == [True, False]


def test_each_instalment_counts_from_one():
    parts = [{"due_on": "2026-01-10", "amount_yuan": 1}, {"due_on": "2026-02-10", "amount_yuan": 2}]
    assert [view.instalment for view in per_instalment(seen(act("instalments_granted", instalments=parts)))] == [1, 2]


def test_earlier_papers_are_found_for_the_right_party():
    notices = tuple(
        IssuedPaper("f11_violation_notice", "违法行为通知书", n, date(2025, 12, 8), "n") for n in ("1", "2")
    )
    views = per_party(seen(act("decision_issued"), issued=notices))
    assert [view.paper("f11_violation_notice").number for view in views] == ["1", "2"]
    assert seen().paper("f15_penalty_decision") is None


def test_the_handlers_are_the_last_two_certified_officers():
    two = [Actor(name, frozenset({"officer"}), True, name) for name in ("a", "b")]
    host = [Actor(name, frozenset({"officer"}), True, name) for name in ("c", "d")]
    acts = (act("investigated", by=two), act("hearing_held", by=host), act("decided", by=[Actor("h")]))
    assert handlers_of(Situation(acts), acts[-1]) == ("a", "b")
    one = (act("investigated", by=two[:1]),)
    assert handlers_of(Situation(one), one[0]) == ()


# --- words -----------------------------------------------------------------------------------------------------------


def test_money_stands_in_figures_and_in_capital_characters():
    assert money(3000.0) == "人民币3000元（大写：叁仟元整）"
    assert money(5.12) == "人民币5.12元（大写：伍元壹角贰分）"


@pytest.mark.parametrize(
    ("penalty", "words"),
    [
        (Penalty("warning"), "警告"),
        (Penalty("fine", 200), "罚款人民币200元（大写：贰佰元整）"),
        (Penalty("none"), "不予行政处罚"),
        (Penalty("warning", 0, 5.12), "警告、没收违法所得人民币5.12元（大写：伍元壹角贰分）"),
    ],
)
def test_a_penalty_in_words(penalty, words):
    assert penalty_in_words(penalty) == words


def test_several_penalties_of_one_party_are_numbered_and_added_up():
    case = read_case(CASE)
    both = [(matter, Penalty("fine", 100)) for matter in case.matters]
    names = {"m1": "甲事", "m2": "乙事"}
    words = penalties_in_words(both, names, parties=False)
    assert words.startswith("1. 甲事：罚款人民币100元")
    assert words.endswith("以上合并执行，罚款合计人民币200元（大写：贰佰元整）")
    assert "合计" not in penalties_in_words(both, names, parties=True)
    assert penalties_in_words([], names, parties=False) == ""


def test_short_words_of_the_wire_become_chinese_and_all_else_stands():
    assert said("accepted") == "意见成立，予以采纳"
    assert said("已当面说明") == "已当面说明"
    assert said(None) == ""


def test_facts_have_official_names_words_and_units():
    lines = fact_lines({"has_vehicle_cert": False, "vehicle_form": "train", "axle_count": 5, "unknown": 1, "age": None})
    assert lines == ["车型为汽车列车", "轴数为5轴", "车辆没有取得运输证"]


def test_an_article_that_was_not_read_is_named_by_its_instrument():
    matter = {**CASE["matters"][0], "violation": "ridehail-driver-service"}
    lead = act("lead_registered", case={**CASE, "matters": [matter]})
    situation = Situation.of((lead,))
    context = seen()
    context = PaperContext(
        **{**vars(context), "situation": situation, "act": lead, "assess": assessing(situation.case)}
    )
    assert violated_text(context) == "《网络预约出租汽车经营服务管理暂行办法》有关条款"


def test_an_instrument_is_named_once():
    matter = {**CASE["matters"][0], "violation": "hazmat-unlicensed", "violation_on": "2025-07-14"}
    lead = act("lead_registered", case={**CASE, "matters": [matter]})
    situation = Situation.of((lead,))
    context = replace(seen(), situation=situation, act=lead, assess=assessing(situation.case))
    assert violated_text(context) == "《中华人民共和国道路运输条例》第二十三条、第二十四条第一款"


def seen_of(violation, **facts):
    matter = {**CASE["matters"][0], "violation": violation, "facts": facts}
    lead = act("lead_registered", case={**CASE, "matters": [matter]})
    situation = Situation.of((lead,))
    return replace(seen(), situation=situation, act=lead, assess=assessing(situation.case))


def test_the_reasons_name_the_clause_of_the_benchmark_and_its_tier():
    context = seen_of("overlimit-dimension", total_width_m=3.1, total_height_m=3.9, total_length_m=12, excess_kg=0)
    assert "参照《超限运输车辆行驶公路管理规定》第四十三条，当事人的行为属于“" in discretion_text(context)


def test_the_reasons_hold_why_the_fine_leaves_its_tier():
    context = seen_of("overlimit-dimension", total_width_m=3.1, total_height_m=3.9, total_length_m=12, excess_kg=0)
    decided = act("decided", departure_reason="当天第三次被查获")
    assert discretion_text(replace(context, act=decided)).endswith("\n当天第三次被查获。")


def test_a_range_that_starts_at_nothing_is_written_by_its_upper_end_alone():
    said_there = discretion_text(seen_of("road-occupy-dig", area_m2=49))
    assert "法定的罚款幅度为30000元以下。" in said_there
    assert "0元以上" not in said_there.replace("3000元以上", "")


def test_a_typed_reason_gets_chinese_commas_and_no_second_full_stop():
    assert tidy("途中甩客,乘客滞留。") == "途中甩客，乘客滞留"
    assert tidy("G1,000 元") == "G1,000 元"


# --- single papers ---------------------------------------------------------------------------------------------------


def test_a_place_nobody_named_is_not_printed():
    assert "本机关在客运站东侧查明" in facts_text(seen())
    unplaced = act("lead_registered", case=CASE)
    context = replace(seen(), situation=Situation.of((unplaced,)), act=unplaced)
    assert "，本机关查明，" in facts_text(context)


def test_the_filing_register_says_where_the_case_came_from():
    register = filing_register(seen(act("case_filed", by=[Actor("h", frozenset({"agency_head"}), None, "局长")])))
    assert (register["source"], register["source_body"]) == ("有关部门移送", "示例县公安局")
    assert register["agency_head_opinion"] == "同意立案。局长"


def test_evidence_counts_up_to_the_act_and_once_each():
    records = act("investigated", records=["scene_record", "interview_record"])
    more = act("investigated", hour=10, uid="i2", records=["scene_record", {"kind": "photo", "title": "照片三张"}])
    exhibits = (Proof("过磅视频", "证明质量"),)
    assert evidence_in_words(seen(records, more, exhibits=exhibits)) == "现场笔录、询问笔录、照片三张、过磅视频"
    assert recorded("interview_record")(seen(records))
    assert not recorded("inquest_record")(seen(records))


def test_an_order_with_a_day_is_an_order_within_a_term():
    assert correction_order(seen(act("correction_ordered", order="停止营运")))["mode"] == "立即改正"
    within = correction_order(seen(act("correction_ordered", order="停止营运", due_on="2025-12-20")))
    assert (within["mode"], within["due_on"]) == ("限期改正", "2025-12-20")


@pytest.mark.parametrize(
    ("recheck", "adopted"), [("采纳：属实", "采纳"), ("不予采纳：无据", "不采纳"), ("已复核", "见理由")]
)
def test_a_recheck_says_whether_the_point_was_adopted(recheck, adopted):
    points = statement_recheck(seen(act("statement_heard", statement="称系抢修", recheck=recheck)))["points"]
    assert points[0][2] == adopted


def test_a_review_that_did_not_pass_answers_only_what_the_reviewer_answered():
    review = legal_review(
        seen(act("legal_reviewed", opinion="change", points=["补充鉴定"], checks={"facts_clear": "否"}))
    )
    assert review["opinion"] == "补充证据或者改正后再送审"
    assert (review["facts_clear"], review["law_correct"], review["reason"]) == ("否", "不适用", "补充鉴定")
    passed = legal_review(seen(act("legal_reviewed", opinion="pass")))
    assert {passed[check] for check in CHECKS} == {"是"}


def test_the_hearing_notice_names_time_place_and_host():
    appointed = act("hearing_appointed", host="host", recorder="nobody")
    notice = hearing_notice(
        seen(
            appointed,
            act("hearing_notice_served", hour=10, hearing_on="2025-12-22", hearing_at="2025-12-22T14:30:00+08:00"),
        )
    )
    assert notice["hearing_at"] == datetime(2025, 12, 22, 14, 30, tzinfo=CIVIL)
    assert notice["host"] == {"name": "罗一苇", "certificate": "3"}
    assert notice["place"] == "示范路 1 号示例县交通运输局"


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("seize vehicle", "扣留车辆"),
        ("扣押车辆", "扣留车辆"),
        ("暂扣车辆", "暂扣车辆"),
        ("查封场所", "查封"),
        ("拍卖", "其他"),
    ],
)
def test_the_kind_of_measure_is_one_of_the_form(measure, kind):
    approval = measure_approval(
        seen(act("measure_approved", measure=measure, granting_article="道路运输条例第六十二条"))
    )
    assert approval["measure"].startswith(f"{kind}：")
    assert approval["legal_basis"].startswith("《道路运输条例》第六十二条、")


def test_an_urgent_measure_may_come_before_the_number_of_the_case():
    urgent = act("urgent_measure_taken", measure="扣押", granting_article="道路运输条例", reason="可能转移")
    approval = measure_approval(seen(urgent, act("measure_approved", hour=10, measure="扣押"), case_number=""))
    assert (approval["case_no"], approval["urgent"]) == ("（立案前）", True)
    assert approval["act_at"] == urgent.occurred_at


def test_a_measure_is_lifted_because_of_the_decision_or_for_the_reason_given():
    taken = act("measure_taken", items=[{"name": "车辆", "quantity": "1辆"}])
    decided = act("decided", hour=10, decided={"kind": "none"})
    lifted = act("measure_lifted", hour=11, returned=True)
    assert measure_release(seen(taken, decided, lifted))["clause"] == "已作出处理决定不再需要"
    released = measure_release(seen(taken, act("measure_lifted", hour=11, reason="经查与违法行为无关")))
    assert released["clause"] == "与违法行为无关"
    assert released["items"] == [("1", "车辆", "", "1辆", "")]


def test_a_receipt_of_leaving_notes_the_refusal_and_of_mail_the_day_on_the_slip():
    build = receipt_for("f11_violation_notice", name="违法行为通知书")
    left = build(seen(act("notice_served", served="leave")))
    assert left["refusal_note"] == "当事人拒绝签收，留置送达。"
    mailed = build(seen(act("notice_served", served="mail", received_on="2025-12-11")))
    assert mailed["items"][0][3:5] == ("2025年12月11日", "邮寄送达")


def test_consent_to_electronic_service_is_filed_once():
    assert agreed_to_electronic(seen(act("notice_served", served="electronic")))
    on_file = (IssuedPaper("x_address_confirmation", "送达地址确认书", "", date(2025, 12, 8), "n"),)
    assert not agreed_to_electronic(seen(act("decision_served", served="electronic"), issued=on_file))


def test_a_statutory_ground_names_its_article():
    decision = no_penalty_decision(
        seen(act("not_punished", decided={"kind": "none"}, ground="no_fault", education="已教育"))
    )
    assert decision["legal_basis"] == "《中华人民共和国行政处罚法》第三十三条第二款"
    assert "没有主观过错" in decision["reason"]


@pytest.mark.parametrize(
    ("acts", "closing", "code"),
    [
        ([act("not_punished", decided={"kind": "none"})], None, "CL2"),
        ([act("investigation_ended", reason="x")], None, "CL1"),
        ([act("decided", decided={"kind": "warning"})], None, "CL3"),
        ([act("decided", decided={"kind": "warning"})], "court_accepted", "CL7"),
        ([act("decided", decided={"kind": "warning"})], "object_lost", "CL5"),
        ([act("decided", decided={"kind": "warning"})], "other", "CL6"),
    ],
)
def test_the_closing_report_names_the_way_of_closing(acts, closing, code):
    assert closing_report(seen(*acts, act("case_closed", hour=12, closing=closing)))["close_reason"] == code


def test_a_party_has_its_age_on_the_day_of_the_paper():
    party = PartyData("甲", False, born_on=date(2000, 12, 8))
    assert (party.age_on(date(2025, 12, 7)), party.age_on(date(2025, 12, 8))) == (24, 25)
    assert "11010519491231002X" not in repr(PARTIES["p1"])


def test_the_decision_stands_first_and_the_closing_report_last():
    forms = (
        "f01_filing_register",
        "f24_closing_report",
        "x_file_cover",
        "f15_penalty_decision",
        "f11_violation_notice",
    )
    papers = [IssuedPaper(name, name, "", date(2025, 12, 8), "") for name in forms]
    ordered = [paper.form for paper in in_file_order(papers)]
    assert ordered == ["f15_penalty_decision", "f01_filing_register", "f11_violation_notice", "f24_closing_report"]


def test_each_matter_is_assessed_once_a_day(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "hengtu.cases.papers.load.assess_matter", lambda case, matter, on: asked.append((matter.id, on))
    )
    case = read_case(CASE)
    assess = assessing(case)
    matter: Matter = case.matters[0]
    for day in (date(2025, 12, 8), date(2025, 12, 8), date(2025, 12, 9)):
        assess(matter, day)
    assert asked == [("m1", date(2025, 12, 8)), ("m1", date(2025, 12, 9))]


def test_a_measure_that_names_the_regulation_alone_prints_the_article_that_grants_it():
    approved = act("measure_approved", measure="扣押车辆", granting_article="道路运输条例")
    assert measure_approval(seen(approved))["legal_basis"].startswith("《中华人民共和国道路运输条例》第六十二条、")
