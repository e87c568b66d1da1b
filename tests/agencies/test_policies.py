"""Predicates over roles: no database."""

import pytest

from hengtu.agencies.policies import (
    Extent,
    Role,
    can_approve,
    can_review_legally,
    clashes,
    extent_of,
    may_hand_over,
    may_work_on_cases,
)
from hengtu.law.acts import Actor


def actor(person: str, *roles: str) -> Actor:
    return Actor(person, frozenset(roles))


def test_an_unknown_role_sees_and_does_nothing() -> None:
    assert extent_of("KING") is Extent.NOTHING
    assert not may_work_on_cases("KING")
    assert not may_hand_over("KING", ["decided"])


def test_supervisors_look_on_and_never_work() -> None:
    assert extent_of(Role.SUPERVISOR) is Extent.SUBTREE
    assert not may_work_on_cases(Role.SUPERVISOR)


def test_who_proposed_does_not_approve() -> None:
    assert can_approve(actor("h", "agency_head"), step_role="agency_head", proposed_by=["a", "b"])
    assert not can_approve(actor("h", "agency_head"), step_role="agency_head", proposed_by=["a", "h"])
    assert not can_approve(actor("h", "deputy_head"), step_role="agency_head", proposed_by=["a"])
    assert not can_approve(actor("h", "agency_head", "auxiliary"), step_role="agency_head", proposed_by=["a"])


def test_an_investigator_does_not_review() -> None:
    assert can_review_legally(actor("r", "legal_reviewer"), investigators=["a"])
    assert not can_review_legally(actor("a", "legal_reviewer", "officer"), investigators=["a"])
    assert not can_review_legally(actor("h", "agency_head"), investigators=["a"])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEGAL_REVIEWER, Role.CHIEF_HEAD, Role.PROPERTY_KEEPER])
def test_what_hangs_on_the_person_is_not_handed_over(role: Role) -> None:
    assert not may_hand_over(role, ["decided"])


def test_auxiliaries_and_deciders_are_different_people() -> None:
    assert clashes(Role.AUXILIARY, [Role.OFFICER])
    assert clashes(Role.CASHIER, [Role.AUXILIARY])
    assert not clashes(Role.AUXILIARY, [Role.HOTLINE])
    assert not clashes(Role.AGENCY_HEAD, [Role.CHIEF_HEAD])
