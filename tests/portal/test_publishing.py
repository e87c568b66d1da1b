"""A decision goes out masked, is withdrawn when it falls, is withheld where the law says so; the log keeps it all."""

import json
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from hengtu.agencies.administration import AdministrationRefused, Mandate
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.cases.services.revoke_decision import revoke_decision
from hengtu.cases.services.withdraw_publication import withdraw_publication
from hengtu.cases.services.withhold_publication import withhold_publication
from hengtu.ledger import jobs
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.models import PublicLogEntry, PublicMatter, PublicRecord, PublicWords, RecordState, Standing
from hengtu.portal.publicity import daily
from hengtu.portal.publicity.finding import Asked, find_records, months_asked
from hengtu.portal.publicity.log_reading import log_lines
from hengtu.portal.publicity.orders import order_publication
from hengtu.portal.publicity.shelf import When, expire_record
from hengtu.portal.publicity.verifying import read_log, said_of
from hengtu.subjects.models import Party
from tests.portal.conftest import at, read

pytestmark = pytest.mark.django_db


def page(name):
    response = Client().get(f"/publicity/{name}")
    return response.status_code, response.content.decode()


def published(case, head, day="2025-06-12"):
    act = publish_decision(case_id=case.case_id, by=head, at=at(day))
    read()
    return act, PublicRecord.objects.get(matter__stream_id=case.case_id, state=RecordState.PUBLIC)


def test_a_published_decision_carries_its_hash_what_was_checked_and_who_answers(firm, head):
    act, record = published(firm, head)
    assert act.payload["records"] == [{"ref": record.ref, "version": 1, "sm3": record.sm3}]
    assert act.payload["answers_for"] == head[0].name
    assert record.sm3 == sm3_hex(record.text.encode())
    assert "当事人年龄" in act.payload["checked"]
    status, text = page(record.ref)
    assert status == 200
    assert record.number in text
    assert "车货总质量超限" in text
    matter = PublicMatter.objects.get()
    assert (matter.state, matter.done_on, matter.due_on) == (Standing.PUBLISHED, date(2025, 6, 12), date(2025, 6, 20))


def test_a_person_is_masked_and_cannot_be_found_by_name(person, head):
    party = Party.objects.get(pk=person.party.pk)
    _, record = published(person, head, "2025-12-27")
    content = json.loads(record.text)
    assert content["party"] == party.name[0] + "某某"
    for secret in (party.name, party.id_number, party.phone):
        assert secret
        assert secret not in record.text
    assert find_records(Asked(text=party.name)).hits == ()
    assert find_records(Asked(text=content["item"][:6])).hits[0].ref == record.ref


def test_nothing_is_public_before_and_a_guess_finds_nothing(firm):
    read()
    assert PublicRecord.objects.count() == 0
    assert page("0123456789abcdef")[0] == 404
    assert page(str(firm.case_id))[0] == 404


def test_a_revoked_decision_is_withdrawn_with_its_reason_and_nothing_of_it_remains(firm, head):
    _, record = published(firm, head)
    revoke_decision(case_id=firm.case_id, by=head, at=at("2025-06-16"), reason="事实不清")
    read()
    assert "正在办理撤回" in page(record.ref)[1]
    matter = PublicMatter.objects.get()
    assert (matter.state, matter.withdraw_by) == (Standing.TO_WITHDRAW, date(2025, 6, 19))
    party = Party.objects.get(pk=firm.party.pk)
    withdraw_publication(case_id=firm.case_id, by=head, at=at("2025-06-17"), reason="主动撤销，电话13800138000")
    read()
    status, text = page(record.ref)
    assert status == 410
    assert "主动撤销" in text
    assert "13800138000" not in text
    assert party.name not in text
    assert PublicWords.objects.count() == 0
    assert Client().get(f"/publicity/{record.ref}.json").status_code == 410
    assert [entry.event for entry in PublicLogEntry.objects.order_by("number")] == ["published", "withdrawn"]


def test_a_changed_decision_comes_out_anew_under_the_same_id(firm, head, stage):
    _, record = published(firm, head)
    receive_reconsideration(
        case_id=firm.case_id, by=(stage.people["officer-a"],), at=at("2025-07-01"), received_on="2025-07-01",
        procedure="ordinary", body="松风县人民政府",
    )  # fmt: skip
    decided = next(act for act in acts_of_stream(firm.case_id) if act.kind == "decided").payload["decided"]
    lighter = json.loads(json.dumps(decided).replace("27500", "20000"))
    record_reconsideration_outcome(
        case_id=firm.case_id, by=(stage.people["officer-a"],), at=at("2025-08-01"), outcome="changed",
        received_on="2025-08-01", decided=lighter, reason="裁量过重",
    )  # fmt: skip
    withdraw_publication(case_id=firm.case_id, by=head, at=at("2025-08-04"), reason="行政复议变更了罚款")
    read()
    now = PublicRecord.objects.get(state=RecordState.PUBLIC)
    assert (now.ref, now.version) == (record.ref, 2)
    assert "20000" in json.loads(now.text)["result"]
    assert "行政复议决定变更" in json.loads(now.text)["result"]
    status, text = page(record.ref)
    assert status == 200
    assert "第1版，已撤回" in text
    assert "行政复议变更了罚款" in text


