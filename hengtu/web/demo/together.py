"""A case in which two parties are fined together, each for its own part: a script played with a second party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hengtu.cases.models import Source
from hengtu.cases.opening import CaseOpening
from hengtu.cases.payments.booking import book_soon
from hengtu.cases.payments.orders import order_for
from hengtu.cases.payments.posts import PaidSaid
from hengtu.cases.payments.receiving import receive
from hengtu.law.calendar import official
from hengtu.subjects.models import Party
from hengtu.web.commandline.scripts import Script, ScriptAct
from hengtu.web.demo.fiction import person
from hengtu.web.demo.itinerary import Itinerary
from hengtu.web.demo.player import Player, Stage
from hengtu.web.demo.year import road_occupied

PENALTIES = ("proposed", "decided")
AGO = 40  # days: the decision is served and its term still runs


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


def fine_two_together(stage: Stage, *, until: date, jurisdiction: str) -> int:
    """Have two who occupied a road together fined differently, and one of them pay; returns how many acts were done."""
    random = Random(48)
    itinerary = Itinerary(official().next_working_day(until - timedelta(days=AGO)), random)
    case = road_occupied(random, itinerary)
    case |= {"jurisdiction": jurisdiction, "violation_on": itinerary.start.isoformat(), "title": "两人共同占用公路"}
    acts = itinerary.until(until)
    acts[0].payload["case"] = case
    served = next(place for place, act in enumerate(acts) if act.kind == "decision_served")
    script = Script("together", case["title"], case, acts[: served + 1], {})
    second = {"kind": "natural_person", "name": person(random)["name"]}
    player = TwoParties(script, stage, second=second, second_yuan=800.0)
    case_id = player.play()
    assert player.party is not None, "it has been played"
    _pays(case_id, str(player.party.uid), at=acts[served].occurred_at + timedelta(hours=2))
    return served + 2


def _pays(case_id: UUID, party: str, *, at: datetime) -> None:
    """The first of the two pays its own order on the same day."""
    order = order_for(case_id, at=at, party=party)
    assert order is not None, "something is owed"
    said = PaidSaid(
        "demo:together", order.number, str(order.pk), order.agency.legal_subject.code, "DEMO-0048", order.amount_fen,
        at, order.party_name, "冀DEMO-0048", "手机支付",
    )  # fmt: skip
    payment, _ = receive(said, source=Source.CALLBACK, at=at)
    book_soon(payment.pk, at=at)
