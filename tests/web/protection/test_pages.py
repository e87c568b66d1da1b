"""The pages: one click from the act in the timeline, the own record, a record of accountability from opening to end."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import EnforcementCase
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.oversight.models import Accountability
from hengtu.oversight.own_acts import OwnActs
from tests.cases.conftest import file, player, stage
from tests.cast import appointed

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db


def signed_in(account: Account | str) -> Client:
    client = Client()
    client.force_login(account if isinstance(account, Account) else Account.objects.get(username=account))
    return client


@pytest.fixture
def case(player) -> EnforcementCase:
    return EnforcementCase.objects.select_related("agency").get(pk=player("demo-4").play())


def address(case: EnforcementCase, kind: str, name: str = "protection_act") -> str:
    act = next(each for each in acts_of_stream(case.pk) if each.kind == kind)
    return reverse(name, args=[case.pk, act.uid])


def test_one_click_from_the_timeline_leads_to_ones_own_acts_alone(case):
    page = signed_in("officer-a").get(reverse("case", args=[case.pk])).content.decode()
    assert address(case, "notice_served") in page
    assert address(case, "decided") not in page
    over = signed_in("head").get(reverse("case", args=[case.pk])).content.decode()
    assert address(case, "notice_served") in over
    assert address(case, "decided") in over


def test_the_file_is_shown_handed_out_and_every_making_of_it_is_logged(case):
    client = signed_in("officer-a")
    page = client.get(address(case, "notice_served"))
    assert page.status_code == 200
    assert "应当有的，有没有" in page.content.decode()
    assert client.get(address(case, "notice_served", "protection_pdf"))["Content-Type"] == "application/pdf"
    sent = client.get(address(case, "notice_served", "protection_zip"))
    assert "chain.jsonl" in zipfile.ZipFile(io.BytesIO(sent.content)).namelist()
    flush_access_log()
    purposes = set(AccessEntry.objects.filter(what__startswith="protection/").values_list("purpose", flat=True))
    assert purposes == {"查看履职记录", "导出履职记录PDF", "导出履职记录证明包"}


def test_colleagues_are_told_whom_to_ask_and_strangers_that_there_is_nothing(case):
    act = address(case, "notice_served")
    far = appointed("stranger", case.agency.legal_subject.parent.parent, Role.OFFICER)
    assert signed_in("officer-c").get(act).status_code == 403
    assert signed_in(far).get(act).status_code == 404
    person = Officer.objects.get(account__username="officer-b").uid
    assert signed_in("officer-a").get(f"{act}?for={person}").status_code == 403
    assert signed_in("head").get(f"{act}?for={person}").status_code == 200
    assert signed_in("head").get(f"{act}?for=nobody").status_code == 403
    other = reverse("protection_act", args=[case.pk, case.pk])
    assert signed_in("officer-a").get(other).status_code == 404
    assert Client().get(act).status_code == 302


def test_what_one_did_in_a_case_and_its_bundle(case):
    client = signed_in("officer-a")
    page = client.get(reverse("protection_case", args=[case.pk]))
    assert len(page.context["acts"]) == 6
    sent = client.get(reverse("protection_case_zip", args=[case.pk]))
    papers = [each for each in zipfile.ZipFile(io.BytesIO(sent.content)).namelist() if each.endswith(".pdf")]
    assert len(papers) == 6
    assert signed_in("officer-c").get(reverse("protection_case", args=[case.pk])).status_code == 403


def test_my_own_record_of_a_period_and_what_is_to_mend(case):
    while advance(OwnActs()):
        pass
    client = signed_in("officer-a")
    said = client.get("/protection/?first=2025-01-01&last=2026-12-31").content.decode()
    assert address(case, "notice_served") in said
    assert address(case, "decided") not in said
    gaps = client.get("/protection/?first=2025-01-01&last=2026-12-31&gaps=1").content.decode()
    assert "没有记明地点" in gaps
    assert address(case, "notice_served") not in gaps
    for odd in ("?first=x&last=y&cursor=z", "?first=2030-01-01&last=2025-01-01", "?cursor=2025-01-01T00:00:00_9"):
        assert client.get(f"/protection/{odd}").status_code == 200


@pytest.fixture
def supervisor(case) -> Account:
    return appointed("super", case.agency.legal_subject, Role.SUPERVISOR)


@pytest.fixture
def record(case, supervisor) -> Accountability:
    officer = Account.objects.get(username="officer-a")
    address = f"{reverse('accountability_new')}?case={case.pk}&of={officer.pk}"
    page = signed_in(supervisor).get(address).content.decode()
    assert f'value="{officer.pk}" selected' in page
    sent = {"officer": officer.pk, "source": "case", "matter": "送达晚了几日"}
    assert signed_in(supervisor).post(address, sent).status_code == 302
    return Accountability.objects.get()


def test_from_opening_through_one_click_to_an_exemption_in_the_officers_file(case, record, supervisor):
    deputy = appointed("deputy", case.agency.legal_subject, Role.DEPUTY_HEAD)
    page = reverse("accountability_record", args=[record.pk])
    own = signed_in("officer-a")
    act = next(each for each in acts_of_stream(case.pk) if each.kind == "decision_served")
    assert str(act.uid) in own.get(page).content.decode()
    assert own.post(reverse("accountability_attach", args=[record.pk]), {"act": act.uid}).status_code == 302
    assert own.post(f"{page}stated", {"text": "依法送达"}).status_code == 302
    attached = record.steps.get(step="attached")
    assert (attached.act_uid, len(attached.digest)) == (act.uid, 64)
    wrong = {"outcome": "exempt", "text": "查明"}
    refused = signed_in(deputy).post(f"{page}decided", wrong)
    assert refused.status_code == 422
    assert "免予追究没有选理由" in refused.content.decode()
    assert "查明" in refused.content.decode()
    right = {**wrong, "duty": "及时送达", "ground": "followed-the-law", "proof": "本人附的履职记录"}
    assert signed_in(deputy).post(f"{page}decided", right).status_code == 302
    Accountability.objects.update(ended_on=timezone.localdate())
    admin = appointed("the-admin", case.agency.legal_subject, Role.ADMIN)
    officer = Officer.objects.get(account__username="officer-a")
    file = signed_in(admin).get(reverse("administration_officer", args=[officer.uid])).content.decode()
    assert "免予追究：依照当时有效的规定" in file
    assert "送达晚了几日" not in file
    assert "免予追究" in own.get("/protection/").content.decode()


def test_the_record_is_closed_to_everybody_else_and_each_step_to_whom_it_is_not_for(case, record, supervisor):
    page = reverse("accountability_record", args=[record.pk])
    for who in ("officer-b", "reviewer", "archivist"):
        assert signed_in(who).get(page).status_code == 404
        assert "送达晚了" not in signed_in(who).get("/accountability/").content.decode()
    assert signed_in("officer-a").get(f"{page}decided").status_code == 403
    assert signed_in("head").get(f"{page}decided").status_code == 403  # took part in the case
    assert signed_in(supervisor).get(f"{page}decided").status_code == 403
    assert signed_in("officer-b").get(reverse("accountability_new")).status_code == 403
    act = acts_of_stream(case.pk)[0].uid
    attach = reverse("accountability_attach", args=[record.pk])
    assert signed_in(supervisor).post(attach, {"act": act}).status_code == 404
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"accountability/{record.pk}").count() == 0
    assert signed_in(supervisor).get(page).status_code == 200
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"accountability/{record.pk}").count() == 1


def test_what_cannot_be_attached_any_more_is_said_on_the_page(case, record, supervisor):
    act = next(each for each in acts_of_stream(case.pk) if each.kind == "decision_served")
    page = reverse("accountability_record", args=[record.pk])
    assert signed_in(supervisor).post(f"{page}dropped", {"text": "查无此事"}).status_code == 302
    late = signed_in("officer-a").post(reverse("accountability_attach", args=[record.pk]), {"act": act.uid})
    assert late.status_code == 409
    assert "这份认定已经办结" in late.content.decode()
    assert not record.steps.filter(step="attached").exists()


def test_recusal_is_asked_by_the_officer_and_answered_by_another(case, record, supervisor):
    deputies = [appointed(f"deputy-{n}", case.agency.legal_subject, Role.DEPUTY_HEAD) for n in (8, 9)]
    page = reverse("accountability_record", args=[record.pk])
    asked = {"concerns": deputies[0].pk, "text": "他和投诉人是亲属"}
    assert signed_in("officer-a").post(f"{page}recusal_asked", asked).status_code == 302
    assert signed_in(deputies[0]).get(f"{page}decided").status_code == 403
    answer = {"concerns": deputies[0].pk, "text": "不属实"}
    assert signed_in(deputies[1]).post(f"{page}recusal_refused", answer).status_code == 302
    assert signed_in(deputies[0]).get(f"{page}decided").status_code == 200
