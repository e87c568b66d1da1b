"""The pages of supervision: crimes and disputes with what they lack, a case supervised from above, restricted leads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import EnforcementCase
from hengtu.oversight.models import DisciplineLead, SupervisedCase
from tests.cases.conftest import file, player, stage
from tests.cases.test_before_the_decision import TWO
from tests.cases.test_before_the_decision import Case as Running
from tests.cases.test_services import play_until
from tests.cast import appointed

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db


def signed_in(account: Account | str) -> Client:
    client = Client()
    client.force_login(account if isinstance(account, Account) else Account.objects.get(username=account))
    return client


@pytest.fixture
def case(player) -> EnforcementCase:
    playing = player("demo-1")
    for act in playing.script.acts[:3]:
        playing.do(act)
    return EnforcementCase.objects.select_related("agency").get(pk=playing.case_id)


@pytest.fixture
def city_head(case) -> Account:
    return appointed("city-head", case.agency.legal_subject.parent, Role.AGENCY_HEAD)


def test_a_superior_supervises_a_case_and_the_agency_below_answers(case, city_head):
    page = signed_in(city_head).get(reverse("case", args=[case.pk])).content.decode()
    address = reverse("supervise", args=[case.pk])
    assert address in page
    assert signed_in("head").get(address).status_code == 403
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    wrong = signed_in(city_head).post(address, {"ground": "repeated", "demand": "查清", "due_on": "2020-01-01"})
    assert wrong.status_code == 422
    assert "不在今天以后" in wrong.content.decode()
    assert "查清" in wrong.content.decode()
    assert (
        signed_in(city_head).post(address, {"ground": "repeated", "demand": "查清", "due_on": due}).status_code == 302
    )
    row = SupervisedCase.objects.get()
    url = reverse("supervised_case", args=[row.pk])
    assert url in signed_in("head").get(reverse("case", args=[case.pk])).content.decode()
    assert url in signed_in("head").get("/supervised/").content.decode()
    assert signed_in("head").get(f"{url}lifted").status_code == 403
    assert signed_in("head").post(f"{url}result", {"text": "已经查清"}).status_code == 302
    assert signed_in(city_head).post(f"{url}lifted", {"text": "属实"}).status_code == 302
    assert "已摘牌" in signed_in("head").get(url).content.decode()
    assert url not in signed_in("head").get(reverse("case", args=[case.pk])).content.decode()


@pytest.fixture
def serious_case(player, stage) -> Running:
    """Case demo-6, filed and about to be investigated."""
    running = player("demo-6")
    act = play_until(running, "measure_approved")
    return Running(running, stage, act.occurred_at - timedelta(minutes=4))


def listed(kind: str):
    found = signed_in("head").get("/serious/").context["found"]
    return [(line.about, line.standing, line.is_open, line.lacks) for line in getattr(found, kind)]


def test_a_crime_is_listed_with_what_is_not_on_file_and_the_next_day(serious_case):
    assert listed("crimes") == []
    serious_case.do("crime_suspected", *TWO, crime="危险驾驶罪", report="核实情况")
    assert listed("crimes") == [("危险驾驶罪", "等正职负责人决定", True, ())]
    page = signed_in("head").get("/serious/")
    assert page.context["found"].crimes[0].due_on is not None
    assert "危险驾驶罪" in page.content.decode()
    serious_case.do("criminal_transfer_decided", "head", approve=True)
    serious_case.do("crime_sent_to_police", *TWO, police="市公安局", materials=("调查报告",))
    lacks = ("公安机关的回执", "抄送检察机关的记录")
    assert listed("crimes") == [("危险驾驶罪", "公安机关审查", True, lacks)]
    serious_case.do("police_answered", "officer-a", answer="opened", document_no="公刑立1号")
    assert listed("crimes") == [
        ("危险驾驶罪", "公安机关已立案", False, ("抄送检察机关的记录", "涉案物品和材料的移交记录"))
    ]


def test_a_dispute_is_open_until_the_superior_designates(serious_case):
    serious_case.do("jurisdiction_disputed", "head", other_agency="邻市交通运输局", outcome="open")
    assert listed("disputes") == [("邻市交通运输局", "协商不成", True, ())]
    serious_case.do("designation_requested", "head", superior="省交通运输厅", why="dispute", reason="协商不成")
    assert listed("disputes") == [("邻市交通运输局", "已报请省交通运输厅指定", True, ())]
    serious_case.do(
        "designation_received", "head", superior="省交通运输厅", document_no="〔2025〕8号", designated="here"
    )
    assert listed("disputes") == [("邻市交通运输局", "已指定由本机关管辖", False, ())]


def test_nobody_outside_sees_serious_matters(serious_case, django_user_model):
    serious_case.do("crime_suspected", *TWO, crime="危险驾驶罪", report="核实情况")
    found = signed_in(django_user_model.objects.create(username="stranger", name="外人")).get("/serious/")
    assert found.context["found"].crimes == ()


def test_a_restricted_lead_is_a_page_of_few(case, django_user_model):
    supervisor = appointed("a-supervisor", case.agency.legal_subject, Role.SUPERVISOR)
    told = {"source": "执法监督", "person": "某人", "problem": "收受财物", "concerns": ""}
    assert signed_in("officer-a").get("/discipline/new").status_code == 403
    answer = signed_in(supervisor).post("/discipline/new", told)
    assert answer.status_code == 302
    url = reverse("discipline_lead", args=[DisciplineLead.objects.get().pk])
    assert "收受财物" in signed_in(supervisor).get(url).content.decode()
    for who in ("officer-a", "reviewer"):
        assert signed_in(who).get(url).status_code == 404
        assert url not in signed_in(who).get("/discipline/").content.decode()
    chief = Account.objects.get(posts__role=Role.CHIEF_HEAD, posts__agency=case.agency.legal_subject)
    assert signed_in(supervisor).get(f"{url}sent").status_code == 404
    assert signed_in(chief).post(f"{url}sent", {"text": "县纪委监委", "number": ""}).status_code == 422
    assert signed_in(chief).post(f"{url}sent", {"text": "县纪委监委", "number": "1号"}).status_code == 302
    assert signed_in(supervisor).post(f"{url}received", {"text": "收到"}).status_code == 302
    assert "收到回执" in signed_in(chief).get(url).content.decode()
