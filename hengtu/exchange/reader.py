"""Readers of the ledger, one per platform: whatever is done in a case, its records follow.."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hengtu.exchange.services.bring_up import bring_up
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class Exporter:
    """Follows the ledger for one platform, behind a cursor of its own."""

    format_id: str
    clock: Callable[[], datetime]

    @property
    def name(self) -> str:
        """By which its cursor is kept."""
        return f"export-{self.format_id}"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Bring up every case that was touched, itself or through an act of another that concerns it."""
        touched = [stream for act in acts for stream in (act.stream, *act.concerns)]
        bring_up(self.format_id, touched, at=self.clock())
