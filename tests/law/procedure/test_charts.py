"""Charts are read from the procedure tables: change a table and the chart changes."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.citations import printable
from hengtu.law.procedure.arrows import Arrow, Procedure
from hengtu.law.procedure.charts import PARTY, SPECS, Chart, chart, chart_ids, is_drawn
from hengtu.law.procedure.versions import PENALTY_2021

DAY = date(2026, 11, 29)


def _with(**changes: dict[str, object]) -> Procedure:
    arrows = tuple(replace(arrow, **changes.get(arrow.kind, {})) for arrow in PENALTY_2021.arrows)
    return replace(PENALTY_2021, arrows=arrows)


def _line(found: Chart) -> list[str]:
    return [row.step.kind for row in found.rows]


def _beside(found: Chart) -> dict[str, str]:
    """Every step beside the main line, with the step it stands at."""
    return {step.kind: row.step.kind for row in found.rows for step in (*row.rights, *row.cases)}


def test_there_are_charts_of_both_procedures_of_measures_of_the_hearing_and_of_execution() -> None:
    assert set(chart_ids()) == {"summary", "ordinary", "measures", "hearing", "execution"}


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_every_step_of_its_track_is_on_the_chart_once(spec) -> None:
    found = chart(spec.id, DAY)
    drawn = {arrow.kind for arrow in PENALTY_2021.arrows if is_drawn(spec, arrow)}
    shown = [*_line(found), *_beside(found)]
    assert drawn <= set(shown)
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("identity", chart_ids())
def test_no_step_stands_before_one_it_needs(identity: str) -> None:
    found = chart(identity, DAY)
    places = {kind: position for position, kind in enumerate(_line(found))}
    for kind, position in places.items():
        arrow = PENALTY_2021.arrow(kind)
        assert arrow is not None
        for need in arrow.after:
            there = [places[each] for each in need.split("|") if each in places]
            assert not there or min(there) < position, (kind, need)


@pytest.mark.parametrize("identity", chart_ids())
def test_every_step_says_who_acts_and_cites_only_what_may_be_printed(identity: str) -> None:
    for row in chart(identity, DAY).rows:
        for step in (row.step, *row.rights, *row.cases):
            assert step.actor
            assert all(printable(basis) for basis in step.basis)
            assert all(printable(basis) for note in step.terms for basis in note.basis)


def test_the_ordinary_chart_says_ninety_days_seven_working_days_and_five_for_the_hearing() -> None:
    found = chart("ordinary", DAY)
    steps = {step.kind: step for row in found.rows for step in (row.step, *row.rights, *row.cases)}
    assert [(note.words, note.since, note.basis) for note in steps["decided"].terms] == [
        ("90日内", "自批准立案之日起", ("APL:60",))
    ]
    assert steps["decision_served"].terms[0].words == "7个工作日内"
    assert steps["hearing_requested"].terms[0].words == "5个工作日内"
    assert _line(found).index("notice_served") < _line(found).index("statement_heard") < _line(found).index("decided")
    assert _line(found).index("legal_reviewed") < _line(found).index("discussed") < _line(found).index("decided")


def test_what_the_party_may_do_is_marked_and_going_to_court_is_among_it() -> None:
    found = chart("ordinary", DAY)
    rights = {step.kind for row in found.rows for step in row.rights}
    assert {"statement_received", "hearing_requested", "reconsideration_applied", "litigation"} <= rights
    assert all(step.form == PARTY for row in found.rows for step in row.rights)


def test_a_number_no_law_gives_is_a_setting_and_cites_nothing() -> None:
    notes = [note for row in chart("ordinary", DAY).rows for note in row.step.terms if note.term == "archive"]
    assert [(note.is_setting, note.basis) for note in notes] == [(True, ())]


def test_an_urgent_measure_is_reported_within_a_day_and_only_there() -> None:
    found = chart("measures", DAY)
    urgent = next(step for row in found.rows for step in row.cases if step.kind == "urgent_measure_taken")
    assert [(note.since, note.words) for note in urgent.terms] == [("此后", "24小时内批准行政强制措施")]
    assert not found.rows[0].step.terms


def test_another_name_and_another_article_in_the_table_stand_on_the_chart() -> None:
    table = _with(spot_told={"zh": "当面告知", "source": ("APL:44", "APL:45p1")})
    step = next(row.step for row in chart("summary", DAY, procedure=table).rows if row.step.kind == "spot_told")
    assert (step.name, step.basis) == ("当面告知", ("APL:44", "APL:45p1"))


def test_another_order_in_the_table_is_another_order_on_the_chart() -> None:
    before = _line(chart("summary", DAY))
    table = _with(spot_told={"after": ("identity_shown",)}, spot_evidence_collected={"after": ("spot_told",)})
    after = _line(chart("summary", DAY, procedure=table))
    assert before.index("spot_evidence_collected") < before.index("spot_told")
    assert after.index("spot_told") < after.index("spot_evidence_collected")


def test_a_further_step_in_the_table_appears_by_itself_beside_what_it_follows() -> None:
    more = Arrow("hearing_ended", "S10", "改用普通程序", ("APL:57p1",), after=("spot_told",))
    arrows = tuple(arrow for arrow in PENALTY_2021.arrows if arrow.kind != "hearing_ended")
    found = chart("summary", DAY, procedure=replace(PENALTY_2021, arrows=(*arrows, more)))
    assert _beside(found)["hearing_ended"] == "spot_told"


def test_what_belongs_to_a_step_of_the_main_line_hangs_there() -> None:
    beside = _beside(chart("ordinary", DAY))
    assert (beside["evidence_registered"], beside["case_extended"]) == ("investigated", "decided")


def test_a_step_that_left_the_table_left_the_chart() -> None:
    arrows = tuple(arrow for arrow in PENALTY_2021.arrows if arrow.kind != "discussed")
    found = chart("ordinary", DAY, procedure=replace(PENALTY_2021, arrows=arrows))
    assert "discussed" not in _line(found)


def test_a_place_with_a_term_of_its_own_has_it_on_its_chart_and_no_other_has() -> None:
    def words(place: str | None) -> list[tuple[str, bool]]:
        held = next(row.step for row in chart("hearing", DAY, place=place).rows if row.step.kind == "hearing_held")
        return [(note.words, note.is_local) for note in held.terms]

    assert ("20个工作日内", True) in words("990000")
    assert words(None) == [("7个工作日以前", False)]


def test_an_unknown_chart_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        chart("licence", DAY)
