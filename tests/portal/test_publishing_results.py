"""What was seized goes out masked within twenty working days, is kept true, and falls with its ground."""

import json
from datetime import date

import pytest
from django.test import Client

from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.services.lift_measure import lift_measure
from hengtu.cases.services.publish_result import publish_result
from hengtu.cases.services.withhold_publication import withhold_publication
from hengtu.ledger.models import ReaderCursor
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.models import PublicLogEntry, PublicMatter, PublicRecord, RecordState, Standing
from hengtu.portal.publicity import daily
from hengtu.portal.publicity.automatic import publish_by_itself
from hengtu.portal.publicity.finding import Asked, find_records
from hengtu.portal.publicity.open_data import rows_of
from hengtu.portal.publicity.orders import order_of
from hengtu.subjects.models import Party
from hengtu.web.demo.player import Player
from tests.cases.test_services import play_until
from tests.portal.conftest import at, read
from tests.portal.test_publishing import order

pytestmark = pytest.mark.django_db
MEASURE = "measure_taken"


@pytest.fixture
def seized(stage, file):
    """The sixth case: a car seized on 15 July 2025, nothing decided yet."""
    player = Player(file.script("demo-6"), stage)
    play_until(player, "investigated")
    read(at("2025-07-16"))
    return player


def matter():
    return PublicMatter.objects.get(kind=MEASURE)


def published(case, head, day="2025-07-17"):
    act = publish_result(case_id=case.case_id, by=head, at=at(day))
    read(at(day, 12))
    return act, PublicRecord.objects.get(matter__kind=MEASURE, state=RecordState.PUBLIC)


def lift(case, head, day="2025-07-22", **more):
    act = lift_measure(
        case_id=case.case_id, by=head, at=at(day), returned=True, received_by=case.party.name, capacity="party",
        received_signed=True, **more,
    )  # fmt: skip
    read(at(day, 12))
    return act


def test_a_seizure_waits_under_its_own_clock_and_is_alarmed_before_its_own_limit(seized, stage):
    row = matter()
    assert (row.about, row.state, row.decided_on) == ("result", Standing.WAITING, date(2025, 7, 15))
    assert (row.due_on, row.alarm_on) == (date(2025, 8, 12), date(2025, 8, 7))
    assert daily.alarm(date(2025, 8, 6), at("2025-08-06")) == 0
    assert daily.alarm(date(2025, 8, 7), at("2025-08-07")) > 0
    assert daily.alarm(date(2025, 8, 8), at("2025-08-08")) == 0


def test_it_says_what_was_taken_and_nothing_of_the_person_or_the_investigation(seized, head):
    act, record = published(seized, head)
    assert act.payload["records"] == [{"ref": record.ref, "version": 1, "sm3": record.sm3}]
    content, party = json.loads(record.text), Party.objects.get(pk=seized.party.pk)
    assert content["kind_code"] == MEASURE
    assert content["party"] == party.name  # a company
    assert "扣" in content["result"]
    assert "期限到2025年8月14日" in content["result"]
    assert content["items"] == []
    assert {"item", "facts"}.isdisjoint(content)
    for secret in (party.phone, party.legal_representative, "31806"):
        assert secret
        assert secret not in record.text
    assert record.expires_on == date(2026, 7, 15)
    page = Client().get(f"/publicity/{record.ref}")
    assert (page.status_code, "行政强制措施决定" in page.content.decode()) == (200, True)
    assert (matter().state, matter().done_on) == (Standing.PUBLISHED, date(2025, 7, 17))


def test_it_is_found_by_its_kind_and_stands_in_the_open_data(seized, head):
    _, record = published(seized, head)
    assert [hit.ref for hit in find_records(Asked(kind=MEASURE)).hits] == [record.ref]
    assert find_records(Asked(kind="decision_issued")).hits == ()
    row = next(iter(rows_of("2025-07")))
    assert (row["kind_code"], row["kind"], row["item"]) == (MEASURE, "行政强制措施决定", "")
    assert "行政强制措施决定" in Client().get("/publicity/", {"kind": MEASURE}).content.decode()


