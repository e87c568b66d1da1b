"""Which education page a paper points at, what a code opens, and how often pages were opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Sum

from hengtu.rulesets.models import EducationPage, EducationState, EducationViews
from hengtu.rulesets.reach import chain_of


def pages_for(items: Iterable[str], division: str, on: date) -> tuple[EducationPage, ...]:
    """Return the page of each item that a paper of a division prints on a day: the nearest place, the newest version.

    Args:
        items: item ids, each once; an item without a page is left out.
        division: six digits of the deciding legal subject.
    Costs one query.
    """
    wanted, places = tuple(dict.fromkeys(items)), chain_of(division)
    found = EducationPage.objects.filter(
        item__in=wanted, division__in=places, effective_from__lte=on, state=EducationState.PUBLISHED
    )
    best: dict[str, EducationPage] = {}
    for page in sorted(found, key=lambda each: (-places.index(each.division), each.effective_from, each.version)):
        best[page.item] = page
    return tuple(best[item] for item in wanted if item in best)


def page_of_code(code: str) -> EducationPage | None:
    """Return the version a printed code names, whatever has become of it; drafts are nobody's yet."""
    return EducationPage.objects.exclude(state=EducationState.DRAFT).filter(code=code).first()


def newest_of(page: EducationPage, on: date) -> EducationPage | None:
    """Return what is in use today for the item in the same place; None where nothing is."""
    found = EducationPage.objects.in_use(page.item, (page.division,), on)
    return found.order_by("-effective_from", "-version").first()


def openings(pages: Iterable[EducationPage], on: date, days: int = 30) -> dict[str, tuple[int, int]]:
    """Return per page (by hex of its uid) how often it was opened in the last days and altogether."""
    rows = EducationViews.objects.filter(page__in=list(pages))
    since = on - timedelta(days=days - 1)
    whole = dict(rows.values_list("page").annotate(total=Sum("count")))
    recent = dict(rows.filter(day__gte=since).values_list("page").annotate(total=Sum("count")))
    return {uid.hex: (recent.get(uid, 0), total) for uid, total in whole.items()}
