"""The papers of an act before it is done: the words of the issued ones, what is missing marked, nothing written."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from hengtu.agencies.models import Agency
from hengtu.cases.papers.preview import preview_papers, readable
from hengtu.cases.papers.table import PAPERS
from hengtu.cases.services.extend_measure import extend_measure
from hengtu.documents.models import Document, DrawnNumber
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import Party
from tests.cases.test_papers import papers, play_until
from tests.fixtures import EXPECTED

pytestmark = pytest.mark.django_db


def previewed(acts, agency, **changes):
    """Preview the last of these acts as if it had not been done, with changes to it."""
    act = replace(acts[-1], uid=uuid4(), **changes)
    return preview_papers(act.stream, (*acts[:-1], act), act, agency)


def prefixes(case_id):
    """Return the history up to and with every act that has papers."""
    acts = acts_of_stream(case_id)
    return [acts[: place + 1] for place, act in enumerate(acts) if act.kind in PAPERS]


def blocks(paper):
    return {block.label: (block.text, block.state) for block in paper.blocks}


def test_the_preview_of_a_complete_act_says_what_the_issued_paper_says(player, stage):
    running = player("demo-4")
    act = play_until(running, "notice_served")
    running.do(act)
    acts = acts_of_stream(running.case_id)
    notice, receipt = [paper for paper in previewed(acts, stage.agency) if paper.form != "x_address_confirmation"]
    issued = Document.objects.get(stream=running.case_id, form="f11_violation_notice")
    assert notice.title == "违法行为通知书"
    assert notice.missing == ()
    for label in ("违法事实", "违反条款", "处罚依据", "拟处罚内容"):
        assert blocks(notice)[label][0].replace("\n", "\\n") in issued.data
    assert receipt.form == "f23_service_receipt"
    assert notice.number == ""


@pytest.mark.parametrize("script", EXPECTED)
def test_every_act_with_papers_can_be_previewed_complete_and_empty(player, stage, script):
    histories = prefixes(player(script).play())
    before = Document.objects.count(), DrawnNumber.objects.count()
    for acts in histories:
        whole = previewed(acts, stage.agency)
        empty = previewed(acts, stage.agency, payload={})
        alone = previewed(acts, stage.agency, payload={}, by=())
        assert all(
            block.state in ("", "missing", "changed") for paper in (*whole, *empty, *alone) for block in paper.blocks
        )
        assert all(not paper.missing for paper in whole), (acts[-1].kind, [(p.form, p.missing) for p in whole])
    assert (Document.objects.count(), DrawnNumber.objects.count()) == before


def test_all_kinds_of_papers_are_reached_by_the_eight_cases_and_none_raises_without_a_history(player, stage):
    acts = acts_of_stream(player("demo-1").play())
    for kind in PAPERS:
        for payload in ({}, None, {"proposed": "x", "decided": [{}], "facts": "y", "instalments": [{}], "records": 7}):
            act = replace(acts[-1], kind=kind, uid=uuid4(), payload=payload, by=())
            for history in ((act,), (*acts[:1], act), (*acts, act)):
                found = preview_papers(act.stream, history, act, stage.agency)
                assert all(paper.title and paper.blocks for paper in found), kind


def test_an_act_with_papers_and_no_case_yet_shows_its_forms_empty(player, stage):
    acts = acts_of_stream(player("demo-1").play())
    act = replace(acts[-1], kind="case_filed", uid=uuid4(), payload={})
    register = preview_papers(act.stream, (act,), act, stage.agency)[0]
    assert register.form == "f01_filing_register"
    assert {"案号", "案由"} <= set(register.missing)


@pytest.mark.parametrize(
    ("kind", "script", "form", "labels"),
    [
        ("notice_served", "demo-1", "f11_violation_notice", {"拟处罚内容"}),
        ("decided", "demo-1", "f15_penalty_decision", {"处罚内容"}),
        ("decided", "demo-1", "x_penalty_approval", {"执法部门负责人意见"}),
        ("legal_reviewed", "demo-1", "x_legal_review", {"审核结论", "程序合法", "涉嫌犯罪需要移送"}),
        ("measure_approved", "demo-6", "x_measure_approval", {"措施种类与对象", "依据"}),
        ("hearing_notice_served", "demo-6", "f12_hearing_notice", {"听证时间"}),
        ("hearing_reported", "demo-6", "x_hearing_report", set()),
        ("discussed", "demo-6", "x_collective_record", {"结论性意见"}),
        ("spot_decided", "demo-2", "f14_spot_decision", {"处罚内容"}),
        ("instalments_granted", "demo-8", "f17_defer_notice", {"处罚决定书送达日期", "决定"}),
    ],
)
def test_what_the_form_does_not_say_yet_is_named_as_missing(player, stage, kind, script, form, labels):
    running = player(script)
    act = play_until(running, kind)
    running.do(act)
    papers = {paper.form: paper for paper in previewed(acts_of_stream(running.case_id), stage.agency, payload={})}
    assert labels <= set(papers[form].missing)
    for label in labels:
        assert blocks(papers[form])[label] == (f"还缺{label}", "missing")


def test_personal_numbers_are_masked(player, stage):
    case_id = player("demo-4").play()
    secrets = {number for party in Party.objects.all() for number in (party.id_number, party.phone) if len(number) > 6}
    assert secrets
    for acts in prefixes(case_id):
        shown = repr(previewed(acts, stage.agency))
        assert [number for number in secrets if number in shown] == []


def test_what_differs_from_the_notice_is_marked_as_changed(player, stage):
    running = player("demo-4")
    act = play_until(running, "decided")
    running.do(act)
    acts = acts_of_stream(running.case_id)
    (same,) = [paper for paper in previewed(acts, stage.agency) if paper.form == "f15_penalty_decision"]
    assert blocks(same)["处罚内容"][1] == ""
    assert same.note
    less = {**acts[-1].payload, "decided": {"kind": "fine", "amount_yuan": 100}}
    (other,) = [paper for paper in previewed(acts, stage.agency, payload=less) if paper.form == "f15_penalty_decision"]
    assert blocks(other)["处罚内容"] == ("罚款人民币100元（大写：壹佰元整）", "changed")


def test_the_number_of_a_case_is_not_missing_where_the_act_draws_it(player, stage):
    running = player("demo-1")
    running.do(play_until(running, "case_filed"))
    acts = acts_of_stream(running.case_id)
    payload = {key: value for key, value in acts[-1].payload.items() if key != "case_number"}
    register = previewed(acts, stage.agency, payload=payload)[0]
    assert (register.number, "案号" in register.missing) == ("（办理时编号）", False)


def test_half_a_penalty_is_no_penalty():
    assert readable({"decided": {"kind": "fine"}}) == {"decided": []}
    assert readable({"decided": {"kind": "fine", "amount_yuan": "abc"}}) == {"decided": []}
    assert readable({"decided": {"kind": "warning"}}) == {"decided": {"kind": "warning"}}
    assert readable({"proposed": [{"kind": "fine", "amount_yuan": 5}]}) == {"proposed": []}


def test_blanks_and_days_that_are_none_are_left_out():
    typed = {"hearing_at": "2025-13-40", "place": "", "due_on": "soon", "points": ["", "a"], "facts": "x"}
    assert readable(typed) == {"points": ["a"]}


def test_acts_without_papers_have_an_empty_preview(player, stage):
    acts = acts_of_stream(player("demo-1").play())
    act = replace(acts[-1], kind="paid", uid=uuid4())
    assert preview_papers(act.stream, (*acts, act), act, stage.agency) == ()
    assert isinstance(stage.agency, Agency)


def test_an_extension_is_told_in_writing_with_its_new_last_day(player, stage):
    running = player("demo-6")
    act = play_until(running, "measure_lifted")
    at = act.occurred_at - timedelta(hours=1)
    extend_measure(case_id=running.case_id, by=(stage.people["head"],), at=at, reason="案情复杂，等待鉴定")
    (notice,) = papers(running.case_id, "f09_measure_extension")
    assert (notice["reason"], notice["until"]) == ("案情复杂，等待鉴定", "2025年9月13日")
    assert notice["decision_ref"] == papers(running.case_id, "f08_measure_decision")[0]["number"]
    approval, empty = previewed(acts_of_stream(running.case_id), stage.agency, payload={})
    assert approval.form == "x_measure_extension_approval"
    assert blocks(empty)["延长理由"] == ("还缺延长理由", "missing")
