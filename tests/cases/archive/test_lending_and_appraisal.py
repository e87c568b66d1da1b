"""Who may look, for how long, with which purpose; what becomes of a file whose period has ended, by two people."""

from datetime import UTC, datetime, timedelta

import pytest

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.archive import verify_file
from hengtu.cases.archive.appraisal import answer_appraisal, propose_appraisal
from hengtu.cases.archive.lending import answer_loan, ask_for_file, may_read_inner, may_read_main, note_consultation
from hengtu.cases.archive.open import volumes_of
from hengtu.cases.archive.refusals import ArchiveRefused
from hengtu.cases.models import AppraisalState, ArchivedFile, EnforcementCase, FileLoan
from hengtu.law.procedure import day_of
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.verification.database import verify_database
from tests.cases.archive.conftest import LATER
from tests.cast import SINCE, appointed

ENDED = datetime(2036, 2, 1, 2, tzinfo=UTC)


@pytest.fixture
def case(archived):
    return EnforcementCase.objects.select_related("agency").get(pk=archived)


@pytest.fixture
def people(archived):
    return {name: Account.objects.get(username=name) for name in ("archivist", "head", "officer-a", "reviewer")}


@pytest.fixture
def outsider(archived):
    return appointed(
        "outsider", plant_line(province_code="35", since=SINCE, word="外省", short="外").bureau, Role.OFFICER
    )


def asked(case, by, inner=False):
    number = ArchivedFile.objects.get(pk=case.pk).number
    return ask_for_file(wanted=number, purpose="同类案件办理参考", inner=inner, by=by, at=LATER)


def test_who_sees_the_case_reads_the_main_file_and_only_its_readers_the_inner_one(case, people, outsider):
    on = day_of(LATER)
    assert all(may_read_main(people[name], case, on) for name in people)
    assert all(may_read_inner(people[name], case, on) for name in people)
    assert not may_read_main(outsider, case, on)
    assert not may_read_inner(outsider, case, on)


def test_a_loan_opens_the_main_file_until_its_day_and_the_inner_one_only_if_it_says_so(case, people, outsider):
    loan = asked(case, outsider)
    until = day_of(LATER) + timedelta(days=5)
    answer_loan(loan=loan, granted=True, until_on=until, answer="", by=people["archivist"], at=LATER)
    assert may_read_main(outsider, case, until)
    assert not may_read_main(outsider, case, until + timedelta(days=1))
    assert not may_read_inner(outsider, case, until)


def test_the_inner_file_is_lent_by_a_head(case, people, outsider):
    loan = asked(case, outsider, inner=True)
    with pytest.raises(ArchiveRefused, match="负责人"):
        answer_loan(loan=loan, granted=True, until_on=None, answer="", by=people["archivist"], at=LATER)
    answer_loan(loan=loan, granted=True, until_on=None, answer="", by=people["head"], at=LATER)
    assert may_read_inner(outsider, case, day_of(LATER) + timedelta(days=30))
    assert not may_read_inner(outsider, case, day_of(LATER) + timedelta(days=31))


def test_a_loan_is_refused_with_a_reason_and_answered_once(case, people, outsider):
    loan = asked(case, outsider)
    with pytest.raises(ArchiveRefused, match="不同意的理由"):
        answer_loan(loan=loan, granted=False, until_on=None, answer=" ", by=people["archivist"], at=LATER)
    answer_loan(loan=loan, granted=False, until_on=None, answer="与所办案件无关", by=people["archivist"], at=LATER)
    with pytest.raises(ArchiveRefused, match="已经答复"):
        answer_loan(loan=loan, granted=True, until_on=None, answer="", by=people["archivist"], at=LATER)


def test_a_loan_does_not_outlast_the_setting(case, people, outsider):
    loan, far = asked(case, outsider), day_of(LATER) + timedelta(days=31)
    with pytest.raises(ArchiveRefused, match="最长30日"):
        answer_loan(loan=loan, granted=True, until_on=far, answer="", by=people["archivist"], at=LATER)
    assert FileLoan.objects.get().state == "ASKED"


def test_an_unknown_number_and_a_second_request_are_refused(case, outsider):
    with pytest.raises(ArchiveRefused, match="没有这个档号"):
        ask_for_file(wanted="冀", purpose="参考", inner=False, by=outsider, at=LATER)
    asked(case, outsider)
    with pytest.raises(ArchiveRefused, match="已经申请过"):
        asked(case, outsider)


def test_every_look_has_a_purpose(case, people):
    with pytest.raises(ArchiveRefused, match="用途"):
        note_consultation(people["head"], case, "正卷第1册", " ", LATER)
    note_consultation(people["head"], case, "正卷第1册", "复议答复", LATER)
    flush_access_log()
    assert AccessEntry.objects.get(what=f"archive/{case.pk}/正卷第1册").purpose == "复议答复"


def proposed(case, by, destroys=True, at=ENDED, keep_until=None):
    file = ArchivedFile.objects.get(pk=case.pk)
    return propose_appraisal(file=file, destroys=destroys, keep_until=keep_until, reason="期满无保存价值", by=by, at=at)


def test_before_the_period_ends_nothing_is_appraised(case, people):
    with pytest.raises(ArchiveRefused, match="2036年1月1日"):
        proposed(case, people["archivist"], at=datetime(2035, 12, 31, 2, tzinfo=UTC))
    proposed(case, people["archivist"], at=datetime(2036, 1, 1, 2, tzinfo=UTC))


def test_two_people_destroy_a_file_and_the_chain_stays_whole(case, people, blobs, django_capture_on_commit_callbacks):
    paths = [blobs / v.sha256[:2] / v.sha256[2:4] / v.sha256 for v in volumes_of(case.pk)]
    row = proposed(case, people["head"])
    with pytest.raises(ArchiveRefused, match="不能自己审定"):
        answer_appraisal(row=row, approved=True, answer="", by=people["head"], at=ENDED)
    with pytest.raises(ArchiveRefused, match="负责人"):
        answer_appraisal(row=row, approved=True, answer="", by=people["archivist"], at=ENDED)
    row.delete()
    row = proposed(case, people["archivist"])
    with django_capture_on_commit_callbacks(execute=True):
        answer_appraisal(row=row, approved=True, answer="同意", by=people["head"], at=ENDED)
    assert not any(path.exists() for path in paths)
    assert verify_file(case.pk).ok
    assert not verify_database(processes=1).broken
    file = ArchivedFile.objects.get(pk=case.pk)
    assert (file.destroyed_on, len(type(row).objects.get().erased)) == (day_of(ENDED), 2)
    with pytest.raises(ArchiveRefused, match="已经销毁"):
        proposed(case, people["archivist"])


def test_a_longer_period_moves_the_end_and_the_file_stays(case, people):
    until = datetime(2046, 1, 1, tzinfo=UTC).date()
    row = proposed(case, people["archivist"], destroys=False, keep_until=until)
    answer_appraisal(row=row, approved=True, answer="", by=people["head"], at=ENDED)
    assert ArchivedFile.objects.get(pk=case.pk).ends_on == until
    with pytest.raises(ArchiveRefused, match="2046年1月1日"):
        proposed(case, people["archivist"])
    assert verify_file(case.pk).ok


def test_a_proposal_is_returned_with_a_reason(case, people):
    row = proposed(case, people["archivist"])
    answer_appraisal(row=row, approved=False, answer="仍有参考价值", by=people["head"], at=ENDED)
    assert row.__class__.objects.get().state == AppraisalState.RETURNED
