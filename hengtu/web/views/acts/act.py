"""The page of one act: fill in, see what the law says while typing, do it or send it to whose hand it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.agencies.models import Role
from hengtu.agencies.services.confirmation_pin import PinRefused
from hengtu.cases.desk.desk import Desk, desk_for
from hengtu.cases.desk.entries import Sheet
from hengtu.cases.desk.sheets import SHEETS
from hengtu.cases.models import Proposal
from hengtu.cases.papers.reasoning.compose import OF_ACT
from hengtu.cases.papers.reasoning.paragraph import PARTS
from hengtu.cases.refusals import ActRefused
from hengtu.cases.selectors.access import case_to_work_on
from hengtu.cases.services.propose import ProposalRefused
from hengtu.cases.words import kind_name
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.reviewing import open_points
from hengtu.ledger.errors import KeyReused, StreamMoved
from hengtu.ledger.values import StoredAct
from hengtu.lib.coded_error import CodedError
from hengtu.officers.models import Officer
from hengtu.officers.selectors.shift import partner_of
from hengtu.officers.services.shift_pair import confirm_by_pin
from hengtu.web.acts.drafts import draft_of, drop, keep
from hengtu.web.acts.flow import Filled, NotYours, submit
from hengtu.web.acts.form import ActForm, kept, posted
from hengtu.web.acts.page import Said, Trouble, check, field_troubles
from hengtu.web.acts.reasons import ADD, UP, rearranged
from hengtu.web.acts.when import occurred_at
from hengtu.web.draft_conflict import takes_over
from hengtu.web.looks import note_look
from hengtu.web.requests import SignedInRequest

# Kinds that have a page of their own, where they are done.
PAGE_OF_KIND = {
    "legal_reviewed": "review",
    "review_taken": "review",
    "review_handed_on": "review",
    "review_answered": "review_answer",
    "adviser_consulted": "review",
    "discussed": "discussion",
    "discussion_adjourned": "discussion",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def act(request: SignedInRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Show the sheet of a kind of act for a case; ``intent`` of a post is check, draft or do."""
    now = timezone.now()
    found = case_to_work_on(request.user, case_id, on=timezone.localdate(now))
    desk = desk_for(request.user, found, at=now, things=tuple(request.GET.getlist("thing")[:50]))
    if kind in PAGE_OF_KIND:
        return redirect(PAGE_OF_KIND[kind], case_id)
    sheet = _sheet(kind, desk)
    if request.method != "POST":
        note_look(request, f"cases/{case_id}/do/{kind}", now)
        return _opened(request, desk, sheet)
    intent = request.POST.get("intent", "do")
    if intent.startswith((UP, ADD)):
        return _checked(request, desk, sheet, as_fragment=False, data=rearranged(request.POST, intent))
    if intent in {"check", "draft"} or takes_over(request.POST):
        return _checked(request, desk, sheet, as_fragment=intent == "check" and bool(request.htmx))  # type: ignore[attr-defined]
    return _handed_in(request, desk, sheet)


def _sheet(kind: str, desk: Desk) -> Sheet:
    if kind not in SHEETS or desk.procedure.arrow(kind) is None:
        raise Http404("没有这种行为。请从案件的“下一步”进入。")
    return SHEETS[kind]


def _opened(request: SignedInRequest, desk: Desk, sheet: Sheet) -> HttpResponse:
    # who comes from a label means that thing: a draft about another one of the same case would take its place
    draft = None if desk.things else draft_of(request.user, desk.case_id, sheet.kind)
    data = posted(draft.content) if draft else None
    return _page(request, desk, sheet, data, draft=draft)


def _checked(
    request: SignedInRequest, desk: Desk, sheet: Sheet, *, as_fragment: bool, data: QueryDict | None = None
) -> HttpResponse:
    """Save the draft and say what the law thinks of it so far."""
    data = data if data is not None else request.POST
    draft, conflict = keep(request.user, desk.case_id, sheet.kind, data, desk.at)
    said = Said(conflict=conflict, taken_over=takes_over(data) and conflict is None)
    template = "acts/_check.html" if as_fragment else "acts/act.html"
    return _page(request, desk, sheet, data, draft=draft, said=said, template=template, asked=True)


def _handed_in(request: SignedInRequest, desk: Desk, sheet: Sheet) -> HttpResponse:
    data = request.POST
    form = ActForm(sheet, desk, data)
    said = Said(troubles=field_troubles(form), moved_on=_since(desk, data))
    filled, trouble = _filled(desk, sheet, form, data)
    said.troubles += trouble
    if said.moved_on and not _already_done(desk, filled.key):
        return _again(request, desk, sheet, said, status=409)
    if said.troubles:
        return _again(request, desk, sheet, said, status=422)
    try:
        filled = _confirmed(filled, data)
        outcome = submit(filled, _refusing(filled))
    except NotYours:
        said.troubles = [
            Trouble("main", f"{kind_name(sheet.kind)}由{hand_of(sheet.kind).zh}办，您可以把材料准备好，请其办理。")
        ]
    except ActRefused:
        return _again(request, desk, sheet, said, status=409)
    except (StreamMoved, KeyReused, ProposalRefused, PinRefused, CodedError) as refusal:
        said.troubles = [Trouble("f-pin" if isinstance(refusal, PinRefused) else "main", refusal.message)]
    else:
        return _done(request, desk, sheet, outcome)
    return _again(request, desk, sheet, said, status=409)


