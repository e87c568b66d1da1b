"""Whose it is: what a sheet asks first in a case with several parties, and in no other."""

from __future__ import annotations

from dataclasses import replace

from hengtu.cases.desk import known, reminder_known
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Entry, Sheet
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.shares import OF_ONE, OF_SOME

WHOSE = Entry(
    "parties", "哪一位当事人的", "one", "各人的罚款、期限和分期分别计算", known.parties, known.who_still_owes,
    when=known.has_several_parties,
)  # fmt: skip
OF_ALL = replace(WHOSE, hint="对全体当事人的，留空", known=known.nobody_chosen, optional=True)
# Of these only some are about money, so that the law asks; the sheet leaves the rest open.
SOMETIMES = frozenset({"property_disposed", "substitute_performed", "cleared_at_once"})


def asking_whose(sheet: Sheet) -> Sheet:
    """Return the sheet with the question before all others, where the kind is of one party or may be."""
    if sheet.kind == "reminder_answered":  # the answer of officers is of whose statement it answers
        return replace(sheet, entries=(replace(WHOSE, when=_records_of_several), *sheet.entries))
    if sheet.kind in OF_ONE - SOMETIMES or (sheet.kind in OF_SOME and hand_of(sheet.kind) is Hand.PARTY):
        return replace(sheet, entries=(WHOSE, *sheet.entries))
    if sheet.kind in OF_SOME | SOMETIMES:
        return replace(sheet, entries=(OF_ALL, *sheet.entries))
    return sheet


def _records_of_several(desk: Desk) -> bool:
    return known.has_several_parties(desk) and reminder_known.is_recording(desk)
