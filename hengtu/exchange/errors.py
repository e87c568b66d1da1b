"""Refusals of this room: a stable code and a Chinese sentence that says what to do."""

from __future__ import annotations

from hengtu.lib.coded_error import CodedError


class ExchangeRefused(CodedError):
    """Something about handing over cannot be done now."""