def _refusing(filled: Filled) -> tuple[Any, ...]:
    """What stands against sending it: nothing is sent that the next hand could only return."""
    if not filled.sends:
        return ()
    checked = check(filled)
    if checked.refusal:
        raise ProposalRefused("paper_refused", checked.refusal)
    refusing = tuple(line.objection for line in checked.objections if line.objection.refuses)
    late = checked.is_late and not filled.late_reason
    if refusing or late:
        raise ActRefused(kind_name(filled.kind), refusing or tuple(line.objection for line in checked.objections))
    return refusing


def _confirmed(filled: Filled, data: QueryDict) -> Filled:
    """Take the second officer's PIN where one was entered. Raises: PinRefused."""
    pin = data.get("pin", "").strip()
    if filled.hand is not Hand.OFFICERS or filled.second is None or not pin:
        return filled
    if filled.desk.officer is None:
        return filled
    confirm_by_pin(officer=filled.desk.officer, partner=filled.second, pin=pin, at=filled.desk.at)
    return replace(filled, confirmed=True)


def _filled(desk: Desk, sheet: Sheet, form: ActForm, data: QueryDict) -> tuple[Filled, list[Trouble]]:
    at, when_trouble = occurred_at(data.get("occurred_at", ""), now=desk.at, after=desk.acts[-1].occurred_at)
    second = _second(desk, data.get("second", "")) if hand_of(sheet.kind) is Hand.OFFICERS else None
    filled = Filled(
        desk=desk,
        kind=sheet.kind,
        answers=form.answers(),
        at=at,
        key=_key(data),
        second=second,
        late_reason=data.get("late_reason", "").strip()[:500],
        form=kept(data),
    )
    return filled, [Trouble("f-occurred_at", when_trouble)] if when_trouble else []


def _second(desk: Desk, uid: str) -> Officer | None:
    """The other officer: whom the form names, among the colleagues of this person."""
    return next((one for one in desk.colleagues if str(one.uid) == uid), None) if uid else None


def _key(data: QueryDict) -> UUID:
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return uuid4()


def _since(desk: Desk, data: QueryDict) -> tuple[StoredAct, ...]:
    """What happened on the case after the page was opened, by others than who hands it in."""
    seen = data.get("seen", "")
    if not seen.isdecimal() or len(seen) > 9:
        return ()
    return tuple(act for act in desk.acts if act.seq > int(seen))


def _already_done(desk: Desk, key: UUID) -> bool:
    return any(act.key == str(key) for act in desk.acts)


def _again(request: SignedInRequest, desk: Desk, sheet: Sheet, said: Said, *, status: int) -> HttpResponse:
    """Show the sheet again with everything kept; it is a draft now, too."""
    draft, said.conflict = keep(request.user, desk.case_id, sheet.kind, request.POST, desk.at)
    return _page(request, desk, sheet, request.POST, draft=draft, said=said, asked=True, tried=True, status=status)


def _done(request: SignedInRequest, desk: Desk, sheet: Sheet, outcome: StoredAct | Proposal) -> HttpResponse:
    with transaction.atomic():
        drop(request.user, desk.case_id, sheet.kind, desk.at)
    if isinstance(outcome, Proposal):
        return redirect("proposal", outcome.pk)
    return redirect("done", desk.case_id, outcome.uid)


def _page(
    request: SignedInRequest,
    desk: Desk,
    sheet: Sheet,
    data: QueryDict | None,
    *,
    draft: Any = None,
    said: Said | None = None,
    template: str = "acts/act.html",
    asked: bool = False,
    tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    form = ActForm(sheet, desk, data)
    typed = data if data is not None else QueryDict()
    read = form if data is not None else ActForm(sheet, desk, _as_posted(form))
    filled, _ = _filled(desk, sheet, read, typed)
    if filled.hand is Hand.OFFICERS and not filled.second:
        filled = replace(filled, second=_usual_second(desk))
    checked = check(filled)
    now_known = {
        "desk": desk,
        "case": desk.case,
        "sheet": sheet,
        "name": kind_name(sheet.kind),
        "arrow": desk.procedure.arrow(sheet.kind),
        "form": form,
        "reasons": read.reasons,
        "places": [(part, PARTS[part]) for part in OF_ACT.get(sheet.kind, ())],
        "as_fragment": template.endswith("_check.html"),
        "entries": form.asked(),
        "filled": filled,
        "checked": checked,
        "prospect": checked.as_prospect(sheet.kind),
        "colleagues": desk.colleagues if filled.hand is Hand.OFFICERS else (),
        "said": said or Said(),
        "draft": draft,
        "asked": asked,
        "tried": tried,
        "key": typed.get("key") or uuid4(),
        "typed": typed,
        "today": desk.on,
        "roles": _role_names(filled),
        "asked_for": open_points(desk.situation),
    }
    return render(request, template, now_known, status=status)


def _as_posted(form: ActForm) -> QueryDict:
    """The form as it would be posted untouched, so that what is known counts in the first check."""
    data = QueryDict(mutable=True)
    for name, value in form.initial.items():
        values = value if isinstance(value, list | tuple) else [value]
        data.setlist(name, [str(one) for one in values if one is not None])
    return data


def _usual_second(desk: Desk) -> Officer | None:
    """Who is on duty with this officer, else who has worked on the case with him."""
    if desk.officer is None:
        return None
    partner = partner_of(desk.officer, desk.at)
    return partner or next((one for one in desk.handlers if one.pk != desk.officer.pk), None)


def _role_names(filled: Filled) -> list[str]:
    return [str(Role(role).label) for role in filled.roles_to_ask if role in Role.values]
