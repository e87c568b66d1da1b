"""Handing out a lead 分派线索: a unit or people answer for it from now on, and are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.cases.services.tell import tell
from hengtu.law.procedure import day_of
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer


class AssignmentRefused(CodedError):
    """The lead cannot be handed to them."""


def assign_lead(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    unit: Agency | None = None,
    officers: Sequence[Officer] = (),
    note: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand a lead to a unit or to officers of the legal subject.

    Args:
        unit: a unit of the legal subject, or the legal subject itself.
        officers: who sees to it.
        note: what they are asked to do.

    Raises: ActRefused, StreamMoved; AssignmentRefused ``other_legal_subject`` for people or units of elsewhere.
    Source: MOT:62
    """
    case = EnforcementCase.objects.select_related("agency").get(pk=case_id)
    _check_all_here(case.legal_subject_id, unit, officers)
    with transaction.atomic():
        act = do_act(
            case_id=case_id,
            kind="lead_assigned",
            by=by,
            at=at,
            payload=given(
                unit=unit.code if unit else "",
                unit_name=unit.short_name if unit else "",
                officers=[{"id": str(officer.uid), "name": officer.name} for officer in officers],
                note=note,
            ),
            **more,
        )
        tell(
            _told(unit, officers, at),
            kind=MessageKind.LEAD,
            text=f"{by[0].name}把线索分给您：{case.title}",
            key=f"lead_assigned:{act.uid}",
            at=at,
            url=f"/leads/{case_id}/",
        )
    return act


def _check_all_here(legal_subject_id: int, unit: Agency | None, officers: Sequence[Officer]) -> None:
    """A lead is handed out within the legal subject; to another one it is transferred."""
    strange = [officer.name for officer in officers if officer.legal_subject_id != legal_subject_id]
    if unit is not None and unit.legal_subject_id != legal_subject_id:
        strange.append(unit.short_name)
    if strange:
        raise AssignmentRefused(
            "other_legal_subject", f"{'、'.join(strange)}属于另一个执法主体，不能分派。请改用移送或者共享。"
        )


def _told(unit: Agency | None, officers: Sequence[Officer], at: datetime) -> list[Account]:
    people: list[Account] = [officer.account for officer in officers if officer.account is not None]
    if unit is not None and not officers:
        people += holders_of("HANDLING_UNIT_HEAD", unit, day_of(at))
    return people
