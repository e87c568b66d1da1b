"""What was decided against a party before is found by its number, not by its name, within one legal subject."""

import pytest

from hengtu.agencies.models import Account
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.party_history import party_history
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import Party

pytestmark = pytest.mark.django_db
PUNISHED = "demo-4"


def history_of(case_id, username="head"):
    case = EnforcementCase.objects.get(pk=case_id)
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    return party_history(case, situation, Account.objects.get(username=username), on=case.found_on)


@pytest.fixture
def punished(player):
    return player(PUNISHED).play()


@pytest.fixture
def again(player, punished):
    return player(PUNISHED).play()


def test_the_same_number_is_the_same_party(punished, again):
    (earlier,) = history_of(again).past
    assert (earlier.case_id, earlier.is_same, earlier.may_be_opened) == (punished, True, True)


def test_the_same_name_alone_is_not(punished, again):
    Party.objects.filter(uid=EnforcementCase.objects.get(pk=punished).party_uid).update(
        id_number_digest="", credit_code=""
    )
    assert history_of(again).past == ()


def test_another_legal_subject_s_decisions_are_not_told(punished, again):
    EnforcementCase.objects.filter(pk=punished).update(legal_subject_id=0)
    assert history_of(again).past == ()


def test_a_case_that_was_not_punished_is_no_record(player):
    first = player("demo-5").play()
    second = player("demo-5").play()
    assert first != second
    found = history_of(second)
    assert found.past == ()
    assert found.way is not None
    assert found.way.first.first is True
