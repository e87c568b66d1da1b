"""Property in the demonstration: a keeper, and a vehicle seized with what was in it; part of it has been given back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.cases import participants
from hengtu.cases.models import CaseThing, EnforcementCase
from hengtu.cases.participants import Participant
from hengtu.cases.services.by_kind import service_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Stage
from hengtu.web.demo.stage import SINCE

UNDECIDED = ("case_filed", "investigated", "correction_ordered", "report_submitted")
PAIR = ("officer-a", "officer-b")
KEEPER = ("keeper", "季守常")
POWER = {"measure": "扣留车辆", "granting_article": "公路安全保护条例第六十七条"}
LIST = ("轮胎；12R22.5；2条；胎号 A01", "行车日志；一本")


def appoint_keeper(stage: Stage, password: str) -> tuple[str, str, str]:
    """Appoint who keeps the property of a bureau; returns user name, name and post."""
    username, name = KEEPER
    bureau = stage.agency.legal_subject
    account = Account.objects.create_account(username, name, password)
    give_post(account=account, agency=bureau, role=Role.PROPERTY_KEEPER, effective_from=SINCE)
    return username, name, f"{bureau.short_name} {Role.PROPERTY_KEEPER.label}"


def keep_some_property(stage: Stage, *, at: datetime) -> int:
    """Seize a vehicle with two things in one case that is being investigated, and give one of them back.

    Returns: how many things are in custody after it; 0 where no case of these days allows it.
    """
    waiting = EnforcementCase.objects.filter(agency=stage.agency, is_open=True, stage__in=UNDECIDED)
    for case in waiting.order_by("-filed_on", "id"):
        last = acts_of_stream(case.pk)[-1].occurred_at
        if last + timedelta(hours=6) < at and not CaseThing.objects.filter(case=case).exists():
            return _seized(stage, case, max(last, at - timedelta(days=3)))
    return 0


def _seized(stage: Stage, case: EnforcementCase, after: datetime) -> int:
    head, two = (stage.people["head"],), tuple(stage.people[key] for key in PAIR)
    keeper = (participants.official(Account.objects.get(username=KEEPER[0])),)
    vehicle = f"{case.plate or '未悬挂号牌'} 货车"
    _do(case, "measure_approved", head, after, 1, **POWER)
    _do(case, "measure_taken", two, after, 2, items=(vehicle, *LIST))
    things = tuple(CaseThing.objects.filter(case=case).order_by("number").values_list("thing", flat=True))
    intake = {"ledger_no": "财2026-001", "place": "一号停车场", "labelled": True, "photographed": True}
    _do(case, "property_taken_in", keeper, after, 3, things=things, **intake)
    _do(case, "measure_lifted", head, after, 4, things=things[-1:], returned=False, reason="与违法行为无关")
    return len(things)


def _do(
    case: EnforcementCase, kind: str, by: tuple[Participant, ...], after: datetime, hours: int, **content: Any
) -> None:
    service_of(kind)(case_id=case.pk, by=by, at=after + timedelta(hours=hours), **content)
