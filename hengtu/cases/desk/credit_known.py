"""What the case knows about the repair of a credit record: nobody types it again."""

from __future__ import annotations

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure import day_of
from hengtu.law.procedure.credit_repair import Repair, Standing, conditions_of, open_repairs
from hengtu.law.procedure.shares import share_of


def parties(desk: Desk) -> Options:
    case = desk.situation.case
    return [(each.id, each.name) for each in case.parties] if case else []


def the_only_party(desk: Desk) -> str:
    case = desk.situation.case
    return case.parties[0].id if case and len(case.parties) == 1 else ""


def to_check(desk: Desk) -> Options:
    return _options(open_repairs(desk.situation, Standing.CHECKING))


def first_to_check(desk: Desk) -> str:
    return next((value for value, _ in to_check(desk)), "")


def with_platform(desk: Desk) -> Options:
    return _options(open_repairs(desk.situation, Standing.WITH_PLATFORM))


def first_with_platform(desk: Desk) -> str:
    return next((value for value, _ in with_platform(desk)), "")


def as_it_stands(desk: Desk) -> str:
    """What the acts say of each condition, to be read over and added to."""
    waiting = open_repairs(desk.situation, Standing.CHECKING)
    share = share_of(desk.situation, waiting[0].party) if waiting else desk.situation
    return "；".join(each.words for each in conditions_of(share, desk.on))


def _options(repairs: tuple[Repair, ...]) -> Options:
    return [(each.applied.uid, f"{day_zh(day_of(each.applied.occurred_at))}的申请") for each in repairs]
