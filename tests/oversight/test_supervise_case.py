"""A superior supervises a case: ordered from above, reported from below, closed by who ordered; unanswered it rises."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hengtu.agencies.administration import changes_of
from hengtu.agencies.models import Role
from hengtu.cases.models import EnforcementCase, Message
from hengtu.law.supervision import Step
from hengtu.oversight.errors import OversightRefused
from hengtu.oversight.models import SupervisedCase
from hengtu.oversight.services.raise_unanswered import raise_unanswered
from hengtu.oversight.services.supervise_case import order_supervision, supervised_now, take_supervision_step
from tests.access.makers import make_row
from tests.cast import appointed
from tests.rulesets.people import AT, TODAY, House, make_house, of

DUE = TODAY + timedelta(days=10)


@pytest.fixture
def house(db) -> House:
    return make_house()


@pytest.fixture
def case(house: House) -> EnforcementCase:
    return make_row(EnforcementCase, house.line.squad)


def refused(call, **named) -> str:
    with pytest.raises(OversightRefused) as found:
        call(**named)
    return found.value.code


def ordered(case: EnforcementCase, house: House, by=None) -> SupervisedCase:
    asked = {"superior": house.line.city, "ground": "repeated", "demand": "查清为什么没有结果", "due_on": DUE}
    return order_supervision(case=case, mandate=of(by or house.city), **asked)


def step(row: SupervisedCase, name: Step, by, text: str = "内容", **more) -> SupervisedCase:
    return take_supervision_step(supervised=row, step=name, text=text, mandate=of(by), **more)


def test_it_is_ordered_reported_returned_and_closed_by_who_ordered(case, house: House) -> None:
    row = ordered(case, house)
    assert Message.objects.filter(to=house.head, url=f"/supervised/{row.pk}/").count() == 1
    step(row, Step.PROGRESS, house.head)
    assert (
        refused(take_supervision_step, supervised=row, step=Step.LIFTED, text="x", mandate=of(house.city))
        == "no_result"
    )
    step(row, Step.RESULT, house.head)
    assert (
        refused(take_supervision_step, supervised=row, step=Step.LIFTED, text="x", mandate=of(house.head)) == "no_post"
    )
    step(row, Step.RETURNED, house.city, due_on=DUE + timedelta(days=5))
    step(row, Step.EXTENDED, house.city, due_on=DUE + timedelta(days=9))
    step(row, Step.RESULT, house.head)
    assert step(row, Step.LIFTED, house.city).lifted_at is not None
    kinds = ["ordered", "progress", "result", "returned", "extended", "result", "lifted"]
    assert [each.step for each in row.steps.all()] == kinds
    assert len(changes_of(house.line.city)) == 4
    assert len(changes_of(house.line.bureau)) == 3
    assert supervised_now(case.pk) is None
    assert ordered(case, house).pk != row.pk  # it can be taken up again


def test_only_a_superior_supervises_and_only_once_at_a_time(case, house: House) -> None:
    asked = {"case": case, "ground": "grave", "demand": "查清", "due_on": DUE}
    own = refused(order_supervision, superior=house.line.bureau, mandate=of(house.head), **asked)
    far = refused(order_supervision, superior=house.far.city, mandate=of(house.stranger), **asked)
    assert (own, far) == ("not_above", "not_above")
    assert refused(order_supervision, superior=house.line.city, mandate=of(house.head), **asked) == "no_post"
    row = ordered(case, house)
    assert refused(order_supervision, superior=house.line.province, mandate=of(house.province), **asked) == (
        "supervised_already"
    )
    twin = SupervisedCase.objects.get(pk=row.pk)
    twin.pk, twin._state.adding = uuid4(), True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    assert refused(order_supervision, superior=house.line.city, mandate=of(house.city), **{**asked, "ground": "x"}) == (
        "ground_missing"
    )


def test_a_supervisor_of_the_superior_may_order(case, house: House) -> None:
    supervisor = appointed("city-supervisor", house.line.city, Role.SUPERVISOR)
    assert ordered(case, house, by=supervisor).superior == house.line.city


def test_what_nobody_answers_rises_level_by_level_and_twice_a_day_is_once(case, house: House) -> None:
    row = ordered(case, house)
    assert raise_unanswered(DUE + timedelta(days=4), AT) == 0
    late = DUE + timedelta(days=5)
    at = AT + timedelta(days=15)
    assert (raise_unanswered(late, at), raise_unanswered(late, at)) == (1, 0)
    row.refresh_from_db()
    assert row.superior == house.line.province
    assert Message.objects.filter(to=house.province, url=f"/supervised/{row.pk}/").exists()
    assert refused(take_supervision_step, supervised=row, step=Step.EXTENDED, text="x", due_on=late + timedelta(days=9),
                   mandate=of(house.city)) == "no_post"  # fmt: skip
    step(row, Step.RESULT, house.head)
    assert raise_unanswered(late + timedelta(days=30), at + timedelta(days=30)) == 0


def test_it_is_seen_by_who_handles_and_who_stands_above_alone(case, house: House) -> None:
    row = ordered(case, house)
    people = (house.handler, house.head, house.city, house.province, house.stranger, house.admin)
    seen = [SupervisedCase.objects.visible_to(who, TODAY).filter(pk=row.pk).exists() for who in people]
    assert seen == [True, True, True, True, False, False]
