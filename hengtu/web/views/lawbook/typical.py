"""Typical cases: the list to search, and one of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.items import all_items
from hengtu.rulesets.law_desk import HEADS
from hengtu.rulesets.models import TypicalCase, TypicalKind, TypicalState
from hengtu.web.asked import number_in
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, area_of, reading

PAGE = 40
STATE_TAGS = {
    TypicalState.NOMINATED: Tag("等审核", "wait"),
    TypicalState.RETURNED: Tag("退回修改", "stop"),
    TypicalState.REVIEWED: Tag("等发布", "wait"),
    TypicalState.PUBLISHED: Tag("已发布", "ok"),
    TypicalState.WITHDRAWN: Tag("已停用", "word"),
}


@require_safe
@reading(ITEM_TABS)
def typical_cases(desk: Desk) -> HttpResponse:
    """What the reader may read: by item, by kind, by words, the newest first."""
    asked = {name: desk.asked(name, 80) for name in ("item", "kind", "q")}
    rows = _found(desk, asked).select_related("publisher").order_by("-nominated_at", "uid")
    start = number_in(desk.asked("after")) or 0
    shown = list(rows[start : start + PAGE + 1])
    more = start + PAGE if len(shown) > PAGE else 0
    items = sorted((item.name, key) for key, item in all_items().items() if key in _items_of(desk))
    shown_rows = [_row(each) for each in shown[:PAGE]]
    return desk.page(
        "typical_cases.html", {"rows": shown_rows, "more": more, "asked": asked, "items": items, "kinds": TypicalKind}
    )


@require_safe
@reading(ITEM_TABS)
def typical_case(desk: Desk, uid: UUID) -> HttpResponse:
    found = case_to_read(desk, uid)
    may_open = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(pk=found.source_case).exists()
    return desk.page(
        "typical_case.html", {"case": found, "row": _row(found), "may": may_now(desk, found), "may_open": may_open}
    )


def _found(desk: Desk, asked: dict[str, str]) -> Any:
    rows = TypicalCase.objects.readable_by(desk.account, desk.today)
    rows = rows.filter(item=asked["item"]) if asked["item"] else rows
    rows = rows.filter(kind=asked["kind"]) if asked["kind"] in TypicalKind.values else rows
    for word in asked["q"].split():
        texts = [f"{name}__icontains" for name in ("title", "happened", "handled", "meaning", "number")]
        rows = rows.filter(Q(*((text, word) for text in texts), _connector=Q.OR))
    return rows


def _items_of(desk: Desk) -> set[str]:
    rows = TypicalCase.objects.readable_by(desk.account, desk.today).order_by()
    return set(rows.values_list("item", flat=True).distinct())


def case_to_read(desk: Desk, uid: UUID) -> TypicalCase:
    """Return a case the reader may read, with its people. Raises: Http404."""
    rows = TypicalCase.objects.readable_by(desk.account, desk.today)
    people = ("publisher", "agency", "nominated_by", "reviewed_by", "published_by")
    found: TypicalCase = get_object_or_404(rows.select_related(*people), pk=uid)
    return found


def may_now(desk: Desk, case: TypicalCase) -> dict[str, bool]:
    """Which steps the reader may take now; the services decide again."""
    at_publisher, at_home = desk.law_agency == case.publisher, desk.law_agency == case.agency
    others = desk.account.pk not in (case.nominated_by_id, case.reviewed_by_id)
    is_head = desk.agency_for(HEADS) == case.publisher
    return {
        "rewrite": case.state == TypicalState.RETURNED and case.nominated_by_id == desk.account.pk,
        "review": case.state == TypicalState.NOMINATED and at_publisher and case.nominated_by_id != desk.account.pk,
        "publish": case.state == TypicalState.REVIEWED and is_head and others,
        "withdraw": at_publisher
        if case.state == TypicalState.PUBLISHED
        else at_home and case.state != TypicalState.WITHDRAWN,
    }


def _row(case: TypicalCase) -> dict[str, Any]:
    return {
        "case": case,
        "item": all_items().get(case.item),
        "tag": STATE_TAGS[TypicalState(case.state)],
        "place": area_of(case.division, case.publisher),
    }
