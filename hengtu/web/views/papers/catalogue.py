"""All forms: what each is for, who signs it, where it comes from, and an empty one to print."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency
from hengtu.cases.papers.by_hand import BY_HAND, acts_of_form
from hengtu.cases.words import kind_name
from hengtu.documents.catalogue import Form, form, form_ids
from hengtu.documents.services.blank_form import blank_form
from hengtu.web.requests import SignedInRequest
from hengtu.web.standing import posts_of
from hengtu.web.views.pdf import shown_pdf

KIND_ZH = {"internal": "内部文书", "evidence": "证据文书", "served": "送达文书", "public": "公告文书"}


@dataclass(frozen=True)
class FormLine:
    """One form as the catalogue and the papers of a case list it."""

    id: str
    number: int | None
    title: str
    purpose: str
    kind: str
    signers: str
    made_by: str
    by_hand: str

    @property
    def is_by_hand(self) -> bool:
        return bool(self.by_hand)


def form_line(spec: Form) -> FormLine:
    """Return a form in words: 盖章 where it is sealed, signers once each, the acts it comes with."""
    signers = [*dict.fromkeys(spec.signers), *(["盖章"] if spec.sealed else [])]
    entry = BY_HAND.get(spec.id)
    return FormLine(
        id=spec.id,
        number=spec.ministry_number,
        title=spec.title,
        purpose=spec.purpose,
        kind=KIND_ZH[spec.kind],
        signers="、".join(signers) or "不签名",
        made_by="、".join(dict.fromkeys(map(kind_name, acts_of_form(spec.id)))),
        by_hand=entry.who if entry else "",
    )


def form_lines() -> list[FormLine]:
    """Return all forms, those of the ministry first."""
    return [form_line(form(form_id)) for form_id in form_ids()]


@require_safe
@login_required
def papers(request: SignedInRequest) -> HttpResponse:
    lines = form_lines()
    groups = (
        ("部颁式样", [line for line in lines if line.number]),
        ("补充文书", [line for line in lines if not line.number]),
    )
    return render(request, "papers/catalogue.html", {"groups": groups, "count": len(lines)})


@require_safe
@login_required
def paper_blank(request: SignedInRequest, form_id: str) -> HttpResponse:
    """Hand out an empty form under the name of the reader's own legal subject."""
    if form_id not in form_ids():
        raise Http404("没有这种文书。请从文书目录中选择。")
    now = timezone.now()
    pdf = blank_form(form(form_id), _own_agency(request), at=now)
    return shown_pdf(pdf, f"{form(form_id).title}（空白）")


def _own_agency(request: SignedInRequest) -> Agency | None:
    posts = posts_of(request.user, timezone.localdate())
    return posts[0].agency.legal_subject if posts else None
