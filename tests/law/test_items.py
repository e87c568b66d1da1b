"""The item catalogue: what new cases may use, where, from when; older cases keep theirs."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.errors import LawError
from hengtu.law.items import ItemForm, ItemKind, all_items, item_state
from hengtu.law.procedure import Situation
from hengtu.law.procedure.guards.relied_on import item_in_use
from hengtu.law.procedure.moment import Moment
from hengtu.law.rulebook import records
from hengtu.law.validity import Validity, citation_state
from hengtu.law.where_used import articles_used, uses_of
from tests.law.packing import packed

ITEM = "passenger-unlicensed"
BASE = {
    "item": ITEM, "division": "130000", "decided_by": "某省交通运输厅", "decided_on": "2025-05-20",
    "reason": "依据的条款已经修改", "basis": "某省事项清理决定",
}  # fmt: skip
SUSPENDED = {**BASE, "id": "c1", "change": "suspend", "effective_from": "2025-06-01"}
RESTORED = {**BASE, "id": "c2", "change": "restore", "effective_from": "2025-09-01", "decided_on": "2025-08-20"}
CANCELLED = {**BASE, "id": "c3", "division": "000000", "change": "cancel", "effective_from": "2026-01-01"}


@pytest.fixture
def changed(tmp_path: Path):
    with packed(tmp_path, {"item_changes": {each["id"]: each for each in (SUSPENDED, RESTORED, CANCELLED)}}):
        yield


@pytest.mark.parametrize(
    ("place", "on", "form"),
    [
        ("130100", date(2025, 5, 31), ItemForm.IN_USE),
        ("130100", date(2025, 6, 1), ItemForm.SUSPENDED),
        ("河北", date(2025, 8, 31), ItemForm.SUSPENDED),
        ("河北", date(2025, 9, 1), ItemForm.IN_USE),
        ("福建", date(2025, 6, 1), ItemForm.IN_USE),
        ("河北", date(2026, 1, 1), ItemForm.CANCELLED),
        ("福建", date(2026, 1, 1), ItemForm.CANCELLED),
    ],
)
def test_a_decision_counts_in_its_division_and_below_from_its_day(changed, place, on, form) -> None:
    assert item_state(ITEM, place, on).form is form


def test_the_day_of_return_is_known_beforehand(changed) -> None:
    assert item_state(ITEM, "河北", date(2025, 7, 1)).back_on == date(2025, 9, 1)


def test_an_item_is_not_used_before_its_first_text() -> None:
    first = date.fromisoformat(records("violations")["overlimit-mass"]["versions"][0]["effective_from"])
    assert item_state("overlimit-mass", "河北", first).usable
    assert item_state("overlimit-mass", "河北", date(first.year - 1, 1, 1)).form is ItemForm.NOT_YET


def test_an_unknown_item_names_what_comes_nearest() -> None:
    with pytest.raises(LawError, match="passenger-unlicensed") as refused:
        item_state("passenger-unlicenced", "河北", date(2025, 6, 1))
    assert refused.value.code == "unknown_item"


def _opening(on: date) -> Moment:
    case = {
        "jurisdiction": "河北", "category": "road_transport", "party": {"kind": "natural_person", "name": "某人"},
        "violation": ITEM, "violation_on": "2025-05-30",
    }  # fmt: skip
    act = LegalAct("identity_shown", datetime(on.year, on.month, on.day, 2, tzinfo=UTC), payload={"case": case})
    return Moment(Situation.of(()), act)


def test_a_new_case_on_a_suspended_item_is_refused_saying_who_when_why_and_what_next(changed) -> None:
    assert list(item_in_use(_opening(date(2025, 5, 31)))) == []
    (found,) = item_in_use(_opening(date(2025, 6, 1)))
    assert (found.code, found.severity, found.earliest_on) == ("item_suspended", "void", date(2025, 9, 1))
    for words in ("某省交通运输厅", "2025年6月1日", "依据的条款已经修改", "某省事项清理决定"):
        assert words in found.message
    assert "不予立案" in found.remedy
    assert "已经立案的案件照旧办理" in found.remedy


def test_the_catalogue_holds_items_of_all_three_kinds_with_their_basis() -> None:
    kinds = {each.kind for each in all_items().values()}
    assert kinds == set(ItemKind)
    assert all(each.basis for each in all_items().values())
    assert set(records("violations")) | set(records("items")) == set(all_items())


def test_items_that_were_not_read_are_marked_and_cite_nothing_that_may_be_printed() -> None:
    unread = [each for each in all_items().values() if each.kind is ItemKind.INSPECTION and not each.confirmed]
    assert unread
    assert all(each.printable_basis == () for each in unread)


def test_no_rule_of_the_rulebook_rests_on_a_repealed_article() -> None:
    stale = [
        (identity, use.rule, use.basis)
        for identity in records("instruments")
        for use in uses_of(identity)
        if citation_state(use.basis, date(2026, 3, 1)).state is Validity.REPEALED
    ]
    assert stale == []


def test_an_article_knows_the_rules_arrows_and_guards_that_rest_on_it() -> None:
    kinds = {use.kind for use in uses_of("APL", "33")}
    assert {"adjustments", "arrows", "guards"} <= kinds
    assert {"violations", "benchmarks"} <= {use.kind for use in uses_of("HSPR", "64")}
    assert articles_used("APL")["57"] == len(uses_of("APL", "57"))
    assert uses_of("APL", "999") == ()
    assert all(use.name for use in uses_of("APL"))
