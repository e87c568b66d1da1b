"""Restricted leads: entered, decided by the chief, receipt and result. Every look is noted with its purpose."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, Agency, Post, Role
from hengtu.law.discipline import AFTER, STEPS_ZH, LeadStep
from hengtu.ledger.access_log import note_access
from hengtu.oversight.models import DisciplineLead
from hengtu.oversight.services.discipline_leads import BY_CHIEF, ENTERING, Found, enter_discipline_lead, take_lead_step
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import EMPTY, PageForm, text_field
from hengtu.web.views.lawbook.desk import Desk, answer, reading
from hengtu.web.views.lawbook.forms import long_field
from hengtu.web.views.oversight.desk import TABS

SOURCES = ("执法监督", "案卷评查", "法制审核", "投诉举报", "其他")
LABELS = {
    LeadStep.SENT: "移送给哪个机关",
    LeadStep.KEPT: "不移送的理由",
    LeadStep.RECEIVED: "回执（收到的日期、经办人）",
    LeadStep.RESULT: "处理结果",
}


class LeadForm(PageForm):
    """Entering a lead."""

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concerns"].choices = [("", "不在名单里"), *people]  # type: ignore[attr-defined]

    source = forms.ChoiceField(label="从哪里发现的", choices=[EMPTY, *((each, each) for each in SOURCES)])
    concerns = forms.ChoiceField(
        label="涉及本机关的哪一位", required=False, help_text="选了以后，本人看不到；涉及正职的由上一级决定。"
    )
    person = text_field("涉及的人和职务", 200)
    problem = long_field("问题和线索", 4000, 6, help_text="内容加密保存，只有您和作决定的正职负责人能看。")


class LeadStepForm(PageForm):
    """One step of a lead."""

    def __init__(self, step: LeadStep, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = LABELS[step]
        if step is not LeadStep.SENT:
            del self.fields["number"]

    text = long_field("内容", 2000, 3)
    number = text_field("移送函文号", 120)


@require_safe
@reading(TABS)
def discipline_leads(desk: Desk) -> HttpResponse:
    """What the reader entered or decides; nothing tells others that there is anything."""
    found = (
        DisciplineLead.objects.readable_by(desk.account, desk.today).select_related("agency").order_by("-entered_at")
    )
    shown = {"leads": found[:100], "may_enter": desk.agency_for(ENTERING) is not None}
    return desk.page("oversight/discipline_leads.html", shown)


@require_safe
@reading(TABS)
def discipline_lead(desk: Desk, uid: UUID) -> HttpResponse:
    lead = _lead(desk, uid)
    look = {"who": desk.account.get_username(), "what": f"discipline/{uid}"}
    note_access(**look, purpose="查看问题线索", at=desk.now)
    steps = lead.steps.select_related("by").order_by("-id")
    return desk.page("oversight/discipline_lead.html", {"lead": lead, "steps": steps, "may": _may(desk, lead)})


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def discipline_lead_new(desk: Desk) -> HttpResponse:
    agency = desk.agency_for(ENTERING)
    if agency is None:
        raise PermissionDenied("登记问题线索由执法监督、法制审核人员和负责人办理。请把情况告诉他们中的一位。")
    people = _people(agency, desk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        found = Found(words["person"], words["problem"], words["source"], people.get(words["concerns"]))
        lead = enter_discipline_lead(agency=agency, found=found, mandate=desk.mandate("登记"))
        return redirect("discipline_lead", lead.pk)

    back = reverse("discipline_leads")
    intro = "登记以后由正职负责人决定是否移送纪检监察机关。管理员、同事和上级都看不到。"
    page = FormPage("登记问题线索", "登记", back, intro, [(back, "问题线索")])
    choices = [(key, person.name) for key, person in people.items()]
    return answer(desk, page, lambda **sent: LeadForm(choices, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def discipline_step(desk: Desk, uid: UUID, name: str) -> HttpResponse:
    lead = _lead(desk, uid)
    if name not in _may(desk, lead):
        raise Http404("没有这一步，或者不由您办理。")
    step = LeadStep(name)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        take_lead_step(
            lead=lead, step=step, text=words["text"], mandate=desk.mandate("办理"), number=words.get("number", "")
        )
        return redirect("discipline_lead", lead.pk)

    back = reverse("discipline_lead", args=[lead.pk])
    page = FormPage(STEPS_ZH[step], "确定", back, "", [(reverse("discipline_leads"), "问题线索"), (back, "经过")])
    return answer(desk, page, lambda **sent: LeadStepForm(step, **sent), act)


def _lead(desk: Desk, uid: UUID) -> DisciplineLead:
    rows = DisciplineLead.objects.readable_by(desk.account, desk.today)
    found: DisciplineLead = get_object_or_404(rows.select_related("agency", "decided_at", "entered_by"), pk=uid)
    return found


def _may(desk: Desk, lead: DisciplineLead) -> dict[str, str]:
    """The steps the reader may take now, by name; the services decide again."""
    is_chief = desk.agency_for([Role.CHIEF_HEAD]) == lead.decided_at
    own = lead.entered_by_id == desk.account.pk
    last = LeadStep(lead.last_step)
    return {
        str(step): STEPS_ZH[step]
        for step, after in AFTER.items()
        if last in after and (is_chief or (own and step not in BY_CHIEF))
    }


def _people(agency: Agency, desk: Desk) -> dict[str, Account]:
    """Whoever holds a post here today, without the reader."""
    posts = Post.objects.in_force(desk.today).filter(agency__legal_subject_key=agency.pk)
    held = Account.objects.filter(posts__in=posts).exclude(pk=desk.account.pk).distinct()
    return {str(each.pk): each for each in held.order_by("name", "pk")}
