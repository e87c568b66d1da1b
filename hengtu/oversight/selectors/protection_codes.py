"""What anybody who holds a printed protection file may learn by its code: that it is genuine."""

from __future__ import annotations

import hmac

from hengtu.documents.codes import ALPHABET, RANDOM, is_well_formed, normal_code
from hengtu.oversight.models import ProtectionCode


def protection_of_code(typed: str) -> ProtectionCode | None:
    """Return the row of a code, None where there is none.

    As with documents the index is asked for the first half only and the rest is compared in constant time.
    """
    code = normal_code(typed)
    if not is_well_formed(code):
        return None
    half, rest = code[: RANDOM // 2], len(code) - RANDOM // 2
    span = (half + ALPHABET[0] * rest, half + ALPHABET[-1] * rest)
    candidates = ProtectionCode.objects.filter(code__range=span).select_related("agency")
    return next((row for row in candidates if hmac.compare_digest(row.code, code)), None)
