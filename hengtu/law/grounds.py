"""The grounds of the statute for not punishing: what each needs as proof and what has to be done besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.conditions import evaluate
from hengtu.law.rulebook import records


@dataclass(frozen=True)
class Ground:
    """One ground. ``circumstance`` is its id in the list of circumstances (NP1 to NM2); ``must``: 应当, else 可以."""

    id: str
    circumstance: str
    zh: str
    must: bool
    basis: tuple[str, ...]
    evidence_zh: str
    duty: str
    duty_zh: str
    when: str = ""
    party_proves: bool = False

    def is_contradicted_by(self, facts: Mapping[str, Any]) -> bool:
        """Whether what is known excludes this ground; what is not known excludes nothing."""
        return bool(self.when) and evaluate(self.when, facts).value is False


def grounds() -> dict[str, Ground]:
    """Return every ground by id, in the order of the statute."""
    return {identity: _ground(row) for identity, row in records("no_penalty_grounds").items()}


def _ground(row: Mapping[str, Any]) -> Ground:
    return Ground(
        row["id"],
        row["circumstance"],
        row["zh"],
        row["must"],
        tuple(row["basis"]),
        row["evidence_zh"],
        row["duty"],
        row["duty_zh"],
        row.get("when", ""),
        row.get("burden") == "party",
    )
