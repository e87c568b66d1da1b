"""How far the agencies of a place are with what they must show: for supervisors, heads and administrators."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency, AgencyKind
from hengtu.law.openness import Gap
from hengtu.portal.openness.contents import gaps_of
from hengtu.portal.openness.register import registers_of
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.openness.desk import legal_subjects_of

MOST = 300  # agencies of one table


@dataclass(frozen=True)
class StateLine:
    """One agency: what it lacks, and what it knows of and has not published in time."""

    agency: Agency
    missing: tuple[Gap, ...]
    waiting: tuple[Gap, ...]
    over: tuple[Gap, ...]


@require_safe
@login_required
def openness_states(request: SignedInRequest) -> HttpResponse:
    """List the legal subjects in the reader's sight, those that lack most first."""
    today = timezone.localdate()
    seen = Agency.objects.visible_to(request.user, today) | Agency.objects.administered_by(request.user, today)
    subjects = list(seen.in_force(today).filter(kind=AgencyKind.LEGAL_SUBJECT).order_by("division_code", "pk")[:MOST])
    if not subjects:
        raise PermissionDenied("各机构公开情况由监督人员、负责人和系统管理员查看。")
    lines = [_line(register.agency, gaps_of(register, today)) for register in registers_of(subjects, today)]
    lines.sort(key=lambda line: (-len(line.missing) - len(line.over), line.agency.division_code, line.agency.pk))
    whole = sum(not line.missing and not line.over for line in lines)
    edits = bool(legal_subjects_of(request.user, today))
    shown = {"lines": lines, "whole": whole, "today": today, "edits": edits}
    return render(request, "openness/states.html", shown)


def _line(agency: Agency, gaps: tuple[Gap, ...]) -> StateLine:
    return StateLine(
        agency,
        tuple(gap for gap in gaps if gap.due_on is None),
        tuple(gap for gap in gaps if gap.due_on is not None and not gap.days_over),
        tuple(gap for gap in gaps if gap.days_over),
    )
