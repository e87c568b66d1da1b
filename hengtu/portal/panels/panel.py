"""One panel of the room: a template and what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    """``template`` lies under ``portal/panels/``; ``shown`` is read there as ``panel.shown``."""

    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)
