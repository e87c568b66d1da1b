"""Serving papers through the services: tries, what comes back, slips, the confirmed address, the register."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases import participants
from hengtu.cases.models import Alarm, CaseDeadline, CaseService
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.announcements import announcements
from hengtu.cases.selectors.case_services import case_services
from hengtu.cases.selectors.services import KINDS, register_csv, register_of, rows_of
from hengtu.cases.services.attempt_service import attempt_service
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.confirm_address import confirm_address
from hengtu.cases.services.serve_decision import serve_decision
from hengtu.cases.services.serve_notice import serve_notice
from hengtu.cases.services.strike_service import strike_service
from hengtu.documents.models import Document
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import ServiceContact
from hengtu.subjects.services.register_party import PartyRefused
from tests.cases.test_services import play_until
from tests.cast import SINCE, appointed

pytestmark = pytest.mark.django_db
NUMBER = "13900008888"


class Serving:
    """A case before one of its services, and the people who serve."""

    def __init__(self, player, kind):
        self.act = play_until(player, kind)
        self.id, self.at = player.case_id, self.act.occurred_at
        self.officers = tuple(player.stage.people[name] for name in self.act.by)
        self.head = (player.stage.people["head"],)
        self.party = (participants.party(str(player.party.uid), player.party.name),)

    def hours(self, count):
        return self.at + timedelta(hours=count)

    def tries(self, hours=0, **content):
        content = {"served": "mail", "outcome": "sent", "tracking_no": "EX100", **content}
        return attempt_service(case_id=self.id, by=self.officers, at=self.hours(hours), **content)

    def comes_back(self, attempt, hours):
        return service_of("service_returned")(
            case_id=self.id, by=self.officers[:1], at=self.hours(hours), attempt=str(attempt.uid),
            return_reason="unknown",
        )  # fmt: skip

    def row(self, document="decision"):
        return CaseService.objects.get(case_id=self.id, document=document)

    def deadlines(self):
        return {row.term: row for row in CaseDeadline.objects.filter(case_id=self.id)}


@pytest.fixture
def serving(player):
    return Serving(player("demo-1"), "decision_served")


def test_a_paper_waits_is_sent_comes_back_and_is_left_at_last(serving):
    assert serving.row().standing == "UNSERVED"
    attempt = serving.tries(document="decision")
    assert (serving.row().standing, serving.row().tracking_no) == ("UNDER_WAY", "EX100")
    serving.comes_back(attempt, 20)
    assert (serving.row().standing, serving.row().failed) == ("FAILED", 1)
    assert "pay_fine" not in serving.deadlines()
    left = {"served": "leave", "refusal_note": "当事人拒绝签收"}
    with pytest.raises(ActRefused) as refusal:
        serve_decision(case_id=serving.id, by=serving.officers, at=serving.hours(24), **left)
    assert [each.code for each in refusal.value.objections] == ["leaving_not_witnessed"]
    serve_decision(case_id=serving.id, by=serving.officers, at=serving.hours(24), proof={"filmed": True}, **left)
    assert serving.row().standing == "SERVED"
    assert serving.deadlines()["pay_fine"].start_on == serving.hours(24).date()
    slip = Document.objects.filter(stream_id=serving.id, form="f23_service_receipt").latest("issued_at")
    assert "留置过程已经拍照、录像" in slip.data


def test_what_is_struck_takes_its_clocks_along_leaves_an_alarm_and_may_be_served_again(serving):
    served = serve_decision(case_id=serving.id, by=serving.officers, at=serving.at, served="direct")
    assert {"pay_fine", "litigation"} <= set(serving.deadlines())
    strike_service(
        case_id=serving.id, by=serving.head, at=serving.hours(30), act=str(served.uid), reason="签收人不是当事人"
    )
    assert not {"pay_fine", "litigation"} & set(serving.deadlines())
    assert Alarm.objects.filter(case_id=serving.id, code="service_struck").count() == 1
    assert serving.row().standing == "UNSERVED"
    serve_decision(case_id=serving.id, by=serving.officers, at=serving.hours(40), served="direct")
    assert serving.deadlines()["pay_fine"].start_on == serving.hours(40).date()
    assert case_services(serving.id, on=serving.hours(40).date()).struck == ("签收人不是当事人",)


def test_the_rows_follow_from_the_acts_alone(serving):
    serving.comes_back(serving.tries(document="decision"), 20)
    before = list(CaseService.objects.order_by("document").values_list("document", "standing", "failed", "method"))
    assert {each.name: each.differed for each in rebuild()}["cases"] == 0
    assert (
        list(CaseService.objects.order_by("document").values_list("document", "standing", "failed", "method")) == before
    )


def test_a_notice_leaves_the_house_with_the_first_try_and_is_not_made_twice(player):
    serving = Serving(player("demo-1"), "notice_served")
    proposed = serving.act.payload["proposed"]
    attempt = serving.tries(document="notice", proposed=proposed, hearing_offered=True)
    notices = Document.objects.filter(stream_id=serving.id, form="f11_violation_notice")
    (number,) = notices.values_list("number", flat=True)
    serving.comes_back(attempt, 20)
    serve_notice(
        case_id=serving.id,
        by=serving.officers,
        at=serving.hours(30),
        proposed=proposed,
        served="direct",
        hearing_offered=True,
    )
    assert list(notices.values_list("number", flat=True)) == [number]
    slip = Document.objects.filter(stream_id=serving.id, form="f23_service_receipt").latest("issued_at")
    assert number in slip.data


def test_numbers_and_addresses_are_kept_encrypted_and_never_in_an_act(serving):
    confirm_address(
        case_id=serving.id, by=serving.party, at=serving.at, electronic=True, consent_signed=True, medium="SMS",
        account=NUMBER, mail_address="示范县望江路88号", recipient="周远山",
    )  # fmt: skip
    act = acts_of_stream(serving.id)[-1]
    row = ServiceContact.objects.get(uid=act.payload["contact"])
    assert (row.account, row.account_masked) == (NUMBER, "139****8888")
    with connection.cursor() as cursor:
        cursor.execute("SELECT account, mail_address, recipient FROM subjects_servicecontact")
        assert not any(text in str(cursor.fetchone()) for text in (NUMBER, "望江路", "周远山"))
    assert not any(text in str(act.payload) for text in (NUMBER, "望江路", "周远山"))
    paper = Document.objects.get(stream_id=serving.id, form="x_address_confirmation", act_uid=act.uid)
    assert NUMBER in paper.data
    assert case_services(serving.id, on=serving.at.date()).consent.account == "手机短信 139****8888"


@pytest.mark.parametrize(("medium", "account"), [("SMS", "不是号码"), ("EMAIL", "zhou@"), ("", NUMBER)])
def test_an_account_that_cannot_be_one_is_refused_and_nothing_is_written(serving, medium, account):
    length = len(acts_of_stream(serving.id))
    with pytest.raises(PartyRefused):
        confirm_address(
            case_id=serving.id, by=serving.party, at=serving.at, electronic=True, consent_signed=True, medium=medium,
            account=account,
        )  # fmt: skip
    assert len(acts_of_stream(serving.id)) == length
    assert not ServiceContact.objects.exists()


def test_every_count_of_the_register_is_the_length_of_its_list(serving, player):
    on = serving.at.date()
    viewer = serving.officers[0].account
    Serving(player("demo-8"), "decision_served").tries(document="decision")
    serve_decision(case_id=serving.id, by=serving.officers, at=serving.at, served="direct")
    for kind in KINDS:
        register = register_of(viewer, kind, 1, on=on)
        assert register.total == len(register.lines) == rows_of(viewer, kind, on=on).count()
        assert register_csv(viewer, kind, on=on).count("\r\n") == register.total + 1
    assert register_of(viewer, "waiting", 1, on=on).total == 1
    assert register_of(viewer, "slips", 1, on=on).counts["slips"] >= 1
    assert register_of(viewer, "no such list", 99, on=on).page == 1


def test_the_register_and_the_page_of_a_case_open_for_those_who_may_and_for_nobody_else(serving, client):
    address = reverse("services_of_case", args=[serving.id])
    assert client.get(address).status_code == 302
    client.force_login(serving.officers[0].account)
    page = client.get(address).content.decode()
    assert "处理决定书" in page
    assert client.get(reverse("services"), {"kind": "unserved", "page": "abc"}).status_code == 200
    file = client.get(reverse("services_csv"), {"kind": "unserved"})
    assert file["Content-Type"].startswith("text/csv")
    stranger = appointed("stranger", plant_line(province_code="35", since=SINCE).bureau, Role.OFFICER)
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert "处理决定书" not in client.get(reverse("services")).content.decode()


def test_an_announcement_is_drafted_with_its_days_shown_to_everybody_and_gone_when_struck(serving, client):
    serving.comes_back(serving.tries(document="decision"), 20)
    act = serve_decision(
        case_id=serving.id, by=serving.officers, at=serving.hours(30), served="announce",
        announced_because="邮件退回，电话停机", proof={"announce_ground": "others_failed"},
    )  # fmt: skip
    row = serving.row()
    assert (row.standing, row.effective_on > serving.hours(30).date()) == ("ANNOUNCED", True)
    assert serving.deadlines()["pay_fine"].start_on == row.effective_on
    paper = Document.objects.get(stream_id=serving.id, form="x_service_announcement")
    assert "期满，视为送达" in paper.data
    (shown,) = announcements(on=serving.hours(30).date())
    assert (shown.until_on, shown.agency) == (row.effective_on, paper.agency.name)
    assert announcements(on=row.effective_on + timedelta(days=1)) == ()
    assert client.get(reverse("announcements")).status_code == 200
    strike_service(case_id=serving.id, by=serving.head, at=serving.hours(40), act=str(act.uid), reason="找到了当事人")
    assert announcements(on=serving.hours(40).date()) == ()
