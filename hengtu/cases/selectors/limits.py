"""Whether the law leaves a choice of amount, and between what."""

from __future__ import annotations

from hengtu.law.discretion import Assessment
from hengtu.law.outcome import Range


def limits_of(assessment: Assessment) -> Range | None:
    """Return the range to choose from: None where a formula or a fixed sum leaves no choice, or no fine follows."""
    statutory = assessment.statutory
    if statutory is None or assessment.is_formula or assessment.outcome.amount_yuan is not None:
        return None
    return statutory if statutory.max_yuan > statutory.min_yuan else None
