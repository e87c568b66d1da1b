"""The case list: pages of 25 in the order in which work falls due, without counting everything."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from hengtu.agencies.models import Account
from hengtu.agencies.scope import AgencyScopedQuerySet, reach_of
from hengtu.cases.models import EnforcementCase
from hengtu.cases.search.engine import is_found
from hengtu.cases.selectors.case_view import CaseList, CaseListFilters, CaseRow, Tag
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.cases.words import STATE_TAGS, TRACK_NAMES, stage_name
from hengtu.lib.search_words import read_query

Cases = AgencyScopedQuerySet[EnforcementCase]
PAGE = 25
CAP = 1000
STATES = {"open": ("在办", True), "closed": ("已结", False), "all": ("全部", None)}  # None: either


def case_list(account: Account, filters: CaseListFilters, *, on: date) -> CaseList:
    """Return one page of the cases this account may see, nearest deadline first.

    A cursor is ``<date>_<id>``: the sort key of the last row shown; rows without a deadline come last.
    """
    scope = EnforcementCase.objects.visible_to(account, on)
    found = _matching(scope, filters)
    if filters.q:
        found = found.filter(is_found(reach_of(account, on), read_query(filters.q, typing=True)))
    rows = _page(found, filters)
    shown = rows[:PAGE]
    return CaseList(
        tuple(_row(case, on) for case in shown),
        _counts(found),
        _cursor(shown[-1], filters) if len(rows) > PAGE else "",
        filters,
    )


def _counts(found: Cases) -> tuple[tuple[str, str], ...]:
    """Count up to the cap; all cases are the open and the closed ones, so two questions answer three."""
    open_count, closed_count = (_up_to_cap(found.filter(is_open=is_open)) for is_open in (True, False))
    numbers = {True: open_count, False: closed_count, None: open_count + closed_count}
    return tuple((name, _capped(numbers[is_open])) for name, is_open in STATES.values())


def _matching(scope: Cases, filters: CaseListFilters) -> Cases:
    if filters.procedure:
        scope = scope.filter(track=filters.procedure.upper())
    if filters.category:
        scope = scope.filter(category=filters.category)
    return scope


def _page(found: Cases, filters: CaseListFilters) -> list[EnforcementCase]:
    found = found.select_related("agency")
    is_open = STATES.get(filters.state, STATES["open"])[1]
    if is_open is not None:
        found = found.filter(is_open=is_open)
    if is_open is not True:
        return list(_after_found(found, filters.cursor).order_by("-found_on", "-id")[: PAGE + 1])
    rows = list(_after_due(found, filters.cursor).order_by("due_on", "id")[: PAGE + 1])
    if len(rows) <= PAGE:
        rows += list(_without_due(found, filters.cursor).order_by("id")[: PAGE + 1 - len(rows)])
    return rows


def _after_due(found: Cases, cursor: str) -> Cases:
    found = found.filter(due_on__isnull=False)
    if not cursor:
        return found
    day, _, last = cursor.partition("_")
    # the plain bound first, so that the index is entered at the cursor and read in order
    return found.filter(Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(id__gt=last))) if day else found.none()


def _without_due(found: Cases, cursor: str) -> Cases:
    day, _, last = cursor.partition("_")
    found = found.filter(due_on__isnull=True)
    return found.filter(id__gt=last) if last and not day else found


def _after_found(found: Cases, cursor: str) -> Cases:
    if not cursor:
        return found
    day, _, last = cursor.partition("_")
    return found.filter(Q(found_on__lte=day) & (Q(found_on__lt=day) | Q(id__lt=last)))


def _cursor(case: EnforcementCase, filters: CaseListFilters) -> str:
    day = case.due_on if filters.state == "open" else case.found_on
    return f"{day.isoformat() if day else ''}_{case.pk}"


def _up_to_cap(found: Cases) -> int:
    return found.order_by().values("pk")[: CAP + 1].count()


def _capped(count: int) -> str:
    return f"{CAP}+" if count > CAP else str(count)


def _row(case: EnforcementCase, on: date) -> CaseRow:
    label, form = STATE_TAGS[case.state]
    return CaseRow(
        id=case.pk,
        number=case.number,
        title=case.title,
        party=case.party_name,
        procedure=TRACK_NAMES[case.track],
        stage=stage_name(case.stage),
        status=Tag(label, form),
        agency=case.agency.short_name,
        filed_on=case.filed_on,
        due=due_chip(case.due_term, case.due_on, on) if case.due_on else None,
    )
