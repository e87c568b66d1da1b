"""Legal review 法制审核."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure.reviewing import POINT_KINDS
from hengtu.ledger.values import StoredAct


def review_legally(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    opinion: str,
    points: Sequence[str | Mapping[str, Any]] = (),
    checks: dict[str, str] | None = None,
    advice: Sequence[Mapping[str, Any]] = (),
    discuss_because: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the opinion of a reviewer who did not investigate.

    Args:
        opinion: pass, change or refuse.
        points: what has to be changed or answered: ``point``, ``article`` and ``kind`` of each, numbered here in a
            return, where every one of them must be answered; or plain sentences, which ask for no answer.
        checks: answer per check of the opinion form.
        advice: of each adviser's opinion (id of the act): ``opinion``, ``use`` (adopted, partly, not) and ``why``.
        discuss_because: why the heads should discuss it together, where no rule of data says so.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:58
    """
    return do_act(
        case_id=case_id,
        kind="legal_reviewed",
        by=by,
        at=at,
        payload=given(
            opinion=opinion,
            points=numbered_points(points) if opinion != "pass" else [_sentence(each) for each in points],
            checks=checks,
            advice=[dict(each) for each in advice],
            discuss_because=discuss_because,
        ),
        **more,
    )


def numbered_points(points: Sequence[str | Mapping[str, Any]]) -> list[str | dict[str, Any]]:
    """Number the points of a return from 1; sentences stay as they are and ask for no answer."""
    apart = [each for each in points if not isinstance(each, str)]
    sentences = [each for each in points if isinstance(each, str)]
    return [*(_point(number, each) for number, each in enumerate(apart, start=1)), *sentences]


def _point(number: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    kind = str(entry.get("kind") or "")
    return {
        "no": number,
        "point": str(entry.get("point") or ""),
        "article": str(entry.get("article") or ""),
        "kind": kind if kind in POINT_KINDS else "other",
    }


def _sentence(entry: str | Mapping[str, Any]) -> str:
    return entry if isinstance(entry, str) else str(entry.get("point") or "")
