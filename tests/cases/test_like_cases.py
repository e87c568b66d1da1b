"""Like cases beside a case: the table of what was decided, who is counted, what is not shown, and the picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.agencies.models import Role
from hengtu.agencies.scope import Reach
from hengtu.cases.decided import decided_rows, fine_of, write_decided
from hengtu.cases.desk.desk import desk_for
from hengtu.cases.history import legal_history
from hengtu.cases.models import DecidedMatter, EnforcementCase
from hengtu.cases.projection import project_anew, snapshot
from hengtu.cases.selectors.beam import assessments_of, beam_of
from hengtu.cases.selectors.beam_drawing import draw
from hengtu.cases.selectors.decided_matters import decided_matters
from hengtu.cases.selectors.digest import digest_of
from hengtu.cases.selectors.like_cases import like_cases_of, quantile, reached_scopes, since_of
from hengtu.cases.selectors.like_page import PAGE, like_page
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import Penalty
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.projections import rebuild
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.like_cases import like_cases as like_cases_in_columns
from tests.cases.like import add_like_cases
from tests.cases.proposing import Prepared, account
from tests.cast import appointed

FIVE = (32000, 40000, 50000, 60000, 90000)


@pytest.fixture
def prepared(player):
    """A case before its decision: a range of 30000 to 100000 yuan, 80000 proposed."""
    return Prepared(player("demo-6"), "O12")


def found_for(prepared, who=None, on=None):
    desk = desk_for(who or account("head"), prepared.case, at=prepared.at)
    assessments = assessments_of(desk.situation, desk.on)
    return like_cases_of(prepared.case, who or account("head"), on or desk.on, assessments, desk.situation.notified)


def only(found):
    (like,) = found.values()
    return like


def day_of_script(prepared):
    return prepared.at.astimezone(CIVIL_TIME).date()


# --- the table --------------------------------------------------------------------------------------------------------


def test_a_decision_writes_a_row_per_matter_and_a_rebuild_the_same(player):
    case = EnforcementCase.objects.get(pk=player("demo-4").play())
    (row,) = DecidedMatter.objects.filter(case=case)
    acts = acts_of_stream(case.pk)
    situation = Situation.of(legal_history(acts))
    assessment = assessments_of(situation, row.decided_on)[row.matter]
    assert (row.violation, row.tier) == (assessment.violation, assessment.tier or "")
    assert row.fine_yuan == Decimal("3000.00")
    assert row.legal_subject_id == case.legal_subject_id
    before = list(snapshot())
    project_anew(case.pk, acts)
    assert list(snapshot()) == before
    DecidedMatter.objects.update(fine_yuan=1, tier="别的")
    assert next(each for each in rebuild() if each.name == "cases").differed == 1
    assert list(snapshot()) == before


def test_a_case_not_punished_has_a_row_without_a_fine(player):
    case = EnforcementCase.objects.get(pk=player("demo-5").play())
    assert set(DecidedMatter.objects.filter(case=case).values_list("fine_yuan", flat=True)) == {None}


def test_a_decision_that_was_revoked_leaves_the_table_and_the_statistics(player):
    prepared = Prepared(player("demo-7"), "O16")
    history = legal_history(acts_of_stream(prepared.case.pk))
    revoked = LegalAct("decision_revoked", prepared.at, payload={"reason": "适用依据错误"})
    agency = prepared.case.agency
    assert len(decided_rows(Situation.of(history), agency)) == DecidedMatter.objects.count() == 1
    for history in (history, (*history, revoked), (*history, revoked)):  # a second time changes nothing
        write_decided(prepared.case.pk, history, Situation.of(history), agency)
    assert not DecidedMatter.objects.exists()


def test_facts_that_move_the_tier_move_the_row(player):
    case = EnforcementCase.objects.select_related("agency").get(pk=player("demo-2").play())
    acts = legal_history(acts_of_stream(case.pk))
    weighed = replace(acts[0], kind="evidence_collected", payload={"facts": {"gross_mass_kg": 26000}})
    for history in (acts, (*acts[:-1], weighed, acts[-1])):
        write_decided(case.pk, history, Situation.of(history), case.agency)
        row = DecidedMatter.objects.get(case=case)
        (assessment,) = assessments_of(Situation.of(history), row.decided_on).values()
        assert row.tier == assessment.tier
    assert row.tier != "轻微"


def test_a_correction_corrects_the_row(player):
    prepared = Prepared(player("demo-4"), "O16")
    history = legal_history(acts_of_stream(prepared.case.pk))
    agency = prepared.case.agency
    ((matter, row),) = decided_rows(Situation.of(history), agency).items()
    decided = next(act for act in history if act.kind == "decided")
    less = {"decided": [{"matter": matter, "kind": "fine", "amount_yuan": 2500}]}
    corrected = LegalAct("act_corrected", prepared.at, payload={"act": decided.uid, "changes": less})
    ((_, after),) = decided_rows(Situation.of((*history, corrected)), agency).items()
    assert (row["fine_yuan"], after["fine_yuan"]) == (Decimal(3000), Decimal(2500))
    assert (row["kind"], after["kind"]) == ("warning+fine", "fine")
    assert {**after, "fine_yuan": row["fine_yuan"], "kind": row["kind"]} == row


def test_a_fine_is_kept_to_the_cent_and_a_warning_is_none():
    assert fine_of(Penalty("warning+fine", 3000.1)) == Decimal("3000.10")
    assert fine_of(Penalty("warning")) is None


# --- who is counted ---------------------------------------------------------------------------------------------------


def test_the_spread_of_the_agency_with_this_case_in_it(prepared):
    add_like_cases(prepared.case, *FIVE, None, on=day_of_script(prepared))
    like = only(found_for(prepared))
    (spread,) = like.spreads
    assert (spread.scope, spread.count) == ("agency", 5)
    assert (spread.p25, spread.median, spread.p75) == (40000, 50000, 60000)
    assert (spread.below, spread.same, spread.above) == (4, 0, 1)
    assert spread.sentence == "本机关近两年同一事项 5 件，中间一半在 40000 元至 60000 元，这件 80000 元"
    assert spread.percent == round((78000 - 35200) / 70000 * 100)
    assert like.notes == ("本市、本省的分布不全在您的查阅范围内",)


def test_where_the_benchmark_places_the_facts_the_tier_is_what_makes_cases_alike(prepared):
    on = day_of_script(prepared)
    add_like_cases(prepared.case, *FIVE, None, None, None, None, None, on=on, tier="较重")
    add_like_cases(prepared.case, *FIVE, on=on, tier="较轻")
    desk = desk_for(account("head"), prepared.case, at=prepared.at)
    found = {key: replace(each, tier="较重") for key, each in assessments_of(desk.situation, on).items()}
    like = only(like_cases_of(prepared.case, account("head"), on, found, {}))
    assert like.finding == "本机关近两年同一档次 5 件，中间一半在 40000 元至 60000 元；另有 5 件没有罚款"
    assert (like.tier, like.amount_yuan, like.spreads[0].same) == ("较重", None, None)


def test_one_case_fewer_and_nothing_is_shown(prepared):
    add_like_cases(prepared.case, *FIVE[:4], None, None, on=day_of_script(prepared))
    like = only(found_for(prepared))
    assert (like.spreads, like.fines, like.finding) == ((), (), "")
    assert like.notes[0] == "本机关近两年同一事项不足 5 件，不显示分布"


@pytest.mark.parametrize(
    "other", [{"days": 732}, {"days": -1}, {"tier": "较重"}, {"violation": "hazmat-staff-unqualified"}]
)
def test_what_is_too_old_later_of_another_tier_or_item_is_not_alike(prepared, other):
    on = day_of_script(prepared)
    add_like_cases(prepared.case, *FIVE[:4], on=on)
    add_like_cases(prepared.case, FIVE[4], on=on, **other)
    assert only(found_for(prepared)).spreads == ()


def test_the_window_reaches_back_to_the_same_day_of_the_month(settings):
    assert since_of(date(2026, 6, 30)) == date(2024, 6, 30)
    settings.HENGTU_LIKE_CASES_MONTHS = 4
    assert since_of(date(2026, 6, 30)) == date(2026, 2, 28), "a month that has no such day ends earlier"


def test_other_agencies_count_in_the_city_for_whoever_sees_the_whole_city(prepared, stage):
    on = day_of_script(prepared)
    add_like_cases(prepared.case, *FIVE[:3], on=on)
    add_like_cases(prepared.case, *FIVE[:3], on=on, legal_subject_id=987654, county_id=987654)
    city = prepared.case.agency.city
    looking_on = appointed("city-supervisor", city, Role.SUPERVISOR)
    like = only(found_for(prepared, looking_on))
    assert [(each.scope, each.count) for each in like.spreads] == [("city", 6)]
    assert like.notes == ("本机关近两年同一事项不足 5 件，不显示分布", "本省的分布不全在您的查阅范围内")
    assert only(found_for(prepared)).spreads == (), "the county's head is told nothing of the neighbours"


@pytest.mark.parametrize(
    ("places", "scopes"),
    [
        (set(), ()),
        ({("station_id", 4)}, ()),
        ({("legal_subject_id", 3)}, ("agency",)),
        ({("county_id", 3)}, ("agency",)),
        ({("legal_subject_id", 2)}, ()),
        ({("city_id", 2)}, ("agency", "city")),
        ({("city_id", 9)}, ()),
        ({("province_id", 1)}, ("agency", "city", "province")),
    ],
)
def test_a_scope_counts_only_where_all_of_it_may_be_seen(places, scopes):
    case = EnforcementCase(legal_subject_id=3, province_id=1, city_id=2, county_id=3, station_id=4)
    assert reached_scopes(case, Reach(places=frozenset(places))) == scopes
    assert reached_scopes(case, Reach(everything=True)) == ("agency", "city", "province")


def test_a_province_has_no_city(prepared):
    case = EnforcementCase(legal_subject_id=1, province_id=1)
    assert reached_scopes(case, Reach(places=frozenset({("province_id", 1)}))) == ("agency", "province")
    assert found_for(prepared, AnonymousUser())["m1"].spreads == ()


def test_a_case_is_not_its_own_likeness(player):
    prepared = Prepared(player("demo-6"), "O16")
    on = day_of_script(prepared)
    add_like_cases(prepared.case, *FIVE[:4], on=on)
    assert DecidedMatter.objects.filter(case=prepared.case).count() == 1
    assert only(found_for(prepared, on=on)).spreads == ()


def test_a_formula_leaves_nothing_to_compare(player):
    assert found_for(Prepared(player("demo-1"), "O12")) == {}


def test_the_panel_costs_four_queries(prepared, django_assert_num_queries):
    add_like_cases(prepared.case, *FIVE, on=day_of_script(prepared))
    who, case = account("head"), prepared.case
    desk = desk_for(who, case, at=prepared.at)
    assessments = assessments_of(desk.situation, desk.on)
    with django_assert_num_queries(4):  # reach, own decisions, published examples, the matter
        like_cases_of(case, who, desk.on, assessments, desk.situation.notified)


# --- figures ----------------------------------------------------------------------------------------------------------


def test_the_panel_and_the_statistics_over_columns_say_the_same(player):
    case = EnforcementCase.objects.select_related("agency").get(pk=player("demo-6").play())
    (own,) = decided_matters(account("head"), date(2000, 1, 1), date(2100, 1, 1), on=date(2026, 6, 1))
    on = date.fromisoformat(own["decided_on"]) + timedelta(days=10)
    rows = [{**own, "id": str(n), "decided_yuan": fine} for n, fine in enumerate(FIVE)]
    add_like_cases(case, *FIVE, on=on)
    situation = Situation.of(legal_history(acts_of_stream(case.pk)))
    assessments = assessments_of(situation, on)
    (spread,) = only(like_cases_of(case, account("head"), on, assessments, situation.decided)).spreads
    tier = DecidedMatter.objects.get(case=case).tier
    with from_rows([{**row, "decided_kind": "fine"} for row in rows]) as decisions:
        assert decisions.count == len(FIVE)
        if tier:
            (same,) = like_cases_in_columns(own["violation"], tier, {"agency": own["agency_code"]}, decisions).spreads
            told = (same.count, same.p10, same.p25, same.median, same.p75, same.p90)
        else:
            found = decisions.connection.execute(
                "SELECT count(*), quantile_cont(decided_yuan, [0.1, 0.25, 0.5, 0.75, 0.9]) FROM decisions"
            ).fetchall()[0]
            told = (found[0], *found[1])
    assert (spread.count, spread.p10, spread.p25, spread.median, spread.p75, spread.p90) == pytest.approx(told)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.9]))
def test_a_quantile_of_counted_amounts_is_that_of_the_amounts_one_by_one(amounts, part):
    amounts = sorted(amounts)
    counted = tuple((float(each), amounts.count(each)) for each in sorted(set(amounts)))
    place = part * (len(amounts) - 1)
    low = int(place)
    high = min(low + 1, len(amounts) - 1)
    expected = amounts[low] + (amounts[high] - amounts[low]) * (place - low)
    assert quantile(counted, part) == pytest.approx(expected)


# --- the picture ------------------------------------------------------------------------------------------------------


def test_dots_stand_apart_or_become_a_count_and_none_is_lost():
    alike = [(30000, 1), (50000, 3), (70000, 1), (250000, 2)]
    for width in (670, 296):
        drawing = draw(width, 30000, 100000, [], 80000, None, alike)
        assert sum(int(dot.text or 1) for dot in drawing.dots) == 7
        assert all(14 <= dot.x <= width - 14 for dot in drawing.dots), "what lies outside stands at the end"
        assert drawing.height == 98
    assert draw(670, 30000, 100000, [], 80000, None).height == 80
    crowd = draw(296, 0, 1000, [], None, None, [(500, 1200)])
    assert [dot.text for dot in crowd.dots] == ["999+"]


def test_the_digest_draws_the_dots_and_says_it(prepared):
    add_like_cases(prepared.case, *FIVE, on=day_of_script(prepared))
    proposal = prepared.propose()
    (beam,) = digest_of(proposal, desk_for(account("head"), prepared.case, at=prepared.at)).beams
    assert beam.alike.finding.startswith("本机关近两年同一事项 5 件")
    assert all(len(drawing.dots) == 5 for drawing in beam.drawings[:1])


def test_without_like_cases_the_beam_is_as_it_was(prepared):
    desk = desk_for(account("head"), prepared.case, at=prepared.at)
    beam = beam_of(next(iter(assessments_of(desk.situation, desk.on).values())), None)
    assert beam.alike is None
    assert beam == replace(beam, drawings=tuple(replace(each, dots=()) for each in beam.drawings))


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_has_every_like_case_once_from_the_newest_on(prepared):
    on = day_of_script(prepared)
    fines = [30000 + 100 * n for n in range(PAGE + 3)]
    for days, fine in enumerate(fines):
        add_like_cases(prepared.case, fine, on=on, days=days)
    seen, cursor = [], ""
    while True:
        page = like_page(prepared.case, account("head"), on=on, cursor=cursor)
        seen += page.listed.rows
        cursor = page.listed.next_cursor
        if not cursor:
            break
    assert [row.fine_yuan for row in seen] == [Decimal(fine) for fine in fines]
    assert len({row.case_id for row in seen}) == len(fines)
    for nonsense in ("x", "2026-01-01", "2026-99-01_1", "_"):
        assert like_page(prepared.case, account("head"), on=on, cursor=nonsense).listed.rows[0] == seen[0]
    assert like_page(prepared.case, account("head"), on=on, matter="m9", scope="province").listed.scope == "agency"


def test_a_group_too_small_has_no_list(prepared):
    add_like_cases(prepared.case, *FIVE[:4], on=day_of_script(prepared))
    assert like_page(prepared.case, account("head"), on=day_of_script(prepared)).listed is None
