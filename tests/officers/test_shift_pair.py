"""Two officers on one shift: both agree, each with what is his own."""

from datetime import UTC, datetime, timedelta

import pytest

from hengtu.agencies.services.confirmation_pin import PinRefused, set_pin
from hengtu.officers.models import ShiftPair
from hengtu.officers.selectors.shift import colleagues_of, pair_of, partner_of, proposals_open_to, shift_words
from hengtu.officers.services.shift_pair import (
    PairRefused,
    agree_pair,
    agree_pair_by_pin,
    confirm_by_pin,
    end_pair,
    propose_pair,
)
from tests.cast import DAY, Cast, make_cast

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 3, 0, 30, tzinfo=UTC)  # 08:30 in Beijing
START, END = AT + timedelta(minutes=30), AT + timedelta(hours=9)
NOON = AT + timedelta(hours=4)
PIN = "739482"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def propose(cast: Cast, **values: object) -> ShiftPair:
    sound: dict[str, object] = {
        "officer": cast.officer("officer-a"),
        "partner": cast.officer("officer-b"),
        "starts_at": START,
        "ends_at": END,
        "at": AT,
    }
    return propose_pair(**{**sound, **values})  # type: ignore[arg-type]


@pytest.fixture
def pair(cast: Cast) -> ShiftPair:
    return agree_pair(pair=propose(cast), by=cast.account("officer-b"), at=AT)


def test_a_proposal_alone_makes_nobody_a_partner(cast: Cast) -> None:
    waiting = propose(cast)
    assert partner_of(cast.officer("officer-a"), NOON) is None
    assert proposals_open_to(cast.officer("officer-b"), NOON) == [waiting]


def test_once_agreed_each_is_the_partner_of_the_other(cast: Cast, pair: ShiftPair) -> None:
    first, second = cast.officer("officer-a"), cast.officer("officer-b")
    assert partner_of(first, NOON) == second
    assert partner_of(second, NOON) == first
    assert partner_of(cast.officer("officer-c"), NOON) is None
    assert proposals_open_to(second, NOON) == []


def test_the_shift_counts_from_its_start_up_to_its_end(cast: Cast, pair: ShiftPair) -> None:
    first = cast.officer("officer-a")
    assert partner_of(first, START - timedelta(seconds=1)) is None
    assert partner_of(first, START) is not None
    assert partner_of(first, END - timedelta(seconds=1)) is not None
    assert partner_of(first, END) is None


def test_only_the_partner_can_agree(cast: Cast) -> None:
    for key in ("officer-a", "officer-c", "head"):
        with pytest.raises(PairRefused) as caught:
            agree_pair(pair=propose(cast), by=cast.account(key), at=AT)
        assert caught.value.code == "not_the_partner"


def test_the_partner_agrees_by_his_own_pin_and_nobody_elses(cast: Cast) -> None:
    set_pin(cast.account("officer-b"), PIN, at=AT)
    set_pin(cast.account("officer-a"), "461527", at=AT)
    waiting = propose(cast)
    with pytest.raises(PinRefused):
        agree_pair_by_pin(pair=waiting, pin="461527", at=AT)
    assert pair_of(cast.officer("officer-a"), NOON) is None
    assert agree_pair_by_pin(pair=waiting, pin=PIN, at=AT).agreed_how == "PIN"


def test_agreeing_twice_keeps_the_first_agreement(cast: Cast, pair: ShiftPair) -> None:
    again = agree_pair(pair=pair, by=cast.account("officer-b"), at=NOON)
    assert again.agreed_at == AT


def test_either_ends_it_and_a_stranger_does_not(cast: Cast, pair: ShiftPair) -> None:
    with pytest.raises(PairRefused) as caught:
        end_pair(pair=pair, by=cast.account("officer-c"), at=NOON)
    assert caught.value.code == "not_one_of_the_two"
    end_pair(pair=pair, by=cast.account("officer-b"), at=NOON)
    assert partner_of(cast.officer("officer-a"), NOON) is None
    assert partner_of(cast.officer("officer-a"), NOON - timedelta(seconds=1)) is not None


