"""The queue of citations to look at again, and what was done about each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.law.citations import cite
from hengtu.law.instruments import place_of
from hengtu.law.where_used import KIND_NAMES, Use
from hengtu.rulesets.models import CitationTask
from hengtu.rulesets.services.handle_citation import handle_citation
from hengtu.web.asked import number_in
from hengtu.web.navigation import address_of
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import LAW_TABS, Desk, answer, reading, recorded
from hengtu.web.views.lawbook.forms import ReasonForm
from hengtu.web.views.lawbook.links import use_link

PAGE = 40


@require_safe
@reading(LAW_TABS)
def citation_tasks(desk: Desk) -> HttpResponse:
    """The open lines, oldest first, or the handled ones, newest first."""
    is_open = desk.asked("state") != "handled"
    found = CitationTask.objects.visible_to(desk.account, desk.today).select_related("text", "agency", "handled_by")
    waiting = found.filter(handled_at=None)
    rows = waiting.order_by("id") if is_open else found.exclude(handled_at=None).order_by("-handled_at", "id")
    start = number_in(desk.asked("after")) or 0
    shown = list(rows[start : start + PAGE + 1])
    counts = {"open": waiting.count(), "handled": found.exclude(handled_at=None).count()}
    return desk.page(
        "queue.html",
        {
            "rows": [_row(task) for task in shown[:PAGE]],
            "is_open": is_open,
            "counts": counts,
            "more": start + PAGE if len(shown) > PAGE else 0,
            "may_handle": desk.law_agency,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def citation_task(desk: Desk, pk: int) -> HttpResponse:
    """Say what was done about one line."""
    tasks = CitationTask.objects.visible_to(desk.account, desk.today)
    task: CitationTask = get_object_or_404(tasks.select_related("text", "agency"), pk=pk)

    if desk.law_agency != task.agency:
        raise PermissionDenied(f"这一条由{task.agency.short_name}的法制审核人员和负责人办理。")

    def act(form: Any) -> HttpResponse:
        handle_citation(task=task, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("citation_handled", "citation_tasks")

    follows = f"代替它的是{cite(task.successor)}。" if task.successor else ""
    what = f"{KIND_NAMES[task.kind]}「{task.name}」引用的{cite(task.basis)}{task.get_cause_display()}。{follows}"
    back = reverse("citation_tasks")
    intro = f"{what}请写明怎样处理，例如“已改引”“不受影响，理由……”。"
    page = FormPage("办理待核对的引用", "办结", back, intro, [(back, "待核对的引用")])
    return answer(desk, page, ReasonForm, act)


def _row(task: CitationTask) -> dict[str, Any]:
    place = place_of(task.basis)
    url = address_of("statute_article", place.instrument, place.article) if place and place.article else ""
    return {
        "task": task,
        "kind": KIND_NAMES[task.kind],
        "link": use_link(Use(task.kind, task.rule, task.name, task.basis)),
        "basis": cite(task.basis),
        "url": url,
        "successor": cite(task.successor) if task.successor else "",
    }
