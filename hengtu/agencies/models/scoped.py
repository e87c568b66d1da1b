"""What a model carries so that its rows have a scope."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from hengtu.agencies.models.agency import Agency

SCOPE_COLUMNS = ("legal_subject_id", "province_id", "city_id", "county_id", "station_id")


class AgencyScoped(models.Model):
    """The agency of a row and copies of its place in the tree, so that scope and order come from one index.

    Give the model ``objects = AgencyScopedQuerySet.as_manager()`` (or a subclass) and call ``place_in`` before the
    first save. The copies are plain numbers: the foreign key on ``agency`` already guards them.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="机构")
    legal_subject_id = models.BigIntegerField("执法主体", editable=False)
    province_id = models.BigIntegerField("省级机构", null=True, editable=False)
    city_id = models.BigIntegerField("市级机构", null=True, editable=False)
    county_id = models.BigIntegerField("县级机构", null=True, editable=False)
    station_id = models.BigIntegerField("基层站所", null=True, editable=False)

    class Meta:
        abstract = True

    def place_in(self, agency: Agency) -> None:
        """Set the agency and copy its place in the tree."""
        self.agency = agency
        for column, value in scope_values(agency).items():
            setattr(self, column, value)


def scope_values(agency: Agency) -> dict[str, int | None]:
    """Return the scope columns of an agency, for ``objects.create(agency=agency, **scope_values(agency), …)``."""
    return {column: getattr(agency, column) for column in SCOPE_COLUMNS}


def scope_indexes(prefix: str, fields: Sequence[str], *, condition: Q | None = None) -> list[models.Index]:
    """Return one index per scope column, each followed by the fields a list is ordered by.

    Args:
        prefix: short name that is unique in the application, at most 16 characters.
        fields: as in ``("status", "due_on", "id")``.
        condition: makes the indexes partial, as on open cases.
    """
    return [
        models.Index(fields=[column, *fields], name=f"{prefix}_{column.removesuffix('_id')}", condition=condition)
        for column in SCOPE_COLUMNS
    ]
