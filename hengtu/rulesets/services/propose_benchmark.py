"""From the drafter to the second person: propose, take back, send back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account
from hengtu.agencies.selectors.roles import roles_on
from hengtu.law.statute import item_of
from hengtu.lib.dates_zh import civil_date
from hengtu.rulesets.checking import Finding, check_head, check_table, said_of_proof
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.layers import place_name
from hengtu.rulesets.models import BenchmarkDraft, DraftState
from hengtu.rulesets.policies import is_somebody_else, may_draft, may_publish
from hengtu.rulesets.services.draft_benchmark import DraftMoved, locked


class NotProved(RulesRefused):
    """A table that would decide what it must not; every finding says what and where."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(
            "not_proved",
            f"还不能提请核准：有 {len(findings)} 处要改。{findings[0].message}",
            [each.message for each in findings],
        )


def propose_benchmark(*, draft_id: UUID, expected_version: int, by: Account, at: datetime) -> BenchmarkDraft:
    """Hand a proved table to the second person.

    Raises: NotProved with every finding; DraftMoved; RulesRefused ``not_a_drafter`` or ``draft_closed``.
    """
    with transaction.atomic():
        draft = locked(draft_id)
        if not may_draft(roles_on(by, draft.agency, civil_date(at))):
            raise RulesRefused("not_a_drafter", f"{by.name}没有起草裁量基准的岗位，不能提请核准。")
        if not draft.is_open_to_change:
            raise RulesRefused("draft_closed", f"这份草稿{draft.get_state_display()}，不用再提请。")
        if draft.version != expected_version:
            raise DraftMoved(expected_version, draft)
        check_ready(draft, at)
        draft.state, draft.proposed_by, draft.proposed_at = DraftState.PROPOSED, by, at
        draft.said = draft.said_by = ""
        draft.save(update_fields=["state", "proposed_by", "proposed_at", "said", "said_by"])
        _record(draft, "benchmark_proposed", by, str(draft.content["number"]), at)
    return draft


def check_ready(draft: BenchmarkDraft, at: datetime) -> None:
    """Refuse what lacks something, is not proved, or leaves the layer above. Raises: NotProved."""
    today = civil_date(at)
    head = check_head(draft.content, place=place_name(draft.division), today=today)
    checked = check_table(draft, draft.content, today=today)
    findings = [*head, *checked.problems, *checked.conflicts]
    if checked.proof is not None:
        findings += said_of_proof(checked.proof)
        if checked.proof.undecided:
            findings.append(Finding(checked.proof.undecided))
    if findings:
        raise NotProved(tuple(findings))


def take_back(*, draft_id: UUID, by: Account, at: datetime) -> BenchmarkDraft:
    """Take a proposal back to go on writing. Raises: RulesRefused ``not_a_drafter`` or ``not_proposed``."""
    with transaction.atomic():
        draft = locked(draft_id)
        if not may_draft(roles_on(by, draft.agency, civil_date(at))):
            raise RulesRefused("not_a_drafter", f"{by.name}没有起草裁量基准的岗位，不能收回。")
        _check_proposed(draft)
        draft.state = DraftState.WRITING
        draft.save(update_fields=["state"])
    return draft


def send_back(*, draft_id: UUID, reason: str, by: Account, at: datetime) -> BenchmarkDraft:
    """Return a proposal to the drafter with the reason.

    Raises: RulesRefused ``reason_missing``, ``not_a_publisher``, ``own_draft`` or ``not_proposed``.
    """
    if not reason.strip():
        raise RulesRefused("reason_missing", "请写明退回的原因，起草人照它修改。")
    with transaction.atomic():
        draft = locked(draft_id)
        check_second_person(draft, by, at)
        _check_proposed(draft)
        draft.state, draft.said, draft.said_by = DraftState.RETURNED, reason.strip()[:500], by.name
        draft.save(update_fields=["state", "said", "said_by"])
        _record(draft, "benchmark_returned", by, reason.strip()[:500], at)
    return draft


def check_second_person(draft: BenchmarkDraft, by: Account, at: datetime) -> None:
    """Refuse somebody without the post, and whoever wrote or proposed what is to be checked.

    Raises: RulesRefused ``not_a_publisher`` or ``own_draft``.
    """
    if not may_publish(roles_on(by, draft.agency, civil_date(at))):
        raise RulesRefused(
            "not_a_publisher",
            f"核准发布由{draft.agency.short_name}的负责人或者法制审核人员办理。{by.name}没有这个岗位，请交给他们。",
        )
    writers = {draft.proposed_by_id, *draft.versions.values_list("saved_by_id", flat=True)}
    if not is_somebody_else(by.pk, {writer for writer in writers if writer is not None}):
        raise RulesRefused(
            "own_draft", f"{by.name}起草或者提出了这份裁量基准，不能自己核准。请由另一位负责人或者法制审核人员核准。"
        )


def _check_proposed(draft: BenchmarkDraft) -> None:
    if draft.state != DraftState.PROPOSED:
        raise RulesRefused("not_proposed", f"这份草稿{draft.get_state_display()}，不在待核准。请刷新页面看最新情况。")


def _record(draft: BenchmarkDraft, kind: str, by: Account, reason: str, at: datetime) -> None:
    name = str(item_of(draft.violation)["name_zh"])
    more = {"draft": str(draft.pk), "version": draft.version, "violation": draft.violation}
    record_change(draft.agency, kind, Mandate(by, reason, at), subject=f"裁量基准：{name}", more=more)
