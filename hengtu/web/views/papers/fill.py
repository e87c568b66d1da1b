"""Fill in a form that no act makes: prefilled from the case, read beside it, issued as a document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.papers.by_hand import (
    BY_HAND,
    ByHand,
    acts_of_form,
    complete_values,
    context_by_hand,
    issue_by_hand,
    may_issue,
    refuse_early,
    settled_values,
    suggested_values,
)
from hengtu.cases.papers.cited import cited_problems, cited_warnings
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.selectors.access import case_to_work_on
from hengtu.cases.services.tell import tell
from hengtu.cases.words import kind_name
from hengtu.documents.catalogue import Field, Form, form, form_ids
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import Document
from hengtu.documents.preview import preview_paper, problems_of
from hengtu.law.procedure import day_of
from hengtu.ledger.errors import DraftMoved
from hengtu.ledger.models import Draft
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.drafts import open_draft
from hengtu.ledger.services.discard_draft import discard_draft
from hengtu.ledger.services.save_draft import save_draft
from hengtu.web.desk.drafts import writers_of
from hengtu.web.draft_conflict import DraftConflict, saved_elsewhere, seen_version, takes_over
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.papers.fields import asked_fields, entries, typed_values
from hengtu.web.views.papers.kept import kept, posted

SEVERAL = 2


@dataclass(frozen=True)
class Filling:
    """One visit: the case, the form, who it is for, and what was typed so far."""

    case: EnforcementCase
    context: PaperContext
    spec: Form
    entry: ByHand
    at: datetime
    may_issue: bool

    @property
    def settled(self) -> dict[str, Any]:
        return settled_values(self.spec, self.context)

    @property
    def fields(self) -> tuple[Field, ...]:
        return asked_fields(self.spec, self.settled)

    @property
    def draft_key(self) -> str:
        return f"paper:{self.case.pk}:{self.spec.id}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_new(request: SignedInRequest, case_id: UUID, form_id: str) -> HttpResponse:
    """Show the form of a paper for a case; ``intent`` of a post is preview, draft, send or issue."""
    if form_id not in form_ids():
        raise Http404("没有这种文书。请从本案的文书页中选择。")
    now = timezone.now()
    case = case_to_work_on(request.user, case_id, on=timezone.localdate(now))
    if form_id not in BY_HAND:
        return _from_an_act(request, case, form(form_id))
    filling = _filling(request, case, form_id, now)
    if request.method != "POST":
        note_look(request, f"cases/{case_id}/papers/{form_id}", now)
        return _opened(request, filling)
    typed = typed_values(filling.fields, request.POST)
    intent = "draft" if takes_over(request.POST) else request.POST.get("intent", "")
    answer = {"preview": _previewed, "draft": _drafted, "send": _sent}.get(intent, _issued)
    return answer(request, filling, typed)


def _from_an_act(request: SignedInRequest, case: EnforcementCase, spec: Form) -> HttpResponse:
    """Say that this paper is an act in writing, and where the act is done."""
    acts = [(kind, kind_name(kind)) for kind in acts_of_form(spec.id)]
    return render(request, "papers/from_an_act.html", {"case": case, "form": spec, "acts": acts})


def _filling(request: SignedInRequest, case: EnforcementCase, form_id: str, at: datetime) -> Filling:
    acts = acts_of_stream(case.pk)
    agency = agency_by_code((acts[0].payload or {})["case"]["agency"])
    context = context_by_hand(case.pk, acts, agency, at)
    known = {party.id for party in context.case.parties}
    asked = request.POST.get("party") or request.GET.get("party") or ""
    context = replace(context, focus=asked if asked in known else context.case.parties[0].id)
    entry = BY_HAND[form_id]
    return Filling(case, context, form(form_id), entry, at, may_issue(entry, request.user, agency, day_of(at)))


def _opened(request: SignedInRequest, filling: Filling) -> HttpResponse:
    draft = _draft(request, filling)
    if draft is None:
        return _page(request, filling, suggested_values(filling.spec, filling.context))
    return _page(request, filling, typed_values(filling.fields, posted(draft.content)), draft=draft)


def _draft(request: SignedInRequest, filling: Filling) -> Draft | None:
    """The own draft, or the shared one of a colleague that a message led to."""
    owner = request.GET.get("draft") or request.POST.get("draft_of") or request.user.username
    return open_draft(key=filling.draft_key, owner=owner[:150], reader=request.user.username)


def _previewed(request: SignedInRequest, filling: Filling, typed: dict[str, Any]) -> HttpResponse:
    if getattr(request, "htmx", False):
        cited = cited_warnings(filling.context, typed, filling.at)
        return render(request, "papers/_preview.html", {"paper": _paper(filling, typed), "cited": cited})
    return _page(request, filling, typed, draft=_draft(request, filling))


def _drafted(request: SignedInRequest, filling: Filling, typed: dict[str, Any]) -> HttpResponse:
    draft, conflict = _keep(request, filling, shared=None)
    status = 409 if conflict else 200
    return _page(request, filling, typed, draft=draft, conflict=conflict, saved=not conflict, status=status)


def _sent(request: SignedInRequest, filling: Filling, typed: dict[str, Any]) -> HttpResponse:
    """Share the draft with whoever may issue it, and tell them."""
    problems = _problems(filling, typed)
    if problems:
        return _page(request, filling, typed, problems=problems, draft=_draft(request, filling), status=422)
    draft, conflict = _keep(request, filling, shared=True)
    if draft is None:
        return _page(request, filling, typed, conflict=conflict, status=409)
    on = day_of(filling.at)
    people = {
        account.pk: account for role in filling.entry.by for account in holders_of(role, filling.context.agency, on)
    }
    address = reverse("paper_new", args=[filling.case.pk, filling.spec.id])
    tell(
        people.values(),
        kind=MessageKind.PROPOSAL,
        text=f"{request.user.name}请您签发《{filling.spec.title}》：{filling.case.title}",
        key=f"paper:{draft.pk}:{draft.version}",
        at=filling.at,
        url=f"{address}?draft={draft.owner}",
    )
    names = "、".join(account.name for account in people.values())
    return _page(request, filling, typed, draft=draft, sent=names or "（本机关现在没有这个岗位的人员）")


def _issued(request: SignedInRequest, filling: Filling, typed: dict[str, Any]) -> HttpResponse:
    uid = _uid(request)
    if Document.objects.filter(pk=uid, stream_id=filling.case.pk).exists():
        return redirect("document_page", uid)  # the same form sent twice
    draft = _draft(request, filling)
    problems = _problems(filling, typed)
    if problems:
        return _page(request, filling, typed, problems=problems, draft=draft, status=422)
    try:
        document = issue_by_hand(filling.context, filling.spec.id, typed, account=request.user, at=filling.at, uid=uid)
    except DocumentRefused as refusal:
        return _page(request, filling, typed, trouble=str(refusal), draft=draft, status=409)
    except IntegrityError:
        return redirect("document_page", uid)
    if draft is not None:
        discard_draft(key=draft.key, owner=draft.owner, at=filling.at)
    return redirect("document_page", document.pk)


def _keep(
    request: SignedInRequest, filling: Filling, *, shared: bool | None
) -> tuple[Draft | None, DraftConflict | None]:
    """Save the own draft, or go on with a colleague's that was sent here: the page has seen the version of that one."""
    going_on = _draft(request, filling)
    owner = going_on.owner if going_on else request.user.username
    try:
        draft = save_draft(
            key=filling.draft_key,
            owner=owner,
            by=request.user.username,
            content=kept(request.POST),
            at=filling.at,
            expected_version=seen_version(request.POST),
            shared=shared,
            page=request.POST.get("key", "")[:64],
        )
    except DraftMoved as moved:
        return None, saved_elsewhere(moved, filling.draft_key, owner, request.user, request.get_full_path())
    return draft, None


