"""The papers of whole cases: every act leaves its own, numbered, and what they say follows from the acts."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pikepdf
import pytest

from hengtu.cases import participants
from hengtu.cases.archive.open import part_of_file
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.papers import issue_papers
from hengtu.cases.refusals import CaseNotFound
from hengtu.cases.services.approve_report import approve_report
from hengtu.cases.services.decide_penalty import decide_penalty
from hengtu.cases.services.file_case import file_case
from hengtu.cases.services.hear_statement import hear_statement
from hengtu.cases.services.investigate import investigate
from hengtu.cases.services.issue_decision import issue_decision
from hengtu.cases.services.register_lead import register_lead
from hengtu.cases.services.review_legally import review_legally
from hengtu.cases.services.revoke_decision import revoke_decision
from hengtu.cases.services.serve_notice import serve_notice
from hengtu.cases.services.submit_report import submit_report
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document, DocumentState, DrawnNumber
from hengtu.evidence.models import Exhibit
from hengtu.law.archive.layout import Part
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import Party
from hengtu.subjects.services.register_party import register_party
from tests.fixtures import EXPECTED

pytestmark = pytest.mark.django_db

QUERIES = 16

FILES = {
    "demo-1": "f01 f04 f02 f16 x_inv f11 f23 x_rig x_leg x_pen f15 f23 f24 x_fil x_fil",
    "demo-2": "f04 f14 f24",
    "demo-3": "f04 f02 f14 f24",
    "demo-4": "f01 f02 f16 x_inv f11 x_add f23 x_leg x_pen f15 f23 f24 x_fil x_fil",
    "demo-5": "f01 f02 f16 x_inv x_leg x_no_ f23 f24 x_fil x_fil",
    "demo-6": "f01 x_mea f08 f02 f03 x_mea f10 x_inv f11 f23 x_hea f12 f23 f13 x_hea x_leg x_col x_pen f15 f23 f24"
    " x_fil x_fil",
    "demo-7": "f01 f04 f02 f16 x_inv f11 f23 x_sta x_sta x_leg x_pen f15 f23 f24 x_fil x_fil",
    "demo-8": "f01 f04 f02 f16 x_inv f11 f23 x_sta x_sta x_rig x_leg x_col x_pen f15 f23 f17 f17 f24 x_fil x_fil",
}


def play_until(player, kind):
    for act in player.script.acts:
        if act.kind == kind:
            return act
        player.do(act)
    raise AssertionError(f"the script has no {kind}")


def papers(case_id, form):
    """Return number, words and tables of the papers of one form, in the order of their numbers."""
    rows = Document.objects.filter(stream=case_id, form=form).order_by("issued_at", "number")
    frozen = [(row.number, json.loads(row.data)) for row in rows]
    return [{"number": number, **data["text"], **data["tables"]} for number, data in frozen]


def paper(case_id, form):
    (only,) = papers(case_id, form)
    return only


def short(form):
    return form[:5] if form.startswith("x_") else form[:3]


@pytest.mark.parametrize("script", EXPECTED)
def test_a_whole_case_leaves_its_file(player, script):
    played = player(script)
    case_id = played.play()
    forms = Document.objects.filter(stream=case_id).values_list("form", flat=True)
    assert Counter(map(short, forms)) == Counter(FILES[script].split())
    acts = {act.uid for act in acts_of_stream(case_id)}
    assert set(Document.objects.filter(stream=case_id).values_list("act_uid", flat=True)) <= acts


@pytest.mark.parametrize("script", EXPECTED)
def test_no_paper_prints_what_was_not_read_or_not_filled(player, script):
    case_id = player(script).play()
    for document in Document.objects.filter(stream=case_id):
        frozen = json.loads(document.data)
        cells = [cell for table in frozen["tables"].values() for row in table["rows"] for cell in row]
        for words in (*frozen["text"].values(), *cells):
            for trace in ("~", ":ch", "None", "==", "没有载入", "。。", "；。", "{"):
                assert trace not in words, (document.form, words)


def test_the_decision_states_penalty_articles_payment_and_remedies(player):
    case_id = player("demo-4").play()
    decision = paper(case_id, "f15_penalty_decision")
    assert decision["penalty"] == (
        "警告、罚款人民币3000元（大写：叁仟元整）、没收违法所得人民币5.12元（大写：伍元壹角贰分）"
    )
    assert decision["fine"] == "人民币3000元（大写：叁仟元整）"
    assert "《网络预约出租汽车经营服务管理暂行办法》第三十四条第一款第二项" in decision["penalty_articles"]
    assert "没有提出陈述、申辩，也没有要求听证" in decision["hearing_summary"]
    assert (decision["reconsideration_body"], decision["court"]) == ("示例县人民政府", "示例县人民法院")
    served = papers(case_id, "f23_service_receipt")[-1]
    assert served["remark"] == "缴纳罚款的期限至2026年1月12日（含当日）。"
    assert served["items"]["rows"][0][0] == f"行政处罚决定书{decision['number']}"


def test_the_adopted_defence_is_told_in_the_decision(player):
    decision = paper(player("demo-7").play(), "f15_penalty_decision")
    assert "提出陈述、申辩：称系抢修漏油泊位。经复核：采纳" in decision["hearing_summary"]
    assert decision["fine"].startswith("人民币5000元")


def test_hearing_review_and_discussion_are_told_in_the_decision(player):
    case_id = player("demo-6").play()
    told = paper(case_id, "f15_penalty_decision")["hearing_summary"]
    assert "2025年8月22日举行听证" in told
    assert "2025年8月28日通过法制审核，2025年8月29日经负责人集体讨论" in told
    notice = paper(case_id, "f12_hearing_notice")
    assert notice["host"].startswith("罗一苇（")
    assert notice["recorder"].startswith("许未央（")


def test_the_measure_names_its_power_its_period_and_what_was_taken(player):
    case_id = player("demo-6").play()
    decision = paper(case_id, "f08_measure_decision")
    assert decision["measure"] == "扣留车辆"
    assert "道路运输条例》第六十二条" in decision["legal_basis"]
    assert decision["period"].endswith("至2025年8月14日23时59分")
    release = paper(case_id, "f10_measure_release")
    assert release["decision_ref"] == decision["number"]
    assert release["items"]["rows"] == decision["items"]["rows"]


def test_on_the_spot_the_records_wait_for_the_number_of_the_case(player):
    spot = player("demo-3")
    act = play_until(spot, "spot_decided")
    assert not Document.objects.filter(stream=spot.case_id).exists()
    spot.do(act)
    decision = paper(spot.case_id, "f14_spot_decision")
    record = paper(spot.case_id, "f04_scene_record")
    assert record["case_no"] == decision["case_no"] != ""
    assert record["period"].startswith("2025年6月3日20时45分")
    assert decision["facts"].startswith("有网约车驾驶员途中甩客")
    assert "途中甩客，乘客夜间滞留高架路口。裁量计算凭证编号：" in decision["facts"]
    assert decision["act_at"] == "2025年6月3日20时40分"
    assert decision["reconsideration_body"] == "示例县人民政府"
    assert decision["rights_told"] == "是"
    assert "责令当事人立即改正违法行为" in decision["penalty"]


def test_a_warning_asks_for_no_payment(player):
    decision = paper(player("demo-2").play(), "f14_spot_decision")
    assert decision["penalty"].startswith("警告。")
    assert "fine" not in decision
    assert "pay_mode" not in decision


def test_the_waiver_and_the_receipt_name_the_notice_by_its_number(player):
    case_id = player("demo-1").play()
    notice = paper(case_id, "f11_violation_notice")["number"]
    assert paper(case_id, "x_rights_waiver")["notice_ref"] == notice
    assert papers(case_id, "f23_service_receipt")[0]["items"]["rows"][0][0] == f"违法行为通知书{notice}"


def test_not_punishing_names_the_list_and_its_item(player):
    decision = paper(player("demo-5").play(), "x_no_penalty_decision")
    assert "《江苏省交通运输轻微违法依法不予行政处罚事项清单》（第21项）" in decision["reason"]
    assert decision["legal_basis"] == "《中华人民共和国行政处罚法》第三十三条第一款"


def test_each_instalment_has_its_notice(player):
    first, second = papers(player("demo-8").play(), "f17_defer_notice")
    assert (first["instalment_no"], first["instalment_due"]) == ("1", "2025年11月20日")
    assert first["outstanding"].startswith("人民币50000元")
    assert second["instalment_amount"] == second["outstanding"]
    assert second["outstanding"].startswith("人民币30000元")


def test_personal_numbers_are_on_papers_and_never_in_acts(player):
    case_id = player("demo-4").play()
    number = Party.objects.get(name=player("demo-4").script.case["party"]["name"]).id_number
    assert paper(case_id, "f15_penalty_decision")["party_id_no"] == number
    assert number not in json.dumps([act.payload for act in acts_of_stream(case_id)], ensure_ascii=False)
    assert paper(case_id, "f01_filing_register")["party_age"] == "37"


def test_printing_personal_numbers_is_noted_in_the_access_log(player, django_capture_on_commit_callbacks):
    running = player("demo-4")
    act = play_until(running, "decision_issued")
    flush_access_log()
    with django_capture_on_commit_callbacks(execute=True):
        running.do(act)
    flush_access_log()
    entry = AccessEntry.objects.latest("id")
    assert (entry.who, entry.what, entry.purpose) == ("head", f"subjects/{running.party.uid}", "document")


def test_a_paper_that_cannot_be_made_refuses_the_act_and_leaves_nothing(player):
    running = player("demo-4")
    act = play_until(running, "decision_issued")
    Party.objects.update(address="")
    done, numbers = len(acts_of_stream(running.case_id)), DrawnNumber.objects.count()
    with pytest.raises(DocumentRefused) as refusal:
        running.do(act)
    assert refusal.value.code == "document_field_missing"
    assert "住址" in str(refusal.value)
    assert (len(acts_of_stream(running.case_id)), DrawnNumber.objects.count()) == (done, numbers)


def test_a_revoked_decision_is_called_back_and_the_new_one_stands(player, stage):
    running = player("demo-1")
    act = play_until(running, "paid")
    revoke_decision(case_id=running.case_id, by=(stage.people["head"],), at=act.occurred_at, reason="地点认定有误")
    (old,) = Document.objects.filter(stream=running.case_id, form="f15_penalty_decision")
    assert (old.state, old.state_reason) == (DocumentState.WITHDRAWN, "决定已撤销：地点认定有误")
    script = {entry.kind: entry for entry in running.script.acts}
    for step, kind in enumerate(("legal_reviewed", "decided", "decision_issued", "decision_served"), start=1):
        running.do(replace(script[kind], occurred_at=act.occurred_at + step * timedelta(days=1)))
    new = Document.objects.get(stream=running.case_id, form="f15_penalty_decision", state=DocumentState.ISSUED)
    assert papers(running.case_id, "f23_service_receipt")[-1]["items"]["rows"][0][0].endswith(new.number)


def test_a_record_with_content_is_printed_and_one_without_refers_to_its_original(player):
    running = player("demo-1")
    act = play_until(running, "investigated")
    asked = {"kind": "interview_record", "qa": [["车上装的什么？", "砂石。"]], "interviewee": "贺长林"}
    investigate(
        case_id=running.case_id,
        by=tuple(running.stage.people[name] for name in act.by),
        at=act.occurred_at,
        records=("scene_record", asked),
    )
    first = paper(running.case_id, "f02_interview")
    assert (first["qa"]["rows"], first["interviewee"]) == ([["车上装的什么？", "砂石。"]], "贺长林")
    running.do(replace(act, occurred_at=act.occurred_at + timedelta(minutes=5)))
    second = papers(running.case_id, "f02_interview")[1]
    assert "纸质笔录原件" in second["qa"]["rows"][0][1]
    assert second["round_no"] == "2"


def test_exhibits_are_named_as_evidence_unless_their_audit_failed(player):
    running = player("demo-1")
    act = play_until(running, "notice_served")
    for seq, (title, audit) in enumerate((("过磅视频", "NOT_NEEDED"), ("抓拍图片", "PENDING")), start=2):
        Exhibit.objects.create(
            stream_id=running.case_id, seq=seq, kind="AUDIOVISUAL", title=title, proof_purpose="证明车货总质量",
            collected_at=act.occurred_at, recorded_at=act.occurred_at, place="检测站", collectors=[{"name": "陈屿"}],
            filename="a.mp4", media_type="video/mp4", size=1, sm3="0" * 64, sha256="0" * 64, original_key="0" * 64,
            audit_result=audit,
        )  # fmt: skip
    running.do(act)
    facts = paper(running.case_id, "f11_violation_notice")["facts"]
    assert "称重检测单、现场笔录、询问笔录、过磅视频等证据" in facts
    assert "抓拍图片" not in facts


def test_the_file_binds_in_order_and_to_the_same_bytes(player, tmp_path):
    case_id = player("demo-2").play()
    bound = part_of_file(case_id, Part.MAIN)
    assert bound == part_of_file(case_id, Part.MAIN)
    path = tmp_path / "file.pdf"
    path.write_bytes(bound)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 5  # cover, index, decision, record, closing report
    index = paper(player("demo-1").play(), "x_file_catalogue")["items"]["rows"]
    titles = [row[1] for row in index]
    assert (titles[0], titles[1], titles[-1]) == ("行政处罚决定书", "立案登记表", "结案报告")
    assert titles[titles.index("违法行为通知书") + 1] == "送达回证"


def test_binding_an_unknown_case_says_so():
    with pytest.raises(CaseNotFound):
        part_of_file(uuid4(), Part.MAIN)


def test_papers_cost_few_queries(player, django_assert_max_num_queries):
    running = player("demo-1")
    running.do(play_until(running, "decision_served"))
    acts = acts_of_stream(running.case_id)
    with django_assert_max_num_queries(QUERIES):
        issue_papers(running.case_id, acts, acts[-2], running.stage.agency)  # the decision once more


# --- several parties -------------------------------------------------------------------------------------------------


def _at(text):
    return datetime.fromisoformat(f"2025-{text}:00+08:00")


@pytest.fixture
def two_parties(stage):
    """A case against two drivers, decided against both; returns its id and the parties."""
    people = stage.people
    officers, head = (people["officer-a"], people["officer-b"]), (people["head"],)
    facts = {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 50_000, "detection_mode": "fixed_station"}
    parties = [
        register_party(
            agency=stage.agency, kind="NATURAL_PERSON", name=name, at=_at("06-03T09:00"), address=f"{name}路 1 号"
        )
        for name in ("甲驾驶", "乙驾驶")
    ]
    opening = CaseOpening(
        stage.agency, "两车超限", "highway_admin", "河北",
        tuple(Suspicion(party, "overlimit-mass", _at("06-03T09:00").date(), facts) for party in parties),
    )  # fmt: skip
    penalties = [{"matter": f"m{number}", "kind": "fine", "amount_yuan": 3500} for number in (1, 2)]
    case = register_lead(
        opening=opening, by=officers, at=_at("06-03T09:00"), source="fixed_station", place="检测站"
    ).stream
    file_case(case_id=case, by=head, at=_at("06-03T10:00"))
    investigate(case_id=case, by=officers, at=_at("06-03T11:00"), records=("scene_record",))
    submit_report(case_id=case, by=officers, at=_at("06-04T09:00"))
    approve_report(case_id=case, by=head, at=_at("06-04T10:00"), proposed=penalties)
    serve_notice(
        case_id=case, by=officers, at=_at("06-05T09:00"), proposed=penalties, served="direct", hearing_offered=True
    )
    for party, hour in zip(parties, ("10", "11"), strict=True):
        hear_statement(
            case_id=case, by=(participants.party(str(party.uid), party.name),), at=_at(f"06-05T{hour}:00"),
            statement="none", waives=("statement", "hearing"), waiver_signed=True,
        )  # fmt: skip
    review_legally(case_id=case, by=(people["reviewer"],), at=_at("06-06T09:00"), opinion="pass")
    decide_penalty(case_id=case, by=head, at=_at("06-06T10:00"), decided=penalties)
    issue_decision(case_id=case, by=head, at=_at("06-06T11:00"))
    return case, parties


def test_every_party_has_a_notice_a_waiver_and_a_decision_of_its_own(two_parties):
    case, _ = two_parties
    notices = papers(case, "f11_violation_notice")
    assert [notice["party_display"] for notice in notices] == ["甲驾驶", "乙驾驶"]
    assert "乙驾驶" not in notices[0]["facts"]
    waivers = {each["party_display"]: each["notice_ref"] for each in papers(case, "x_rights_waiver")}
    assert waivers == {notice["party_display"]: notice["number"] for notice in notices}
    decisions = papers(case, "f15_penalty_decision")
    assert [(each["party_name"], each["fine"][:9]) for each in decisions] == [
        ("甲驾驶", "人民币3500元（"[:9]),
        ("乙驾驶", "人民币3500元（"[:9]),
    ]
    receipts = papers(case, "f23_service_receipt")
    assert {each["recipient"]: each["items"]["rows"][0][0] for each in receipts} == {
        notice["party_display"]: f"违法行为通知书{notice['number']}" for notice in notices
    }


def test_papers_inside_the_agency_name_every_party_once(two_parties):
    case, _ = two_parties
    register = paper(case, "f01_filing_register")
    assert register["remark"] == "本案当事人：甲驾驶、乙驾驶。"
    assert "甲驾驶" in register["facts_summary"]
    assert "乙驾驶" in register["facts_summary"]
    opinion = paper(case, "x_penalty_approval")["agency_head_opinion"]
    assert "1. 甲驾驶，" in opinion
    assert "2. 乙驾驶，" in opinion
