"""Cleaning up items: a proposal goes up the tree; the last level publishes it as a rule."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from hengtu.agencies.administration import Change as Recorded
from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.errors import LawError
from hengtu.law.items import ItemForm, item, item_state
from hengtu.lib.dates_zh import day_zh
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import HEADS, LAW_OFFICERS
from hengtu.rulesets.models import ItemChangeKind, ItemProposal, ProposalAnswer, ProposalState
from hengtu.rulesets.services.publish_pack import publish_pack
from hengtu.rulesets.services.standing import check_other_person, check_post, filled

FOLDER = "item_changes"
AMENDABLE = ("change", "effective_from", "basis", "adjusted_to")
_CHANGED_BY_LAW = (ItemForm.NOT_YET, ItemForm.ENDED)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: which item, what becomes of it, from when, resting on what."""

    item: str
    change: str
    effective_from: date
    basis: str
    adjusted_to: str = ""


def levels_above(agency: Agency) -> list[Agency]:
    """Return the agencies that answer, the nearest first: those above up to the province; the top answers itself."""
    subject = agency.legal_subject
    above: list[Agency] = []
    node = subject.parent
    while node is not None and node.level != "MINISTRY":
        if node.kind == "LEGAL_SUBJECT":
            above.append(node)
        node = node.parent
    return above or [subject]


@transaction.atomic
def propose_item_change(*, agency: Agency, wanted: Wanted, mandate: Mandate) -> ItemProposal:
    """Send a proposal up the tree; it counts where the last agency of the chain enforces.

    Raises: RulesRefused ``no_post``, ``reason_missing``, ``unknown_item``, ``day_passed``, ``adjustment_missing``,
        ``already_open`` or ``no_change`` (the item already stands like this, or there is nothing to restore).
    Source: R037; what a suspended item means for a new case stands in ``law.procedure.guards.relied_on``.
    """
    subject = agency.legal_subject
    check_post(mandate, subject, LAW_OFFICERS, "提出清理建议")
    chain = levels_above(subject)
    division = chain[-1].division_code
    name = _check_wanted(wanted, division, mandate.day)
    if ItemProposal.objects.filter(item=wanted.item, agency=subject, state__in=("GOING_UP", "RETURNED")).exists():
        raise RulesRefused("already_open", f"本机构对「{name}」已有一件清理建议还没有办完，请先办完或者撤回那一件。")
    proposal = ItemProposal.objects.create(
        uid=uuid.uuid4(),
        agency=subject,
        **scope_values(subject),
        item=wanted.item,
        item_name=name,
        division=division,
        reason=filled(mandate.reason, 500, "理由"),
        state=ProposalState.GOING_UP,
        waits_for=chain[0],
        proposed_by=mandate.by,
        proposed_at=mandate.at,
        **_fields(wanted),
    )
    _step(proposal, subject, ProposalAnswer.PROPOSED, mandate)
    _record(proposal, subject, "item_proposed", mandate)
    return proposal


@transaction.atomic
def answer_item_proposal(
    *, proposal: ItemProposal, answer: str, mandate: Mandate, amended: Mapping[str, Any] | None = None
) -> ItemProposal:
    """Answer for the level it waits for: agree, amend and agree, or return. The last level's consent publishes it.

    Args:
        amended: with AMENDED, the fields of ``AMENDABLE`` that change.
    Raises: RulesRefused ``not_waiting``, ``no_post``, ``reason_missing``, ``same_person``, ``nothing_amended``,
        ``day_passed``, ``no_change``; also those of ``publish_pack``.
    """
    row = ItemProposal.objects.select_for_update().get(pk=proposal.pk)
    here = row.waits_for
    if row.state != ProposalState.GOING_UP or here is None:
        raise RulesRefused("not_waiting", f"这件建议现在{row.get_state_display()}，不等答复。请回到列表核对。")
    check_post(mandate, here, HEADS, "答复清理建议")
    _check_is_first_hand(row, mandate)
    if answer == ProposalAnswer.RETURNED:
        return _returned(row, here, mandate)
    changes = _amend(row, amended or {}) if answer == ProposalAnswer.AMENDED else []
    if answer == ProposalAnswer.AMENDED and not changes:
        raise RulesRefused("nothing_amended", "没有修改任何内容。请改好再提交，或者选择同意。")
    _check_wanted(_wanted(row), row.division, mandate.day)
    return _passed_on(row, here, ProposalAnswer(answer), mandate, changes)


