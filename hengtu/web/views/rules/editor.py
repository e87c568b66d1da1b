"""The editor: one table, typed without programming; what it means and what the proof says stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.law.condition_words import condition_zh
from hengtu.law.rulebook import records
from hengtu.law.statute import described, item_of, main_penalties
from hengtu.lib.coded_error import CodedError
from hengtu.rulesets.checking import Checked, Finding, check_head, check_table, said_of_proof
from hengtu.rulesets.layers import place_name
from hengtu.rulesets.models import BenchmarkDraft
from hengtu.rulesets.services.draft_benchmark import DraftMoved, discard_benchmark_draft, save_draft_content
from hengtu.rulesets.services.propose_benchmark import NotProved, propose_benchmark, take_back
from hengtu.web.draft_conflict import DraftConflict, seen_version, table_saved_elsewhere, takes_over
from hengtu.web.views.rules.desk import Desk, makers_only, place_of
from hengtu.web.views.rules.posted import content_from, reshaped
from hengtu.web.views.rules.sheet import outcome_zh, sheet_of, table_name, tier_lines


@dataclass(frozen=True)
class Said:
    """What an answer to a post says: a refusal, findings to mend, or that another window was faster."""

    refusal: str = ""
    findings: tuple[Finding, ...] = ()
    conflict: DraftConflict | None = None
    taken_over: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@makers_only
def benchmark_draft(desk: Desk, uid: UUID) -> HttpResponse:
    """Show the editor; a post keeps what was typed and says what it means (``intent=check``), or goes on from there."""
    draft = desk.draft(uid)
    if desk.request.method != "POST" or not draft.is_open_to_change or not desk.drafts_at(draft.agency):
        return _page(desk, draft, draft.content)
    intent = desk.request.POST.get("intent", "check")
    content = reshaped(content_from(desk.request.POST, draft.content), intent)
    draft, said = _kept(desk, draft, content)
    if intent == "propose" and not said.conflict:
        return _proposed(desk, draft, content)
    fragment = intent == "check" and bool(desk.request.headers.get("HX-Request"))
    status = 409 if said.conflict and not fragment else 200
    return _page(desk, draft, content, said, template="_check.html" if fragment else "draft.html", status=status)


@require_POST
@makers_only
def benchmark_step(desk: Desk, uid: UUID, step: str) -> HttpResponse:
    """Take a proposal back, throw a draft away, or bring an earlier version back as the newest one."""
    draft = desk.draft(uid)
    try:
        if step == "take-back":
            take_back(draft_id=uid, by=desk.account, at=desk.now)
        elif step == "discard":
            reason = desk.request.POST.get("reason", "")
            discard_benchmark_draft(draft_id=uid, reason=reason, by=desk.account, at=desk.now)
            return redirect("rules")
        elif step == "restore":
            _restore(desk, draft, desk.request.POST.get("version", ""))
        else:
            return _page(desk, draft, draft.content, Said("没有这一步。"), status=404)
    except CodedError as refusal:
        draft.refresh_from_db()
        return _page(desk, draft, draft.content, Said(refusal.message), status=409)
    return redirect("benchmark_draft", uid)


@require_safe
@makers_only
def benchmark_versions(desk: Desk, uid: UUID) -> HttpResponse:
    """The earlier versions of a draft, each as it read."""
    draft = desk.draft(uid)
    versions = [
        {"version": each, "sheet": sheet_of(each.content)}
        for each in draft.versions.select_related("saved_by").order_by("-version")[:30]
    ]
    may_write = draft.is_open_to_change and desk.drafts_at(draft.agency)
    return desk.page("versions.html", {"draft": draft, "versions": versions, "may_write": may_write})


def _kept(desk: Desk, draft: BenchmarkDraft, content: Mapping[str, Any]) -> tuple[BenchmarkDraft, Said]:
    try:
        saved = save_draft_content(
            draft_id=draft.pk,
            content=content,
            expected_version=seen_version(desk.request.POST),
            by=desk.account,
            at=desk.now,
            page=desk.request.POST.get("page", "")[:64],
        )
    except DraftMoved:
        draft.refresh_from_db()
        return draft, Said(conflict=table_saved_elsewhere(draft, desk.account))
    except CodedError as refusal:
        return draft, Said(refusal.message)
    return saved, Said(taken_over=takes_over(desk.request.POST))


def _proposed(desk: Desk, draft: BenchmarkDraft, content: Mapping[str, Any]) -> HttpResponse:
    try:
        propose_benchmark(draft_id=draft.pk, expected_version=draft.version, by=desk.account, at=desk.now)
    except NotProved as refusal:
        said = Said("还不能提请核准", refusal.findings)
    except CodedError as refusal:
        said = Said(refusal.message)
    else:
        return redirect("benchmark_draft", draft.pk)
    return _page(desk, draft, content, said, status=409)


def _restore(desk: Desk, draft: BenchmarkDraft, version: str) -> None:
    earlier = draft.versions.filter(version=int(version)).first() if version.isdecimal() and len(version) < 9 else None
    if earlier is not None:
        save_draft_content(
            draft_id=draft.pk, content=earlier.content, expected_version=draft.version, by=desk.account, at=desk.now
        )


def _page(
    desk: Desk,
    draft: BenchmarkDraft,
    content: Mapping[str, Any],
    said: Said | None = None,
    *,
    template: str = "draft.html",
    status: int = 200,
) -> HttpResponse:
    checked = check_table(draft, content, today=desk.today)
    writes = draft.is_open_to_change and desk.drafts_at(draft.agency)
    item = item_of(draft.violation)
    shown = {
        "draft": draft,
        "content": content,
        "item": item,
        "place": place_of(draft.agency, draft.division),
        "names_place": not place_name(draft.division),
        "sheet": sheet_of(content),
        "said": said or Said(),
        "writes": writes,
        "checks": draft.state == "PROPOSED" and desk.publishes_at(draft.agency),
        "statute": statute_lines(draft),
        "replaced": replaced_tables(draft),
        "head": check_head(content, place=place_name(draft.division), today=desk.today),
        "page": desk.request.POST.get("page") or uuid4(),
        "shown_version": seen_version(desk.request.POST) if said and said.conflict else draft.version,
        "as_fragment": template == "_check.html",
        **proof_words(checked),
    }
    return desk.page(template, shown, status=status)


def proof_words(checked: Checked) -> dict[str, Any]:
    """Return what templates need to say of a check."""
    proof = checked.proof
    return {
        "checked": checked,
        "lines": tier_lines(checked.rule["tiers"]),
        "proof": proof,
        "counter": said_of_proof(proof) if proof else [],
        "to_mend": len(checked.problems) + len(checked.conflicts) + len(proof.counter_examples if proof else ()),
        "wrong": bool(checked.problems or checked.conflicts or (proof is not None and not proof.sound)),
    }


def statute_lines(draft: BenchmarkDraft) -> list[str]:
    """Return the statute's own range for the item, in words: the table must stay inside."""
    version = next(
        each for each in item_of(draft.violation)["versions"] if each["effective_from"] == draft.statute_from
    )
    return [penalty_zh(each) for each in main_penalties(version)]


def penalty_zh(penalty: Mapping[str, Any]) -> str:
    """Return one branch of the statute in words, and when it is this one."""
    when = penalty.get("when")
    return f"{_imposed_zh(penalty)}（{condition_zh(when)}）" if when else _imposed_zh(penalty)


def _imposed_zh(penalty: Mapping[str, Any]) -> str:
    if penalty["kind"] == "fine" and ("max" in penalty or "amount" in penalty or "formula" in penalty):
        return outcome_zh({**penalty, "min": penalty.get("min", 0)} if "amount" not in penalty else penalty)
    return str(penalty.get("zh") or described(penalty)["kind"])


def replaced_tables(draft: BenchmarkDraft) -> list[dict[str, str]]:
    """Return the tables that the draft takes the place of: ``{title, url}``."""
    return [_replaced(each) for each in draft.replaces]


def _replaced(identity: str) -> dict[str, str]:
    return {"title": table_name(records("benchmarks")[identity]), "url": reverse("benchmark", args=[identity])}
