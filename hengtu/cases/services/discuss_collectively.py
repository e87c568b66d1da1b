"""Collective discussion 集体讨论."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def discuss_collectively(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    conclusion: str,
    signed: bool,
    reporter: str | None = None,
    recorder: str | None = None,
    record: str | None = None,
    place: str | None = None,
    agenda: str | None = None,
    chair: str | None = None,
    members: Sequence[Mapping[str, Any]] = (),
    concluded: Sequence[Mapping[str, Any]] = (),
    follows_proposal: bool | None = None,
    against_majority_because: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the heads' discussion; unsigned it opens no gate.

    Args:
        by: those who signed.
        conclusion: what was concluded, in words.
        signed: whether those present signed the record.
        reporter: who reported the case, by name.
        recorder: who kept the record, by name.
        record: what was said.
        place, agenda: where, and about which question.
        chair: id of the head who led it.
        members: the heads called: ``id, name, post, state, view, vote, spoke`` and ``dissent`` of each.
        concluded: the penalty per matter, as a decision names it; the decision keeps to it.
        follows_proposal: whether it is what was proposed, which the votes are about.
        against_majority_because: why the chair did not follow the votes.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:57p2
    """
    return do_act(
        case_id=case_id,
        kind="discussed",
        by=by,
        at=at,
        payload=given(
            conclusion=conclusion,
            signed=signed,
            reporter=reporter,
            recorder=recorder,
            record=record,
            place=place,
            agenda=agenda,
            chair=chair,
            members=[dict(each) for each in members],
            concluded=[dict(each) for each in concluded],
            follows_proposal=follows_proposal,
            against_majority_because=against_majority_because,
        ),
        **more,
    )
