"""Leads to the discipline organs: entered by who found them, sent or kept by the chief, receipt and result recorded."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.models import MessageKind
from hengtu.cases.services.tell import tell
from hengtu.law.discipline import LeadStep, objections_to_lead_step
from hengtu.oversight.errors import OversightRefused, refuse
from hengtu.oversight.models import DisciplineLead, DisciplineLeadStep
from hengtu.oversight.services.restricted_chain import append_restricted
from hengtu.oversight.services.supervise_case import superiors_of
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.reach import post_of

# Who may enter one: whoever reviews, decides or supervises; a handler tells one of them.
ENTERING = HEADS | {Role.SUPERVISOR, Role.LEGAL_REVIEWER}
BY_CHIEF = frozenset({LeadStep.SENT, LeadStep.KEPT})


@dataclass(frozen=True)
class Found:
    """What was found. ``concerns`` is the account it is about where there is one; ``stream`` the case it came from."""

    person: str
    problem: str
    source: str
    concerns: Account | None = None
    stream: UUID | None = None


@transaction.atomic
def enter_discipline_lead(*, agency: Agency, found: Found, mandate: Mandate) -> DisciplineLead:
    """Enter a lead; the chief of the agency decides on it, or the chief above where it concerns that chief.

    Raises: OversightRefused ``no_post``, ``concerned``, ``text_missing``, ``nobody_above``.
    """
    subject = agency.legal_subject
    if post_of(mandate.by, ENTERING, mandate.day, subject) is None:
        raise OversightRefused(
            "no_post", "登记问题线索由执法监督、法制审核人员和负责人办理。请把情况告诉他们中的一位。"
        )
    concerned = found.concerns is not None and found.concerns.pk == mandate.by.pk
    text = found.person.strip() and found.problem.strip()
    refuse(objections_to_lead_step(LeadStep.ENTERED, LeadStep.ENTERED, text=text, concerned=concerned))
    deciding = _who_decides(subject, found.concerns, mandate)
    lead = DisciplineLead.objects.create(
        uid=uuid.uuid4(), agency=subject, decided_at=deciding, stream=found.stream,
        concerns=found.concerns, person=found.person.strip(), problem=found.problem.strip(),
        source=found.source.strip()[:60], entered_by=mandate.by, entered_at=mandate.at,
    )  # fmt: skip
    _append(lead, LeadStep.ENTERED, f"{lead.person}\n{lead.problem}", "", mandate)
    return lead


@transaction.atomic
def take_lead_step(
    *, lead: DisciplineLead, step: LeadStep, text: str, mandate: Mandate, number: str = ""
) -> DisciplineLead:
    """Send or keep a lead, or record receipt and result.

    Args:
        text: the organ it is sent to, the reason for keeping it, the receipt, the result. number: of the letter.
    Raises: OversightRefused ``no_post``, ``concerned``, ``out_of_turn``, ``text_missing``, ``number_missing``.
    """
    rows = DisciplineLead.objects.select_for_update(of=("self",)).select_related("agency", "decided_at")
    row = rows.get(pk=lead.pk)
    is_chief = post_of(mandate.by, [Role.CHIEF_HEAD], mandate.day, row.decided_at) is not None
    if not is_chief and (step in BY_CHIEF or row.entered_by_id != mandate.by.pk):
        who = "正职负责人" if step in BY_CHIEF else "正职负责人或者登记人"
        raise OversightRefused("no_post", f"这一步由{row.decided_at.short_name}的{who}办理。")
    concerned = row.concerns_id == mandate.by.pk
    last = LeadStep(row.last_step)
    refuse(objections_to_lead_step(step, last, text=text, concerned=concerned, number=number))
    row.last_step = step
    row.save(update_fields=["last_step"])
    _append(row, step, text, number, mandate)
    return row


def _who_decides(subject: Agency, concerns: Account | None, mandate: Mandate) -> Agency:
    if concerns is None or post_of(concerns, [Role.CHIEF_HEAD], mandate.day, subject) is None:
        return subject
    above = superiors_of(subject)
    if not above:
        raise OversightRefused("nobody_above", "线索涉及正职负责人，系统里没有上一级机关。请直接向纪检监察机关反映。")
    return above[0]


def _append(lead: DisciplineLead, step: LeadStep, text: str, number: str, mandate: Mandate) -> None:
    DisciplineLeadStep.objects.create(
        lead=lead, step=step, text=text.strip(), number=number.strip()[:120], by=mandate.by, at=mandate.at
    )
    append_restricted(lead.decided_at, lead.uid, step, text.strip(), mandate.by, mandate.at)
    _tell(lead, step, mandate)


def _tell(lead: DisciplineLead, step: LeadStep, mandate: Mandate) -> None:
    """A message says that there is something, never what; whom it concerns gets none."""
    chiefs = holders_of(Role.CHIEF_HEAD, lead.decided_at, mandate.day)
    told = {each.pk: each for each in [*chiefs, lead.entered_by] if each.pk not in (lead.concerns_id, mandate.by.pk)}
    key = f"restricted:{lead.uid.hex}:{step}:{mandate.at.isoformat()}"
    url = f"/discipline/{lead.uid}/"
    tell(told.values(), kind=MessageKind.PROPOSAL, text="有一件内容受限的事项等您看", key=key, at=mandate.at, url=url)
