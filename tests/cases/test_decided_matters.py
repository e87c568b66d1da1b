"""Decided matters of a period as rows for the statistics: within the reader's scope, without names, on both engines."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.decided_matters import decided_matters
from hengtu.law.discretion import assess
from hengtu.law.procedure import Situation
from hengtu.law.procedure.moment import question_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.rulesets.columns.decisions import from_rows, types
from hengtu.rulesets.columns.deviation import deviation
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.proposing import account
from tests.fixtures import scripts

EVER = (date(2000, 1, 1), date(2100, 1, 1))
CASES = ("demo-1", "demo-4", "demo-8")


def play(case_id: str, stage) -> EnforcementCase:
    file = scripts()
    player = Player(file.script(case_id, None), stage)
    for act in player.script.acts:
        player.do(act)
    return EnforcementCase.objects.get(pk=player.case_id)


def rows_for(who, first=EVER[0], last=EVER[1], **more):
    return list(decided_matters(who, first, last, on=date(2026, 6, 1), **more))


@pytest.fixture
def played(database):
    stage = stage_for(scripts())
    return [play(case_id, stage) for case_id in CASES]


def test_the_head_reads_every_decided_matter_once_and_a_stranger_none(played):
    found = rows_for(account("head"))
    assert sorted({row["case_id"] for row in found}) == sorted(str(case.pk) for case in played)
    assert len({row["id"] for row in found}) == len(found)
    assert rows_for(AnonymousUser()) == []
    assert all(set(row) <= set(types()) for row in found)
    names = {case.party_name for case in played}
    assert not any(str(cell) in names for row in found for cell in row.values())
    _only_the_days_asked_for(found)
    _judged_as_the_case_is_judged(played, found)


def _only_the_days_asked_for(found):
    day = date.fromisoformat(found[0]["decided_on"])
    same_day = [row["id"] for row in found if row["decided_on"] == found[0]["decided_on"]]
    assert sorted(row["id"] for row in rows_for(account("head"), day, day)) == sorted(same_day)
    item = found[0]["violation"]
    assert {row["violation"] for row in rows_for(account("head"), violation=item)} == {item}
    assert rows_for(account("head"), date(2000, 1, 1), date(2000, 1, 2)) == []


def _judged_as_the_case_is_judged(played, found):
    """The statistics put the same question as the procedure does when it judges the decision."""
    with from_rows(found) as decisions:
        counts = deviation(decisions).counts
    assert counts.matters == len(found)
    assert (counts.above, counts.over_statute) == (0, 0)
    for case in played:
        situation = Situation(legal_history(acts_of_stream(case.pk)))
        row = next(row for row in found if row["case_id"] == str(case.pk))
        asked = question_of(situation.case, situation.case.matters[0], date.fromisoformat(row["decided_on"]))
        facts = {key: value for key, value in row.items() if key in asked["facts"]}
        assert facts == dict(asked["facts"])
        assert assess(asked).violation == row["violation"]
