"""From the camera to the case: docked, corrected, matched; what is missing is listed, explained, alarmed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.history import legal_history
from hengtu.cases.models import Explained, FieldStep, Message, RecordAlarm
from hengtu.cases.recording.alarms import MISSING, answerable, watch_day
from hengtu.cases.recording.board import board_of, equipped, month_ends, span_of
from hengtu.cases.recording.films import recorded_acts, seen_of_case, seen_of_recording
from hengtu.cases.recording.linking import answer_explanation, explain_missing, link_recording
from hengtu.cases.recording.refusals import RecordingRefused
from hengtu.cases.recording.steps import step_snapshot
from hengtu.cases.selectors.precheck import found_in
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Recording
from hengtu.ledger.device import recording_with
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.services.cameras import CameraRefused
from tests.cases.recording.films import camera, docked, measured, worn
from tests.cast import SINCE, appointed

SEIZED = datetime(2025, 7, 15, 2, tzinfo=UTC)  # ten in the morning in Beijing
MORNING, EVENING = SEIZED - timedelta(hours=2), SEIZED + timedelta(hours=8)
QUARTER = span_of(date(2025, 7, 1), date(2025, 7, 31))
TODAY = date(2025, 8, 1)


@pytest.fixture
def office(measure):
    """The case with its people: ``who(name)`` gives an account, ``officer(name)`` the officer."""

    class Office:
        player, case, agency = measure, measure.case_id, measure.stage.agency

        def officer(self, name):
            return measure.stage.people[name].officer

        def who(self, name):
            person = measure.stage.people[name]
            return person.account or person.officer.account

    return Office()


@pytest.fixture
def equipped_office(office):
    """Officer A wears a camera all day; its clock is four minutes fast, as was found at docking."""
    kept = camera(office.agency, office.who("unit-head"), MORNING)
    worn(kept, office.officer("officer-a"), office.who("unit-head"), MORNING)
    measured(kept, office.who("officer-a"), EVENING, 240)
    office.camera = kept
    return office


def the_seizure() -> FieldStep:
    return FieldStep.objects.get(kind="measure_taken")


def film(office, tmp_path, minutes_before: float = 5, minutes: float = 20, **more) -> Recording:
    """A film whose camera shows four minutes more than the time."""
    start = SEIZED - timedelta(minutes=minutes_before) + timedelta(minutes=4)
    return docked(office.agency, office.who("officer-a"), tmp_path, start, minutes, EVENING, **more)


# --- docking ----------------------------------------------------------------------------------------------------------
def test_a_film_is_corrected_by_the_measured_offset_and_knows_its_officer(equipped_office, tmp_path):
    found = film(equipped_office, tmp_path)
    assert (found.offset_seconds, found.trust, found.officer) == (240, "TRUSTED", equipped_office.officer("officer-a"))
    assert found.starts_at == SEIZED - timedelta(minutes=5)
    assert changes_of(found.agency, newest=1)[0].what == "执法音像入库"


def test_the_same_file_twice_is_one_recording(equipped_office, tmp_path):
    assert film(equipped_office, tmp_path) == film(equipped_office, tmp_path, name="again.mp4", content="015900.mp4")
    assert Recording.objects.count() == 1


def test_a_clock_nobody_compared_or_that_lies_years_off_is_matched_only_by_hand(office, tmp_path):
    kept = camera(office.agency, office.who("unit-head"), MORNING)
    worn(kept, office.officer("officer-a"), office.who("unit-head"), datetime(2000, 1, 1, tzinfo=UTC))
    assert film(office, tmp_path).trust == "CLOCK_UNKNOWN"
    measured(kept, office.who("officer-a"), EVENING, -3600 * 24 * 900)
    lost = docked(office.agency, office.who("officer-a"), tmp_path, SEIZED - timedelta(days=900), 10, EVENING, name="b")
    assert lost.trust == "CLOCK_FAR_OFF"
    late = docked(office.agency, office.who("officer-a"), tmp_path, EVENING, 10, EVENING, name="c", serial="HT-9")
    assert (late.trust, late.camera) == ("CLOCK_UNKNOWN", None)
    assert seen_of_case(office.case).matching.matches == ()


def test_a_camera_of_two_people_in_one_film_is_nobodys(equipped_office, tmp_path):
    office = equipped_office
    head = office.who("unit-head")
    assignment = office.camera.assignments.get()
    from hengtu.agencies.administration import Mandate
    from hengtu.officers.services.cameras import take_back

    with pytest.raises(CameraRefused) as refused:
        worn(office.camera, office.officer("officer-b"), head, SEIZED)
    assert refused.value.code == "camera_worn"
    assert "陈屿" in refused.value.message
    take_back(assignment=assignment, ends_at=SEIZED, mandate=Mandate(head, "换岗", SEIZED))
    worn(office.camera, office.officer("officer-b"), head, SEIZED)
    assert film(office, tmp_path).trust == "CAMERA_OF_TWO"


def test_an_officer_the_manifest_names_and_nobody_knows_leaves_the_film_to_people(office, tmp_path):
    kept = camera(office.agency, office.who("unit-head"), MORNING)
    measured(kept, office.who("officer-a"), EVENING)
    unknown = docked(
        office.agency, office.who("officer-a"), tmp_path, SEIZED, 10, EVENING, officer_said="没有这个人", name="a"
    )
    named = docked(office.agency, office.who("officer-a"), tmp_path, SEIZED, 10, EVENING, officer_said="陈屿", name="b")
    assert (unknown.trust, unknown.officer) == ("OFFICER_UNKNOWN", None)
    assert (named.trust, named.officer) == ("TRUSTED", office.officer("officer-a"))


def test_what_is_no_film_is_refused_and_a_broken_one_is_kept_and_said_to_be(equipped_office, tmp_path):
    from hengtu.agencies.administration import Mandate
    from hengtu.evidence.services.dock_recording import FromCamera, dock_recording
    from tests.cases.recording.films import mp4

    def dock(name: str, content: bytes):
        (tmp_path / name).write_bytes(content)
        given = FromCamera("HT-0001", SEIZED, EVENING - timedelta(hours=1), tmp_path / name, name)
        mandate = Mandate(equipped_office.who("officer-a"), "入库", EVENING)
        return dock_recording(equipped_office.agency, given, mandate=mandate).recording

    for content, code in ((b"", "exhibit_empty"), (b"hello", "recording_is_no_film"), (b"MZ\0", "exhibit_is_program")):
        with pytest.raises(ExhibitRefused) as refused:
            dock("x", content)
        assert refused.value.code == code
    assert dock("cut.mp4", mp4("x" * 50)[:-20]).flaw == "文件没有传完，后面的内容缺失"
    assert dock("whole.mp4", mp4("x" * 50)).flaw == ""


# --- matching ---------------------------------------------------------------------------------------------------------
def test_a_seizure_without_a_film_is_missing_and_one_with_a_film_is_not(equipped_office, tmp_path):
    case = equipped_office.case
    assert [each.code for each in seen_of_case(case).matching.unrecorded] == ["no_film"]
    found = film(equipped_office, tmp_path)
    seizure = the_seizure()
    assert seen_of_case(case).films_of_step[seizure.pk] == (found,)
    assert str(seizure.pk) in recorded_acts(case)
    assert {step.pk for step in seen_of_recording(found).steps_of_film[found.pk]} == {seizure.pk}


def test_the_pre_check_finds_the_missing_film_and_is_content_with_one(equipped_office, tmp_path):
    case = equipped_office.case

    def codes() -> set[str]:
        return {*found_in(legal_history(acts_of_stream(case)), TODAY, recorded=recorded_acts(case)).codes}

    assert "recording_missing" in codes()
    film(equipped_office, tmp_path)
    assert "recording_missing" not in codes()


def test_people_link_and_unlink_with_a_reason_and_the_newest_word_counts(office, tmp_path):
    found = docked(office.agency, office.who("officer-a"), tmp_path, SEIZED - timedelta(days=900), 5, EVENING)
    with pytest.raises(RecordingRefused) as refused:
        link_recording(
            recording=found, step=the_seizure(), stands=True, reason=" ", by=office.who("officer-a"), at=EVENING
        )
    assert refused.value.code == "reason_missing"
    for stands, minutes in ((True, 1), (False, 2), (True, 3)):
        link_recording(
            recording=found,
            step=the_seizure(),
            stands=stands,
            reason="画面里就是这辆车",
            by=office.who("officer-a"),
            at=EVENING + timedelta(minutes=minutes),
        )
        assert bool(seen_of_case(office.case).matching.matches) is stands
    board = board_of(office.who("head"), QUARTER, on=TODAY)
    assert [line.film for line in board.matched] == [found]


def test_a_recording_of_another_subject_cannot_be_linked(office, tmp_path):
    neighbour = plant_line(province_code="13", since=SINCE, serial=2).bureau
    other = docked(neighbour, appointed("next-door", neighbour, Role.OFFICER), tmp_path, SEIZED, 5, EVENING)
    with pytest.raises(RecordingRefused) as refused:
        link_recording(
            recording=other, step=the_seizure(), stands=True, reason="像", by=office.who("officer-a"), at=EVENING
        )
    assert refused.value.code == "recording_of_another_subject"


# --- explaining -------------------------------------------------------------------------------------------------------
def test_a_head_who_took_no_part_accepts_why_there_is_no_film(office):
    explained = explain_missing(step=the_seizure(), reason="记录仪中途没电", by=office.who("officer-a"), at=EVENING)
    for wrong in ("officer-a", "officer-b", "reviewer"):
        with pytest.raises(RecordingRefused) as refused:
            answer_explanation(
                row=explained, step=the_seizure(), accepted=True, answer="", by=office.who(wrong), at=EVENING
            )
        assert refused.value.code == "may_not_answer"
    answer_explanation(
        row=explained, step=the_seizure(), accepted=True, answer="情况属实", by=office.who("head"), at=EVENING
    )
    matching = seen_of_case(office.case).matching
    assert matching.explained == (str(the_seizure().pk),)
    assert (matching.unrecorded, matching.must, matching.recorded) == ((), 1, 0)
    with pytest.raises(RecordingRefused) as refused:
        answer_explanation(
            row=explained, step=the_seizure(), accepted=False, answer="x", by=office.who("head"), at=EVENING
        )
    assert refused.value.code == "answered_already"


def test_one_explanation_waits_at_a_time_and_one_sent_back_may_be_written_anew(office):
    first = explain_missing(step=the_seizure(), reason="忘了开机", by=office.who("officer-a"), at=EVENING)
    with pytest.raises(RecordingRefused) as refused:
        explain_missing(step=the_seizure(), reason="忘了开机", by=office.who("officer-b"), at=EVENING)
    assert refused.value.code == "explained_already"
    answer_explanation(
        row=first, step=the_seizure(), accepted=False, answer="请写明经过", by=office.who("head"), at=EVENING
    )
    first.refresh_from_db()
    assert first.state == Explained.RETURNED
    assert explain_missing(step=the_seizure(), reason="换电池时未重新开机", by=office.who("officer-a"), at=EVENING)


def test_what_is_not_on_the_list_needs_no_explanation(office):
    step = FieldStep.objects.filter(duty="").first()
    with pytest.raises(RecordingRefused) as refused:
        explain_missing(step=step, reason="x", by=office.who("officer-a"), at=EVENING)
    assert refused.value.code == "not_on_the_list"


# --- the board --------------------------------------------------------------------------------------------------------
def test_the_counts_of_the_board_are_the_lengths_of_its_lists(equipped_office, tmp_path):
    film(equipped_office, tmp_path)
    film(equipped_office, tmp_path, minutes_before=-300)
    board = board_of(equipped_office.who("head"), QUARTER, on=TODAY)
    assert board.films.words == "1／2，50%"
    assert [line.loose.code for line in board.unmatched] == ["no_act_then"]
    assert board.acts.words == "1／1，100%"
    (unit,) = board.units
    assert (unit.films, unit.acts, unit.gaps) == (board.films, board.acts, len(board.gaps))
    assert sum(board.counts.values()) == len(board.gaps)


def test_a_stranger_sees_nothing_of_it(equipped_office, tmp_path):
    film(equipped_office, tmp_path)
    far = plant_line(province_code="35", since=SINCE).bureau
    board = board_of(appointed("far", far, Role.AGENCY_HEAD), QUARTER, on=TODAY)
    assert (board.matched, board.unmatched, board.unrecorded, board.recorded, board.gaps) == ((), (), (), (), ())


def test_gaps_name_what_the_record_of_a_step_lacks(equipped_office, tmp_path):
    def missing() -> set[tuple[str, str]]:
        board = board_of(equipped_office.who("head"), QUARTER, on=TODAY)
        return {(gap.step.kind, gap.code) for gap in board.gaps}

    assert {("measure_taken", "video"), ("measure_taken", "device"), ("investigated", "place")} <= missing()
    film(equipped_office, tmp_path)
    assert ("measure_taken", "video") not in missing()
    FieldStep.objects.filter(kind="measure_taken").update(device="安卓手机，Chrome")
    assert ("measure_taken", "device") not in missing()


def test_an_act_keeps_the_device_it_was_recorded_with(stage):
    from hengtu.web.demo.player import Player
    from tests.fixtures import scripts

    player = Player(scripts().script("demo-2"), stage)
    with recording_with("安卓手机，Chrome"):
        player.do(player.script.acts[0])
    assert FieldStep.objects.get(kind="identity_shown").device == "安卓手机，Chrome"


def test_steps_are_the_same_after_a_rebuild(office):
    before = list(step_snapshot())
    assert before
    assert {each.name: each.differed for each in rebuild()}["cases"] == 0
    assert list(step_snapshot()) == before


# --- alarms -----------------------------------------------------------------------------------------------------------
def test_a_missing_film_alarms_after_the_days_of_the_setting_and_the_alarm_closes_itself(equipped_office, tmp_path):
    three = timedelta(days=3)
    assert watch_day(SEIZED + three) == 0
    assert watch_day(SEIZED + three + timedelta(seconds=1)) == 1
    assert watch_day(SEIZED + three + timedelta(hours=1)) == 1
    alarm = RecordAlarm.objects.get(code=MISSING)
    told = Message.objects.filter(key__startswith=f"{MISSING}:{the_seizure().pk}")
    assert told.count() == len(answerable(equipped_office.agency, TODAY)) > 0
    assert alarm.depends
    film(equipped_office, tmp_path)
    assert watch_day(SEIZED + three + timedelta(hours=2)) == 0
    alarm.refresh_from_db()
    assert alarm.closed_at == SEIZED + three + timedelta(hours=2)


# --- cameras ----------------------------------------------------------------------------------------------------------
def test_the_share_of_officers_with_a_camera_has_its_denominator_and_names_those_without(equipped_office):
    found = equipped(equipped_office.who("head"), on=TODAY, day=TODAY)
    assert found.share.part == 1
    assert found.share.of == 1 + len(found.without)
    assert equipped_office.officer("officer-a") not in found.without
    assert equipped(equipped_office.who("head"), on=TODAY, day=date(2025, 7, 1)).share.part == 0


def test_the_ends_of_months_go_back_over_the_new_year():
    assert month_ends(date(2026, 2, 10), 4) == (
        date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 10),
    )  # fmt: skip
