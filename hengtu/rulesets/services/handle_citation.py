"""Handle one line of the queue: what was done about a rule that rests on a lost or changed article."""

from __future__ import annotations

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.law.citations import cite
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import LAW_OFFICERS
from hengtu.rulesets.models import CitationTask
from hengtu.rulesets.services.standing import check_post, filled


@transaction.atomic
def handle_citation(*, task: CitationTask, mandate: Mandate) -> CitationTask:
    """Close a line with what was done; the reason of the mandate is the outcome.

    Raises: RulesRefused ``handled_already``, ``no_post``, ``reason_missing``, ``text_too_long``.
    """
    row = CitationTask.objects.select_for_update().get(pk=task.pk)
    if row.handled_at is not None:
        raise RulesRefused("handled_already", f"这一条已经由{row.handled_by}办理：{row.outcome}。")
    check_post(mandate, row.agency, LAW_OFFICERS, "办理待核对的引用")
    row.outcome = filled(mandate.reason, 500, "处理情况")
    row.handled_at, row.handled_by = mandate.at, mandate.by
    row.save(update_fields=["outcome", "handled_at", "handled_by"])
    more = {"task": row.pk, "rule": f"{row.kind}/{row.rule}", "basis": row.basis}
    record_change(row.agency, "citation_handled", mandate, subject=f"{row.name}所引{cite(row.basis)}", more=more)
    return row
