"""Whether a citation holds on a day, from dated data, and the citations that stand in running text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite
from hengtu.law.procedure import Situation
from hengtu.law.procedure.guards.relied_on import citation_warnings, cites_what_is_in_force
from hengtu.law.procedure.moment import Moment
from hengtu.law.validity import Validity, citation_state, citations_in
from tests.law.packing import packed

DAY = date(2025, 6, 3)
NAME = "某市货运站场示范规定"
OLD = {
    "id": f"{NAME}@2024-01-01", "instrument": NAME, "title": NAME, "version": "演示第1号", "division": "130000",
    "effective_from": "2024-01-01", "articles": {"1": [0], "2": [3, 0], "3": [0]},
}  # fmt: skip
NEW = {
    **OLD, "id": f"{NAME}@2025-09-01", "version": "演示第2号", "effective_from": "2025-09-01",
    "articles": {"1": [0], "2": [2], "4": [0], "4-1": [0]}, "successors": {"3": f"{NAME}4"},
}  # fmt: skip
GONE = {**NEW, "effective_to": "2026-05-01", "replaced_by": "APL"}


@pytest.fixture
def loaded(tmp_path: Path):
    with packed(tmp_path, {"instrument_versions": {each["id"]: each for each in (OLD, GONE)}}):
        yield


@pytest.mark.parametrize(
    ("basis", "on", "state"),
    [
        ("APL:64i1", DAY, Validity.IN_FORCE),
        ("APL", DAY, Validity.IN_FORCE),
        ("APL:64i1", date(2021, 7, 14), Validity.NOT_LOADED),  # an amended law: its older text is not loaded
        ("APL:64i1", date(2021, 7, 15), Validity.IN_FORCE),
        ("ELSR:3", date(2026, 1, 31), Validity.NOT_YET),
        ("ELSR", date(2026, 2, 1), Validity.IN_FORCE),
        ("MOT:60", DAY, Validity.IN_FORCE),
        ("MOT:77", DAY, Validity.NOT_LOADED),
        ("MOT:~64", DAY, Validity.NOT_LOADED),
        ("没有的规定5", DAY, Validity.NOT_LOADED),
    ],
)
def test_what_the_rulebook_knows_decides(basis: str, on: date, state: Validity) -> None:
    assert citation_state(basis, on).state is state


@pytest.mark.parametrize(
    ("place", "on", "state"),
    [
        ("3", date(2023, 12, 31), Validity.NOT_YET),
        ("3", date(2025, 8, 31), Validity.IN_FORCE),
        ("3", date(2025, 9, 1), Validity.REPEALED),
        ("2p1i3", date(2025, 8, 31), Validity.IN_FORCE),
        ("2p1i3", date(2025, 9, 1), Validity.UNKNOWN_ARTICLE),
        ("2p2", date(2025, 9, 1), Validity.UNKNOWN_ARTICLE),
        ("4-1", date(2025, 8, 31), Validity.NOT_YET),
        ("9", DAY, Validity.UNKNOWN_ARTICLE),
        ("1", date(2026, 4, 30), Validity.IN_FORCE),
        ("1", date(2026, 5, 1), Validity.REPEALED),
    ],
)
def test_a_loaded_text_decides_down_to_the_item(loaded, place: str, on: date, state: Validity) -> None:
    assert citation_state(NAME + place, on).state is state


def test_a_repealed_article_names_what_takes_its_place(loaded) -> None:
    state = citation_state(f"{NAME}3", date(2025, 9, 1))
    assert state.message == f"《{NAME}》第三条自2025年9月1日起不再有效"
    assert state.way_out == f"请改引《{NAME}》第四条"
    assert citation_state(f"{NAME}1", date(2026, 6, 1)).way_out == "请改引行政处罚法"


def test_a_repeal_published_later_ends_the_last_text(tmp_path: Path) -> None:
    repeal = {key: OLD[key] for key in ("instrument", "title", "version", "division")}
    repeal |= {"id": f"{NAME}@repeal", "effective_from": "2025-03-01", "repeal": True, "replaced_by": "APL"}
    with packed(tmp_path, {"instrument_versions": {each["id"]: each for each in (OLD, repeal)}}):
        assert citation_state(f"{NAME}1", date(2025, 2, 28)).state is Validity.IN_FORCE
        gone = citation_state(f"{NAME}1", date(2025, 3, 1))
    assert (gone.state, gone.until, gone.successor) == (Validity.REPEALED, date(2025, 3, 1), "APL")


def test_an_instrument_of_the_rulebook_can_be_repealed_by_a_pack(tmp_path: Path) -> None:
    repeal = {"id": "OVR@repeal", "instrument": "OVR", "title": "超限运输车辆行驶公路管理规定", "version": "废止",
              "division": "000000", "effective_from": "2026-06-01", "repeal": True}  # fmt: skip
    with packed(tmp_path, {"instrument_versions": {"OVR@repeal": repeal}}):
        assert citation_state("OVR:27", date(2026, 5, 31)).state is Validity.IN_FORCE
        assert citation_state("超限运输车辆行驶公路管理规定27p1", date(2026, 6, 1)).state is Validity.REPEALED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("违反《中华人民共和国行政处罚法》第三十三条第一款、第四十条", ["APL:33p1", "APL:40"]),
        ("依照行政处罚法第63条第1款第（三）项", ["APL:63p1i3"]),
        ("《公路安全保护条例》（国务院令第593号）第六十四条和第六十六条", ["HSPR:64", "HSPR:66"]),
        ("《某某办法》第十二条之一第二款", ["某某办法12-1p2"]),
        ("某省公路安全保护条例第三条", []),  # another instrument, whose name ends alike
        ("第五条规定的情形；《货运单》第3联", []),
        ("", []),
    ],
)
def test_citations_are_found_in_running_text(text: str, found: list[str]) -> None:
    assert [each.basis for each in citations_in(text)] == found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 86), st.integers(0, 9), st.integers(0, 12))
def test_a_citation_that_is_written_out_is_found_again(article: int, clause: int, item: int) -> None:
    basis = f"APL:{article}" + (f"p{clause}" if clause else "") + (f"i{item}" if item else "")
    assert [each.basis for each in citations_in(f"依据{cite(basis)}的规定")] == [basis]


def _moment(on: datetime, violation_on: str, **payload: object) -> Moment:
    case = {
        "jurisdiction": "河北", "category": "road_transport", "party": {"kind": "natural_person", "name": "某人"},
        "violation": "passenger-unlicensed", "violation_on": violation_on,
    }  # fmt: skip
    opening = LegalAct("lead_registered", datetime(2024, 6, 1, tzinfo=UTC), payload={"case": case})
    return Moment(Situation.of((opening,)), LegalAct("not_filed", on, payload=payload))


def test_an_act_that_rests_on_a_repealed_article_is_refused_with_the_way_out(loaded) -> None:
    late = datetime(2025, 10, 8, 2, tzinfo=UTC)
    found = list(cites_what_is_in_force(_moment(late, "2025-10-01", reason=f"根据《{NAME}》第三条不予立案")))
    assert [(each.code, each.severity) for each in found] == [("cited_repealed", "void")]
    assert found[0].remedy == f"请改引《{NAME}》第四条。"


def test_the_older_text_may_be_cited_for_a_violation_of_its_time(loaded) -> None:
    late = datetime(2025, 10, 8, 2, tzinfo=UTC)
    assert list(cites_what_is_in_force(_moment(late, "2025-08-31", reason=f"根据《{NAME}》第三条"))) == []


def test_an_article_that_never_was_can_be_mended_and_one_not_loaded_is_left_alone(loaded) -> None:
    early = datetime(2025, 6, 3, 2, tzinfo=UTC)
    words = f"《{NAME}》第九条、《没有载入的规定》第五条"
    found = list(cites_what_is_in_force(_moment(early, "2025-06-01", reason=words)))
    assert [(each.code, each.severity) for each in found] == [("cited_unknown_article", "curable")]


def test_elsewhere_a_repealed_article_is_pointed_out_and_refuses_nothing(loaded) -> None:
    late = datetime(2025, 10, 8, 2, tzinfo=UTC)
    moment = _moment(late, "2025-10-01", note=f"来件提到《{NAME}》第三条")
    assert list(cites_what_is_in_force(moment)) == []
    assert [each.state for each in citation_warnings(moment)] == [Validity.REPEALED]
