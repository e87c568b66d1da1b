"""Evaluate a provision on fines: file an issue with its evidence, and move it on until it is closed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.citations import cite
from hengtu.law.instruments import place_of
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import EVALUATORS, LAW_OFFICERS
from hengtu.rulesets.models import FineIssue, FineIssueStep, IssueState
from hengtu.rulesets.services.standing import check_post, filled

# What may follow what: an issue is studied before it goes anywhere, and closed with an answer or after the study.
NEXT: dict[str, tuple[IssueState, ...]] = {
    IssueState.RECEIVED: (IssueState.STUDIED,),
    IssueState.STUDIED: (IssueState.FORWARDED, IssueState.CLOSED),
    IssueState.FORWARDED: (IssueState.ANSWERED,),
    IssueState.ANSWERED: (IssueState.CLOSED, IssueState.FORWARDED),
    IssueState.CLOSED: (),
}


@transaction.atomic
def file_fine_issue(
    *, agency: Agency, basis: str, title: str, problem: str, cases: Sequence[UUID], mandate: Mandate
) -> FineIssue:
    """File an issue with an article.

    Args:
        cases: cases that show it; the caller has checked that ``mandate.by`` may see each.
    Raises: RulesRefused ``no_post``, ``reason_missing``, ``article_missing``, ``text_missing``, ``text_too_long``.
    """
    subject = agency.legal_subject
    check_post(mandate, subject, EVALUATORS, "提出评估意见")
    place = place_of(basis)
    if place is None or not place.article:
        raise RulesRefused("article_missing", "请写明是哪一条，例如《公路安全保护条例》第六十四条。")
    row = FineIssue.objects.create(
        uid=uuid.uuid4(),
        agency=subject,
        **scope_values(subject),
        basis=basis,
        instrument=place.instrument,
        title=filled(title, 200, "问题"),
        problem=filled(problem, 5000, "情况和建议"),
        cases=[str(case) for case in dict.fromkeys(cases)],
        state=IssueState.RECEIVED,
        filed_by=mandate.by,
        filed_at=mandate.at,
    )
    _step(row, mandate)
    _record(row, "fine_issue_filed", mandate)
    return row


@transaction.atomic
def move_fine_issue(
    *, issue: FineIssue, state: str, mandate: Mandate, by_agency: Agency, receiver: str = ""
) -> FineIssue:
    """Move an issue one step on; the reason of the mandate says what came of it.

    Args:
        by_agency: where ``mandate.by`` acts: the agency that filed it, or one above.
        receiver: whom it is forwarded to.
    Raises: RulesRefused ``no_post``, ``reason_missing``, ``wrong_order``, ``receiver_missing``.
    """
    row = FineIssue.objects.select_for_update().get(pk=issue.pk)
    check_post(mandate, by_agency, LAW_OFFICERS, "办理评估意见")
    if state not in NEXT[row.state]:
        may = "、".join(str(each.label) for each in NEXT[row.state]) or "没有下一步"
        raise RulesRefused("wrong_order", f"这件意见现在{row.get_state_display()}，下一步是：{may}。")
    if state == IssueState.FORWARDED:
        row.receiver = filled(receiver, 200, "报送给谁")
    row.state = state
    row.save(update_fields=["state", "receiver"])
    _step(row, mandate)
    _record(row, "fine_issue_moved", mandate)
    return row


def _step(row: FineIssue, mandate: Mandate) -> None:
    FineIssueStep.objects.create(
        issue=row, state=row.state, note=filled(mandate.reason, 500, "说明"), by=mandate.by, at=mandate.at
    )


def _record(row: FineIssue, kind: str, mandate: Mandate) -> None:
    subject = f"{IssueState(row.state).label}：{cite(row.basis)}，{row.title}"
    record_change(row.agency, kind, mandate, subject=subject, more={"issue": row.uid.hex, "basis": row.basis})
