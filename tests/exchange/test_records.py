"""Records follow the acts: new, changed, withdrawn; checked, never filled in, and nothing that was packed changes."""

import json
from datetime import timedelta

import pytest

from hengtu.cases.services.erase_content import erase_content
from hengtu.cases.services.receive_lawsuit import receive_lawsuit
from hengtu.cases.services.record_judgment import record_judgment
from hengtu.cases.services.revoke_decision import revoke_decision
from hengtu.exchange.catalogue import format_for
from hengtu.exchange.errors import ExchangeRefused
from hengtu.exchange.models import ExportRecord, RecordAction, RecordState
from hengtu.exchange.produce import produce
from hengtu.exchange.services.bring_up import bring_up
from hengtu.exchange.services.make_package import hand_over, make_package, package_bytes
from hengtu.exchange.services.send_again import send_again
from hengtu.exchange.source import source_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.canonical import canonical
from hengtu.lib.signing import verifies
from hengtu.subjects.models import Party
from tests.cases.test_services import play_until
from tests.exchange.conftest import NOW

pytestmark = pytest.mark.django_db
DAY = NOW.date()


def records(format_id, **more):
    return {
        (row.record_type, row.version): row
        for row in ExportRecord.objects.filter(format=format_id, **more).order_by("record_type", "source_id")
    }


def produced(format_id, case_id):
    source = source_of(case_id)
    return {each.record_type: each for each in produce(format_for(format_id, "139901", DAY), source)}


def test_a_closed_case_gives_every_platform_its_records_once(player, stage, follow):
    case_id = player("demo-4").play()
    follow()
    rows = ExportRecord.objects.filter(case_uid=case_id)
    before = list(rows.order_by("pk").values_list("pk", "sm3", "version"))
    assert {row.format for row in rows} == {"mot", "justice", "credit", "nontax"}
    for format_id in ("mot", "justice", "credit", "nontax"):
        assert bring_up(format_id, [case_id], at=NOW + timedelta(days=1)) == 0
    assert list(rows.order_by("pk").values_list("pk", "sm3", "version")) == before
    closing = records("mot")[("CLOSE", 1)]
    assert closing.acts == [str(acts_of_stream(case_id)[-2].uid)]


def test_a_judgment_is_a_result_once_it_is_in_force(player, stage):
    running = player("demo-1")
    running.do(play_until(running, "decision_served"))
    officer = {"case_id": running.case_id, "by": (stage.people["officer-a"],)}
    receive_lawsuit(at=NOW.replace(year=2025, month=7, day=8), court="示例县人民法院", **officer)
    record_judgment(at=NOW.replace(year=2025, month=9, day=1), outcome="dismissed", in_force=False, **officer)
    said = produced("mot", running.case_id)["REMEDY"].content
    assert (said["kind"], said["authority"], said.get("result", "")) == ("2", "示例县人民法院", "")
    record_judgment(at=NOW.replace(year=2025, month=11, day=3), outcome="dismissed", in_force=True, **officer)
    ended = produced("mot", running.case_id)["REMEDY"].content
    assert (ended["result"], ended["ended_on"]) == ("驳回起诉", "2025-11-03")


def test_what_was_typed_once_stands_in_each_format(player, follow):
    case_id = player("demo-4").play()
    ministry, credit, money = (produced(each, case_id) for each in ("mot", "credit", "nontax"))
    assert ministry["DECISION"].content["fine"] == credit["CREDIT"].content["fine"] == "3000.00"
    assert ministry["DECISION"].content["kinds"] == "01;03;04"
    assert money["DEMAND"].content["due_on"] == "2026-01-12"
    assert money["PAYMENT"].content["amount"] == "3005.12"
    assert credit["CREDIT"].due_on.isoformat() == "2026-01-06"


def test_a_person_is_masked_where_the_public_reads_and_the_number_is_not_sent_there(player):
    case_id = player("demo-4").play()
    party = Party.objects.get(name="王景行")
    credit = produced("credit", case_id)["CREDIT"].content
    assert credit["party_name"] == "王某某"
    assert party.id_number
    assert party.id_number not in json.dumps(credit)
    assert produced("mot", case_id)["PARTY"].content["cert_no"] == party.id_number


