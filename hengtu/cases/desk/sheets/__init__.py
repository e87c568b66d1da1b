"""The sheets: what is asked for each kind of act, in the order in which people think of it; one module per subject.

Only what the law needs and the case does not know. Words of answers are those of the services; the law judges them.
"""

from __future__ import annotations

from hengtu.cases.desk.entries import Sheet
from hengtu.cases.desk.sheets import (
    competence,
    correction,
    credit,
    crime,
    decision,
    disclosure,
    enforcement,
    evidence,
    execution,
    filing,
    hearing,
    leads,
    leniency,
    measures,
    mending,
    on_the_spot,
    pausing,
    recusal,
    remedies,
    service,
    told,
)
from hengtu.cases.desk.sheets.whose import asking_whose

_SUBJECTS: tuple[tuple[Sheet, ...], ...] = (
    leads.SHEETS,
    leniency.SHEETS,
    filing.SHEETS,
    correction.SHEETS,
    evidence.SHEETS,
    told.SHEETS,
    hearing.SHEETS,
    decision.SHEETS,
    measures.SHEETS,
    recusal.SHEETS,
    competence.SHEETS,
    pausing.SHEETS,
    crime.SHEETS,
    on_the_spot.SHEETS,
    execution.SHEETS,
    enforcement.SHEETS,
    remedies.SHEETS,
    disclosure.SHEETS,
    mending.SHEETS,
    service.SHEETS,
    credit.SHEETS,
)
SHEETS: dict[str, Sheet] = {sheet.kind: asking_whose(sheet) for subject in _SUBJECTS for sheet in subject}

__all__ = ["SHEETS"]