def test_a_minor_is_not_published_but_withheld_and_counted(person, head):
    party = Party.objects.get(pk=person.party.pk)
    party.id_number = "11010520100307001X"
    _make_valid(party)
    with pytest.raises(ActRefused) as refusal:
        publish_decision(case_id=person.case_id, by=head, at=at("2025-12-27"))
    assert [each.code for each in refusal.value.objections] == ["publication_of_minor"]
    assert PublicRecord.objects.count() == 0
    read()
    assert PublicMatter.objects.get().state == Standing.CHECK
    withhold_publication(
        case_id=person.case_id, by=head, at=at("2025-12-28"), scope="whole", ground="minor", reason="十五周岁",
        review_on="2028-03-07",
    )  # fmt: skip
    read()
    assert PublicMatter.objects.get().state == Standing.WITHHELD
    entry = PublicLogEntry.objects.get()
    assert (entry.event, json.loads(entry.canonical)["count"], entry.ref) == ("withheld", 1, "")


def _make_valid(party):
    from hengtu.lib.id_numbers import check_character

    party.id_number = party.id_number[:17] + check_character(party.id_number[:17])
    party.id_document = "RESIDENT_ID"
    party.save()


def test_withholding_wants_a_ground_a_reason_and_a_day(firm, head):
    with pytest.raises(ActRefused) as refusal:
        withhold_publication(
            case_id=firm.case_id, by=head, at=at("2025-06-12"), scope="part", ground="minor", reason="",
            review_on="2025-06-12",
        )  # fmt: skip
    codes = {each.code for each in refusal.value.objections}
    expected = {"reason_missing", "withholding_part_not_enough", "withholding_parts_missing", "withholding_review_day"}
    assert codes == expected


def test_what_is_public_by_mistake_is_taken_down_or_shown_without_the_passage(firm, head):
    _, record = published(firm, head)
    withhold_publication(
        case_id=firm.case_id, by=head, at=at("2025-06-13"), scope="part", ground="privacy", reason="涉及他人行踪",
        parts=["K12+300"], review_on="2025-12-01",
    )  # fmt: skip
    read()
    now = PublicRecord.objects.get(state=RecordState.PUBLIC)
    assert (now.ref, now.version) == (record.ref, 2)
    assert "K12+300" not in now.text
    withhold_publication(
        case_id=firm.case_id, by=head, at=at("2025-06-16"), scope="whole", ground="business_secret", reason="客户名单",
        review_on="2025-12-01",
    )  # fmt: skip
    read()
    assert page(record.ref)[0] == 410
    events = [entry.event for entry in PublicLogEntry.objects.order_by("number")]
    assert events == ["published", "changed", "withdrawn", "withheld"]


def test_an_officer_hides_more_with_a_reason_never_without(firm, head):
    with pytest.raises(ActRefused) as refusal:
        publish_decision(case_id=firm.case_id, by=head, at=at("2025-06-12"), hide=["K12+300"])
    assert [each.code for each in refusal.value.objections] == ["hide_reason_missing"]
    publish_decision(
        case_id=firm.case_id, by=head, at=at("2025-06-12"), hide=["K12+300"], hide_reason="涉及住处", key="once"
    )
    read()
    assert "K12+300" not in PublicRecord.objects.get().text


def test_reading_the_ledger_again_changes_nothing(firm, head):
    published(firm, head)
    revoke_decision(case_id=firm.case_id, by=head, at=at("2025-06-16"), reason="事实不清")
    withdraw_publication(case_id=firm.case_id, by=head, at=at("2025-06-17"), reason="主动撤销")
    read()
    before = list(PublicLogEntry.objects.values_list("hash")), list(PublicMatter.objects.values_list("state"))
    from hengtu.ledger.models import ReaderCursor

    ReaderCursor.objects.filter(name="publicity").delete()
    read()
    assert (list(PublicLogEntry.objects.values_list("hash")), list(PublicMatter.objects.values_list("state"))) == before


def test_late_wants_a_reason_and_only_a_head_publishes(firm, head, stage):
    with pytest.raises(LateReasonMissing):
        publish_decision(case_id=firm.case_id, by=head, at=at("2025-06-23"))
    with pytest.raises(ActRefused) as refusal:
        publish_decision(case_id=firm.case_id, by=(stage.people["officer-a"],), at=at("2025-06-12"))
    assert "agency_head_required" in [each.code for each in refusal.value.objections]
    publish_decision(case_id=firm.case_id, by=head, at=at("2025-06-23"), late=Late("系统切换", stage.people["head"]))
    read()
    matter = PublicMatter.objects.get()
    assert matter.done_on > matter.due_on


def order(stage, day="2025-06-01", automatic=True, by="head"):
    mandate = Mandate(stage.people[by].account, "局务会决定", at(day))
    return order_publication(
        agency=stage.agency, automatic=automatic, effective_from=date.fromisoformat(day), mandate=mandate
    )


