"""A case keeps the procedure of its first act, whatever table comes into force later."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import check, versions
from hengtu.law.procedure.arrows import Arrow
from hengtu.law.procedure.versions import PENALTY_2021, procedure_of, procedure_on
from tests.law.procedure.playing import CIVIL, TWO, A, act, codes, filed

NEW_FROM = date(2026, 3, 10)


@pytest.fixture
def newer(monkeypatch):
    """A second table in force from 10 March 2026: three officers investigate, and a new kind of act exists."""

    def three_officers(moment):
        if len(moment.act.by) < 3:
            yield check.void("three_officers_required", "须三人", ("APL:42p1",), "请三人实施。")

    arrows = tuple(
        replace(arrow, by=(three_officers,)) if arrow.kind == "investigated" else arrow
        for arrow in PENALTY_2021.arrows
        if arrow.kind != "sample_taken"
    )
    extra = Arrow("drone_flown", "O04", "无人机取证", ("APL:54p1",), after=("case_filed",))
    table = replace(PENALTY_2021, effective_from=NEW_FROM, arrows=(*arrows, extra))
    monkeypatch.setattr(versions, "VERSIONS", (PENALTY_2021, table))
    return table


def investigating(at):
    return act("investigated", at, *TWO, records=["scene_record"])


def later(history, days):
    return tuple(replace(each, occurred_at=each.occurred_at + timedelta(days=days)) for each in history)


def test_a_case_opened_before_keeps_the_old_table_after_the_new_one_is_in_force(newer):
    assert procedure_on(NEW_FROM) is newer
    history = filed()
    assert procedure_of(history) is PENALTY_2021
    assert codes(history, investigating("03-20")) == set()
    assert codes(history, act("sample_taken", "03-20", *TWO, items=["柴油"], place="站")) == set()
    with pytest.raises(check.UnknownKind):
        codes(history, act("drone_flown", "03-20", A))


def test_a_case_opened_on_the_first_day_of_the_new_table_follows_it(newer):
    history = later(filed(), 8)
    assert procedure_of(history) is newer
    assert codes(history, investigating("03-20")) == {"three_officers_required"}
    assert codes(history, act("drone_flown", "03-20", A)) == set()
    with pytest.raises(check.UnknownKind):
        codes(history, act("sample_taken", "03-20", *TWO, items=["柴油"], place="站"))


def test_the_day_before_is_still_the_old_table(newer):
    assert procedure_of(later(filed(), 7)) is PENALTY_2021


def test_what_could_come_next_is_asked_of_the_same_table(newer):
    at = datetime(2026, 3, 20, 9, tzinfo=CIVIL)
    old = {possible.kind for possible in check.possible_acts(filed(), at)}
    new = {possible.kind for possible in check.possible_acts(later(filed(), 8), at)}
    assert ("sample_taken" in old, "drone_flown" in old) == (True, False)
    assert ("sample_taken" in new, "drone_flown" in new) == (False, True)


def test_an_act_recorded_afterwards_does_not_move_the_case_to_another_table(newer):
    history = later(filed(), 8)
    earlier = LegalAct("evidence_collected", history[0].occurred_at - timedelta(days=3), TWO, {}, None, "e")
    assert "act_out_of_order" in codes(history, earlier)  # judged by the table of the case, not by an older one
    assert procedure_of((*history, earlier)) is newer


def test_each_version_names_itself_by_its_day(newer):
    assert (PENALTY_2021.version, newer.version) == ("transport-penalty@2021-07-15", "transport-penalty@2026-03-10")
