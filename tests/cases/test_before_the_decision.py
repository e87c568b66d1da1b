"""Evidence registered, measures in full, recusal, jurisdiction, a suspected crime: by the services, with papers."""

from datetime import timedelta

import pytest

from hengtu.agencies.models import Agency, Role
from hengtu.cases.models import CaseDeadline, CaseTask, EnforcementCase
from hengtu.cases.projection import project_anew, snapshot
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.selectors.worklist import worklist
from hengtu.cases.services.by_kind import SERVICE_OF_KIND, service_of
from hengtu.cases.services.do_act import Late
from hengtu.documents.models import Document
from hengtu.law.procedure.hands import KINDS_OF_HAND
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
ARTICLE = "中华人民共和国道路运输条例第六十二条"


class Case:
    """A demonstration case played up to some act, and a short way to do others on it."""

    def __init__(self, running, stage, at):
        self.id, self.people, self.at = running.case_id, stage.people, at

    def do(self, kind, *who, hours=1, late=None, **content):
        self.at += timedelta(hours=hours)
        by = tuple(self.people[name] for name in who)
        extra = {"late": late} if late else {}
        return service_of(kind)(case_id=self.id, by=by, at=self.at, **content, **extra)

    def refused(self, kind, *who, **content):
        with pytest.raises(ActRefused) as refusal:
            self.do(kind, *who, hours=0, **content)
        return {objection.code for objection in refusal.value.objections}

    def papers(self):
        return sorted(Document.objects.filter(stream_id=self.id).values_list("form", flat=True))

    def tasks(self):
        return set(CaseTask.objects.filter(case_id=self.id).values_list("kind", flat=True))

    def deadlines(self, term):
        return CaseDeadline.objects.filter(case_id=self.id, term=term).order_by("start_on")


TWO = ("officer-a", "officer-b")


@pytest.fixture
def case(player, stage):
    """Case demo-6, filed and about to be investigated."""
    running = player("demo-6")
    act = play_until(running, "measure_approved")
    return Case(running, stage, act.occurred_at - timedelta(minutes=4))


def paper_of(case, form):
    return Document.objects.filter(stream_id=case.id, form=form).order_by("number").last()


def test_every_kind_of_the_procedure_has_a_service():
    assert set(SERVICE_OF_KIND) == {kind for kinds in KINDS_OF_HAND.values() for kind in kinds}
    assert all(callable(service_of(kind)) for kind in SERVICE_OF_KIND)


# --- registered evidence ------------------------------------------------------


def test_evidence_is_registered_and_released_with_its_papers(case):
    assert "act_out_of_order" in case.refused("evidence_registered", *TWO, items=("日志",), list_handed=True)
    case.do("registration_approved", "head", reason="可能销毁", items=("行车日志一本",))
    assert "evidence_registered" in case.tasks()
    case.do("evidence_registered", *TWO, items=("行车日志一本",), list_handed=True, place="当事人处")
    row = case.deadlines("evidence_registration").get()
    assert (row.due_on - row.start_on).days >= 7
    assert "registration_settled" in case.tasks()
    case.do("registration_settled", "head", how="returned", note="已经复制")
    assert case.deadlines("evidence_registration").get().ended_on is not None
    forms = {"x_evidence_registration_approval", "f06_evidence_registration", "f07_evidence_release"}
    assert forms <= set(case.papers())
    released = paper_of(case, "f07_evidence_release")
    assert paper_of(case, "f06_evidence_registration").number in str(released.data)


def test_registered_evidence_settled_late_needs_a_reason_and_a_head(case):
    case.do("registration_approved", "head", reason="可能销毁", items=("行车日志",))
    case.do("evidence_registered", *TWO, items=("行车日志",), list_handed=True)
    with pytest.raises(LateReasonMissing):
        case.do("registration_settled", "head", hours=24 * 20, how="returned")
    late = Late("等待鉴定机构答复", case.people["head"])
    case.do("registration_settled", "head", hours=0, how="returned", late=late)
    assert EnforcementCase.objects.get(pk=case.id).has_alarm