def _problems(filling: Filling, typed: dict[str, Any]) -> dict[str, str]:
    """What stands against issuing: by field what is missing, unreadable, or cites what is not in force."""
    values = complete_values(filling.spec, filling.context, typed)
    cited = cited_problems(filling.context, typed, filling.at)
    return problems_of(filling.spec, values, filling.context.agency) | cited


def _uid(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _paper(filling: Filling, typed: dict[str, Any]) -> Any:
    return preview_paper(filling.spec, complete_values(filling.spec, filling.context, typed), filling.context.agency)


def _page(
    request: SignedInRequest,
    filling: Filling,
    values: dict[str, Any],
    *,
    problems: dict[str, str] | None = None,
    draft: Draft | None = None,
    trouble: str = "",
    conflict: DraftConflict | None = None,
    saved: bool = False,
    sent: str = "",
    status: int = 200,
) -> HttpResponse:
    parties = filling.context.case.parties
    shown = {
        "case": filling.case,
        "form": filling.spec,
        "entry": filling.entry,
        "entries": entries(filling.fields, values, problems or {}),
        "problems": problems or {},
        "trouble": trouble or _too_early(filling),
        "conflict": conflict,
        "today": day_of(filling.at),
        "version": draft.version
        if draft and (saved or sent or request.method != "POST")
        else seen_version(request.POST),
        "paper": _paper(filling, values),
        "cited": cited_warnings(filling.context, values, filling.at),
        "parties": parties if len(parties) >= SEVERAL else (),
        "focus": filling.context.focus,
        "key": request.POST.get("key") or str(uuid4()),
        "draft": draft,
        "writer": writers_of([draft]).get(draft.saved_by, draft.saved_by) if draft else "",
        "draft_of": draft.owner if draft and draft.owner != request.user.username else "",
        "saved": saved,
        "sent": sent,
        "may_issue": filling.may_issue,
    }
    return render(request, "papers/fill.html", shown, status=status)


def _too_early(filling: Filling) -> str:
    try:
        refuse_early(filling.entry, filling.context)
    except DocumentRefused as refusal:
        return str(refusal)
    return ""
