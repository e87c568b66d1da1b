"""Proposals to clean up items: the list with who is next, one proposal with its answers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Agency
from hengtu.cases.selectors.case_view import Tag
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import HEADS, LAW_OFFICERS
from hengtu.rulesets.models import ItemProposal, ProposalAnswer, ProposalState
from hengtu.rulesets.reach import post_of
from hengtu.rulesets.services.propose_item_change import (
    Wanted,
    answer_item_proposal,
    levels_above,
    resubmit_item_proposal,
    withdraw_item_proposal,
)
from hengtu.web.asked import number_in
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.lawbook.desk import ITEM_TABS, Desk, answer, area_of, reading, recorded
from hengtu.web.views.lawbook.forms import ItemChangeForm, ProposalAnswerForm, ReasonForm
from hengtu.web.views.lawbook.telling import tell_next_level

PAGE = 30
STATE_TAGS = {
    ProposalState.GOING_UP: "wait",
    ProposalState.RETURNED: "stop",
    ProposalState.PUBLISHED: "ok",
    ProposalState.WITHDRAWN: "word",
}


@require_safe
@reading(ITEM_TABS)
def item_proposals(desk: Desk) -> HttpResponse:
    """What the reader may see, the newest first; those that wait for his answer are marked."""
    state = desk.asked("state")
    found = ItemProposal.objects.visible_to(desk.account, desk.today).select_related("agency", "waits_for")
    counts = {name: found.filter(condition).count() for name, condition in _STATES.items()}
    shown = found.filter(_STATES.get(state, Q())).order_by("-proposed_at", "uid")
    start = number_in(desk.asked("after")) or 0
    rows = list(shown[start : start + PAGE + 1])
    return desk.page(
        "proposals.html",
        {
            "rows": [_row(desk, row) for row in rows[:PAGE]],
            "state": state if state in _STATES else "",
            "states": [("", "全部", found.count()), *((name, _STATE_NAMES[name], counts[name]) for name in _STATES)],
            "more": start + PAGE if len(rows) > PAGE else 0,
            "start": start,
        },
    )


_STATES = {
    "open": Q(state__in=(ProposalState.GOING_UP, ProposalState.RETURNED)),
    "published": Q(state=ProposalState.PUBLISHED),
    "withdrawn": Q(state=ProposalState.WITHDRAWN),
}
_STATE_NAMES = {"open": "在办", "published": "已发布", "withdrawn": "已撤回"}


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def item_proposal(desk: Desk, uid: UUID) -> HttpResponse:
    """One proposal; whoever it waits for answers here."""
    found = _proposal(desk, uid)
    here = _may_answer(desk, found)
    form = ProposalAnswerForm(data=desk.request.POST) if desk.request.method == "POST" else ProposalAnswerForm()
    if desk.request.method == "POST":
        if here is None:
            raise PermissionDenied("这件建议不等您答复。")
        if form.is_valid() and (done := _answered(desk, found, form)) is not None:
            return done
    shown = {
        "proposal": found,
        "row": _row(desk, found),
        "place": area_of(found.division, levels_above(found.agency)[-1]),
        "is_last": here is not None and here == levels_above(found.agency)[-1],
        "steps": found.steps.select_related("agency", "by"),
        "form": form if here is not None else None,
        "may_answer": here,
        "own": found.is_open and post_of(desk.account, LAW_OFFICERS, desk.today, found.agency) is not None,
    }
    return desk.page("proposal.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def item_proposal_withdraw(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)

    def act(form: Any) -> HttpResponse:
        withdraw_item_proposal(proposal=found, mandate=desk.mandate(form.cleaned_data["reason"]))
        return recorded("item_withdrawn", "item_proposal", found.pk)

    return answer(
        desk, _page(found, "撤回清理建议", "撤回", "撤回以后不再往上报；要清理的，另行提出。"), ReasonForm, act
    )


@require_http_methods(["GET", "HEAD", "POST"])
@reading(ITEM_TABS)
def item_proposal_resubmit(desk: Desk, uid: UUID) -> HttpResponse:
    found = _own(desk, uid)
    fields = ("change", "effective_from", "basis", "adjusted_to")

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        wanted = Wanted(found.item, words["change"], words["effective_from"], words["basis"], words["adjusted_to"])
        row = resubmit_item_proposal(proposal=found, wanted=wanted, mandate=desk.mandate(words["reason"]))
        tell_next_level(row, at=desk.now)
        return recorded("item_proposed", "item_proposal", row.pk)

    initial = {field: getattr(found, field) for field in fields}
    page = _page(found, "修改后重新提出", "重新提出", "从第一级起重新审核；这里的理由写修改了什么。")
    return answer(desk, page, lambda **sent: ItemChangeForm(initial=initial, **sent), act)


def _answered(desk: Desk, found: ItemProposal, form: ProposalAnswerForm) -> HttpResponse | None:
    words = form.cleaned_data
    try:
        row = answer_item_proposal(
            proposal=found, answer=words["answer"], mandate=desk.mandate(words["reason"]), amended=form.amended()
        )
    except RulesRefused as refusal:
        form.refuse(refusal)
        return None
    tell_next_level(row, at=desk.now)
    return recorded("item_answered", "item_proposal", row.pk)


def _proposal(desk: Desk, uid: UUID) -> ItemProposal:
    rows = ItemProposal.objects.visible_to(desk.account, desk.today)
    found: ItemProposal = get_object_or_404(rows.select_related("agency", "waits_for", "proposed_by"), pk=uid)
    return found


def _own(desk: Desk, uid: UUID) -> ItemProposal:
    found = _proposal(desk, uid)
    if post_of(desk.account, LAW_OFFICERS, desk.today, found.agency) is None:
        raise PermissionDenied(f"这件建议由{found.agency.short_name}的法制审核人员和负责人办理。")
    return found


def _may_answer(desk: Desk, found: ItemProposal) -> Agency | None:
    if found.state != ProposalState.GOING_UP or found.waits_for is None:
        return None
    return found.waits_for if post_of(desk.account, HEADS, desk.today, found.waits_for) else None


def _row(desk: Desk, row: ItemProposal) -> dict[str, Any]:
    mine = _may_answer(desk, row) is not None
    return {
        "proposal": row,
        "tag": Tag(
            "等您答复" if mine else str(row.get_state_display()), "go" if mine else STATE_TAGS[ProposalState(row.state)]
        ),
        "next": f"等{row.waits_for.short_name}答复" if row.waits_for else _settled(row),
    }


def _settled(row: ItemProposal) -> str:
    if row.state == ProposalState.RETURNED:
        return f"等{row.agency.short_name}修改"
    last = row.steps.exclude(answer=ProposalAnswer.PROPOSED).order_by("-id").first()
    return f"{last.agency.short_name}{last.get_answer_display()}" if last else ""


def _page(found: ItemProposal, title: str, verb: str, intro: str) -> FormPage:
    back = reverse("item_proposal", args=[found.pk])
    return FormPage(title, verb, back, intro, [(reverse("item_proposals"), "清理建议"), (back, str(found))])
