"""Decided cases that are like another one, as rows alone: no acts stand behind them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseState, DecidedMatter, EnforcementCase
from hengtu.cases.selectors.beam import assessments_of
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_stream


def add_like_cases(case: EnforcementCase, *fines: float | None, on: date, days: int = 30, **other: Any) -> None:
    """Add a decided case for each fine (None: no fine), ``days`` before ``on``; ``other`` columns differ."""
    situation = Situation.of(legal_history(acts_of_stream(case.pk)))
    assessment = next(iter(assessments_of(situation, on).values()))
    names = ("agency_id", "legal_subject_id", "province_id", "city_id", "county_id", "station_id")
    scope = {name: other.get(name, getattr(case, name)) for name in names}
    for serial, fine in enumerate(fines, start=1):
        row = EnforcementCase.objects.get(pk=case.pk)
        row.pk, row.number, row._state.adding = uuid4(), f"样交执罚〔2025〕9{serial:03d}号", True
        row.state, row.is_open, row.stage, row.due_on = CaseState.CLOSED, False, "case_closed", None
        for name, value in scope.items():
            setattr(row, name, value)
        row.save()
        own = {"violation": assessment.violation, "tier": assessment.tier or "", "jurisdiction": case.jurisdiction}
        day = {"decided_on": on - timedelta(days=days), "fine_yuan": fine}
        more = {name: value for name, value in other.items() if name not in names}
        DecidedMatter.objects.create(case=row, matter="m1", **{**scope, **own, **day, **more})
