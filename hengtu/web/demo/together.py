"""A case in which two parties are fined together, each for its own part: a script played with a second party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hengtu.cases.opening import CaseOpening
from hengtu.subjects.models import Party
from hengtu.web.commandline.scripts import ScriptAct
from hengtu.web.demo.player import Player

PENALTIES = ("proposed", "decided")


@dataclass
class TwoParties(Player):
    """Plays a script of one party with a second one beside it, who did the same and is fined by itself.

    ``second`` names it as scripts do; ``second_yuan`` is its own fine, in yuan.
    """

    second: Mapping[str, Any] = field(default_factory=lambda: {"kind": "natural_person", "name": "乙某"})
    second_yuan: float = 60000.0
    other: Party | None = None

    def _opening(self, act: ScriptAct) -> CaseOpening:
        opening = super()._opening(act)
        self.other = self._registered(self.second, f"{self.script.id}-second", act)
        (suspicion,) = opening.suspicions
        return replace(opening, suspicions=(suspicion, replace(suspicion, party=self.other)))

    def _entry(self, key: str, value: Any) -> Any:
        if key in PENALTIES and isinstance(value, dict):
            return [{"matter": "m1", **value}, {"matter": "m2", **value, "amount_yuan": self.second_yuan}]
        return super()._entry(key, value)
