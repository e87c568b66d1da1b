"""How many people of a kind an agency needs."""

from __future__ import annotations

# 国办发〔2018〕118号: legal reviewers in principle at least 5 per cent of all who enforce.
REVIEWER_PERCENT = 5
REVIEWER_BASIS = "GB118"


def reviewers_needed(officers: int) -> int:
    """Return the least number of legal reviewers for a number of officers: 5 per cent, rounded up to a whole person.

    Args:
        officers: people with an officer's post, >= 0.
    Source: GB118
    Example:
        >>> [reviewers_needed(officers) for officers in (0, 1, 20, 21, 40, 41)]
        [0, 1, 1, 2, 2, 3]
    """
    return -(-officers * REVIEWER_PERCENT // 100)
