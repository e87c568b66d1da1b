"""Withholding 决定不予公开或者部分不公开."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.publishing import Intended, prepared
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.disclosure.contents import DECISION
from hengtu.law.disclosure.withholding import WHOLE
from hengtu.ledger.values import StoredAct


def withhold_publication(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    scope: str,
    ground: str,
    reason: str,
    review_on: str,
    about: str | None = None,
    of_result: str | None = None,
    parts: list[str] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Withhold a decision or passages of it; what is public already is taken down, or shown anew without them.

    Args:
        scope: ``whole`` or ``part``.
        ground: see ``law.disclosure.withholding.GROUNDS``.
        review_on: civil date on which it is looked at again.
        about: ``decision`` (unless given) or ``result``, a measure or the decision on enforcing.
        of_result: which result (uid of the act that decided it), where several wait.
        parts: the passages, as they stand in the decision.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:50, GIR:14, GIR:15
    """
    return do_act(
        case_id=case_id,
        kind="publication_withheld",
        by=by,
        at=at,
        payload=given(
            about=about,
            of_result=of_result,
            scope=scope,
            ground=ground,
            reason=reason,
            parts=parts,
            review_on=review_on,
        ),
        prepare=lambda context: prepared(
            Intended(
                case_id,
                "publication_withheld",
                context.acts,
                at,
                "、".join(each.name for each in by),
                tuple(parts or ()),
                about=about or DECISION,
                of_result=of_result or "",
                takes_down=scope == WHOLE,
            )
        ),
        **more,
    )
