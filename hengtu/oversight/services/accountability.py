"""Accountability: opened, heard, decided by another person, reviewed by a third; nobody about himself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import MessageKind
from hengtu.cases.participants import official
from hengtu.cases.services.tell import tell
from hengtu.law.accountability import (
    DECIDING,
    OF_OFFICER,
    OF_REVIEW,
    SOURCES,
    Finding,
    Outcome,
    Step,
    Taker,
    objections_to_step,
    steps_in_turn,
    until,
)
from hengtu.law.diligence.grounds import grounds_at, measures_at
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.dates_zh import civil_date
from hengtu.oversight.errors import OversightRefused, refuse
from hengtu.oversight.models import Accountability, AccountabilityStep
from hengtu.oversight.protection.policies import oversees
from hengtu.oversight.services.restricted_chain import append_restricted
from hengtu.oversight.services.supervise_case import superiors_of
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import post_of

AREA = "accountability"
ENDING = OF_REVIEW | {Step.DROPPED}


@dataclass(frozen=True)
class Matter:
    """What a record is about. ``source``: a key of ``SOURCES``; ``stream``: the case; ``about``: uid of the act, the
    alarm or the complaint that is meant."""

    text: str
    source: str = "case"
    stream: UUID | None = None
    about: str = ""


@transaction.atomic
def open_accountability(*, officer: Account, agency: Agency, matter: Matter, mandate: Mandate) -> Accountability:
    """Open a record about somebody of an agency; he is told and heard.

    Args: agency: where he serves; its legal subject keeps the record.
    Raises: OversightRefused ``no_post``, ``not_of_here``, ``source_unknown``, ``opened_already``, ``concerned``,
        ``took_part``, ``text_missing``.
    """
    subject = agency.legal_subject
    if not oversees(mandate.by, subject, mandate.day):
        raise OversightRefused("no_post", "开始认定由本机关或者上级的负责人、执法监督人员办理。请把情况告诉他们。")
    if post_of(officer, list(Role), mandate.day, subject) is None:
        raise OversightRefused("not_of_here", f"{officer.name}不在{subject.short_name}任职。请在他所在的机关开始认定。")
    if matter.source not in SOURCES:
        raise OversightRefused("source_unknown", "没有选事情从哪里来。请选案件、预警、检查发现或者投诉。")
    _not_twice(officer, matter)
    taker = Taker(is_officer=officer.pk == mandate.by.pk, took_part=_took_part(mandate.by, matter.stream))
    refuse(objections_to_step(Step.OPENED, None, taker, on=mandate.day, text=matter.text))
    place = subject.division_code
    record = Accountability.objects.create(
        uid=uuid.uuid4(), agency=subject, officer=officer, source=matter.source, stream=matter.stream,
        about=matter.about[:64], matter=matter.text.strip(), opened_by=mandate.by, opened_on=mandate.day,
        statement_until=until("statement", place, mandate.day), decide_until=until("decision", place, mandate.day),
    )  # fmt: skip
    append_step(record, Step.OPENED, matter.text, mandate)
    return record


@transaction.atomic
def take_accountability_step(
    *, record: Accountability, step: Step, text: str, mandate: Mandate, finding: Finding | None = None,
    concerns: Account | None = None, attached: tuple[UUID, str] | None = None,
) -> Accountability:  # fmt: skip
    """Take any later step: the officer's own, a recusal, a decision, a review.

    Args:
        finding: of ``DECIDED`` and ``CHANGED``. concerns: of whom recusal is asked or said.
        attached: uid of the act and SM3 of its protection file.
    Raises: OversightRefused ``no_post`` and the codes of ``law.accountability``.
    """
    row = _locked(record)
    _check_post(row, step, mandate)
    refuse(
        objections_to_step(
            step, row.standing(), _taker(row, mandate, step, concerns), on=mandate.day, text=text, finding=finding
        )
    )
    _check_lists(row, finding, mandate)
    _bring_in_line(row, step, finding, mandate)
    append_step(row, step, _said(text, finding), mandate, concerns=concerns, attached=attached)
    return row


def append_step(
    record: Accountability, step: Step, text: str, mandate: Mandate, *, concerns: Account | None = None,
    attached: tuple[UUID, str] | None = None,
) -> AccountabilityStep:  # fmt: skip
    """Write a step with its hash in the restricted chain of the agency, and tell those it concerns."""
    answers = step in (Step.RECUSED, Step.RECUSAL_REFUSED) and _is_asked(record, concerns)
    act_uid, digest = attached or (None, "")
    row = AccountabilityStep.objects.create(
        record=record, step=step, text=text.strip(), by=mandate.by, concerns=concerns, answers=answers,
        act_uid=act_uid, digest=digest, at=mandate.at,
    )  # fmt: skip
    Accountability.objects.filter(pk=record.pk).update(last_step=step)
    append_restricted(record.agency, record.uid, step, f"{text.strip()}\n{digest}", mandate.by, mandate.at, area=AREA)
    _tell(record, row)
    return row


def may_decide(record: Accountability, account: Account, on: date) -> bool:
    """Whether an account may decide or review, as far as people are concerned; the service decides again."""
    taker = taker_of(record, account)
    apart = taker.is_officer or taker.took_part or taker.barred or taker.is_opener
    return not apart and _deciding_post(record, account, on)


def steps_open_to(record: Accountability, account: Account, on: date) -> tuple[Step, ...]:
    """Return the steps an account may take now, as far as turn and people are concerned; the service decides again."""
    is_own = record.officer_id == account.pk
    return tuple(step for step in steps_in_turn(record.standing()) if _is_for(step, record, account, on, is_own=is_own))


def _is_for(step: Step, record: Accountability, account: Account, on: date, *, is_own: bool) -> bool:
    if is_own or step in OF_OFFICER:
        return is_own and step in OF_OFFICER
    if step in DECIDING:
        has_decided = step in OF_REVIEW and record.decided_by_id == account.pk
        return not has_decided and may_decide(record, account, on)
    return oversees(account, record.agency, on)


def taker_of(record: Accountability, account: Account) -> Taker:
    """Return how an account stands to a record."""
    return Taker(
        is_officer=record.officer_id == account.pk,
        is_opener=record.opened_by_id == account.pk,
        is_decider=record.decided_by_id == account.pk,
        took_part=_took_part(account, record.stream),
        barred=_barred(record, account),
    )


def deciders_of(record: Accountability, on: date) -> list[Account]:
    """Return who may decide: heads here, else those of the nearest superior with somebody left."""
    for agency in (record.agency, *superiors_of(record.agency)):
        heads = {each.pk: each for role in sorted(HEADS) for each in holders_of(role, agency, on)}
        free = [each for each in heads.values() if may_decide(record, each, on)]
        if free:
            return free
    return []


def _taker(row: Accountability, mandate: Mandate, step: Step, concerns: Account | None) -> Taker:
    """Somebody whose recusal is asked does not answer it himself; he may step back of his own accord."""
    taker = taker_of(row, mandate.by)
    if step is Step.RECUSED and concerns is not None and concerns.pk == mandate.by.pk:
        return Taker(is_officer=taker.is_officer)
    return taker


def _locked(record: Accountability) -> Accountability:
    rows = Accountability.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "officer", "opened_by").get(pk=record.pk)


def _check_post(row: Accountability, step: Step, mandate: Mandate) -> None:
    if step in OF_OFFICER:
        return
    if step in DECIDING and not _deciding_post(row, mandate.by, mandate.day):
        raise OversightRefused("no_post", "认定和复核由本机关或者上级的负责人作出。请由他们中没有参加的一位办理。")
    if not oversees(mandate.by, row.agency, mandate.day):
        raise OversightRefused("no_post", "这一步由本机关或者上级的负责人、执法监督人员办理。")


def _deciding_post(row: Accountability, account: Account, on: date) -> bool:
    agencies = (row.agency, *superiors_of(row.agency))
    return any(post_of(account, HEADS, on, agency) is not None for agency in agencies)


def _check_lists(row: Accountability, finding: Finding | None, mandate: Mandate) -> None:
    if finding is None:
        return
    place = row.agency.division_code
    if finding.measure and finding.measure not in measures_at(place, mandate.day):
        raise OversightRefused("measure_unknown", "追究的方式不在清单里。请从清单里选。")
    if finding.ground and finding.ground not in grounds_at(place, mandate.day):
        raise OversightRefused("ground_unknown", "免责的理由不在清单里。请从清单里选。")


def _bring_in_line(row: Accountability, step: Step, finding: Finding | None, mandate: Mandate) -> None:
    place = row.agency.division_code
    if step in (Step.DECIDED, Step.CHANGED) and finding is not None:
        row.outcome, row.duty = finding.outcome, finding.duty.strip()
        row.measure = finding.measure if finding.outcome is Outcome.FAULT else ""
        row.ground = finding.ground if finding.outcome is Outcome.EXEMPT else ""
        row.shown_until = until("shown", place, mandate.day)
    if step is Step.DECIDED:
        row.decided_by, row.decided_on = mandate.by, mandate.day
        row.appeal_until = until("review", place, mandate.day)
    if step is Step.APPEALED:
        row.appealed_on, row.review_until = mandate.day, until("review", place, mandate.day)
    if step in ENDING:
        row.ended_on = mandate.day
    row.last_step = step
    row.save()


def _said(text: str, finding: Finding | None) -> str:
    """The words of a decision hold its proof too: both stand behind one hash."""
    return f"{text.strip()}\n证明：{finding.proof.strip()}" if finding and finding.proof.strip() else text


def _not_twice(officer: Account, matter: Matter) -> None:
    same = Accountability.objects.filter(officer=officer, stream=matter.stream, about=matter.about, ended_on=None)
    if (matter.stream or matter.about) and same.filter(decided_on=None).exists():
        raise OversightRefused("opened_already", "这件事已经在认定。请在原来的认定里补充核查情况。")


def _took_part(account: Account, stream: UUID | None) -> bool:
    """Whether somebody took part in the case, by any act of it."""
    if stream is None:
        return False
    person = official(account).id
    return any(ref.id == person for act in acts_of_stream(stream) for ref in act.by)


def _barred(record: Accountability, account: Account) -> bool:
    """Recused for good, or asked to be and not yet answered."""
    steps = [*record.steps.filter(concerns=account).order_by("id").values_list("step", flat=True)]
    if Step.RECUSED in steps:
        return True
    return bool(steps) and steps[-1] == Step.RECUSAL_ASKED


def _is_asked(record: Accountability, concerns: Account | None) -> bool:
    last = record.steps.filter(concerns=concerns).order_by("-id").first() if concerns else None
    return last is not None and last.step == Step.RECUSAL_ASKED


def _tell(record: Accountability, row: AccountabilityStep) -> None:
    """A message says that there is something, never what: to the person, to who opened it, to who decides."""
    told = {record.officer, record.opened_by, *deciders_of(record, civil_date(row.at))} - {row.by}
    key = f"accountability:{record.uid.hex}:{row.pk}"
    url = f"/accountability/{record.uid}/"
    tell(told, kind=MessageKind.PROPOSAL, text="有一件内容受限的事项等您看", key=key, at=row.at, url=url)
