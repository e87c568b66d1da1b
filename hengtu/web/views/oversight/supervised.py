"""Cases under supervision: the list, one of them, ordering it and every later step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.access import access_case
from hengtu.law.supervision import GROUNDS, OF_SUPERIOR, STEPS_ZH, Step
from hengtu.oversight.models import SupervisedCase
from hengtu.oversight.services.supervise_case import ANSWERING, order_supervision, take_supervision_step
from hengtu.web.looks import note_look
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import EMPTY, PageForm, day_field, text_field
from hengtu.web.views.lawbook.desk import Desk, answer, reading, recorded
from hengtu.web.views.lawbook.forms import long_field
from hengtu.web.views.oversight.desk import TABS, superior_here

PAGE = 50
WITH_DAY = (Step.RETURNED, Step.EXTENDED)
HINTS = {
    Step.PROGRESS: "办到哪一步，还差什么。",
    Step.RESULT: "怎样办结的，问题是否解决；督办机关审核后摘牌。",
    Step.RETURNED: "哪里没有解决，要补办什么。",
    Step.EXTENDED: "为什么要延长。",
    Step.LIFTED: "结果是否可靠，问题是否解决。",
}


class OrderForm(PageForm):
    """Putting a case under supervision."""

    ground = forms.ChoiceField(label="督办理由", choices=[EMPTY, *GROUNDS.items()])
    demand = long_field("督办要求", 4000, 5, help_text="要查清什么、办到什么程度。")
    due_on = day_field("什么时候报告结果")
    number = text_field("督办文号", 120, required=False, help_text="没有的不填。")


class StepForm(PageForm):
    """One step about a supervised case."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = HINTS[step]
        if step not in WITH_DAY:
            del self.fields["due_on"]

    text = long_field("内容", 4000, 5)
    due_on = day_field("新的期限")


@require_safe
@reading(TABS)
def supervised_cases(desk: Desk) -> HttpResponse:
    """Open ones by the day the result is due, then the newest that were closed."""
    found = SupervisedCase.objects.visible_to(desk.account, desk.today).select_related("superior", "agency")
    rows = [*found.filter(lifted_at=None).order_by("due_on", "uid")[: PAGE + 1]]
    closed = found.exclude(lifted_at=None).order_by("-lifted_at", "uid")[:PAGE]
    return desk.page(
        "oversight/supervised_cases.html",
        {"open": _with_cases(rows[:PAGE]), "is_cut": len(rows) > PAGE, "most": PAGE, "closed": _with_cases([*closed])},
    )


@require_safe
@reading(TABS)
def supervised_case(desk: Desk, uid: UUID) -> HttpResponse:
    found = _case(desk, uid)
    note_look(desk.request, f"supervised/{uid}", desk.now)
    steps = found.steps.select_related("agency", "by").order_by("-id")
    shown = {"row": _with_cases([found])[0], "steps": steps, "may": _may(desk, found), "Step": Step}
    return desk.page("oversight/supervised_case.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def supervise(desk: Desk, case_id: UUID) -> HttpResponse:
    """Order supervision of a case of a lower agency."""
    case = access_case(desk.account, case_id, on=desk.today)
    superior = superior_here(desk, case.agency)
    if superior is None:
        raise PermissionDenied("挂牌督办由承办机关的上级办理：上级的负责人或者执法监督人员。")

    def act(form: Any) -> HttpResponse:
        row = order_supervision(
            case=case, superior=superior, mandate=desk.mandate(form.cleaned_data["demand"]), **form.cleaned_data
        )
        return recorded("supervision_step", "supervised_case", row.pk)

    back = reverse("case", args=[case.pk])
    subject = case.agency.legal_subject.short_name
    intro = f"以{superior.short_name}的名义督办{subject}的案件；它的负责人会收到消息，逾期没有结果的上提一级。"
    page = FormPage("挂牌督办", "挂牌督办", back, intro, [(back, case.number or case.title)])
    return answer(desk, page, OrderForm, act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def supervision_step(desk: Desk, uid: UUID, name: str) -> HttpResponse:
    found = _case(desk, uid)
    step = Step(name)
    if not _may(desk, found)[name]:
        raise PermissionDenied("这一步现在不能由您办理。请回到督办看下一步由谁办。")

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        mandate = desk.mandate(words["text"])
        take_supervision_step(
            supervised=found, step=step, text=words["text"], mandate=mandate, due_on=words.get("due_on")
        )
        return recorded("supervision_step", "supervised_case", found.pk)

    back = reverse("supervised_case", args=[found.pk])
    page = FormPage(
        STEPS_ZH[step], STEPS_ZH[step], back, "", [(reverse("supervised_cases"), "挂牌督办"), (back, "经过")]
    )
    return answer(desk, page, lambda **sent: StepForm(step, **sent), act)


def _case(desk: Desk, uid: UUID) -> SupervisedCase:
    rows = SupervisedCase.objects.visible_to(desk.account, desk.today).select_related("superior", "agency")
    found: SupervisedCase = get_object_or_404(rows, pk=uid)
    return found


def _may(desk: Desk, row: SupervisedCase) -> dict[str, bool]:
    """Which steps the reader may take now, by name; the services decide again."""
    is_open = row.lifted_at is None
    above = is_open and superior_here(desk, row.agency) == row.superior
    here = is_open and desk.agency_for(ANSWERING) == row.agency
    needs = {Step.RESULT: not row.has_result, Step.RETURNED: row.has_result, Step.LIFTED: row.has_result}
    mine = {step: above if step in OF_SUPERIOR else here for step in STEPS_ZH}
    return {
        str(step): mine[step] and needs.get(step, True) for step in STEPS_ZH if step not in (Step.ORDERED, Step.RISEN)
    }


def _with_cases(rows: list[SupervisedCase]) -> list[dict[str, Any]]:
    cases = EnforcementCase.objects.in_bulk([row.stream for row in rows])
    return [{"supervised": row, "case": cases.get(row.stream)} for row in rows]
