"""Originals stay: kept for their term, destroyed by two people with a tombstone, read again every night."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from hengtu.agencies.models import Role
from hengtu.cases.models import Message, RecordAlarm
from hengtu.cases.recording.keeping import (
    answer_destruction,
    hold_recording,
    may_be_destroyed,
    propose_destruction,
    release_recording,
    retention_of_recording,
)
from hengtu.cases.recording.refusals import RecordingRefused
from hengtu.cases.recording.rehash import JOB, ask_for, night_of, rehash, rehash_job
from hengtu.evidence.models import CheckRun, Destruction, Exhibit, OriginalCheck, Recording, RecordingDestruction
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Job
from hengtu.ledger.verification.database import verify_database
from hengtu.lib.blobs import BlobStore
from tests.cases.recording.films import camera, docked, measured, worn
from tests.cast import make_cast

SEIZED = datetime(2025, 7, 15, 2, tzinfo=UTC)
DOCKED = SEIZED + timedelta(hours=8)
LATER = DOCKED + timedelta(days=200)


@pytest.fixture
def office(measure):
    def who(name):
        person = measure.stage.people[name]
        return person.account or person.officer.account

    return SimpleNamespace(
        case=measure.case_id, agency=measure.stage.agency, who=who, officer=measure.stage.people["officer-a"].officer
    )


@pytest.fixture
def loose(office, tmp_path):
    """A film that shows nothing."""
    return docked(office.agency, office.who("officer-a"), tmp_path, SEIZED + timedelta(hours=3), 5, DOCKED)


@pytest.fixture
def shown(office, tmp_path):
    """The film of the seizure."""
    kept = camera(office.agency, office.who("unit-head"), SEIZED - timedelta(hours=2))
    worn(kept, office.officer, office.who("unit-head"), SEIZED - timedelta(hours=2))
    measured(kept, office.who("officer-a"), DOCKED)
    return docked(office.agency, office.who("officer-a"), tmp_path, SEIZED - timedelta(minutes=5), 20, DOCKED, name="s")


def refusal(function, **arguments) -> str:
    with pytest.raises(RecordingRefused) as refused:
        function(**arguments)
    return refused.value.code


def proposed(recording, office, at=LATER) -> RecordingDestruction:
    return propose_destruction(recording=recording, reason="期满", by=office.who("archivist"), at=at)


# --- retention --------------------------------------------------------------------------------------------------------
def test_a_film_alone_may_go_after_its_term_and_one_of_an_open_case_may_not(office, loose, shown):
    assert retention_of_recording(loose, on=LATER.date()).until == date(2026, 1, 11)
    assert retention_of_recording(shown, on=LATER.date()).until is None
    listed = may_be_destroyed(Recording.objects.all(), on=LATER.date())
    assert [recording for recording, _ in listed] == [loose]
    assert refusal(proposed, recording=shown, office=office) == "retention_running"
    assert refusal(proposed, recording=loose, office=office, at=DOCKED + timedelta(days=179)) == "retention_running"


def test_a_hold_stops_it_until_it_is_lifted(office, loose):
    reviewer = office.who("reviewer")
    hold_recording(recording=loose, reason="信访核查", by=reviewer, at=LATER)
    assert refusal(hold_recording, recording=loose, reason="x", by=reviewer, at=LATER) == "held_already"
    assert refusal(proposed, recording=loose, office=office) == "retention_running"
    assert refusal(release_recording, recording=loose, reason=" ", by=reviewer, at=LATER) == "reason_missing"
    assert (
        refusal(release_recording, recording=loose, reason="x", by=office.who("officer-a"), at=LATER) == "may_not_hold"
    )
    release_recording(recording=loose, reason="核查结束", by=reviewer, at=LATER)
    assert refusal(release_recording, recording=loose, reason="x", by=reviewer, at=LATER) == "not_held"
    assert proposed(loose, office).state == Destruction.PROPOSED


# --- destruction ------------------------------------------------------------------------------------------------------
def test_two_people_destroy_it_and_verify_stays_well(office, loose, shown, django_capture_on_commit_callbacks):
    store = BlobStore(_root())
    row = proposed(loose, office)
    assert refusal(proposed, recording=loose, office=office) == "proposed_already"
    assert refusal(answer_destruction, row=row, approved=True, answer="", by=office.who("unit-head"), at=LATER) == (
        "head_required"
    )
    with django_capture_on_commit_callbacks(execute=True):
        row = answer_destruction(row=row, approved=True, answer="同意", by=office.who("head"), at=LATER)
    assert not store.has(loose.sha256)
    assert store.has(shown.sha256)
    found = verify_database(processes=1)
    assert not found.broken, found.as_json()
    assert refusal(hold_recording, recording=loose, reason="x", by=office.who("head"), at=LATER) == (
        "recording_destroyed"
    )
    assert refusal(answer_destruction, row=row, approved=True, answer="", by=office.who("head"), at=LATER) == (
        "recording_destroyed"
    )


def _root():
    from django.conf import settings

    return settings.BLOB_ROOT


def test_a_head_who_proposed_it_cannot_approve_it(office, loose):
    row = propose_destruction(recording=loose, reason="期满", by=office.who("head"), at=LATER)
    assert refusal(answer_destruction, row=row, approved=True, answer="", by=office.who("head"), at=LATER) == (
        "second_person_required"
    )
    row = answer_destruction(row=row, approved=False, answer="先留着", by=office.who("head"), at=LATER)
    assert row.state == Destruction.RETURNED
    assert proposed(loose, office)


def test_what_became_evidence_meanwhile_is_not_destroyed(office, loose):
    from hengtu.cases.models import FieldStep
    from hengtu.cases.recording.linking import link_recording

    row = proposed(loose, office)
    step = FieldStep.objects.get(kind="measure_taken")
    link_recording(recording=loose, step=step, stands=True, reason="就是它", by=office.who("officer-a"), at=LATER)
    assert refusal(answer_destruction, row=row, approved=True, answer="", by=office.who("head"), at=LATER) == (
        "retention_running"
    )


def test_a_file_an_exhibit_rests_on_stays_in_the_store(office, loose, django_capture_on_commit_callbacks):
    exhibit = Exhibit.objects.filter(stream_id=office.case).first()
    copied = {f.attname: getattr(exhibit, f.attname) for f in Exhibit._meta.concrete_fields}
    copied |= {"uid": None, "seq": 99, "original_key": loose.sha256, "sha256": loose.sha256, "sm3": loose.sm3}
    copied.pop("uid")
    Exhibit.objects.create(**copied)
    with django_capture_on_commit_callbacks(execute=True):
        answer_destruction(row=proposed(loose, office), approved=True, answer="", by=office.who("head"), at=LATER)
    assert BlobStore(_root()).has(loose.sha256)


# --- guards of the database -------------------------------------------------------------------------------------------
FORBIDDEN = (
    "UPDATE evidence_recording SET starts_at = docked_at",
    "UPDATE evidence_recording SET officer_id = -1",
    "UPDATE evidence_recording SET sm3 = 'x'",
    "DELETE FROM evidence_recording",
    "UPDATE evidence_recordingdestruction SET reason = 'x'",
    "UPDATE evidence_recordingdestruction SET state = 'RETURNED'",
    "DELETE FROM evidence_recordingdestruction",
)


def test_the_database_itself_refuses_to_change_an_original_or_a_tombstone(database, tmp_path):
    cast = make_cast()
    day = datetime(2025, 1, 1, tzinfo=UTC)
    kept = camera(cast.squad, cast.account("unit-head"), day)
    worn(kept, cast.officer("officer-a"), cast.account("unit-head"), day)
    row = docked(cast.squad, cast.account("officer-a"), tmp_path, day, 5, day + timedelta(hours=1))
    gone = propose_destruction(recording=row, reason="期满", by=cast.account("archivist"), at=LATER)
    answer_destruction(row=gone, approved=True, answer="", by=cast.account("head"), at=LATER)
    for statement in FORBIDDEN:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_database_wants_two_people_for_a_tombstone(office, loose):
    row = proposed(loose, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordingDestruction.objects.filter(pk=row.pk).update(
            state=Destruction.APPROVED, answered_by=row.proposed_by, answered_at=LATER, act_uid=row.recording_id
        )


# --- read again -------------------------------------------------------------------------------------------------------
def test_each_night_a_share_is_read_until_all_are_within_the_days_of_the_setting(office, shown, monkeypatch):
    total = Exhibit.objects.count() + 1
    nights = [rehash(at=LATER + timedelta(days=night)) for night in range(total)]
    assert {run.checked for run in nights} == {1}
    assert OriginalCheck.objects.count() == total
    assert len({row.checked_at for row in OriginalCheck.objects.all()}) == total
    again = rehash(at=LATER + timedelta(days=total))
    assert (again.damaged, OriginalCheck.objects.filter(checked_at=again.ran_at).count()) == (0, 1)


def test_a_damaged_original_alarms_and_names_what_rests_on_it_and_verify_agrees(office, shown):
    path = BlobStore(_root()).path(shown.sha256)
    path.chmod(0o644)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"X")
    run = rehash(at=LATER, everything=True)
    alarm = RecordAlarm.objects.get(code="original_damaged")
    assert (run.damaged, run.checked) == (1, run.originals)
    assert "查封、扣押" in json.dumps(alarm.depends, ensure_ascii=False)
    assert Message.objects.filter(text__contains="已损坏或者缺失").exists()
    (broken,) = verify_database(processes=1).broken
    assert broken.code == OriginalCheck.objects.exclude(problem="").get().problem == "original_differs"
    path.write_bytes(content)
    assert rehash(at=LATER + timedelta(hours=1), everything=True).damaged == 0
    alarm.refresh_from_db()
    assert alarm.closed_at is not None


def test_a_lost_exhibit_names_its_case_and_the_acts_that_rest_on_it(office):
    exhibit = Exhibit.objects.filter(stream_id=office.case).first()
    BlobStore(_root()).path(exhibit.original_key).unlink()
    rehash(at=LATER, everything=True)
    alarm = RecordAlarm.objects.get(code="original_damaged")
    assert any("调查取证" in each for each in alarm.depends)
    assert alarm.url == f"/exhibits/{exhibit.pk}/"


def test_the_worker_reads_originals_by_itself_each_night_and_asks_for_the_next(office, shown):
    on = LATER.date()
    ask_for(on, at=LATER)
    ask_for(on, at=LATER)
    worker = Worker("test", lambda: night_of(on) + timedelta(minutes=1))
    while worker.run_one():
        pass
    assert Job.objects.get(key=f"{JOB}:{on.isoformat()}").state == "DONE"
    assert Job.objects.get(key=f"{JOB}:{(on + timedelta(days=1)).isoformat()}").run_at == night_of(
        on + timedelta(days=1)
    )
    assert CheckRun.objects.get().ran_at == night_of(on)
    rehash_job({"on": on.isoformat()})
    assert CheckRun.objects.count() == 1


def test_roles_that_only_look_on_keep_nothing(office, loose):
    from tests.cast import appointed

    supervisor = appointed("looks-on", office.agency.legal_subject, Role.SUPERVISOR)
    assert refusal(propose_destruction, recording=loose, reason="x", by=supervisor, at=LATER) == "may_not_propose"