def test_a_sample_is_taken_with_its_receipt(case):
    case.do("sample_taken", *TWO, items=("柴油500毫升",), place="加油点", sealed=True)
    assert "f05_sampling" in case.papers()


# --- measures -----------------------------------------------------------------


def seize(case, measure="扣押车辆", article=ARTICLE, items=("小型客车一辆",)):
    """Approve and carry out one measure; its id is that of the approval."""
    approved = case.do("measure_approved", "head", measure=measure, granting_article=article)
    case.do("measure_taken", *TWO, items=items)
    return approved


def test_two_measures_have_two_deadlines_and_two_decisions(case):
    vehicle = seize(case)
    store = seize(case, "查封库房", "中华人民共和国安全生产法第六十五条", ("库房一间",))
    assert {row.about for row in case.deadlines("seizure")} == {str(vehicle.uid), str(store.uid)}
    assert case.refused("measure_lifted", "head", returned=True) == {"measure_unnamed"}
    case.do("measure_lifted", "head", returned=True, reason="没有违法行为", of_measure=str(vehicle.uid))
    assert [row.about for row in case.deadlines("seizure") if row.ended_on is None] == [str(store.uid)]
    decisions = Document.objects.filter(stream_id=case.id, form="f08_measure_decision").order_by("number")
    assert decisions[0].number in str(paper_of(case, "f10_measure_release").data)
    assert "查封" in str(decisions[1].data)


def test_testing_told_beforehand_moves_the_end_and_an_extension_names_it(case):
    seize(case)
    (before,) = (row.due_on for row in case.deadlines("seizure"))
    first = case.at.date() + timedelta(days=1)
    last = first + timedelta(days=6)
    case.do("testing_period_told", *TWO, from_on=first.isoformat(), to_on=last.isoformat(), body="检测中心")
    (after,) = (row.due_on for row in case.deadlines("seizure"))
    assert (after - before).days == 7
    case.do("measure_extended", "head", reason="案情复杂")
    assert {"x_testing_period_notice", "f09_measure_extension", "x_measure_extension_approval"} <= set(case.papers())
    assert str((after + timedelta(days=30)).isoformat()) in str(paper_of(case, "f09_measure_extension").data)


def test_an_urgent_measure_that_the_head_refuses_is_lifted(case):
    words = {"measure": "扣押车辆", "granting_article": ARTICLE, "reason": "车辆可能驶离"}
    case.do("urgent_measure_taken", *TWO, **words)
    case.do("urgent_measure_refused", "head", reason="可以登记保存")
    assert "measure_lifted" in case.tasks()
    case.do("measure_lifted", "head", returned=True)
    assert "measure_lifted" not in case.tasks()


def test_property_goes_to_a_keeper_who_is_no_officer_of_the_case(case, stage):
    seize(case)
    assert "property_taken_in" in case.tasks()
    content = {"ledger_no": "25-001", "place": "二号停车场"}
    assert "property_keeper_required" in case.refused("property_taken_in", "officer-a", **content)
    keeper = keeper_of(stage)
    case.people = {**case.people, "keeper": keeper}
    post = keeper.account.posts.get()
    listed = worklist(keeper.account, (post,), on=case.at.date())
    assert [job.kind for group in listed.groups for job in group.jobs] == ["property_taken_in"]
    case.do("property_taken_in", "keeper", **content)
    assert "property_taken_in" not in case.tasks()
    assert keeper.name in str(paper_of(case, "x_property_ledger").data)


def keeper_of(stage):
    from hengtu.agencies.models import Account
    from hengtu.agencies.services.appoint import give_post
    from hengtu.cases import participants
    from hengtu.web.demo.stage import SINCE

    account = Account.objects.create(username="keeper", name="季守常")
    give_post(account=account, agency=stage.agency.legal_subject, role=Role.PROPERTY_KEEPER, effective_from=SINCE)
    return participants.official(account)


# --- recusal, jurisdiction ----------------------------------------------------


