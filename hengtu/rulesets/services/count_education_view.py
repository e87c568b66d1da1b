"""Counting how often an education page is opened, without keeping anything about who opened it."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db.models import F

from hengtu.rulesets.models import EducationPage, EducationViews


def count_view(*, page: EducationPage, visitor: str, on: date) -> bool:
    """Count one opening on a civil day, unless the same visitor opened the page a moment ago.

    Args:
        visitor: an opaque word for the device; it lies in the memory of the process for
            ``HENGTU_EDUCATION_REPEAT_SECONDS`` and is written nowhere.
    Returns: whether it was counted.
    """
    if not cache.add(f"education:{page.pk}:{visitor}", 1, settings.HENGTU_EDUCATION_REPEAT_SECONDS):
        return False
    EducationViews.objects.get_or_create(page=page, day=on)
    EducationViews.objects.filter(page=page, day=on).update(count=F("count") + 1)
    return True
