"""Publication of a coercive measure or of an enforcement decision 公开强制措施、强制执行决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.publishing import Intended, prepared
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.disclosure.contents import RESULT
from hengtu.ledger.values import StoredAct


def publish_result(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    of_result: str | None = None,
    hide: list[str] | None = None,
    hide_reason: str | None = None,
    standing_order: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Publish a coercive measure or a decision on enforcing: record what goes out and its SM3.

    Args:
        of_result: uid of the act that decided it, where several wait.
        hide: passages hidden besides what the rules hide, with ``hide_reason``.
        standing_order: uid of the act by which the agency ordered that this is done by itself.

    Raises: ActRefused (also where the disclosure check forbids it), LateReasonMissing, StreamMoved.
    Source: GB118
    """
    return do_act(
        case_id=case_id,
        kind="result_published",
        by=by,
        at=at,
        payload=given(of_result=of_result, hide=hide, hide_reason=hide_reason, standing_order=standing_order),
        prepare=lambda context: prepared(
            Intended(
                case_id,
                "result_published",
                context.acts,
                at,
                "、".join(each.name for each in by),
                tuple(hide or ()),
                about=RESULT,
                of_result=of_result or "",
                by_itself=standing_order is not None,
            )
        ),
        **more,
    )