@transaction.atomic
def resubmit_item_proposal(*, proposal: ItemProposal, wanted: Wanted, mandate: Mandate) -> ItemProposal:
    """Send a returned proposal up again, from the first level on.

    Raises: RulesRefused ``not_returned`` and those of ``propose_item_change``.
    """
    row = ItemProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.RETURNED:
        raise RulesRefused("not_returned", "只有退回的建议可以修改后重新提出。")
    check_post(mandate, row.agency, LAW_OFFICERS, "重新提出清理建议")
    _check_wanted(wanted, row.division, mandate.day)
    changes = _amend(row, _fields(wanted))
    row.state, row.waits_for = ProposalState.GOING_UP, levels_above(row.agency)[0]
    row.save()
    _step(row, row.agency, ProposalAnswer.RESUBMITTED, mandate, changes)
    _record(row, row.agency, "item_proposed", mandate, changes)
    return row


@transaction.atomic
def withdraw_item_proposal(*, proposal: ItemProposal, mandate: Mandate) -> ItemProposal:
    """Take a proposal back before it is published.

    Raises: RulesRefused ``settled``, ``no_post``, ``reason_missing``.
    """
    row = ItemProposal.objects.select_for_update().get(pk=proposal.pk)
    if not row.is_open:
        raise RulesRefused("settled", f"这件建议{row.get_state_display()}，不能撤回。已经发布的，请提出恢复使用。")
    check_post(mandate, row.agency, LAW_OFFICERS, "撤回清理建议")
    row.state, row.waits_for = ProposalState.WITHDRAWN, None
    row.save()
    _step(row, row.agency, ProposalAnswer.WITHDRAWN, mandate)
    _record(row, row.agency, "item_withdrawn", mandate)
    return row


def _check_wanted(wanted: Wanted, division: str, today: date) -> str:
    """Return the item's name; refuse what could not be published."""
    try:
        name = item(wanted.item).name
        state = item_state(wanted.item, division, wanted.effective_from)
    except LawError as error:
        raise RulesRefused(error.code, error.message) from error
    filled(wanted.basis, 300, "依据")
    if wanted.effective_from < today:
        raise RulesRefused(
            "day_passed", f"{day_zh(wanted.effective_from)}已经过去，清理不能溯及既往。请改为今天或者以后的日期。"
        )
    if wanted.change == ItemChangeKind.ADJUST and not wanted.adjusted_to.strip():
        raise RulesRefused("adjustment_missing", "调整事项须写明调整后的内容，请补填。")
    _check_state(name, wanted.change, state.form)
    return name


def _check_state(name: str, change: str, form: ItemForm) -> None:
    stopped = form in (ItemForm.SUSPENDED, ItemForm.CANCELLED)
    if change == ItemChangeKind.RESTORE and not stopped and form is not ItemForm.ADJUSTED:
        raise RulesRefused("no_change", f"「{name}」到那一天仍在使用，没有要恢复的。请核对事项和日期。")
    same = {ItemChangeKind.SUSPEND: ItemForm.SUSPENDED, ItemChangeKind.CANCEL: ItemForm.CANCELLED}
    if form in _CHANGED_BY_LAW or same.get(ItemChangeKind(change)) is form:
        raise RulesRefused("no_change", f"「{name}」到那一天已经不能用于新的案件，不必再清理。请核对事项和日期。")


def _check_is_first_hand(row: ItemProposal, mandate: Mandate) -> None:
    """Nobody answers his own proposal, nor for two levels of one round."""
    check_other_person(mandate, row.proposed_by_id, "提出和核准清理建议")
    for step in row.steps.order_by("-id"):
        if step.answer in (ProposalAnswer.PROPOSED, ProposalAnswer.RESUBMITTED):
            break
        check_other_person(mandate, step.by_id, "各级审核")


