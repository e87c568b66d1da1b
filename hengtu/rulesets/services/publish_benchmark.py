"""Put a benchmark into force: the second person checks it once more and publishes it as a signed pack."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.law.rulebook import records
from hengtu.lib.dates_zh import civil_date
from hengtu.rulesets.drafting.content import rule_of, tiers_of
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.layers import current_table
from hengtu.rulesets.models import BenchmarkDraft, DraftState
from hengtu.rulesets.services.draft_benchmark import locked
from hengtu.rulesets.services.propose_benchmark import check_ready, check_second_person
from hengtu.rulesets.services.publish_pack import publish_pack


def publish_benchmark(*, draft_id: UUID, seen_version: int, by: Account, at: datetime) -> BenchmarkDraft:
    """Publish a proposed table; from its day of coming into force the law decides by it.

    Args:
        seen_version: the version the second person has read.
        by: neither the one who proposed nor one who wrote.
        at: aware instant of publication; the table comes into force on that day or later.
    Raises: RulesRefused ``not_a_publisher``, ``own_draft``, ``not_proposed``, ``draft_moved`` or ``table_moved``;
        NotProved where something stopped being right since it was proposed; those of ``publish_pack``.
    """
    with transaction.atomic():
        draft = locked(draft_id)
        check_second_person(draft, by, at)
        if draft.state != DraftState.PROPOSED or draft.proposed_by is None:
            raise RulesRefused(
                "not_proposed", f"这份草稿{draft.get_state_display()}，不在待核准。请刷新页面看最新情况。"
            )
        if draft.version != seen_version:
            raise RulesRefused("draft_moved", "起草人收回后又改过，您看到的不是现在这一版。请重新看过再核准。")
        check_ready(draft, at)
        _check_replaced(draft, at)
        rule = rule_to_publish(draft, at)
        pack = publish_pack(
            records={"benchmarks": {rule["id"]: rule}},
            agency=draft.agency,
            reason=f"{draft.content['title']}（{draft.content['number']}）",
            proposed_by=draft.proposed_by,
            approved_by=by,
            at=at,
        )
        draft.state, draft.pack, draft.benchmark_id = DraftState.PUBLISHED, pack, rule["id"]
        draft.save(update_fields=["state", "pack", "benchmark_id"])
    return draft


def rule_to_publish(draft: BenchmarkDraft, at: datetime) -> dict[str, Any]:
    """Return the rule as it will stand in the pack, with an id nobody had."""
    tiers, _ = tiers_of(draft.content, records("facts"))
    rule = rule_of(
        draft.content,
        identity=_free_id(draft),
        violation=draft.violation,
        division=draft.division,
        tiers=tiers,
        statute_from=draft.statute_from,
        published_on=civil_date(at).isoformat(),
        agency=draft.agency.name,
        note=str(draft.content["notice"]).strip(),
        **({"replaces": list(draft.replaces)} if draft.replaces else {}),
    )
    return {**rule, "document": {**rule["document"], "name": str(draft.content["title"]).strip()}}


def _free_id(draft: BenchmarkDraft) -> str:
    """Return the next id of this item at this place: passenger-unlicensed@330000-2."""
    taken = records("benchmarks")
    stem = f"{draft.violation}@{draft.division}"
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n}") not in taken)


def _check_replaced(draft: BenchmarkDraft, at: datetime) -> None:
    """Refuse when another table of the same item and place was published since this one was begun."""
    version = {"effective_from": draft.statute_from}
    current = current_table(draft.violation, draft.division, version, civil_date(at))
    if current is not None and current["id"] not in draft.replaces:
        raise RulesRefused(
            "table_moved",
            f"起草以后，本地又发布了同一事项的另一张表（{current['id']}），这份草稿没有写明接替它。"
            "请退回起草人，从现行的表重新起草。",
        )
