"""What anybody may read: the tables in force, one table in plain Chinese with hash and signature, how places differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.law.citations import cite, printable
from hengtu.law.errors import LawError
from hengtu.law.jurisdiction import layers, name_of, resolve
from hengtu.law.rulebook import records
from hengtu.law.statute import basis_of, item_of, main_penalties
from hengtu.lib.canonical import canonical
from hengtu.rulesets.layers import upper_codes
from hengtu.rulesets.selectors.comparing import Comparison, compare_places
from hengtu.rulesets.selectors.tables import (
    findings_of,
    hash_of,
    items_with_tables,
    line_of,
    origin_of,
    places_with_tables,
    proof_of,
    successors,
    table_lines,
)
from hengtu.web.views.pdf import disposition
from hengtu.web.views.rules.differences import differences
from hengtu.web.views.rules.editor import penalty_zh
from hengtu.web.views.rules.sheet import table_name, tier_lines

MOST_PLACES = 6


@require_safe
def benchmarks(request: HttpRequest) -> HttpResponse:
    """List the tables in force, by item and by place."""
    today = timezone.localdate()
    asked_item, asked_place = request.GET.get("item", ""), request.GET.get("place", "").strip()[:60]
    divisions, problem = _divisions(asked_place, today)
    lines = [] if problem else table_lines(on=today, violation=asked_item, divisions=divisions)
    shown = {
        "lines": lines,
        "items": items_with_tables(),
        "places": places_with_tables(),
        "item": asked_item,
        "place": asked_place,
        "problem": problem,
        "today": today,
        "counts": (sum(line.state == "current" for line in lines), sum(bool(line.findings) for line in lines)),
    }
    return render(request, "rules/benchmarks.html", shown, status=422 if problem else 200)


@require_safe
def benchmark(request: HttpRequest, identity: str) -> HttpResponse:
    """Show one table in plain Chinese, with everything needed to check it."""
    rule = _rule(identity)
    today = timezone.localdate()
    item = item_of(rule["violation"])
    version = next((each for each in item["versions"] if each["effective_from"] == rule["statute_from"]), None)
    shown: dict[str, Any] = {
        "rule": rule,
        "line": line_of(rule, today),
        "item": item,
        "today": today,
        "lines": tier_lines(rule["tiers"]),
        "layers": _layers(rule, today),
        "statute": [penalty_zh(each) for each in main_penalties(version)] if version else [],
        "basis": [cite(each) for each in basis_of(version) if printable(each)] if version else [],
        "proof": proof_of(identity),
        "findings": findings_of(identity),
        "origin": origin_of(identity),
        "hash": hash_of(identity),
        "earlier": [(each, table_name(each), differences(each, rule)) for each in _replaced(rule)],
        "later": [(each["id"], table_name(each)) for each in successors(identity)],
        "done": request.GET.get("done") == "1",
    }
    return render(request, "rules/benchmark.html", shown)


@require_safe
def benchmark_file(request: HttpRequest, identity: str) -> HttpResponse:
    """Hand out a table as JSON: the signed pack, byte for byte, where there is one; else the rule of the rulebook."""
    rule = _rule(identity)
    origin = origin_of(identity)
    text = origin.text if origin else canonical(rule) + "\n"
    headers = {"Content-Disposition": disposition(f"{identity}.json", download=True)}
    return HttpResponse(text, content_type="application/json", headers=headers)


@require_safe
def benchmarks_compare(request: HttpRequest) -> HttpResponse:
    """Show how places differ in an item: provinces that are named, or the members of a region."""
    today = timezone.localdate()
    items, places = items_with_tables(), places_with_tables()
    item = request.GET.get("item", "") or items[0][0]
    region = request.GET.get("region", "")
    named = [each.strip()[:60] for each in request.GET.getlist("place") if each.strip()]
    chosen = _members(region, today) if region else named
    found, problem = None, ""
    if len(chosen) == 1:
        problem = "请至少选两个地方。"
    elif chosen:
        try:
            found = compare_places(item, chosen[:MOST_PLACES], on=today)
        except LawError as error:
            problem = str(error)
    shown = {
        "items": items,
        "places": places,
        "regions": sorted((each["id"], each["name"]) for each in records("regions").values()),
        "item": item,
        "region": region,
        "chosen": chosen[:MOST_PLACES],
        "found": found,
        "problem": problem,
        "today": today,
        "differing": [(row.name, _beside(found, row.values)) for row in found.differences] if found else [],
        "tables": [(place, tier_lines(place.rule["tiers"]) if place.rule else []) for place in found.places]
        if found
        else [],
    }
    return render(request, "rules/compare.html", shown, status=422 if problem else 200)


def _beside(found: Comparison, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what each place has with its name: on a phone there is no heading above the column."""
    return [(place.place, value) for place, value in zip(found.places, values, strict=True)]


def _rule(identity: str) -> dict[str, Any]:
    found: dict[str, Any] | None = records("benchmarks").get(identity)
    if found is None:
        raise Http404("没有这个编号的裁量基准。请从裁量基准列表进入。")
    return found


def _divisions(place: str, on: date) -> tuple[tuple[str, ...], str]:
    """Return the divisions whose tables apply at a place; empty for all places."""
    if not place:
        return (), ""
    try:
        return layers(resolve(place), on), ""
    except LawError as error:
        return (), str(error)


def _layers(rule: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """Return the layers from this one up, each with its table for the item, so that one sees which layer goes first."""
    found = []
    for code in (rule["division"], *upper_codes(rule["division"], today)):
        lines = table_lines(on=today, violation=rule["violation"], divisions=(code,))
        current = next((line for line in lines if line.state == "current"), None)
        found.append({"name": name_of(code), "line": current})
    winner = next((each for each in found if each["line"]), None)
    return [{**each, "wins": each is winner} for each in found]


def _replaced(rule: dict[str, Any]) -> list[Mapping[str, Any]]:
    return [records("benchmarks")[each] for each in rule.get("replaces", ()) if each in records("benchmarks")]


def _members(region: str, on: date) -> list[str]:
    """Return the members of a region on a day, by code."""
    found = records("regions").get(region, {}).get("members", ())
    return sorted(str(each["division"]) for each in found if str(each["effective_from"]) <= on.isoformat())
