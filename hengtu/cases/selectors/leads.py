"""Leads: the list by what presses, the count that must add up, and what may be the same matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from hengtu.agencies.models import Account
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.lead_projection import place_key, plate_key
from hengtu.cases.models import Lead, LeadOutcome
from hengtu.cases.selectors.case_view import Due, Tag
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.cases.selectors.lead_view import LeadBalance, LeadFilters, LeadList, LeadRow, SimilarLead
from hengtu.cases.words import SOURCE_NAMES
from hengtu.law.procedure.guards.leads import ANSWERS

Leads = AgencyScopedQuerySet[Lead]
PAGE = 25
CAP = 1000
SIMILAR_DAYS = 30
SIMILAR_SHOWN = 5
PLACE_IN_COMMON = 8  # characters of a place that must agree from its beginning, such as 京昆高速k102
TERM = "filing_decision"
STATES: dict[str, tuple[str, LeadOutcome]] = {
    "open": ("未决定", LeadOutcome.OPEN),
    "filed": ("已立案", LeadOutcome.FILED),
    "not_filed": ("不予立案", LeadOutcome.NOT_FILED),
    "transferred": ("已移送", LeadOutcome.TRANSFERRED),
    "merged": ("已并入", LeadOutcome.MERGED),
}
TAGS = {
    LeadOutcome.OPEN: Tag("未决定", "go"),
    LeadOutcome.FILED: Tag("已立案", "ok"),
    LeadOutcome.NOT_FILED: Tag("不予立案", "word"),
    LeadOutcome.TRANSFERRED: Tag("已移送", "wait"),
    LeadOutcome.MERGED: Tag("已并入", "word"),
}


def access_lead(account: Account, lead_id: UUID, *, on: date) -> Lead:
    """Return the lead if the account may see it on this day.

    Raises: Http404 for strangers, as if it did not exist.
    """
    leads = Lead.objects.visible_to(account, on).select_related("case", "agency__acts_in_name_of")
    lead = leads.filter(pk=lead_id).first()
    if lead is None:
        raise Http404("没有这条线索，或者不在您的查阅范围内。")
    return lead


def may_work_on(account: Account, lead: Lead, *, on: date) -> bool:
    """Whether the account may do something about the lead rather than only look."""
    return Lead.objects.workable_by(account, on).filter(pk=lead.pk).exists()


# --- the list -----------------------------------------------------------------
def lead_list(account: Account, filters: LeadFilters, *, on: date) -> LeadList:
    """Return one page of the leads this account may see: undecided ones by the house limit, others newest first.

    A cursor is ``<date>_<id>``: the sort key of the last row shown.
    """
    found = _matching(Lead.objects.visible_to(account, on), filters)
    rows = list(_page(found, filters).select_related("agency")[: PAGE + 1])
    shown = rows[:PAGE]
    return LeadList(
        tuple(_row(lead, on) for lead in shown),
        tuple(_counts(found)),
        _cursor(shown[-1], filters) if len(rows) > PAGE else "",
        filters,
    )


def _matching(scope: Leads, filters: LeadFilters) -> Leads:
    if filters.source:
        scope = scope.filter(source=filters.source)
    if filters.q:
        words = filters.q
        scope = scope.filter(Q(party_name__icontains=words) | Q(plate__icontains=words) | Q(place__icontains=words))
    return scope


def _page(found: Leads, filters: LeadFilters) -> Leads:
    outcome = STATES[filters.state][1]
    found = found.filter(outcome=outcome)
    day, _, last = filters.cursor.partition("_")
    if outcome == LeadOutcome.OPEN:
        # the plain bound first, so that the index is entered at the cursor and read in order
        after = found.filter(Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(case__gt=last))) if last else found
        return after.order_by("due_on", "case")
    before = found.filter(Q(registered_on__lte=day) & (Q(registered_on__lt=day) | Q(case__lt=last))) if last else found
    return before.order_by("-registered_on", "-case")


def _cursor(lead: Lead, filters: LeadFilters) -> str:
    day = lead.due_on if STATES[filters.state][1] == LeadOutcome.OPEN else lead.registered_on
    return f"{day.isoformat() if day else ''}_{lead.pk}"


def _counts(found: Leads) -> Iterator[str]:
    for _, outcome in STATES.values():
        count = found.filter(outcome=outcome).order_by().values("pk")[: CAP + 1].count()
        yield f"{CAP}+" if count > CAP else str(count)


def _row(lead: Lead, on: date) -> LeadRow:
    return LeadRow(
        id=lead.pk,
        title=lead.title,
        party=lead.party_name,
        plate=lead.plate,
        place=lead.place,
        source=SOURCE_NAMES.get(lead.source, "来源不明"),
        registered_on=lead.registered_on,
        age=_age(lead, on),
        status=TAGS[LeadOutcome(lead.outcome)],
        assigned_to=lead.assigned_to,
        unit=lead.agency.short_name,
        due=due_of_lead(lead, on),
    )


def due_of_lead(lead: Lead, on: date) -> Due | None:
    """Return the house limit of the filing decision as a chip; None once decided."""
    return due_chip(TERM, lead.due_on, on) if lead.due_on else None


def _age(lead: Lead, on: date) -> str:
    if lead.outcome == LeadOutcome.OPEN:
        days = (on - lead.registered_on).days
        return "今天登记" if days <= 0 else f"登记后第 {days} 日"
    answered = ANSWERS.get(lead.answer, "")
    where = lead.transferred_to if lead.outcome == LeadOutcome.TRANSFERRED else ""
    decided = f"{lead.decided_on.month}月{lead.decided_on.day}日" if lead.decided_on else ""
    return "，".join(word for word in (decided, where, f"对方{answered}" if where and answered else "") if word)


# --- the count ----------------------------------------------------------------
def lead_balance(account: Account, first: date, last: date, *, on: date) -> LeadBalance:
    """Count the leads registered from ``first`` to ``last`` (both included) by where they ended.

    One grouped count in the database; the total is counted apart, so that the sum can be seen to agree.
    """
    leads = Lead.objects.visible_to(account, on).filter(registered_on__gte=first, registered_on__lte=last)
    registered = leads.count()
    ended = dict(leads.order_by().values_list("outcome").annotate(Count("pk")))
    return LeadBalance(
        first=first,
        last=last,
        registered=registered,
        filed=ended.get(LeadOutcome.FILED, 0),
        not_filed=ended.get(LeadOutcome.NOT_FILED, 0),
        transferred=ended.get(LeadOutcome.TRANSFERRED, 0),
        merged=ended.get(LeadOutcome.MERGED, 0),
        open=ended.get(LeadOutcome.OPEN, 0),
        overdue=leads.filter(outcome=LeadOutcome.OPEN, due_on__lt=on).count(),
    )


# --- what may be the same matter ----------------------------------------------
def similar_leads(
    account: Account,
    *,
    on: date,
    legal_subject_id: int,
    plate: str = "",
    party_name: str = "",
    violation: str = "",
    violation_on: date | None = None,
    place: str = "",
    without: UUID | None = None,
) -> tuple[SimilarLead, ...]:
    """Return leads of the last thirty days that may be the same matter, the most alike first.

    Alike are: same plate; same party; a place that begins alike; the same item on the same day. That the item agrees
    is a further reason, never one by itself. Each question enters one index and returns a handful.
    """
    scope = Lead.objects.visible_to(account, on).filter(
        legal_subject_id=legal_subject_id, registered_on__gt=on - timedelta(days=SIMILAR_DAYS)
    )
    if without is not None:
        scope = scope.exclude(pk=without)
    near = place_key(place)
    found: dict[UUID, tuple[Lead, list[str]]] = {}
    for reason, question in (
        (f"{_object_word(plate)}相同", Q(plate=plate_key(plate)) if plate else None),
        ("当事人相同", Q(party_name=party_name) if party_name else None),
        ("地点相近", _near(near)),
        ("同一天的同类违法", Q(violation=violation, violation_on=violation_on) if violation and violation_on else None),
    ):
        if question is not None:
            _gather(found, reason, scope.filter(question))
    if violation:
        for lead, reasons in found.values():
            if lead.violation == violation and "同一天的同类违法" not in reasons:
                reasons.append("违法事项相同")
    ranked = sorted(
        found.values(), key=lambda each: (-len(each[1]), -each[0].registered_on.toordinal(), str(each[0].pk))
    )
    return tuple(_similar(lead, reasons) for lead, reasons in ranked[:SIMILAR_SHOWN])


def _near(key: str) -> Q | None:
    """Places that begin alike; naming every outcome lets the index of outcome and day be entered at the first day."""
    if len(key) < PLACE_IN_COMMON:
        return None
    return Q(place_key__startswith=key[:PLACE_IN_COMMON], outcome__in=LeadOutcome.values)


def _object_word(plate: str) -> str:
    return "车牌" if len(plate) > 1 and plate[1].isascii() and plate[1].isalpha() else "车船号"


def _gather(found: dict[UUID, tuple[Lead, list[str]]], reason: str, leads: Leads) -> None:
    for lead in leads.order_by("-registered_on")[: SIMILAR_SHOWN * 2]:
        found.setdefault(lead.pk, (lead, []))[1].append(reason)


def _similar(lead: Lead, reasons: list[str]) -> SimilarLead:
    outcome = LeadOutcome(lead.outcome)
    return SimilarLead(
        id=lead.pk,
        title=lead.title,
        party=lead.party_name,
        plate=lead.plate,
        place=lead.place,
        registered_on=lead.registered_on,
        status=TAGS[outcome],
        reasons=tuple(reasons),
        can_take_in=outcome in (LeadOutcome.OPEN, LeadOutcome.FILED),
    )
