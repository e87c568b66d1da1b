"""The receipt of what a party did here: a number to quote, and the time."""

from __future__ import annotations

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of


def receipt_number(act: LegalAct) -> str:
    """Return the number of a receipt: the day and the first eight characters of the act's own uid."""
    return f"{day_of(act.occurred_at):%Y%m%d}-{act.uid.replace('-', '')[:8].upper()}"
