"""What the pre-check finds in the property of a file, and that it finds nothing where acts never named things."""

from datetime import date

import pytest

from hengtu.law.procedure.precheck import precheck
from tests.law.procedure.playing import HEAD, KEEPER, A, Actor, act, lawful
from tests.law.procedure.test_property import CAR, LOG, RETURN, TYRES, kept, lifted, note, taken

PROPERTY = {"thing_without_end", "thing_lent_too_long", "disposed_unphotographed", "thing_unlabelled"}


def of_property(history, on="2026-03-20"):
    found = precheck(history, on=date.fromisoformat(on))
    return {each.code: each.gravity.value for each in found if each.code in PROPERTY}


def labelled():
    return kept(labelled=True)


def test_a_file_in_order_has_no_finding_about_its_property():
    history = lifted(labelled(), LOG)
    history = lawful(history, act("property_returned", "03-10 10:00", KEEPER, things=[LOG], **RETURN))
    assert of_property(history) == {}


def test_old_files_whose_acts_name_no_things_are_left_alone():
    history = lawful(taken(), act("property_taken_in", "03-04 12:00", KEEPER, ledger_no="1", place="库"))
    history = lawful(history, act("measure_lifted", "03-10", HEAD, returned=True))
    assert of_property(history) == {}


def test_no_label_at_intake_is_a_note():
    assert of_property(kept()) == {"thing_unlabelled": "note"}


@pytest.mark.parametrize(("on", "codes"), [("2026-03-09", {}), ("2026-03-10", {"thing_lent_too_long": "serious"})])
def test_what_was_lent_is_looked_for_the_day_after_it_should_be_back(on, codes):
    history = lawful(labelled(), note("lent", CAR, to="检测所", back_by="2026-03-09", reason="鉴定"))
    assert of_property(history, on) == codes


def test_a_closed_file_with_a_thing_still_here_is_found():
    history = lifted(labelled(), CAR, TYRES, LOG)
    history = lawful(history, act("property_returned", "03-10 10:00", KEEPER, things=[CAR, TYRES], **RETURN))
    closed = (*history, act("case_closed", "03-20", HEAD, correction="corrected"))
    found = [each for each in precheck(closed, on=date(2026, 3, 20)) if each.code == "thing_without_end"]
    assert [each.about for each in found] == [LOG]


def test_goods_gone_for_good_without_a_photograph_are_found():
    gone = act("property_disposed", "03-06", HEAD, things=[LOG], how="destroyed", party_notified=True)
    assert of_property((*labelled(), gone)) == {"disposed_unphotographed": "serious"}


def test_a_keeper_who_investigated_is_found_as_before():
    both = Actor(A.id, A.roles | {"property_keeper"}, True, A.name)
    intake = act("property_taken_in", "03-04 12:00", both, ledger_no="1", place="库", things=[CAR], labelled=True)
    assert "keeper_is_investigator" in {each.code for each in precheck((*taken(), intake), on=date(2026, 3, 5))}


def test_a_measure_over_its_time_is_found_as_before():
    assert "measure_expired" in {each.code for each in precheck(labelled(), on=date(2026, 4, 4))}