def _returned(row: ItemProposal, here: Agency, mandate: Mandate) -> ItemProposal:
    row.state, row.waits_for = ProposalState.RETURNED, None
    row.save()
    _step(row, here, ProposalAnswer.RETURNED, mandate)
    _record(row, here, "item_answered", mandate, answer=ProposalAnswer.RETURNED)
    return row


def _passed_on(
    row: ItemProposal, here: Agency, answer: ProposalAnswer, mandate: Mandate, changes: Sequence[list[str]]
) -> ItemProposal:
    chain = levels_above(row.agency)
    later = chain[[each.pk for each in chain].index(here.pk) + 1 :]
    _step(row, here, answer, mandate, changes)
    _record(row, here, "item_answered", mandate, changes, answer=answer)
    if later:
        row.waits_for = later[0]
        row.save()
        return row
    return _published(row, here, mandate)


def _published(row: ItemProposal, here: Agency, mandate: Mandate) -> ItemProposal:
    rule = f"{row.item}@{row.division}@{row.effective_from.isoformat()}-{row.uid.hex[:6]}"
    record = {
        "id": rule,
        "item": row.item,
        "division": row.division,
        "change": row.change.lower(),
        "effective_from": row.effective_from,
        "decided_by": here.name,
        "decided_on": mandate.day,
        "reason": row.reason,
        "basis": row.basis,
        "proposal": row.uid.hex,
        **({"adjusted_to": row.adjusted_to} if row.adjusted_to else {}),
    }
    publish_pack(
        records={FOLDER: {rule: record}},
        agency=here,
        reason=row.basis,
        proposed_by=row.proposed_by,
        approved_by=mandate.by,
        at=mandate.at,
    )
    row.state, row.waits_for, row.rule = ProposalState.PUBLISHED, None, rule
    row.save()
    _step(row, here, ProposalAnswer.PUBLISHED, mandate)
    return row


def _amend(row: ItemProposal, amended: Mapping[str, Any]) -> list[list[str]]:
    changes = []
    for field in AMENDABLE:
        before, after = getattr(row, field), amended.get(field)
        if after is not None and after != before:
            label = str(ItemProposal._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
            changes.append([label, _zh(field, before), _zh(field, after)])
            setattr(row, field, after)
    return changes


def _zh(field: str, value: Any) -> str:
    if field == "change":
        return str(ItemChangeKind(value).label)
    return day_zh(value) if isinstance(value, date) else str(value)


def _fields(wanted: Wanted) -> dict[str, Any]:
    return {
        "change": wanted.change,
        "effective_from": wanted.effective_from,
        "basis": wanted.basis.strip(),
        "adjusted_to": wanted.adjusted_to.strip() if wanted.change == ItemChangeKind.ADJUST else "",
    }


def _wanted(row: ItemProposal) -> Wanted:
    return Wanted(row.item, row.change, row.effective_from, row.basis, row.adjusted_to)


def _step(
    row: ItemProposal,
    agency: Agency,
    answer: ProposalAnswer,
    mandate: Mandate,
    changes: Sequence[list[str]] = (),
) -> None:
    reason = mandate.reason.strip()[:500]
    row.steps.create(agency=agency, answer=answer, reason=reason, changes=list(changes), by=mandate.by, at=mandate.at)


def _record(
    row: ItemProposal,
    agency: Agency,
    kind: str,
    mandate: Mandate,
    changes: Sequence[list[str]] = (),
    *,
    answer: ProposalAnswer | None = None,
) -> None:
    said = f"{answer.label}：" if answer else ""
    record_change(
        agency,
        kind,
        mandate,
        subject=f"{said}{row}",
        effective_from=row.effective_from,
        changes=[Recorded(*change) for change in changes],
        more={"proposal": row.uid.hex, "item": row.item},
    )
