"""Drafts: go on, look at earlier states, put away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hengtu.ledger.models import Draft, DraftVersion
from hengtu.ledger.selectors.drafts import drafts_of, versions_of
from hengtu.ledger.services.discard_draft import discard_draft
from hengtu.ledger.services.save_draft import save_draft
from hengtu.web.desk.drafts import draft_lines, lines_of, writers_of
from hengtu.web.requests import SignedInRequest

SHOWN_VERSIONS = 100


@require_safe
@login_required
def drafts(request: SignedInRequest) -> HttpResponse:
    page = {"drafts": draft_lines(request.user), "today": timezone.localdate(), "thrown": request.GET.get("thrown")}
    return render(request, "desk/drafts.html", page)


@require_safe
@login_required
def draft(request: SignedInRequest, draft_id: int) -> HttpResponse:
    """Show the earlier states of one draft."""
    found = _own(request, draft_id)
    (line,) = lines_of(request.user, [found])
    versions = list(versions_of(found)[:SHOWN_VERSIONS])
    named = writers_of(versions)
    page = {
        "draft": line,
        "versions": [(each, named.get(each.saved_by, each.saved_by)) for each in versions],
        "today": timezone.localdate(),
    }
    return render(request, "desk/draft.html", page)


@require_POST
@login_required
def draft_discard(request: SignedInRequest, draft_id: int) -> HttpResponse:
    found = _own(request, draft_id)
    discard_draft(key=found.key, owner=found.owner, at=timezone.now())
    return redirect("/drafts/?thrown=1")


@require_POST
@login_required
def draft_restore(request: SignedInRequest, draft_id: int, version: int) -> HttpResponse:
    """Make an earlier state the present one: it is saved again as the newest version, nothing is lost."""
    found = _own(request, draft_id)
    earlier = DraftVersion.objects.filter(draft=found, version=version).first()
    if earlier is None:
        raise Http404("没有这个版本的草稿。")
    save_draft(
        key=found.key,
        owner=found.owner,
        content=earlier.content,
        at=timezone.now(),
        expected_version=found.version,
    )
    (line,) = lines_of(request.user, [found])
    return redirect(line.url or "drafts")


def _own(request: SignedInRequest, draft_id: int) -> Draft:
    found = drafts_of(request.user.username).filter(pk=draft_id).first()
    if found is None:
        raise Http404("没有这份草稿，或者已经弃用、办完。")
    return found
