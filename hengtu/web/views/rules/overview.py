"""The desk of rules: what is being written, what waits for a second person, what is due for evaluation; a new table."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.law.errors import LawError
from hengtu.law.rulebook import records
from hengtu.law.statute import item_of
from hengtu.lib.coded_error import CodedError
from hengtu.rulesets.layers import divisions_of
from hengtu.rulesets.models import BenchmarkDraft, DraftState
from hengtu.rulesets.selectors.tables import EVALUATED_SOON, due_for_evaluation
from hengtu.rulesets.services.draft_benchmark import STARTS, begin_draft
from hengtu.web.views.rules.desk import Desk, makers_only, place_of


@require_safe
@makers_only
def rules(desk: Desk) -> HttpResponse:
    """List the drafts of the reader's agencies by what comes next, and the tables whose evaluation is due."""
    rows = BenchmarkDraft.objects.readable_by(desk.account, desk.today).select_related(
        "agency", "saved_by", "proposed_by"
    )
    drafts: list[dict[str, Any]] = [
        {"draft": each, "item": item_name(each), "place": place_of(each.agency, each.division)}
        for each in rows.order_by("-saved_at")[:200]
    ]
    groups = (
        ("等您核准", [each for each in drafts if _waits_for(desk, each["draft"])]),
        ("起草中", [each for each in drafts if each["draft"].is_open_to_change]),
        ("等别人核准", [each for each in drafts if _waits_for_others(desk, each["draft"])]),
        ("已发布", [each for each in drafts if each["draft"].state == DraftState.PUBLISHED][:20]),
    )
    divisions = {agency.division_code for agency in desk.agencies}
    shown = {
        "groups": [(label, lines) for label, lines in groups if lines],
        "due": due_for_evaluation(divisions, before=desk.today + EVALUATED_SOON),
        "may_draft": any(desk.drafts_at(agency) for agency in desk.agencies),
    }
    return desk.page("overview.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@makers_only
def benchmark_new(desk: Desk) -> HttpResponse:
    """Choose item, agency and where to start from."""
    agencies = [agency for agency in desk.agencies if desk.drafts_at(agency)]
    if not agencies:
        return desk.page("not_here.html", {"agencies": desk.agencies}, status=403)
    places = [(agency, code) for agency in agencies for code in divisions_of(agency, desk.today)]
    typed = desk.request.POST if desk.request.method == "POST" else desk.request.GET
    problem = ""
    if desk.request.method == "POST":
        asked = typed.get("agency", "")
        agency, division = next((each for each in places if f"{each[0].pk}:{each[1]}" == asked), places[0])
        parts = typed.get("parts", "4")
        try:
            draft = begin_draft(
                agency=agency,
                division=division,
                violation=typed.get("violation", ""),
                start=typed.get("start", "") if typed.get("start") in STARTS else "empty",
                by=desk.account,
                at=desk.now,
                parts=int(parts) if parts in ("2", "3", "4") else 4,
            )
        except LawError:
            problem = "没有选违法行为，请从列表里选。"
        except CodedError as refusal:
            problem = refusal.message
        else:
            return redirect("benchmark_draft", draft.pk)
    shown = {
        "agencies": [(f"{agency.pk}:{code}", agency, place_of(agency, code)) for agency, code in places],
        "items": items(),
        "starts": STARTS,
        "typed": typed,
        "problem": problem,
    }
    return desk.page("new.html", shown, status=422 if problem else 200)


def items() -> list[tuple[str, str]]:
    """Return id and name of every item of the catalogue, by name."""
    found: dict[str, Any] = records("violations")
    return sorted(((key, str(item["name_zh"])) for key, item in found.items()), key=lambda each: each[1])


def item_name(draft: BenchmarkDraft) -> str:
    """Return what a draft is about."""
    return str(item_of(draft.violation)["name_zh"])


def _waits_for(desk: Desk, draft: BenchmarkDraft) -> bool:
    return bool(
        draft.state == DraftState.PROPOSED
        and desk.publishes_at(draft.agency)
        and desk.account.pk not in (draft.proposed_by_id, draft.saved_by_id)
    )


def _waits_for_others(desk: Desk, draft: BenchmarkDraft) -> bool:
    return draft.state == DraftState.PROPOSED and not _waits_for(desk, draft)
