"""Records of accountability: the list of those one may know of, one of them, opening it and every later step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengtu.agencies.models import Account, Agency, Post
from hengtu.cases.models import EnforcementCase
from hengtu.documents.errors import DocumentRefused
from hengtu.law.accountability import DECIDING, STEPS_ZH, Finding, Outcome, Step
from hengtu.law.diligence.grounds import grounds_at, measures_at
from hengtu.ledger.selectors.acts import act_of_uid
from hengtu.lib.uids import uid_of
from hengtu.oversight.errors import OversightRefused
from hengtu.oversight.models import Accountability
from hengtu.oversight.protection.policies import OVERSEEING, own_id
from hengtu.oversight.protection.record import acts_in_case
from hengtu.oversight.selectors.results import result_words
from hengtu.oversight.services.accountability import (
    Matter,
    deciders_of,
    open_accountability,
    steps_open_to,
    take_accountability_step,
)
from hengtu.oversight.services.attach_record import attach_record
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import PageForm
from hengtu.web.views.lawbook.desk import Desk, answer, reading
from hengtu.web.views.protection.forms import DecisionForm, OpenForm, RecusalForm, WordsForm
from hengtu.web.views.protection.own import TABS, note

PAGE = 50


@require_safe
@reading(TABS)
def accountability(desk: Desk) -> HttpResponse:
    """What the reader may know of: about himself, opened by him, within what he oversees."""
    rows = Accountability.objects.readable_by(desk.account, desk.today).select_related("agency", "officer")
    open_rows = list(rows.filter(ended_on=None).order_by("decide_until", "uid")[: PAGE + 1])
    ended = rows.exclude(ended_on=None).order_by("-ended_on", "uid")[:PAGE]
    shown = {
        "open": open_rows[:PAGE],
        "is_cut": len(open_rows) > PAGE,
        "most": PAGE,
        "ended": [{"row": row, "words": result_words(row)} for row in ended],
        "may_open": desk.agency_for(OVERSEEING) is not None,
    }
    return desk.page("protection/accountability.html", shown)


@require_safe
@reading(TABS)
def accountability_record(desk: Desk, uid: UUID) -> HttpResponse:
    """Show a record with every step, and what the reader may do next."""
    record = _record(desk, uid)
    note(desk, f"accountability/{record.pk}", "查看责任认定")
    return _record_page(desk, record)


def _record_page(desk: Desk, record: Accountability, refusal: str = "") -> HttpResponse:
    case = EnforcementCase.objects.filter(pk=record.stream).first() if record.stream else None
    person = own_id(record.officer)
    shown = {
        "record": record,
        "steps": record.steps.select_related("by", "concerns").order_by("-id"),
        "case": case,
        "acts": acts_in_case(person, case.pk) if case else (),
        "person": person,
        "is_own": record.officer_id == desk.account.pk,
        "words": result_words(record),
        "may": {step: STEPS_ZH[step] for step in steps_open_to(record, desk.account, desk.today)},
        "is_late": record.is_late(desk.today),
        "deciders": deciders_of(record, desk.today),
        "refusal": refusal,
    }
    return desk.page("protection/record.html", shown, status=409 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def accountability_new(desk: Desk) -> HttpResponse:
    """Open a record; ``?case=``, ``?source=`` and ``?about=`` say what it is about, ``?of=`` about whom."""
    agency = desk.agency_for(OVERSEEING)
    if agency is None:
        raise PermissionDenied("开始认定由负责人、执法监督人员办理。请把情况告诉他们。")
    case = _case_meant(desk)
    where = case.agency.legal_subject if case else agency
    people = _people(where, desk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        matter = Matter(words["matter"], words["source"], case.pk if case else None, desk.asked("about", 64))
        mandate = desk.mandate(words["matter"])
        record = open_accountability(officer=people[words["officer"]], agency=where, matter=matter, mandate=mandate)
        return redirect("accountability_record", record.pk)

    back = reverse("accountability")
    about = f"关于案件{case.number or case.title}。" if case else ""
    intro = f"{about}本人会收到消息，可以陈述、附履职记录、申请回避；由另一名没有参加的负责人认定。"
    page = FormPage("开始责任认定", "开始认定", back, intro, [(back, "责任认定")])
    choices = [(key, person.name) for key, person in people.items()]
    first = {"officer": desk.asked("of"), "source": desk.asked("source") or ("case" if case else "")}
    return answer(desk, page, lambda **sent: OpenForm(choices, initial=first, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def accountability_step(desk: Desk, uid: UUID, name: str) -> HttpResponse:
    record = _record(desk, uid)
    step = Step(name)
    if step not in steps_open_to(record, desk.account, desk.today):
        raise PermissionDenied("这一步现在不能由您办理。请回到认定看下一步由谁办。")
    people = _people_of_step(desk, record, step)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        take_accountability_step(
            record=record, step=step, text=words["text"], mandate=desk.mandate(words["text"]),
            finding=_finding(step, words), concerns=people.get(words.get("concerns", "")),
        )  # fmt: skip
        return redirect("accountability_record", record.pk)

    back = reverse("accountability_record", args=[record.pk])
    intro = "结果保留在执法人员档案里到期限为止；清单里没有依据的，不作为法律引用。" if step in DECIDING else ""
    crumbs = [(reverse("accountability"), "责任认定"), (back, "经过")]
    page = FormPage(STEPS_ZH[step], STEPS_ZH[step], back, intro, crumbs)
    return answer(desk, page, lambda **sent: _form(desk, record, step, people, sent), act)


@require_POST
@reading(TABS)
def accountability_attach(desk: Desk, uid: UUID) -> HttpResponse:
    """Attach what is known of one act with one click."""
    record = _record(desk, uid)
    uid_of_act = uid_of(desk.request.POST.get("act", ""))
    act = act_of_uid(uid_of_act) if uid_of_act else None
    if act is None or record.officer_id != desk.account.pk:
        raise Http404("没有选自己办的行为。请回到认定，从自己的行为里选。")
    try:
        attach_record(record=record, act=act, mandate=desk.mandate(""))
    except (OversightRefused, DocumentRefused) as refusal:
        return _record_page(desk, record, refusal.message)
    return redirect("accountability_record", record.pk)


def _record(desk: Desk, uid: UUID) -> Accountability:
    rows = Accountability.objects.readable_by(desk.account, desk.today)
    found: Accountability = get_object_or_404(
        rows.select_related("agency", "officer", "opened_by", "decided_by"), pk=uid
    )
    return found


def _form(desk: Desk, record: Accountability, step: Step, people: dict[str, Account], sent: dict[str, Any]) -> PageForm:
    if step in (Step.DECIDED, Step.CHANGED):
        place, on = record.agency.division_code, desk.today
        measures = [(each.id, each.zh) for each in measures_at(place, on).values()]
        grounds = [(each.id, f"{each.zh}（{each.rests_on}）") for each in grounds_at(place, on).values()]
        return DecisionForm((measures, grounds), **sent)
    if people:
        return RecusalForm(step, [(key, person.name) for key, person in people.items()], **sent)
    return WordsForm(step, **sent)


def _finding(step: Step, words: dict[str, Any]) -> Finding | None:
    if step not in (Step.DECIDED, Step.CHANGED):
        return None
    return Finding(Outcome(words["outcome"]), words["duty"], words["measure"], words["ground"], words["proof"])


def _people_of_step(desk: Desk, record: Accountability, step: Step) -> dict[str, Account]:
    """Of whom recusal can be meant: who opened it, who could decide, and the reader himself."""
    if step not in (Step.RECUSAL_ASKED, Step.RECUSED, Step.RECUSAL_REFUSED):
        return {}
    asked = [row.concerns for row in record.steps.filter(step=Step.RECUSAL_ASKED).select_related("concerns")]
    meant = [record.opened_by, *deciders_of(record, desk.today)] if step is Step.RECUSAL_ASKED else asked
    own = [desk.account] if step is Step.RECUSED else []
    return {str(each.pk): each for each in [*own, *meant] if each is not None and each.pk != record.officer_id}


def _case_meant(desk: Desk) -> EnforcementCase | None:
    wanted = desk.asked("case")
    if not wanted:
        return None
    key = uid_of(wanted)
    rows = EnforcementCase.objects.visible_to(desk.account, desk.today).select_related("agency__acts_in_name_of")
    found: EnforcementCase | None = rows.filter(pk=key).first() if key else None
    if found is None:
        raise Http404("没有这件案件，或者不在您的查阅范围内。")
    return found


def _people(agency: Agency, desk: Desk) -> dict[str, Account]:
    """Whoever holds a post there today, without the reader."""
    posts = Post.objects.in_force(desk.today).filter(agency__legal_subject_key=agency.pk)
    held = Account.objects.filter(posts__in=posts).exclude(pk=desk.account.pk).distinct()
    return {str(each.pk): each for each in held.order_by("name", "pk")}