def test_what_is_kept_is_encrypted(player, follow, django_db_blocker):
    from django.db import connection

    player("demo-4").play()
    follow()
    with connection.cursor() as reading:
        reading.execute("SELECT content FROM exchange_exportrecord WHERE record_type = 'PARTY' AND format = 'mot'")
        assert "王景行" not in reading.fetchone()[0]


def test_a_hole_is_said_and_not_filled_and_stops_nobody_else(player, stage, follow):
    case_id = player("demo-1").play()
    follow()
    party = records("mot")[("PARTY", 1)]
    assert party.state == RecordState.FAILING
    assert party.problems == [
        {"code": "Q101", "severity": "blocks", "field": "uscc", "message": "缺少统一社会信用代码", "owner": "承办人",
         "mend": "party"}
    ]  # fmt: skip
    assert json.loads(party.content)["uscc"] == ""
    package = make_package("mot", subject=stage.agency.legal_subject, by="档案", at=NOW)
    assert not package.records.filter(record_type="PARTY").exists()
    assert package.records.filter(record_type="CASE").exists()
    Party.objects.filter(uid=party.source_id.split("/")[1]).update(credit_code="91350100M000100Y43")
    later = make_package("mot", subject=stage.agency.legal_subject, by="档案", at=NOW)
    assert [(row.record_type, row.case_uid) for row in later.records.all()] == [("PARTY", case_id)]


def test_wrong_check_digits_are_found(player, follow):
    case_id = player("demo-4").play()
    Party.objects.filter(name="王景行").update(id_number="110105194912310021")
    assert [problem.code for problem in produced("mot", case_id)["PARTY"].problems] == ["Q202"]


def test_a_package_gives_the_same_bytes_and_its_signature_holds(player, stage, follow):
    player("demo-4").play()
    follow()
    package = make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW)
    assert package.number == "CREDIT-11139901DEM00001XQ-000001"
    assert package_bytes(package) == package_bytes(package)
    kept = json.loads(package.manifest)
    signature = kept["signature"]
    signed = canonical(kept["manifest"]).encode()
    assert verifies(signature["algorithm"], signature["public_key"], signed, signature["value"])
    assert kept["manifest"]["count"] == 1
    assert kept["manifest"]["file"]["sm3"] == package.sm3
    assert (
        package_bytes(package).decode().splitlines()[0].startswith("record_type,source_id,version,action,reason,case")
    )
    with pytest.raises(ExchangeRefused, match="没有等着报送"):
        make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW)


def test_a_package_that_was_tampered_with_is_not_handed_out(player, stage, follow):
    player("demo-4").play()
    follow()
    package = make_package("nontax", subject=stage.agency.legal_subject, by="档案", at=NOW)
    row = package.records.first()
    row.content = row.content.replace("3000.00", "1.00")
    row.save(update_fields=["content"])
    with pytest.raises(ExchangeRefused) as refused:
        package_bytes(package)
    assert refused.value.code == "package_differs"


def _running(player, case_id, kinds):
    """Play a case up to and with the last of these kinds; returns the player and what is left."""
    running = player(case_id)
    acts = list(running.script.acts)
    stop = max(index for index, act in enumerate(acts) if act.kind in kinds)
    for act in acts[: stop + 1]:
        running.do(act)
    return running, acts[stop + 1 :]


def test_a_payment_after_handing_over_makes_the_next_version(player, stage, follow):
    running, rest = _running(player, "demo-4", {"decision_served"})
    follow()
    subject = stage.agency.legal_subject
    first = make_package("nontax", subject=subject, by="收缴", at=NOW)
    assert [row.record_type for row in first.records.all()] == ["DEMAND"]
    before = package_bytes(first)
    running.do(rest[0])
    follow()
    rows = records("nontax")
    assert rows[("DEMAND", 2)].action == RecordAction.CHANGED
    assert not rows[("DEMAND", 1)].is_newest
    assert rows[("PAYMENT", 1)].action == RecordAction.NEW
    assert package_bytes(first) == before
    second = make_package("nontax", subject=subject, by="收缴", at=NOW)
    assert second.seq == 2
    assert json.loads(second.manifest)["manifest"]["previous_sm3"] != "0" * 64


