"""Things that hold for a time: from a first day up to, not including, a last one."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model)
Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


class InForce:
    """What a queryset of dated rows can do."""

    def in_force(self: Rows, on: date) -> Rows:  # type: ignore[misc]  # mixed into querysets only
        """Keep the rows with ``effective_from`` ≤ day < ``effective_to``; an empty end means until further notice."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gt=on), effective_from__lte=on)


class DatedQuerySet(InForce, models.QuerySet[M]):
    """Dated rows."""


class Dated(models.Model):
    """The two dates, and the rule that the end lies after the start."""

    effective_from = models.DateField("生效日期")
    effective_to = models.DateField("失效日期（不含当日）", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gt=F("effective_from")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_code="ends_before_start",
                violation_error_message="失效日期须晚于生效日期。",
            )
        ]

    def is_in_force(self, on: date) -> bool:
        """Whether the row holds on a day."""
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)
