"""What is read here and changed elsewhere: forms of documents, numbers, rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from hengtu.agencies.administration import changes_of
from hengtu.agencies.selectors.rule_layers import RuleLayers, items, rule_layers
from hengtu.documents.catalogue import form, form_ids, form_version
from hengtu.documents.selectors.number_preview import number_previews
from hengtu.law.errors import LawError
from hengtu.web.views.administration.desk import Desk, administrators_only

_WORDS_OF_NUMBERS = ("文书字号中的机关代字", "省简称")


@require_safe
@administrators_only
def document_forms(desk: Desk) -> HttpResponse:
    """The forms of documents in force: version and digest, with a blank to print where there is one."""
    rows = [
        {"form": each, "version": form_version(each), "blank": _blank(each.id)}
        for each in sorted(map(form, form_ids()), key=lambda each: each.id)
    ]
    return desk.page("forms.html", {"rows": rows})


@require_safe
@administrators_only
def numbers(desk: Desk) -> HttpResponse:
    agency = desk.chosen_agency()
    subject = agency.legal_subject
    changes = [
        change
        for change in changes_of(subject)
        if any(each.field in _WORDS_OF_NUMBERS for each in change.changes)
    ]  # fmt: skip
    shown = {"agency": agency, "subject": subject, "rows": number_previews(agency, desk.today.year), "changes": changes}
    return desk.page("numbers.html", {**shown, "may_change": desk.agencies.filter(pk=subject.pk).exists()})


@require_safe
@administrators_only
def rules(desk: Desk) -> HttpResponse:
    """Which rule of which layer applies: read only."""
    asked = desk.request.GET
    choices = items()
    item = asked.get("item", "") or choices[0][0]
    place = asked.get("place", "").strip()[:60] or desk.chosen_agency().division_code
    on, problem = _day(asked.get("on", ""), desk.today)
    found: RuleLayers | None = None
    try:
        found = rule_layers(item, place, on)
    except LawError as error:
        problem = str(error)
    shown: dict[str, Any] = {
        "items": choices,
        "item": item,
        "place": place,
        "on": on,
        "found": found,
        "problem": problem,
    }
    return desk.page("rules.html", shown, status=422 if problem else 200)


def _day(text: str, today: date) -> tuple[date, str]:
    try:
        return (date.fromisoformat(text) if text else today), ""
    except ValueError:
        return today, f"“{text[:20]}”不是日期，请写成 2026-09-24 这样。下面按今天查。"


def _blank(form_id: str) -> str:
    """The address of a blank of this form, where the papers area offers one."""
    try:
        return reverse("paper_blank", args=[form_id])
    except NoReverseMatch:
        return ""
