"""A recording finds its act by officer and time; what nobody can tell is listed for people to look at."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from hengtu.law.recording.clock import Measured, Trust, offset_at, reading_of
from hengtu.law.recording.matching import FieldAct, Film, match

TEN = timedelta(minutes=10)
NIGHT = datetime(2026, 6, 3, 15, 40, tzinfo=UTC)  # 23:40 in Beijing


def at(minutes: float) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def film(uid: str = "f", start: float = 0, end: float = 30, officer: str = "a", trust: Trust = Trust.TRUSTED) -> Film:
    return Film(uid, officer, at(start), at(end), trust)


def act(uid: str = "x", start: float = 10, end: float | None = None, officers: str = "ab", **more) -> FieldAct:
    return FieldAct(uid, frozenset(officers), at(start), at(start if end is None else end), **more)


def pairs(found) -> set[tuple[str, str]]:
    return {(each.film, each.act) for each in found.matches}


def test_a_film_of_one_of_the_officers_over_the_act_shows_it():
    found = match([film()], [act()], tolerance=TEN)
    assert pairs(found) == {("f", "x")}
    assert (found.unmatched, found.unrecorded, found.matched_films, found.recorded) == ((), (), 1, 1)


def test_a_film_of_somebody_else_shows_nothing():
    found = match([film(officer="c")], [act()], tolerance=TEN)
    assert [each.code for each in found.unmatched] == ["no_act_then"]
    assert [each.code for each in found.unrecorded] == ["no_film"]


@pytest.mark.parametrize(("start", "is_shown"), [(40, True), (40.01, False), (-10, True), (-10.01, False)])
def test_the_tolerance_reaches_to_its_last_second(start: float, is_shown: bool):
    assert bool(match([film()], [act(start=start)], tolerance=TEN).matches) is is_shown


def test_one_film_spans_several_acts_and_the_films_of_two_officers_show_the_same_act():
    acts = [act("x", 5), act("y", 12, 20), act("z", 90)]
    found = match([film(), film("g", 0, 8, "b")], acts, tolerance=timedelta(0))
    assert pairs(found) == {("f", "x"), ("f", "y"), ("g", "x")}
    assert [each.uid for each in found.unrecorded] == ["z"]


def test_an_act_shorter_than_the_tolerance_between_two_films_is_shown_by_both():
    found = match([film("f", 0, 30), film("g", 33, 60)], [act(start=31, end=32)], tolerance=TEN)
    assert pairs(found) == {("f", "x"), ("g", "x")}
    assert [each.gap for each in found.matches] == [timedelta(minutes=1)] * 2


def test_midnight_is_no_border():
    found = match([film(start=0, end=60)], [act(start=15), act("y", start=25)], tolerance=timedelta(0))
    assert pairs(found) == {("f", "x"), ("f", "y")}


def test_a_long_act_is_shown_by_a_film_in_its_middle():
    assert pairs(match([film(start=200, end=210)], [act(start=0, end=600), act("y", 500)], tolerance=TEN)) == {
        ("f", "x")
    }


@pytest.mark.parametrize("trust", [each for each in Trust if each is not Trust.TRUSTED])
def test_a_film_whose_time_cannot_be_relied_on_is_matched_only_by_hand(trust: Trust):
    films, acts = [film(trust=trust)], [act()]
    alone = match(films, acts, tolerance=TEN)
    assert [each.code for each in alone.unmatched] == [trust.value.lower()]
    assert [each.code for each in alone.unrecorded] == ["film_by_hand"]
    linked = match(films, acts, tolerance=TEN, by_hand={("f", "x"): True})
    assert [each.by_hand for each in linked.matches] == [True]
    assert (linked.unmatched, linked.unrecorded) == ((), ())


def test_people_may_say_that_a_film_does_not_show_an_act():
    found = match([film()], [act()], tolerance=TEN, by_hand={("f", "x"): False})
    assert (len(found.unmatched), len(found.unrecorded), found.matches) == (1, 1, ())


def test_a_link_to_what_is_not_here_counts_for_nothing():
    assert match([film()], [], tolerance=TEN, by_hand={("f", "elsewhere"): True}).matches == ()


def test_what_need_not_be_filmed_is_matched_but_never_missing():
    found = match([], [act(must=False)], tolerance=TEN)
    assert (found.must, found.unrecorded) == (0, ())
    assert pairs(match([film()], [act(must=False)], tolerance=TEN)) == {("f", "x")}


def test_an_explained_act_and_one_filmed_by_phone_are_not_missing():
    found = match(
        [], [act(explained="记录仪没电"), act("y", other_film=True), act("z", had_camera=False)], tolerance=TEN
    )
    assert found.explained == ("x",)
    assert [each.code for each in found.unrecorded] == ["no_camera"]
    assert (found.must, found.recorded) == (3, 1)


def spans(random: Random) -> list[tuple[int, int, str, bool]]:
    return [
        (random.randrange(3000), random.randrange(200), random.choice("abc"), random.random() < 0.7)
        for _ in range(random.randrange(20))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_the_lists_are_the_counts_and_the_quick_search_is_the_slow_one(seed):
    random = Random(seed)
    films, acts, tolerance = spans(random), spans(random), random.randrange(30)
    made = [
        film(f"f{n}", start, start + length + 1, officer, Trust.TRUSTED if flag else Trust.CLOCK_UNKNOWN)
        for n, (start, length, officer, flag) in enumerate(films)
    ]
    field = [
        act(f"x{n}", start, start + length, officer, must=flag) for n, (start, length, officer, flag) in enumerate(acts)
    ]
    found = match(made, field, tolerance=timedelta(minutes=tolerance))
    slow = {
        (one.uid, other.uid)
        for one in made
        for other in field
        if one.trust is Trust.TRUSTED and one.officer in other.officers
        and max(other.starts_at - one.ends_at, one.starts_at - other.ends_at) <= timedelta(minutes=tolerance)
    }  # fmt: skip
    assert pairs(found) == slow
    assert found.matched_films == len({one for one, _ in slow})
    assert found.recorded == len({other for _, other in slow if next(a.must for a in field if a.uid == other)})
    assert found.must == found.recorded + len(found.unrecorded)


# --- clocks -----------------------------------------------------------------------------------------------------------
LARGEST = timedelta(hours=1)


def read(offset: timedelta | None, start: float = 0, end: float = 30, docked: float = 600):
    return reading_of(at(start), at(end), offset, docked_at=at(docked), largest=LARGEST)


def test_a_camera_that_is_fast_filmed_earlier_than_it_says():
    reading = read(timedelta(minutes=4))
    assert (reading.starts_at, reading.ends_at, reading.trust) == (at(-4), at(26), Trust.TRUSTED)


@pytest.mark.parametrize(
    ("offset", "more", "trust"),
    [
        (None, {}, Trust.CLOCK_UNKNOWN),
        (LARGEST, {}, Trust.TRUSTED),
        (-LARGEST - timedelta(seconds=1), {}, Trust.CLOCK_FAR_OFF),
        (timedelta(days=-1200), {}, Trust.CLOCK_FAR_OFF),
        (timedelta(0), {"docked": 29}, Trust.IN_THE_FUTURE),
        (timedelta(0), {"docked": 30}, Trust.TRUSTED),
        (timedelta(0), {"start": 30, "end": 30}, Trust.ENDS_BEFORE_START),
    ],
)
def test_a_clock_that_cannot_be_relied_on_says_why(offset, more, trust):
    assert read(offset, **more).trust is trust


def test_the_first_measurement_after_recording_counts_else_the_last_before():
    week = timedelta(days=7)
    before, after, later = (Measured(at(each), timedelta(seconds=each)) for each in (-60, 120, 240))
    assert offset_at(at(30), [later, before, after], within=week) == after.offset
    assert offset_at(at(30), [before, Measured(at(-90), timedelta(9))], within=week) == before.offset
    assert offset_at(at(30), [], within=week) is None


def test_a_measurement_too_long_ago_says_nothing():
    long_ago = Measured(at(0) - timedelta(days=8), timedelta(seconds=5))
    assert offset_at(at(0), [long_ago], within=timedelta(days=7)) is None


def test_a_clock_years_off_is_still_found_by_what_it_showed_when_it_was_measured():
    lost = timedelta(days=-1500)
    assert offset_at(at(0) + lost, [Measured(at(60), lost)], within=timedelta(days=7)) == lost