def test_a_revoked_decision_is_taken_back_where_it_was_handed_over(player, stage, follow):
    running, rest = _running(player, "demo-4", {"decision_served"})
    follow()
    make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW)
    revoke_decision(case_id=running.case_id, by=(stage.people["head"],), at=rest[0].occurred_at, reason="地点认定有误")
    follow()
    withdrawn = records("credit")[("CREDIT", 2)]
    assert withdrawn.action == RecordAction.WITHDRAWN
    assert withdrawn.reason == "决定被撤销、确认违法或者确认无效"
    assert json.loads(withdrawn.content) == {}
    assert withdrawn.state == RecordState.WAITING
    assert not records("nontax"), "what was never handed over is forgotten, not taken back"


def test_no_penalty_and_minors_are_not_sent_to_credit(player, follow):
    assert "CREDIT" not in produced("credit", player("demo-5").play())
    case_id = player("demo-4").play()
    made = format_for("credit", "139901", DAY)
    for age, sent in ((17, 0), (18, 1)):
        source = source_of(case_id)
        source.acts[0].payload["case"]["matters"][0]["facts"]["age"] = age
        assert len(produce(made, source)) == sent


def test_erased_content_leaves_neither_record_nor_package(player, stage, follow):
    case_id = player("demo-4").play()
    follow()
    package = make_package("mot", subject=stage.agency.legal_subject, by="档案", at=NOW)
    opening = acts_of_stream(case_id)[0]
    at = acts_of_stream(case_id)[-1].occurred_at + timedelta(days=1)
    erase_content(
        case_id=case_id, act=opening.uid, by=(stage.people["head"],), at=at, reason="当事人依法请求删除", basis="APL:50"
    )
    follow()
    kept = ExportRecord.objects.filter(case_uid=case_id, format="mot").exclude(action=RecordAction.WITHDRAWN)
    assert {row.content for row in kept} == {""}
    withdrawn = ExportRecord.objects.filter(case_uid=case_id, format="mot", is_newest=True)
    assert {(row.action, row.reason) for row in withdrawn} == {("WITHDRAWN", "案件内容已依法删除")}
    with pytest.raises(ExchangeRefused) as refused:
        package_bytes(package)
    assert refused.value.code == "package_erased"


def test_a_refused_record_is_sent_again_only_with_a_reason_and_once(player, stage, follow):
    player("demo-4").play()
    follow()
    package = hand_over(
        make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW), by="档案", at=NOW
    )
    row = package.records.get()
    with pytest.raises(ExchangeRefused, match="只有被平台退回"):
        send_again(row, reason="平台故障", at=NOW)
    ExportRecord.objects.filter(pk=row.pk).update(state=RecordState.REFUSED)
    with pytest.raises(ExchangeRefused, match="写明"):
        send_again(row, reason=" ", at=NOW)
    again = send_again(row, reason="平台故障", at=NOW)
    assert (again.version, again.state, again.sm3) == (2, RecordState.WAITING, row.sm3)
    follow()
    bring_up("credit", [row.case_uid], at=NOW)
    assert records("credit")[("CREDIT", 2)].is_newest, "the same content does not make the new version needless"
    with pytest.raises(ExchangeRefused):
        send_again(row, reason="平台故障", at=NOW)


def test_a_change_that_is_taken_back_before_it_went_out_leaves_nothing_to_send(player, stage, follow):
    case_id = player("demo-4").play()
    follow()
    make_package("mot", subject=stage.agency.legal_subject, by="档案", at=NOW)
    party = Party.objects.get(name="王景行")
    number = party.id_number
    for each in ("11010519491231002X", number):
        party.id_number = each
        party.save()
        bring_up("mot", [case_id], at=NOW)
        newest = ExportRecord.objects.get(format="mot", record_type="PARTY", is_newest=True)
        assert (newest.version == 1) is (each == number)


def test_handing_over_before_it_was_made_is_refused_and_twice_is_once(player, stage, follow):
    player("demo-4").play()
    follow()
    package = make_package("credit", subject=stage.agency.legal_subject, by="档案", at=NOW)
    with pytest.raises(ExchangeRefused, match="早于"):
        hand_over(package, by="档案", at=NOW - timedelta(seconds=1))
    first = hand_over(package, by="档案", at=NOW)
    second = hand_over(package, by="别人", at=NOW + timedelta(days=1))
    assert (second.handed_by, second.handed_at) == (first.handed_by, first.handed_at) == ("档案", NOW)
