"""Enforcement agreement 执行协议."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def agree_on_enforcement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    terms: str,
    instalments: list[dict[str, Any]] | None = None,
    reduce_yuan: float | None = None,
    remedial: str | None = None,
    party_signed: bool | None = None,
    harms_nobody: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Agree with the party on performance in stages.

    Args:
        terms: what was agreed.
        instalments: due_on and amount_yuan of each part.
        reduce_yuan: what is taken off the additional fine.
        remedial: how the party remedied, without which nothing is taken off.
        party_signed: the party has signed.
        harms_nobody: neither the public nor others are harmed.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:42
    """
    return do_act(
        case_id=case_id,
        kind="enforcement_agreed",
        by=by,
        at=at,
        payload=given(
            terms=terms,
            instalments=instalments,
            reduce_yuan=reduce_yuan,
            remedial=remedial,
            party_signed=party_signed,
            harms_nobody=harms_nobody,
        ),
        **more,
    )
