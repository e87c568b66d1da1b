"""What goes out with a publication is made by the room that shows it; this room asks for it before the act is written.

The room registers itself when the system starts (``portal``). What it returns becomes part of the act: which records
were published with which SM3, what was checked, who answers for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hengtu.law.disclosure.contents import DECISION
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class Intended:
    """A publication about to be recorded. ``hide``: passages the publisher hides besides what the rules hide.

    ``of_result``: uid of the act that decided the result, where the case has several.
    """

    case_id: UUID
    kind: str
    acts: tuple[StoredAct, ...]
    at: datetime
    by_name: str
    hide: tuple[str, ...] = ()
    by_itself: bool = False
    about: str = DECISION
    of_result: str = ""
    takes_down: bool = False


Prepare = Callable[[Intended], Mapping[str, Any]]
_prepare: dict[str, Prepare] = {}


def register(prepare: Prepare) -> None:
    """Say who makes the public records; the last one counts."""
    _prepare["records"] = prepare


def prepared(intended: Intended) -> Mapping[str, Any]:
    """Return what the act carries besides what its publisher wrote. Raises: ActRefused where the check forbids it."""
    return _prepare["records"](intended)
