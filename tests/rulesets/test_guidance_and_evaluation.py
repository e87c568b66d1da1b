"""Guidance by two people, in its place and time; issues with fine provisions from receipt to closing."""

from datetime import date
from uuid import uuid4

import pytest

from hengtu.agencies.administration import changes_of
from hengtu.rulesets.models import FineIssue, Guidance, GuidanceState
from hengtu.rulesets.services.evaluate_fine import file_fine_issue, move_fine_issue
from hengtu.rulesets.services.write_guidance import Draft, publish_guidance, withdraw_guidance, write_guidance
from tests.rulesets.people import TODAY, House, make_house, of, refusal

ITEM = "overlimit-mass"


@pytest.fixture
def house(db) -> House:
    return make_house()


def draft(**more) -> Draft:
    return Draft(**{"kind": "GUIDE", "item": ITEM, "division": "130000", "title": "超限运输裁量指引（演示）",
                    "body": "先核对**检定证书**。", "effective_from": date(2026, 1, 1), **more})  # fmt: skip


def written(house: House, **more) -> Guidance:
    return write_guidance(agency=house.line.province, draft=draft(**more), mandate=of(house.officer_of_law))


def shown(account, on: date = TODAY) -> int:
    return Guidance.objects.readable_by(account, on).for_item(ITEM, on).count()


def test_a_paper_counts_in_its_place_once_a_second_person_put_it_into_force(house: House) -> None:
    paper = written(house)
    assert shown(house.handler) == shown(house.officer_of_law) == 0  # a draft guides nobody
    assert refusal(publish_guidance, guidance=paper, mandate=of(house.officer_of_law)) == "same_person"
    publish_guidance(guidance=paper, mandate=of(house.province))
    assert (shown(house.handler), shown(house.stranger)) == (1, 0)
    assert refusal(publish_guidance, guidance=paper, mandate=of(house.province)) == "not_a_draft"
    assert {change.what for change in changes_of(house.line.province)} == {"起草指引和意见", "发布指引和意见"}


@pytest.mark.parametrize(
    ("on", "count"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1), (date(2026, 6, 30), 1), (date(2026, 7, 1), 0)]
)
def test_a_paper_counts_between_its_dates(house: House, on: date, count: int) -> None:
    publish_guidance(guidance=written(house, effective_to=date(2026, 7, 1)), mandate=of(house.province))
    assert shown(house.handler, on) == count


def test_drafts_are_read_by_their_agency_alone(house: House) -> None:
    pk = written(house).pk
    seen = [Guidance.objects.readable_by(who, TODAY).filter(pk=pk).exists() for who in (house.province, house.reviewer)]
    assert seen == [True, False]


def test_what_is_stopped_guides_nobody_and_stays_on_record(house: House) -> None:
    paper = publish_guidance(guidance=written(house), mandate=of(house.province))
    assert withdraw_guidance(guidance=paper, mandate=of(house.officer_of_law)).state == GuidanceState.WITHDRAWN
    assert shown(house.handler) == 0
    assert refusal(withdraw_guidance, guidance=paper, mandate=of(house.province)) == "withdrawn_already"


def test_a_paper_that_is_not_in_order_is_refused(house: House) -> None:
    def code(agency=house.line.province, by=house.officer_of_law, **more) -> str:
        return refusal(write_guidance, agency=agency, draft=draft(**more), mandate=of(by))

    assert code(item="nothing") == "unknown_item"
    assert code(division="350000") == code(division="000000") == "not_our_place"
    assert code(effective_to=date(2026, 1, 1)) == "ends_before_start"
    assert code(body=" ") == "text_missing"
    assert code(title="长" * 201) == "text_too_long"
    assert code(by=house.handler) == code(by=house.stranger) == code(by=house.admin) == "no_post"


def filed(house: House, basis: str = "公路安全保护条例64") -> FineIssue:
    return file_fine_issue(
        agency=house.line.bureau, basis=basis, title="数额与后果不相称", problem="建议分档。", cases=(uuid4(),),
        mandate=of(house.handler),
    )  # fmt: skip


def moved(house: House, issue: FineIssue, state: str, by=None, agency=None, **more) -> FineIssue:
    who, where = by or house.reviewer, agency or house.line.bureau
    return move_fine_issue(issue=issue, state=state, mandate=of(who), by_agency=where, **more)


def test_an_issue_goes_from_receipt_to_closing_and_keeps_its_history(house: House) -> None:
    issue = moved(house, filed(house), "STUDIED")
    issue = moved(house, issue, "FORWARDED", receiver="省司法厅")
    issue = moved(house, issue, "ANSWERED", by=house.province, agency=house.line.province)
    issue = moved(house, issue, "CLOSED")
    assert (issue.receiver, issue.instrument) == ("省司法厅", "HSPR")
    states = [step.state for step in issue.steps.all()]
    assert states == ["RECEIVED", "STUDIED", "FORWARDED", "ANSWERED", "CLOSED"]
    assert refusal(move_fine_issue, issue=issue, state="STUDIED", mandate=of(house.reviewer),
                   by_agency=house.line.bureau) == "wrong_order"  # fmt: skip


def test_an_issue_is_not_forwarded_before_it_was_studied_nor_to_nobody(house: House) -> None:
    call = {"issue": filed(house), "mandate": of(house.reviewer), "by_agency": house.line.bureau}
    assert refusal(move_fine_issue, state="FORWARDED", receiver="省司法厅", **call) == "wrong_order"
    moved(house, call["issue"], "STUDIED")
    assert refusal(move_fine_issue, state="FORWARDED", receiver=" ", **call) == "text_missing"


@pytest.mark.parametrize("basis", ["公路安全保护条例", "HSPR", "MOT:~64", "？"])
def test_an_issue_names_an_article(house: House, basis: str) -> None:
    call = {"agency": house.line.bureau, "title": "x", "problem": "x", "cases": (), "mandate": of(house.handler)}
    assert refusal(file_fine_issue, basis=basis, **call) == "article_missing"


def test_strangers_neither_file_here_nor_move_it_and_issues_are_seen_by_scope(house: House) -> None:
    issue = filed(house)
    call = {"issue": issue, "state": "STUDIED", "mandate": of(house.stranger)}
    assert refusal(move_fine_issue, by_agency=house.line.bureau, **call) == "no_post"
    readers = (house.handler, house.province, house.stranger)
    assert [FineIssue.objects.visible_to(who, TODAY).count() for who in readers] == [1, 1, 0]
