"""Which acts must be filmed, what their record lacks, how long films are kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.precheck import precheck
from hengtu.law.recording.duties import IDENTITY, duty_of, listed
from hengtu.law.recording.gaps import WAYS_OUT, WORDS, StepRecord, gaps_of, is_prompt
from hengtu.law.recording.retention import KeptFilm, Retention, objections_to_destruction, retention_of
from hengtu.law.recording.settings import amount_of
from tests.law.procedure.flawed_files import sound_files

DAY = datetime(2026, 6, 3, 2, tzinfo=UTC)
HEBEI, DONGLING = "河北省", "东陵省"


def duty(kind: str, place: str = HEBEI, day: datetime = DAY, mode: str = "film", **payload):
    return duty_of(LegalAct(kind, day, payload=payload), category="highway_admin", place=place, mode=mode)


def test_taking_a_measure_is_filmed_by_the_opinion_of_the_state_council():
    found = duty("measure_taken")
    assert (found.basis, found.layer, found.is_setting) == (("APL:47", "GB118"), "国家", False)


def test_a_paper_left_at_the_residence_is_filmed_and_one_handed_over_is_not():
    assert duty("decision_served", served="leave").is_setting
    assert duty("decision_served", served="direct") is None


def test_before_the_list_was_in_force_nothing_was_asked():
    assert duty("measure_taken", day=datetime(2018, 12, 4, 2, tzinfo=UTC)) is None
    assert duty("measure_taken", day=datetime(2018, 12, 4, 16, tzinfo=UTC)) is not None  # the 5th in Beijing


def test_a_province_adds_to_the_list_and_its_layer_is_named():
    assert duty("identity_shown") is None
    assert duty("identity_shown", DONGLING).layer == "东陵"
    assert {each.id for each, *_ in listed(DONGLING, date(2026, 6, 3))} > {"dongling-spot", "measure", "hearing"}


def test_showing_certificates_is_recorded_from_the_day_the_system_asks_for_it():
    later = datetime(2027, 1, 1, 2, tzinfo=UTC)
    assert duty("investigated", mode=IDENTITY) is None
    assert duty("investigated", day=later, mode=IDENTITY).basis == ("APL:55p1",)


def test_every_setting_has_a_national_default_and_says_that_it_is_one():
    for name in ("match_tolerance", "largest_clock_offset", "clock_check_within", "explain_within", "retention_alone",
                 "retention_with_case", "rehash_within", "prompt_record", "camera_share"):  # fmt: skip
        assert amount_of(name, HEBEI, DAY.date()).source


# --- the pre-check ----------------------------------------------------------------------------------------------------
def test_the_pre_check_is_silent_about_films_where_nobody_looked(measured):
    found = precheck(measured.acts, on=measured.on)
    assert "recording_missing" not in {each.code for each in found}


@pytest.fixture(scope="module")
def measured():
    """A sound file with a measure in it."""
    return next(file for file in sound_files() if any(each.kind == "measure_taken" for each in file.acts))


def test_a_measure_without_a_film_is_found_and_one_with_a_film_is_not(measured):
    acts = tuple(
        LegalAct(each.kind, each.occurred_at, each.by, each.payload, each.recorded_at, each.uid or f"act-{number}")
        for number, each in enumerate(measured.acts)
    )
    found = [each for each in precheck(acts, recorded=frozenset(), on=measured.on) if each.code == "recording_missing"]
    measures = {each.uid for each in acts if each.kind == "measure_taken"}
    assert {each.about for each in found} >= measures
    assert all(each.question == "facts_clear" and each.remedy for each in found)
    filmed = precheck(acts, recorded={each.uid for each in acts}, on=measured.on)
    assert "recording_missing" not in {each.code for each in filmed}


# --- gaps -------------------------------------------------------------------------------------------------------------
WHOLE = {"operators": 2, "occurred_at": DAY, "place": "省道S201线", "device": "安卓手机"}


def test_a_whole_record_has_no_gap():
    assert list(gaps_of(StepRecord(**WHOLE, must_film=True, filmed=True))) == []


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"operators": 0}, "operator"), ({"occurred_at": None}, "time"), ({"place": " "}, "place"),
        ({"device": ""}, "device"), ({"must_film": True}, "video"), ({"must_identify": True}, "identity"),
    ],
)  # fmt: skip
def test_each_missing_part_is_one_gap_with_a_way_out(changes, gap):
    assert list(gaps_of(StepRecord(**{**WHOLE, **changes}))) == [gap]
    assert WORDS[gap]
    assert WAYS_OUT[gap]


def test_recorded_exactly_at_the_end_of_the_day_is_in_time():
    day = timedelta(hours=24)
    assert is_prompt(DAY, DAY + day, within=day)
    assert not is_prompt(DAY, DAY + day + timedelta(seconds=1), within=day)


# --- retention --------------------------------------------------------------------------------------------------------
ALONE, WITH_CASE = (amount_of(name, HEBEI, DAY.date()) for name in ("retention_alone", "retention_with_case"))


def kept(**changes) -> Retention:
    return retention_of(KeptFilm(**{"docked_on": date(2026, 6, 3), **changes}), alone=ALONE, with_case=WITH_CASE)


def test_a_film_alone_is_kept_for_the_days_of_the_setting():
    assert kept().until == date(2026, 6, 3) + timedelta(days=ALONE.amount)


def test_a_film_follows_its_case_and_the_latest_of_several():
    assert kept(cases=(date(2026, 7, 1), None)).until is None
    assert kept(cases=(date(2026, 7, 1), date(2028, 2, 29))).until == date(2038, 3, 1)


def test_a_hold_is_longer_than_anything():
    assert kept(held="诉讼期间").until is None


def refused(on: date, by: str = "archivist", approver: str = "head", may: bool = True) -> list[str]:
    found = objections_to_destruction(kept(), on=on, proposed_by=by, approved_by=approver, may_approve=may)
    return [each.code for each in found]


def test_nothing_is_destroyed_a_day_early_by_one_person_or_without_a_head():
    end = kept().until
    assert refused(end - timedelta(days=1)) == ["retention_running"]
    assert refused(end) == []
    assert refused(end, approver="archivist") == ["second_person_required"]
    assert refused(end, may=False) == ["head_required"]
