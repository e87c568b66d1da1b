"""Predicates over roles: no database."""

import pytest

from hengtu.agencies.policies import (
    Extent,
    Role,
    clashes,
    extent_of,
    may_hand_over,
    may_work_on_cases,
)


def test_an_unknown_role_sees_and_does_nothing() -> None:
    assert extent_of("KING") is Extent.NOTHING
    assert not may_work_on_cases("KING")
    assert not may_hand_over("KING", ["decided"])


def test_supervisors_look_on_and_never_work() -> None:
    assert extent_of(Role.SUPERVISOR) is Extent.SUBTREE
    assert not may_work_on_cases(Role.SUPERVISOR)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEGAL_REVIEWER, Role.CHIEF_HEAD, Role.PROPERTY_KEEPER])
def test_what_hangs_on_the_person_is_not_handed_over(role: Role) -> None:
    assert not may_hand_over(role, ["decided"])


def test_auxiliaries_and_deciders_are_different_people() -> None:
    assert clashes(Role.AUXILIARY, [Role.OFFICER])
    assert clashes(Role.CASHIER, [Role.AUXILIARY])
    assert not clashes(Role.AUXILIARY, [Role.HOTLINE])
    assert not clashes(Role.AGENCY_HEAD, [Role.CHIEF_HEAD])
