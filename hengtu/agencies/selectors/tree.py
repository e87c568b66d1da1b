"""Questions to the tree of agencies."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from hengtu.agencies.models import Agency, AgencyDivision, Level
from hengtu.lib.divisions import contains

_LEVEL_COLUMNS = ("station_id", "county_id", "city_id", "province_id")


def path_of(agency: Agency) -> list[int]:
    """Return the ids from the agency itself upwards, nearest first, the ministry last if it is registered."""
    path = [agency.pk]
    path += [pk for column in _LEVEL_COLUMNS if (pk := getattr(agency, column)) is not None and pk not in path]
    if agency.level != Level.MINISTRY:
        path += Agency.objects.filter(level=Level.MINISTRY, children__in=path).values_list("id", flat=True).distinct()
    return path


def competent_agencies(division_code: str, category: str, on: date) -> list[Agency]:
    """Return the legal subjects that enforce in a division and field on a day (APL:22), the smallest area first.

    A body that straddles provinces counts wherever one of its divisions lies. Several hits are for the law of
    jurisdiction to decide (APL:25), not for this list.
    """
    stems = [division_code, division_code[:4] + "00", division_code[:2] + "0000", "000000"]
    straddling = AgencyDivision.objects.in_force(on).filter(division_code__in=stems).values("agency")
    found = Agency.objects.in_force(on).filter(Q(division_code__in=stems) | Q(pk__in=straddling), acts_in_name_of=None)
    here = [agency for agency in found.order_by("id") if category in agency.categories]
    return sorted(here, key=lambda agency: -len(agency.division_code.rstrip("0")))


def regions_of(agency: Agency, on: date) -> list[str]:
    """Return the codes of the regions of co-operation an agency belongs to on a day."""
    memberships = agency.regions.in_force(on).select_related("region")
    return sorted(member.region.code for member in memberships if member.region.is_in_force(on))


def misplaced_agencies() -> list[str]:
    """Return the codes of agencies whose stored ancestors, legal subject or division do not fit the tree."""
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    return sorted(agency.code for agency in agencies.values() if not _fits(agency, agencies))


def _fits(agency: Agency, agencies: dict[int, Agency]) -> bool:
    expected: dict[str, int | None] = dict.fromkeys(_LEVEL_COLUMNS)
    node: Agency | None = agency
    while node is not None:
        if node.level != Level.MINISTRY:
            expected[f"{node.level.lower()}_id"] = node.pk
        node = agencies[node.parent_id] if node.parent_id is not None else None
    placed = all(getattr(agency, column) == pk for column, pk in expected.items())
    return placed and agency.legal_subject_key == agency.legal_subject_id


def within(agency: Agency, division_code: str, on: date) -> bool:
    """Whether a division lies in the area of an agency on a day, its further divisions included."""
    own = [agency.division_code]
    own += agency.divisions.in_force(on).values_list("division_code", flat=True)
    return any(contains(area, division_code) for area in own)
