"""How money says no: what is wrong and what to do next, nothing written."""

from __future__ import annotations

from hengtu.lib.coded_error import CodedError


class MoneyRefused(CodedError):
    """A payment, refund or day cannot be dealt with like that; ``code`` is stable."""
