"""The number of a case: drawn with the act that opens it, never before the law has agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hengtu.documents.services.take_number import take_number
from hengtu.law.procedure import day_of

if TYPE_CHECKING:
    from hengtu.cases.services.do_act import Context, Prepare


def case_number(at: datetime, drawn_by: str) -> Prepare:
    """Make the preparation that draws a case number for the year of ``at`` in the name of the legal subject."""

    def draw(context: Context) -> Mapping[str, Any]:
        number = take_number(
            agency=context.legal_subject, form="case", year=day_of(at).year, drawn_by=drawn_by, purpose="案号"
        )
        return {"case_number": number}

    return draw
