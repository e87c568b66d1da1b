"""Which originals are not opened without saying why."""

from __future__ import annotations

from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.selectors.particulars import claims_in, newest

SPOKEN = frozenset({ExhibitKind.TESTIMONY, ExhibitKind.PARTY_STATEMENT, ExhibitKind.RECORDING})


def is_sensitive(exhibit: Exhibit) -> bool:
    """Whether the original shows more than its copies: a person's words, a place, or what somebody has hidden.

    Source: APL:50 (secrets and private life learnt in a case stay inside)
    """
    if exhibit.kind in SPOKEN or claims_in(newest(exhibit)).latitude is not None:
        return True
    return any(copy.rectangles for copy in exhibit.redactions.all())
