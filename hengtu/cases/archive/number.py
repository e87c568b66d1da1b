"""The number of an archived file 档号: drawn once for a case, kept where archiving is tried again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from hengtu.agencies.models import Agency
from hengtu.cases.models import FileNumber
from hengtu.documents.services.take_number import take_number


def number_for(case_id: UUID, agency: Agency, on: date, drawn_by: str) -> str:
    """Return the number of a case's file, drawing one for the year of ``on`` if it has none.

    Binding prints the number, so it is drawn before the act; it stays with the case, so a failed try leaves no gap.

    Raises: documents.DocumentRefused where the agency's numbers are not set up.
    """
    known = FileNumber.objects.filter(pk=case_id).first()
    if known is not None:
        return known.number
    try:
        with transaction.atomic():
            number = take_number(agency, "archive", on.year, drawn_by=drawn_by, purpose="档号")
            FileNumber.objects.create(case_id=case_id, number=number)
    except IntegrityError:  # somebody else was faster; what was drawn here went back with the transaction
        return FileNumber.objects.get(pk=case_id).number
    return number
