"""Evaluation of provisions on fines: issues by article, one issue with its way, filing and moving it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.citations import cite
from hengtu.law.instruments import place_of
from hengtu.law.validity import citations_in
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import EVALUATORS, LAW_OFFICERS
from hengtu.rulesets.models import FineIssue, IssueState
from hengtu.rulesets.services.evaluate_fine import NEXT, file_fine_issue, move_fine_issue
from hengtu.web.asked import number_in
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import LAW_TABS, Desk, answer, reading, recorded
from hengtu.web.views.lawbook.forms import FineIssueForm, MoveIssueForm
from hengtu.web.views.lawbook.links import article_links

PAGE = 40
STATE_TAGS = {
    IssueState.RECEIVED: "go",
    IssueState.STUDIED: "wait",
    IssueState.FORWARDED: "wait",
    IssueState.ANSWERED: "go",
    IssueState.CLOSED: "ok",
}


@require_safe
@reading(LAW_TABS)
def fine_issues(desk: Desk) -> HttpResponse:
    """Issues the reader may see, article by article."""
    found = FineIssue.objects.visible_to(desk.account, desk.today).select_related("agency")
    basis = desk.asked("basis", 160)
    rows = (found.filter(basis=basis) if basis else found).order_by("instrument", "basis", "-filed_at", "uid")
    start = number_in(desk.asked("after")) or 0
    shown = list(rows[start : start + PAGE + 1])
    return desk.page(
        "issues.html",
        {
            "rows": [_row(each) for each in shown[:PAGE]],
            "basis": cite(basis) if basis else "",
            "more": start + PAGE if len(shown) > PAGE else 0,
            "may_file": desk.agency_for(EVALUATORS) is not None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def fine_issue_new(desk: Desk) -> HttpResponse:
    agency = desk.agency_for(EVALUATORS)
    if agency is None:
        raise PermissionDenied("提出评估意见由执法人员、法制审核人员、负责人和监督人员办理。")

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        issue = file_fine_issue(
            agency=agency,
            basis=_basis(words["article"]),
            title=words["title"],
            problem=words["problem"],
            cases=_cases(desk, words["cases"]),
            mandate=desk.mandate(words["reason"]),
        )
        return recorded("fine_issue_filed", "fine_issue", issue.pk)

    back = reverse("fine_issues")
    intro = "对哪一条罚款规定有意见，写明情况、建议和能说明问题的案件。提出以后由法制人员研究、报送、答复，经过都留着。"
    page = FormPage("提出评估意见", "提出", back, intro, [(back, "罚款规定评估")])
    basis = desk.asked("basis", 160)
    initial = {"article": cite(basis)} if basis else {}
    return answer(desk, page, lambda **sent: FineIssueForm(initial=initial, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(LAW_TABS)
def fine_issue(desk: Desk, uid: UUID) -> HttpResponse:
    """One issue with its evidence; law officers move it on here."""
    issues = FineIssue.objects.visible_to(desk.account, desk.today)
    found: FineIssue = get_object_or_404(issues.select_related("agency", "filed_by"), pk=uid)
    agency = desk.agency_for(LAW_OFFICERS)
    states = [(each.value, str(each.label)) for each in NEXT[found.state]]
    post = desk.request.method == "POST"
    form = MoveIssueForm(states, data=desk.request.POST if post else None) if states and agency else None
    if post:
        if form is None or agency is None:
            raise PermissionDenied("这件意见由法制审核人员和负责人办理。")
        if form.is_valid() and _moved(desk, found, form):
            return recorded("fine_issue_moved", "fine_issue", found.pk)
    seen = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(pk__in=found.cases)
    shown = {
        "issue": found,
        "row": _row(found),
        "link": article_links([found.basis])[0],
        "cases": seen,
        "hidden": len(found.cases) - seen.count(),
        "steps": found.steps.select_related("by"),
        "form": form,
    }
    return desk.page("issue.html", shown, status=422 if form is not None and form.errors else 200)


def _moved(desk: Desk, found: FineIssue, form: MoveIssueForm) -> bool:
    words, agency = form.cleaned_data, desk.agency_for(LAW_OFFICERS)
    assert agency is not None
    try:
        move_fine_issue(
            issue=found,
            state=words["state"],
            mandate=desk.mandate(words["reason"]),
            by_agency=agency,
            receiver=words["receiver"],
        )
    except RulesRefused as refusal:
        form.refuse(refusal)
        return False
    return True


def _basis(typed: str) -> str:
    """Read an article as people write it, or as a citation id."""
    found = citations_in(typed)
    if found:
        return found[0].basis
    place = place_of(typed.strip())
    if place is not None and place.known and place.article:
        return typed.strip()
    raise RulesRefused("article_missing", "没有读出是哪一条，请写成“《公路安全保护条例》第六十四条”这样。")


def _cases(desk: Desk, typed: str) -> list[UUID]:
    """Find cases by their numbers among those the reader may see."""
    numbers = [line.strip() for line in typed.splitlines() if line.strip()]
    seen = EnforcementCase.objects.visible_to(desk.account, desk.today).filter(number__in=numbers)
    found = {case.number: case.pk for case in seen}
    missing = [number for number in numbers if number not in found]
    if missing:
        raise RulesRefused("case_unknown", f"没有案号是“{missing[0][:60]}”的案件，或者不在您的查阅范围内。请核对。")
    return [found[number] for number in numbers]


def _row(issue: FineIssue) -> dict[str, Any]:
    tag = Tag(str(issue.get_state_display()), STATE_TAGS[IssueState(issue.state)])
    return {"issue": issue, "tag": tag, "basis": cite(issue.basis)}