def work(now):
    """Run the jobs that are due."""
    from hengtu.portal.publicity.automatic import PublishByItself
    from hengtu.portal.publicity.following import PUBLISH

    jobs.register(PUBLISH, PublishByItself(lambda: now))
    worker = jobs.Worker("test", lambda: now)
    while worker.run_one():
        pass


def test_under_a_standing_order_what_is_in_order_goes_out_by_itself(firm, stage):
    given = order(stage)
    read(at("2025-06-11", 18))
    work(at("2025-06-11", 18))
    act = next(act for act in acts_of_stream(firm.case_id) if act.kind == "decision_published")
    assert act.payload["standing_order"] == str(given.act_uid)
    assert act.by[0].roles == ("publicity_reader",)
    read()
    assert PublicRecord.objects.get().state == RecordState.PUBLIC
    work(at("2025-06-12"))
    assert sum(act.kind == "decision_published" for act in acts_of_stream(firm.case_id)) == 1


def test_without_an_order_or_after_the_last_day_nothing_goes_out_by_itself(firm, stage):
    read()
    work(at("2025-06-12"))
    assert not any(act.kind == "decision_published" for act in acts_of_stream(firm.case_id))
    order(stage, "2025-06-22")
    assert daily.publish_waiting(date(2025, 6, 23), at("2025-06-23")) == 0
    assert daily.publish_waiting(date(2025, 6, 20), at("2025-06-20")) == 0  # not in force yet
    order(stage, "2025-06-12")
    assert daily.publish_waiting(date(2025, 6, 20), at("2025-06-20")) == 1


def test_only_a_head_orders_and_not_backwards(stage):
    with pytest.raises(AdministrationRefused) as refusal:
        order(stage, by="officer-a")
    assert refusal.value.code == "not_a_head"
    mandate = Mandate(stage.people["head"].account, "局务会决定", at("2025-06-02"))
    with pytest.raises(AdministrationRefused) as refusal:
        order_publication(agency=stage.agency, automatic=True, effective_from=date(2025, 6, 1), mandate=mandate)
    assert refusal.value.code == "backdated"


def test_day_six_tells_the_head_once_and_expiry_takes_down(person, head, stage):
    from hengtu.cases.models import Message

    read()
    matter = PublicMatter.objects.get()
    told = daily.alarm(matter.alarm_on, at("2026-01-06"))
    assert told
    assert daily.alarm(matter.alarm_on, at("2026-01-06")) == 0
    assert Message.objects.filter(text__contains="还没有公开").count() == told
    _, record = published(person, head, "2025-12-27")
    assert record.expires_on == date(2027, 12, 26)
    assert daily.expire(date(2027, 12, 25), When(at("2027-12-25"), at("2027-12-25"))) == 0
    assert daily.expire(date(2027, 12, 26), When(at("2027-12-26"), at("2027-12-26"))) == 1
    status, text = page(record.ref)
    assert status == 410
    assert "公开期限已满" in text
    assert json.loads(record.text)["facts"] not in text


def test_the_log_is_checked_offline_and_shows_what_was_tampered_with(firm, head):
    _, record = published(firm, head)
    lines = list(log_lines())
    read_back = read_log(lines)
    assert (read_back.ok, read_back.entries, read_back.heads, read_back.unsigned) == (True, 1, 1, 0)
    assert said_of(record.text, read_back).state == "public"
    assert said_of(record.text.replace("27500", "2750"), read_back).state == "unknown"
    expire_record(record, "到期", When(at("2030-06-11"), at("2030-06-11")))
    assert said_of(record.text, read_log(log_lines())).state == "expired"
    assert not read_log([lines[0].replace("published", "withdrawn"), *lines[1:]]).ok
    assert not read_log(lines[1:]).ok
    assert "签名" in read_log([lines[0], lines[1].replace('"signature": "', '"signature": "0')]).first_broken


def test_the_log_cannot_be_changed_and_a_record_keeps_its_text(firm, head):
    _, record = published(firm, head)
    for statement in (
        "UPDATE portal_publiclogentry SET event = 'expired'",
        "DELETE FROM portal_publiclogentry",
        "UPDATE portal_publicrecord SET text = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert PublicRecord.objects.get(pk=record.pk).text == record.text


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        (date(2026, 10, 30), date(2026, 11, 1), {"_month_2026_10", "_month_2026_11"}),
        (date(2026, 1, 1), date(2026, 1, 31), {"_month_2026_01"}),
        (date(2024, 1, 1), date(2026, 1, 31), set()),
        (date(2026, 1, 31), date(2026, 1, 1), set()),
        (None, date(2026, 1, 1), set()),
        (date(2026, 1, 1), None, set()),
    ],
)
def test_a_short_span_is_asked_for_by_its_months_and_any_other_by_its_days_alone(since, until, months):
    asked = Asked(item="x", since=since, until=until)
    assert {term.word for clause in months_asked(asked) for term in clause} == months