def test_a_recused_officer_is_refused_and_another_goes_on(case):
    person = case.people["officer-b"].id
    case.do("recusal_requested", "officer-a", person=person, post="officer", ground="relative", raised_by="party")
    assert "recusal_decided" in case.tasks()
    content = {"person": person, "reason": "情况属实"}
    assert case.refused("recusal_decided", "head", granted=True, **content) == {"earlier_acts_open"}
    case.do("recusal_decided", "head", granted=True, earlier_acts_stand=True, **content)
    assert "x_recusal_decision" in case.papers()
    assert case.people["officer-b"].name in str(paper_of(case, "x_recusal_decision").data)
    assert case.refused("sample_taken", *TWO, items=("柴油",), place="站") == {"recused_person_takes_part"}
    case.do("sample_taken", "officer-a", "officer-c", items=("柴油",), place="站")


def test_a_case_is_transferred_with_letter_and_notice_and_closed(case):
    case.do("case_transferred", "head", receiver="邻市交通运输局", reason="违法行为地在邻市", materials=("卷宗一册",))
    assert {"x_case_transfer_letter", "x_transfer_notice"} <= set(case.papers())
    assert case.refused("investigated", *TWO, records=("scene_record",)) == {"case_away"}
    case.do("case_transfer_answered", "head", answer="accepted")
    case.do("case_closed", "head")
    assert not EnforcementCase.objects.get(pk=case.id).is_open


def test_a_disputed_case_waits_for_its_designation(case):
    case.do("jurisdiction_disputed", "head", other_agency="邻市交通运输局", outcome="open")
    assert "designation_requested" in case.tasks()
    case.do("designation_requested", "head", superior="省交通运输厅", why="dispute", reason="协商不成")
    case.do("designation_received", "head", superior="省交通运输厅", document_no="〔2025〕8号", designated="here")
    assert "investigated" in case.tasks()


def test_suspension_is_refused_where_no_rule_allows_it(case):
    assert case.refused("investigation_suspended", "head", reason="等待另案") == {"suspension_without_rule"}
    assert case.deadlines("case_decision").get().ended_on is None


def test_a_cancelled_filing_ends_the_case_with_its_paper(case):
    case.do("filing_cancelled", "head", ground="wrongly_filed", reason="另案已经立案")
    assert "x_cancel_filing" in case.papers()
    assert case.tasks() == {"case_closed"}
    case.do("case_closed", "head")


# --- a suspected crime --------------------------------------------------------


def test_a_crime_goes_to_the_police_and_comes_back(case):
    seize(case)
    case.do("crime_suspected", *TWO, crime="危险驾驶罪", report="核实情况")
    assert case.tasks() >= {"criminal_transfer_decided"}
    assert "chief_head_required" in case.refused("criminal_transfer_decided", "deputy-1", approve=True)
    case.do("criminal_transfer_decided", "head", approve=True)
    case.do("crime_sent_to_police", *TWO, police="市公安局", materials=("调查报告",))
    assert case.people["head"].name in str(paper_of(case, "x_crime_transfer").data)
    case.do("police_answered", "officer-a", answer="opened", document_no="公刑立1号")
    case.do("crime_goods_handed_over", *TWO, items=("车辆",), party_notified=True)
    assert case.deadlines("seizure").get().ended_on is not None
    case.do("case_closed", "head")
    assert not EnforcementCase.objects.get(pk=case.id).is_open
    case.do("case_returned_by_justice", "officer-a", from_body="市人民检察院", document_no="不诉9号")
    assert EnforcementCase.objects.get(pk=case.id).is_open


def test_the_rows_are_the_same_when_written_anew(case):
    seize(case)
    case.do("registration_approved", "head", reason="可能销毁", items=("行车日志",))
    case.do("evidence_registered", *TWO, items=("行车日志",), list_handed=True)
    before = list(snapshot())
    CaseDeadline.objects.all().delete()
    project_anew(case.id, acts_of_stream(case.id))
    assert list(snapshot()) == before


def test_every_act_is_done_in_the_name_of_the_legal_subject(case):
    stored = seize(case)
    assert stored.in_name_of == Agency.objects.get(code=stored.in_name_of).legal_subject.code