def test_lifting_in_the_ordinary_way_is_said_under_the_same_id(seized, head):
    _, record = published(seized, head)
    lift(seized, head, reason="已经作出处理决定", ground="decided")
    now = PublicRecord.objects.get(matter__kind=MEASURE, state=RecordState.PUBLIC)
    assert (now.ref, now.version) == (record.ref, 2)
    assert json.loads(now.text)["followed"] == "2025年7月22日解除"
    events = [entry.event for entry in PublicLogEntry.objects.order_by("number")]
    assert events == ["published", "changed"]
    ReaderCursor.objects.filter(name="publicity").delete()
    read(at("2025-07-23"))
    assert PublicLogEntry.objects.count() == 2
    assert PublicRecord.objects.filter(matter__kind=MEASURE).count() == 2


@pytest.mark.parametrize("was_public", [True, False])
def test_a_measure_without_ground_is_taken_down_at_once_or_never_put_out(seized, head, was_public):
    record = published(seized, head)[1] if was_public else None
    lift(seized, head, reason="不是该车", ground="unrelated")
    if record:
        answer = Client().get(f"/publicity/{record.ref}")
        assert answer.status_code == 410
        assert "与违法行为无关" in answer.content.decode()
        assert matter().state == Standing.WITHDRAWN
    else:
        assert matter().state == Standing.DROPPED
        assert PublicRecord.objects.count() == 0
    with pytest.raises(ActRefused) as refusal:
        publish_result(case_id=seized.case_id, by=head, at=at("2025-07-23"))
    assert "no_result_waits" in [each.code for each in refusal.value.objections]


def test_only_a_head_and_late_only_with_a_reason(seized, head, stage):
    with pytest.raises(ActRefused) as refusal:
        publish_result(case_id=seized.case_id, by=(stage.people["officer-a"],), at=at("2025-07-17"))
    assert "agency_head_required" in [each.code for each in refusal.value.objections]
    with pytest.raises(LateReasonMissing):
        publish_result(case_id=seized.case_id, by=head, at=at("2025-08-13"))
    published(seized, head, "2025-08-12")
    with pytest.raises(ActRefused) as refusal:
        publish_result(case_id=seized.case_id, by=head, at=at("2025-08-12", 15))
    assert [each.code for each in refusal.value.objections] == ["no_result_waits"]


def test_under_a_standing_order_a_seizure_goes_out_by_itself_once(seized, stage):
    given = order(stage, "2025-06-01")
    assert publish_by_itself(matter(), order_of(stage.agency, date(2025, 7, 17)), at("2025-07-17"))
    assert publish_by_itself(matter(), order_of(stage.agency, date(2025, 7, 17)), at("2025-07-17"))
    acts = [act for act in acts_of_stream(seized.case_id) if act.kind == "result_published"]
    assert len(acts) == 1
    assert acts[0].payload["standing_order"] == str(given.act_uid)
    assert acts[0].payload["of_result"] == str(matter().act_uid)


def test_a_seizure_is_withheld_with_ground_reason_and_approver_and_counted(seized, head):
    withhold_publication(
        case_id=seized.case_id, by=head, at=at("2025-07-17"), about="result", scope="whole",
        ground="open_investigation", reason="同案人员还没有到案", review_on="2025-10-01",
    )  # fmt: skip
    read(at("2025-07-17", 12))
    assert (matter().state, matter().withheld_ground) == (Standing.WITHHELD, "open_investigation")
    assert PublicLogEntry.objects.get().event == "withheld"


def test_the_page_of_the_case_shows_both_texts_and_the_way_to_publish(seized, stage):
    client = Client()
    client.force_login(stage.people["head"].account)
    page = client.get(f"/cases/{seized.case_id}/publicity/").content.decode()
    assert "行政强制措施决定" in page
    assert f"/cases/{seized.case_id}/do/result_published" in page or "result_published" in page
