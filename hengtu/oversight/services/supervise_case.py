"""A superior puts a case under supervision, the handling agency reports, the superior closes: nobody closes his own."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account, Agency, Role, scope_values
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.services.tell import tell
from hengtu.law.supervision import GROUNDS, OF_SUPERIOR, STEPS_ZH, Step, objections_to_step
from hengtu.lib.dates_zh import civil_date
from hengtu.oversight.errors import OversightRefused, refuse
from hengtu.oversight.models import SupervisedCase, SupervisionStep
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import legal_subjects_of, post_of

ORDERING = HEADS | {Role.SUPERVISOR}
ANSWERING = HEADS | {Role.HANDLING_UNIT_HEAD}


@transaction.atomic
def order_supervision(
    *, case: EnforcementCase, superior: Agency, ground: str, demand: str, due_on: date | None, mandate: Mandate,
    number: str = "",
) -> SupervisedCase:  # fmt: skip
    """Put a case of a lower agency under supervision.

    Args:
        superior: the legal subject above the handling one, in whose name it is ordered.
        ground: a key of ``law.supervision.GROUNDS``. due_on: civil day by which the result is reported.
    Raises: OversightRefused ``not_above``, ``no_post``, ``ground_missing``, ``supervised_already``, ``due_missing``,
        ``due_passed``, ``text_missing``.
    Source: ELSR
    """
    subject = case.agency.legal_subject
    _check_above(superior, subject)
    _check_post(mandate, superior, ORDERING, "挂牌督办")
    if ground not in GROUNDS:
        raise OversightRefused("ground_missing", "没有选督办的理由。请选择一种。")
    open_one = SupervisedCase.objects.filter(stream=case.pk, lifted_at=None).first()
    standing = open_one.standing if open_one else None
    refuse(objections_to_step(Step.ORDERED, standing, on=mandate.day, text=demand, due_on=due_on))
    assert due_on is not None  # the law asked for it
    row = SupervisedCase.objects.create(
        uid=uuid.uuid4(), agency=subject, **scope_values(subject), stream=case.pk, superior=superior,
        number=number.strip()[:120], ground=ground, demand=demand.strip(), due_on=due_on,
    )  # fmt: skip
    append_step(row, Step.ORDERED, demand, superior, mandate, due_on)
    return row


@transaction.atomic
def take_supervision_step(
    *, supervised: SupervisedCase, step: Step, text: str, mandate: Mandate, due_on: date | None = None
) -> SupervisedCase:
    """Report on a supervised case, or judge what was reported.

    Args:
        step: ``PROGRESS`` and ``RESULT`` are the handling agency's; ``RETURNED``, ``EXTENDED`` and ``LIFTED`` the
            superior's. due_on: the new day of a return or an extension.
    Raises: OversightRefused ``no_post``, ``no_result``, ``not_supervised``, ``not_longer`` and others of
        ``law.supervision``.
    """
    row = (
        SupervisedCase.objects.select_for_update(of=("self",))
        .select_related("agency", "superior")
        .get(pk=supervised.pk)
    )
    agency, roles = (row.superior, ORDERING) if step in OF_SUPERIOR else (row.agency, ANSWERING)
    _check_post(mandate, agency, roles, STEPS_ZH[step])
    refuse(objections_to_step(step, row.standing, on=mandate.day, text=text, due_on=due_on))
    _bring_in_line(row, step, mandate, due_on)
    append_step(row, step, text, agency, mandate, due_on)
    return row


def superiors_of(agency: Agency) -> list[Agency]:
    """Return the legal subjects above an agency, the nearest first."""
    found: list[Agency] = []
    node = agency.legal_subject.parent
    while node is not None:
        found += [node] if node.acts_in_name_of_id is None else []
        node = node.parent
    return found


def append_step(
    row: SupervisedCase, step: Step, text: str, agency: Agency, mandate: Mandate, due_on: date | None
) -> None:
    """Write a step with its line in the chain of the agency that took it, and tell the other side."""
    entry = SupervisionStep.objects.create(
        case=row, step=step, text=text.strip(), due_on=due_on, agency=agency, by=mandate.by, at=mandate.at
    )
    more = {"supervised": row.uid.hex, "case": str(row.stream), "step": str(step)}
    said = replace(mandate, reason=text.strip()[:500])
    record_change(agency, "supervision_step", said, subject=STEPS_ZH[step], effective_from=due_on, more=more)
    _tell(row, entry)


def _bring_in_line(row: SupervisedCase, step: Step, mandate: Mandate, due_on: date | None) -> None:
    if step is Step.RESULT:
        row.has_result = True
    elif step is Step.LIFTED:
        row.lifted_at = mandate.at
    elif step in (Step.RETURNED, Step.EXTENDED) and due_on is not None:
        row.due_on, row.has_result = due_on, row.has_result and step is Step.EXTENDED
        row.times_extended += step is Step.EXTENDED
    row.save()


def _tell(row: SupervisedCase, entry: SupervisionStep) -> None:
    """The handling agency's heads hear what is asked; the superior's hear what is answered."""
    to = row.agency if Step(entry.step) in OF_SUPERIOR | {Step.RISEN} else row.superior
    heads = {each.pk: each for role in sorted(HEADS) for each in holders_of(role, to, civil_date(entry.at))}
    case = EnforcementCase.objects.only("number", "title").get(pk=row.stream)
    text = f"{row.superior.short_name}挂牌督办，{STEPS_ZH[Step(entry.step)]}：{case.number or case.title}"
    key = f"supervised:{row.uid.hex}:{entry.pk}"
    tell(heads.values(), kind=MessageKind.DEADLINE, text=text, key=key, at=entry.at, url=f"/supervised/{row.uid}/")


def _check_above(superior: Agency, subject: Agency) -> None:
    if superior.pk not in {each.pk for each in superiors_of(subject)}:
        raise OversightRefused(
            "not_above", f"{superior.short_name}不是{subject.short_name}的上级，不能督办它的案件。请由上级机关督办。"
        )


def _check_post(mandate: Mandate, agency: Agency, roles: frozenset[Role], what: str) -> None:
    if post_of(mandate.by, roles, mandate.day, agency) is None:
        names = "、".join(str(role.label) for role in Role if role in roles)
        raise OversightRefused(
            "no_post", f"{mandate.by.name}不能代表{agency.short_name}{what}。请由这里的{names}办理。"
        )


def may_supervise(account: Account, case: EnforcementCase, on: date) -> bool:
    """Whether an account orders at an agency above the one that handles the case; the tree is read only then."""
    ordering = legal_subjects_of(account, ORDERING, on)
    return bool(ordering) and any(each.pk in ordering for each in superiors_of(case.agency))


def supervised_now(stream: UUID) -> SupervisedCase | None:
    """Return the open supervision of a case."""
    return SupervisedCase.objects.filter(stream=stream, lifted_at=None).select_related("superior").first()
