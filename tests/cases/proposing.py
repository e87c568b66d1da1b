"""Prepared acts for tests: a case played up to a step, and the next step prepared instead of done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase, Proposal
from hengtu.cases.services.propose import propose
from hengtu.officers.models import Officer
from hengtu.web.demo.player import Player

KINDS = {
    "E01": "paid",
    "O03": "case_filed",
    "O07": "report_approved",
    "O12": "decided",
    "O16": "case_closed",
    "O06": "report_submitted",
}


@dataclass
class Prepared:
    """A case before one of its steps, with the moment at which the script does it."""

    player: Player
    step: str

    def __post_init__(self) -> None:
        for act in self.player.script.acts:
            if act.step == self.step:
                self.act = act
                break
            self.player.do(act)

    @property
    def case(self) -> EnforcementCase:
        return EnforcementCase.objects.select_related("agency").get(pk=self.player.case_id)

    @property
    def at(self) -> datetime:
        return self.act.occurred_at

    def answers(self, **more: Any) -> dict[str, Any]:
        """What the form would hold: penalties as a list per matter."""
        found: dict[str, Any] = {}
        for key, value in {**self.act.payload, **more}.items():
            if key in ("proposed", "decided") and isinstance(value, dict):
                value = [{"matter": "m1", "confiscate_yuan": 0, **value}]
            if key != "case":
                found[key] = value
        return found

    def propose(self, *, by: str = "officer-a", **more: Any) -> Proposal:
        """Send the step to those whose hand it needs; ``answers`` replaces what the script says."""
        words: dict[str, Any] = {
            "uid": uuid4(),
            "case": self.case,
            "kind": KINDS[self.step],
            "answers": self.answers(),
            "by": account(by),
            "at": self.at - timedelta(minutes=30),
            "occurred_at": self.at - timedelta(minutes=30),
            "roles": ("AGENCY_HEAD",),
        }
        return propose(**{**words, **more})


def account(username: str) -> Account:
    return Account.objects.get(username=username)


def officer(username: str) -> Officer:
    return Officer.objects.get(account__username=username)
