"""Refusals about recordings, and who may do what."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.lib.coded_error import CodedError

HEADS = frozenset({"agency_head", "deputy_head", "chief_head"})
ANSWERING = HEADS | {"handling_unit_head"}
KEEPING = HEADS | {"archivist", "handling_unit_head"}
HOLDING = KEEPING | {"legal_reviewer"}


class RecordingRefused(CodedError):
    """Something about a recording that is not in order: a full sentence, with what to do."""


def holds_one_of(account: Account, agency: Agency, day: date, roles: frozenset[str]) -> bool:
    """Whether an account holds one of these posts for the business of an agency on a day."""
    return bool(roles_on(account, agency, day) & roles)


def reasoned(reason: str) -> str:
    """Return a reason without blanks at its ends. Raises: RecordingRefused ``reason_missing``."""
    if not reason.strip():
        raise RecordingRefused("reason_missing", "请写明理由；理由会留在记录里，填的其他内容都在。")
    return reason.strip()[:300]