def test_a_proposal_that_was_ended_cannot_be_agreed_to(cast: Cast) -> None:
    waiting = propose(cast)
    end_pair(pair=waiting, by=cast.account("officer-a"), at=AT)
    with pytest.raises(PairRefused) as caught:
        agree_pair(pair=waiting, by=cast.account("officer-b"), at=AT)
    assert caught.value.code == "pair_ended"


def test_what_is_over_cannot_be_agreed_to(cast: Cast) -> None:
    with pytest.raises(PairRefused) as caught:
        agree_pair(pair=propose(cast), by=cast.account("officer-b"), at=END)
    assert caught.value.code == "shift_over"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_at": START}, "ends_before_start"),
        ({"ends_at": START + timedelta(hours=24, seconds=1)}, "shift_too_long"),
        ({"starts_at": AT - timedelta(hours=3), "ends_at": AT}, "shift_over"),
    ],
)
def test_times_that_make_no_shift_are_refused(cast: Cast, change: dict[str, datetime], code: str) -> None:
    with pytest.raises(PairRefused) as caught:
        propose(cast, **change)
    assert caught.value.code == code


def test_a_shift_of_exactly_a_day_is_fine(cast: Cast) -> None:
    assert propose(cast, ends_at=START + timedelta(hours=24)).pk


@pytest.mark.parametrize(
    ("partner", "code"),
    [("officer-a", "pair_with_oneself"), ("auxiliary", "not_an_officer"), ("stranger", "other_legal_subject")],
)
def test_two_officers_of_one_legal_subject_it_must_be(cast: Cast, partner: str, code: str) -> None:
    officer = cast.stranger.officer if partner == "stranger" else cast.officer(partner)
    with pytest.raises(PairRefused) as caught:
        propose(cast, partner=officer)
    assert caught.value.code == code


def test_within_the_pair_the_second_confirms_by_pin(cast: Cast, pair: ShiftPair) -> None:
    set_pin(cast.account("officer-b"), PIN, at=AT)
    two = {"officer": cast.officer("officer-a"), "partner": cast.officer("officer-b")}
    assert confirm_by_pin(**two, pin=PIN, at=NOON) == cast.account("officer-b")


def test_outside_the_pair_even_the_right_pin_confirms_nothing(cast: Cast, pair: ShiftPair) -> None:
    for key in ("officer-b", "officer-c"):
        set_pin(cast.account(key), PIN, at=AT)
    for partner, at in (("officer-c", NOON), ("officer-b", END)):
        with pytest.raises(PinRefused) as caught:
            confirm_by_pin(officer=cast.officer("officer-a"), partner=cast.officer(partner), pin=PIN, at=at)
        assert caught.value.code == "not_on_shift_together"


def test_colleagues_are_officers_of_the_legal_subject_with_the_certified_first(cast: Cast) -> None:
    names = [one.name for one in colleagues_of(cast.officer("officer-a"), DAY)]
    assert names == ["丁执法", "丙执法", "乙执法", "暂扣"]
    before_the_suspension = [one.name for one in colleagues_of(cast.officer("officer-a"), DAY.replace(month=4))]
    assert before_the_suspension == sorted(names)


def test_a_pair_is_seen_within_the_legal_subject_only(cast: Cast, pair: ShiftPair) -> None:
    assert ShiftPair.objects.visible_to(cast.account("head"), DAY).get() == pair
    assert not ShiftPair.objects.visible_to(cast.stranger.account, DAY).exists()


def test_the_time_of_a_shift_in_words(cast: Cast) -> None:
    assert shift_words(propose(cast)) == "6月3日09:00至17:30"
    assert shift_words(propose(cast, ends_at=START + timedelta(hours=20))) == "6月3日09:00至6月4日05:00"
