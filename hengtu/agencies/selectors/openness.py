"""Which version of each content an agency shows, and which drafts wait; for one agency or for many at once."""

from __future__ import annotations

from collections.abc import Iterable

from hengtu.agencies.models import OpennessPage, OpennessState


def published_pages(agencies: Iterable[int]) -> dict[tuple[int, str], OpennessPage]:
    """Return the version that is shown, by agency and section. Costs one query."""
    rows = OpennessPage.objects.published().filter(agency__in=list(agencies))
    found: dict[tuple[int, str], OpennessPage] = {}
    for row in rows:
        found.setdefault((row.agency_id, row.section), row)
    return found


def waiting_drafts(agencies: Iterable[int]) -> dict[tuple[int, str], list[OpennessPage]]:
    """Return the drafts that wait for a second person, by agency and section, oldest first. Costs one query."""
    found: dict[tuple[int, str], list[OpennessPage]] = {}
    for row in OpennessPage.objects.drafts().filter(agency__in=list(agencies)).order_by("version"):
        found.setdefault((row.agency_id, row.section), []).append(row)
    return found


def versions_of(agency: int, section: str) -> list[OpennessPage]:
    """Return every version of a section that was published or waits, newest first."""
    rows = OpennessPage.objects.filter(agency=agency, section=section).exclude(state=OpennessState.DISCARDED)
    return list(rows.select_related("written_by", "published_by").order_by("-version"))
