"""The protection file: from what the system knows, gaps among it; masked when it leaves; it proves itself offline."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Account, Role
from hengtu.cases.models import EnforcementCase, FieldStep, RecordingExplanation
from hengtu.law.diligence.examine import Standing, State
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.take_checkpoint import take_checkpoint
from hengtu.ledger.verification.excerpt import is_excerpt, verify_excerpt
from hengtu.oversight.models import OfficerAct, ProtectionCode
from hengtu.oversight.own_acts import OwnActs
from hengtu.oversight.protection.build import people_of, protection_file
from hengtu.oversight.protection.bundle import bundle_of
from hengtu.oversight.protection.masking import hidden_words, masked, masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.protection.policies import may_see, own_id
from hengtu.oversight.protection.record import PAGE, acts_in_case, own_page
from hengtu.web.commandline.verify import run
from tests.cases.conftest import file, player, stage
from tests.cast import appointed

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def case(player) -> EnforcementCase:
    return EnforcementCase.objects.select_related("agency").get(pk=player("demo-4").play())


def act_of(case, kind: str):
    return next(each for each in acts_of_stream(case.pk) if each.kind == kind)


def file_of(case, kind: str, who: int = 0):
    act = act_of(case, kind)
    found = protection_file(case, act.uid, people_of(act)[who].id, at=NOW)
    assert found is not None
    return found


def lines(found, key: str) -> str:
    section = next(each for each in found.sections if each.key == key)
    return "\n".join(f"{line.what}：{line.text}" for line in section.lines) or section.empty


def gaps(found) -> dict[str, bool]:
    return {each.item.record or each.item.id: each.can_mend for each in found.examined.gaps}


def test_a_decision_done_with_care_is_whole_and_says_why(case):
    found = file_of(case, "decided")
    assert found.examined.state is State.WHOLE
    assert "照行为当时的程序和案情重新检查，没有问题" in lines(found, "law")
    assert "现在重算，结果相同" in lines(found, "law")
    assert "裁量依据" in lines(found, "reasons")
    assert "法制审核" in lines(found, "reasons")
    assert "送达违法行为通知书" in lines(found, "party")
    needed = {each.item.id for each in found.examined.findings}
    assert needed >= {"review", "notice", "reasons", "within-law", "in-time"}


def test_it_names_everybody_with_the_certificate_of_that_day(case):
    found = file_of(case, "notice_served")
    said = lines(found, "people")
    assert said.count("有效期到") == 2
    assert "行为里记的是当日有效" in said


def test_the_act_stands_in_the_chain_and_later_in_a_checkpoint(case):
    before = file_of(case, "decided").anchor
    assert (before.checkpoint, len(before.commitment)) == (None, 64)
    checkpoint = take_checkpoint(at=NOW)
    after = file_of(case, "decided").anchor
    assert (after.checkpoint, after.hash) == (checkpoint.number, act_of(case, "decided").hash)


def test_a_gap_is_shown_with_its_way_out_and_an_accepted_explanation_closes_it(case):
    act = act_of(case, "investigated")
    FieldStep.objects.filter(pk=act.uid).update(duty="demo", duty_words="现场检查", place="卡口")
    found = file_of(case, "investigated")
    assert gaps(found) == {"video": True}
    assert next(line.tag.label for line in found.sections[-1].lines if line.tag) == "缺"
    assert "没有视频" in lines(found, "shown")
    handler, head = (Account.objects.get(username=name) for name in ("officer-a", "head"))
    row = RecordingExplanation.objects.create(
        act_uid=act.uid, case_uid=case.pk, reason="记录仪故障", explained_by=handler, explained_at=NOW
    )
    assert "等审核" in file_of(case, "investigated").examined.gaps[0].words
    row.state, row.answered_by, row.answered_at = "ACCEPTED", head, NOW
    row.save()
    found = file_of(case, "investigated")
    assert found.examined.state is State.WHOLE
    film = next(each for each in found.examined.findings if each.item.id == "film")
    assert film.standing is Standing.MADE_GOOD
    assert "记录仪故障" in lines(found, "shown")


def test_somebody_who_took_no_part_has_no_file_of_the_act(case):
    act = act_of(case, "decided")
    handler = own_id(Account.objects.get(username="officer-a"))
    assert protection_file(case, act.uid, handler, at=NOW) is None
    assert protection_file(case, case.pk, handler, at=NOW) is None


def test_what_leaves_hides_the_party_and_keeps_the_officers(case):
    words = hidden_words(case)
    text = masked(f"{case.party_name}的司机张三丰，电话13800138000，{case.number}", [*words, "张三丰"])
    assert "张三丰" not in text
    assert "13800138000" not in text
    assert case.number in text
    found = masked_file(file_of(case, "notice_served"))
    assert found.person.name in lines(found, "people")
    shown = "".join(f"{line.what}{line.text}" for section in found.sections for line in section.lines)
    assert not any(word in shown for word in words)


def test_the_paper_is_pdf_a_and_the_same_for_the_same_file(case):
    found = masked_file(file_of(case, "decided"))
    pdf = paper_of(found)
    assert pdf == paper_of(found)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.open_metadata()["pdfaid:part"] == "2"


def test_its_code_confirms_the_paper_and_tells_of_nobody(case, client):
    found = masked_file(file_of(case, "decided"))
    pdf = paper_of(found)
    row = ProtectionCode.objects.get()
    assert row.pdf_sha256 == sha256(pdf).hexdigest()
    page = client.get(reverse("verify_code", args=[row.code]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "这份履职记录是真的" in text
    assert row.pdf_sha256 in text
    for hidden in (found.person.name, case.number, case.title, str(case.pk), found.anchor.hash):
        assert hidden not in text
    wrong = row.code[:4] + row.code[4:][::-1]
    assert client.get(reverse("verify_code", args=[wrong])).status_code == 404
    later = masked_file(replace(found, made_at=NOW + timedelta(minutes=1)))
    assert paper_of(later) != pdf
    assert ProtectionCode.objects.count() == 2, "another paper has another code"


@pytest.fixture
def bundle(case, tmp_path):
    take_checkpoint(at=NOW)
    path = tmp_path / "bundle.zip"
    path.write_bytes(bundle_of(file_of(case, "decided")))
    return path


def rewritten(path, name: str, change):
    """Change one file of a bundle; the rest stays."""
    with zipfile.ZipFile(path) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = change(files[name])
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in files.items():
            archive.writestr(each, content)
    return path


def test_the_bundle_verifies_offline_by_the_same_command(bundle, capsys):
    assert is_excerpt(bundle)
    assert run([str(bundle)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["streams"], said["checkpoints"]) == (True, 1, 1)
    found = verify_excerpt(bundle, trusted_key="00" * 32)
    assert {each.code for each in found.broken} == {"manifest_key_unknown", "checkpoint_key_unknown"}


TAMPERED = (
    ("履职记录.pdf", lambda text: text + b" ", "file_differs"),
    ("chain.jsonl", lambda text: text.replace(b"decided", b"decidet", 1), "act_hash_differs"),
    ("chain.jsonl", lambda text: b"".join(text.splitlines(keepends=True)[1:]), "act_hash_differs"),
    ("contents.jsonl", lambda text: text.replace(b"amount_yuan", b"amount_yuam"), "commitment_differs"),
    ("checkpoint.json", lambda text: text.replace(b'"seq": ', b'"seq": 1'), "inclusion_wrong"),
    ("checkpoint.json", lambda text: text.replace(b'"seq": ', b'"seq": 1'), "head_differs"),
    ("manifest.json", lambda text: text + b" ", "manifest_signature_wrong"),
    ("manifest.sig", lambda text: b"", "manifest_signature_wrong"),
    ("chain.jsonl", lambda text: b"{", "excerpt_unreadable"),
)


def test_whatever_is_changed_in_it_is_found(bundle):
    sound = bundle.read_bytes()
    for name, change, code in TAMPERED:
        bundle.write_bytes(sound)
        found = verify_excerpt(rewritten(bundle, name, change))
        assert code in {each.code for each in found.broken}, (name, code)


def test_a_content_with_the_partys_name_leaves_as_a_masked_reading(case, tmp_path):
    act = next(each for each in acts_of_stream(case.pk) if each.kind == "lead_registered")
    found = protection_file(case, act.uid, people_of(act)[0].id, at=NOW)
    with zipfile.ZipFile(io.BytesIO(bundle_of(found))) as archive:
        (row,) = [json.loads(line) for line in archive.read("contents.jsonl").splitlines()]
        everything = b"".join(archive.read(each) for each in archive.namelist()).decode(errors="replace")
    assert (row["body"], row["salt"]) == (None, None)
    assert not any(word in everything for word in hidden_words(case))


def test_it_is_seen_by_its_person_and_by_heads_and_supervisors_within_reach(case):
    person = own_id(Account.objects.get(username="officer-a"))
    supervisor = appointed("super", case.agency.legal_subject, Role.SUPERVISOR)
    above = appointed("above", case.agency.legal_subject.parent, Role.AGENCY_HEAD)
    far = appointed("far-handler", case.agency.legal_subject, Role.OFFICER)
    seen = {
        name: may_see(Account.objects.get(username=name), case, person, TODAY)
        for name in ("officer-a", "officer-b", "head", "reviewer", supervisor.username, above.username, far.username)
    }
    assert seen == {
        "officer-a": True, "officer-b": False, "head": True, "reviewer": False, "super": True, "above": True,
        "far-handler": False,
    }  # fmt: skip


def test_ones_own_stays_open_after_moving_on_and_shut_with_the_account(case):
    handler = Account.objects.get(username="officer-a")
    person = own_id(handler)
    handler.posts.update(effective_to=TODAY)
    assert not EnforcementCase.objects.visible_to(handler, TODAY).exists()
    assert may_see(handler, case, person, TODAY)
    handler.is_active = False
    assert not may_see(handler, case, person, TODAY)


def indexed() -> None:
    while advance(OwnActs()):
        pass


def test_the_reader_keeps_one_row_per_person_and_act_and_twice_is_once(case):
    indexed()
    person = own_id(Account.objects.get(username="officer-a"))
    before = OfficerAct.objects.count()
    OwnActs().handle(acts_of_stream(case.pk))
    assert OfficerAct.objects.count() == before
    mine = {act.uid for act in acts_of_stream(case.pk) if person in {ref.id for ref in act.by}}
    assert set(OfficerAct.objects.filter(person=person).values_list("act_uid", flat=True)) == mine
    assert [each.act.uid for each in acts_in_case(person, case.pk)] == [
        act.uid for act in acts_of_stream(case.pk) if act.uid in mine
    ]


def test_a_record_of_five_thousand_acts_is_read_page_by_page_in_few_queries(case, django_assert_max_num_queries):
    indexed()
    handler = Account.objects.get(username="officer-a")
    person = own_id(handler)
    real = list(OfficerAct.objects.filter(person=person))
    OfficerAct.objects.bulk_create(
        OfficerAct(person=person, act_uid=uuid_of(number), stream=uuid_of(9), kind="investigated",
                   occurred_at=NOW - timedelta(days=3000, minutes=number))
        for number in range(5000)
    )  # fmt: skip
    first = min(each.occurred_at for each in real).date() - timedelta(days=1)
    with django_assert_max_num_queries(14):
        page = own_page(person, first, TODAY)
    assert len(page.acts) == len(real) <= PAGE
    whole = own_page(person, first.replace(year=2000), TODAY)
    assert whole.looked_through == PAGE
    assert whole.next_cursor
    following = own_page(person, first.replace(year=2000), TODAY, cursor=whole.next_cursor)
    assert following.looked_through == PAGE
    assert own_page(person, first, TODAY, cursor="nonsense").looked_through == page.looked_through


def test_only_gaps_lists_what_can_still_be_mended_alone(case):
    indexed()
    person = own_id(Account.objects.get(username="officer-a"))
    act = act_of(case, "investigated")
    FieldStep.objects.filter(pk=act.uid).update(place="卡口")
    whole = own_page(person, act.occurred_at.date() - timedelta(days=60), TODAY, only_gaps=True)
    FieldStep.objects.filter(pk=act.uid).update(place="")
    found = own_page(person, act.occurred_at.date() - timedelta(days=60), TODAY, only_gaps=True)
    assert {each.act.uid for each in found.acts} - {each.act.uid for each in whole.acts} == {act.uid}
    assert all(gap.can_mend for each in found.acts for gap in each.to_mend)


def uuid_of(number: int):
    from uuid import UUID

    return UUID(int=number + 1)
