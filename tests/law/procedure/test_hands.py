"""Whose hand is due: the table says beforehand what the guards judge afterwards."""

from datetime import datetime, timedelta, timezone

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure.hands import KINDS_OF_HAND, Hand, hand_of
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.versions import VERSIONS

AT = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))
ARROWS = [arrow for version in VERSIONS for arrow in version.arrows]
HOST_APPOINTED = Situation((LegalAct("hearing_appointed", AT, payload={"host": "p0", "recorder": "r"}),))
# an officer is accepted wherever two are; nothing else stands in for another hand
ALSO_ACCEPTED = {Hand.OFFICER: {Hand.OFFICERS}}
# a head may also put two leads together, or note what the receiver of one answered
ALSO_FOR_KIND = {
    "lead_assigned": {Hand.CHIEF},
    "lead_merged": {Hand.HEAD, Hand.CHIEF},
    "lead_transfer_answered": {Hand.HEAD, Hand.CHIEF},
    "recusal_requested": {Hand.PARTY},  # the party himself, or an officer who records it or asks to be let out
}


def people(hand):
    certified = True if hand.role == "officer" else None
    who = "p" if hand is Hand.HOST else f"{hand}-"
    return tuple(Actor(f"{who}{n}", frozenset({hand.role}), certified, f"某{n}") for n in range(hand.people))


def objects(arrow, hand):
    moment = Moment(HOST_APPOINTED, LegalAct(arrow.kind, AT, people(hand)))
    return [objection.code for guard in arrow.by for objection in guard(moment)]


def test_every_kind_of_act_has_exactly_one_hand():
    listed = [kind for kinds in KINDS_OF_HAND.values() for kind in kinds]
    assert len(listed) == len(set(listed))
    assert set(listed) == {arrow.kind for arrow in ARROWS}


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: arrow.kind)
def test_the_guards_accept_the_hand_that_is_due(arrow):
    assert objects(arrow, hand_of(arrow.kind)) == []


@pytest.mark.parametrize("arrow", [arrow for arrow in ARROWS if arrow.by], ids=lambda arrow: arrow.kind)
def test_the_guards_refuse_every_other_hand(arrow):
    due = hand_of(arrow.kind)
    accepted = {hand for hand in Hand if not objects(arrow, hand)}
    assert accepted == {due} | ALSO_ACCEPTED.get(due, set()) | ALSO_FOR_KIND.get(arrow.kind, set())


def test_a_kind_nobody_knows_has_no_hand():
    with pytest.raises(KeyError):
        hand_of("made_up")
