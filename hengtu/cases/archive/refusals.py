"""Refusals about files, and who may do what with them."""

from __future__ import annotations

from datetime import date

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.lib.coded_error import CodedError

HEADS = frozenset({"agency_head", "deputy_head", "chief_head"})
KEEPERS = frozenset({"archivist"})
HANDING_IN = KEEPERS | {"officer", "handling_unit_head"}
INNER_READERS = HEADS | KEEPERS | {"legal_reviewer"}


class ArchiveRefused(CodedError):
    """Something about a file that is not in order: a full sentence, with what to do."""


def holds_one_of(account: Account, agency: Agency, day: date, roles: frozenset[str]) -> bool:
    """Whether an account holds one of these posts for the business of an agency on a day."""
    return bool(roles_on(account, agency, day) & roles)


def reasoned(text: str, what: str = "理由") -> str:
    """Return a reason without blanks at its ends. Raises: ArchiveRefused ``reason_missing``."""
    if not text.strip():
        raise ArchiveRefused("reason_missing", f"请写明{what}；{what}会留在记录里，填的其他内容都在。")
    return text.strip()[:300]
