"""Asking a government lawyer or legal adviser about a case 咨询公职律师、法律顾问."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Adviser, Agency
from hengtu.cases import participants
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.models import Consultation, MessageKind
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.cases.services.tell import tell
from hengtu.law.procedure import day_of
from hengtu.law.procedure.advising import SEES
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError
from hengtu.lib.uids import uid_of


class ConsultationRefused(CodedError):
    """The adviser cannot be asked like this."""


def consult_adviser(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    adviser: str,
    question: str,
    sees: Sequence[str] = (),
    until: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Ask an adviser of the agency, and open to him what is named, until a day.

    Args:
        adviser: uid of the register.
        question: what he is asked.
        sees: what he may see, keys of ``SEES``. until: last day, ISO.
    Raises: ConsultationRefused ``adviser_unknown`` or ``adviser_investigates``; ActRefused, StreamMoved.
    Source: GB118
    """
    found = adviser_on_duty(case_id, adviser, at)
    who = participants.official(found.account)
    if who.id in {actor.id for act in acts_of_stream(case_id) for actor in act.by if act.kind == "investigated"}:
        raise ConsultationRefused("adviser_investigates", f"{who.name}参加了本案调查，不能提供咨询。请另选。")
    with transaction.atomic():
        act = do_act(
            case_id=case_id,
            kind="adviser_consulted",
            by=by,
            at=at,
            payload=given(
                adviser=who.id,
                adviser_name=who.name,
                adviser_kind=found.kind.lower(),
                question=question.strip(),
                sees=[each for each in SEES if each in sees],
                until=until,
            ),
            **more,
        )
        _open(act, found)
    return act


def adviser_on_duty(case_id: UUID, uid: str, at: datetime) -> Adviser:
    """Return an adviser of the case's legal subject whose term runs. Raises: ConsultationRefused."""
    agency = _agency_of(case_id)
    known = Adviser.objects.filter(agency=agency.legal_subject).select_related("account")
    found = known.filter(pk=uid).first() if uid_of(str(uid)) else None
    if found is None or not found.is_in_force(day_of(at)) or not found.account.is_active:
        raise ConsultationRefused(
            "adviser_unknown", "没有这名公职律师或者法律顾问，或者任期不在今天。请从登记的名单里选择。"
        )
    return found


def _agency_of(case_id: UUID) -> Agency:
    first = next(iter(acts_of_stream(case_id)), None)
    block = (first.payload or {}).get("case") if first else None
    if not block:
        raise ConsultationRefused("case_not_found", "没有这件案件。请从案件列表重新进入。")
    return agency_by_code(block["agency"])


def _open(act: StoredAct, adviser: Adviser) -> None:
    payload = act.payload or {}
    row, created = Consultation.objects.get_or_create(
        uid=act.uid,
        defaults={
            "stream_id": act.stream,
            "adviser": adviser,
            "account": adviser.account,
            "question": payload["question"],
            "sees": payload["sees"],
            "until": payload["until"],
            "asked_at": act.recorded_at,
            **_place(adviser),
        },
    )
    if created:
        tell(
            [adviser.account],
            kind=MessageKind.ACT,
            text=f"{act.by[0].name}请您提出法律意见：{payload['question']}",
            key=f"consulted:{row.pk}",
            at=act.recorded_at,
            url=f"/advice/{row.pk}/",
        )


def _place(adviser: Adviser) -> dict[str, object]:
    columns = ("legal_subject_id", "province_id", "city_id", "county_id", "station_id")
    return {"agency_id": adviser.agency_id, **{column: getattr(adviser, column) for column in columns}}
