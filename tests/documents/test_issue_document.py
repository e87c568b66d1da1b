"""Issuing: what must be there is there, and what was issued stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from hengtu.documents.models import Document, DocumentState, DrawnNumber
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.documents.services.change_state import replace_document, withdraw_document
from hengtu.documents.services.issue_document import issue_document
from hengtu.documents.services.seals import authorise_seal, register_seal
from hengtu.ledger.models import Stream
from tests.documents.conftest import Office, make_office
from tests.documents.samples import SAMPLES, at
from tests.postgres import Database

DECISION = "f15_penalty_decision"


@pytest.mark.parametrize("form", sorted(SAMPLES))
def test_every_form_can_be_issued(office: Office, form: str) -> None:
    document = office.issue(form)
    assert (document.agency, document.issued_on) == (office.bureau, date(2025, 6, 11))
    assert title_of(document) in document.data


def test_missing_fields_are_named_all_at_once_in_chinese(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_field_missing") as caught:
        office.issue(DECISION, facts_evidence=None, penalty="  ", org_address=None)
    assert "违法事实及证据、处罚内容" in str(caught.value)
    assert "地址" in str(caught.value)
    assert not DrawnNumber.objects.exists()


def test_fields_of_the_other_kind_of_party_are_not_asked_for(office: Office) -> None:
    office.issue(DECISION)  # an organisation has no 姓名
    office.issue("f14_spot_decision")  # a person has no 单位名称


def test_a_field_the_form_does_not_print_is_refused_rather_than_lost(
    office: Office, refused: Callable[..., Any]
) -> None:
    with refused("document_field_unknown"):
        office.issue(DECISION, panalty="写错了栏目")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("fine", "很多"),
        ("fine", -1),
        ("fine", "1.005"),
        ("pay_days", "十五"),
        ("additional_fine_told", "是"),
        ("penalty", 5),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_the_name_of_its_field(
    office: Office, refused: Callable[..., Any], key: str, value: Any
) -> None:
    with refused("document_field_invalid"):
        office.issue(DECISION, **{key: value})


def test_a_choice_outside_the_list_names_the_choices(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_field_invalid") as caught:
        office.issue("f16_correct_order", mode="以后改正")
    assert "立即改正、限期改正" in str(caught.value)


def test_a_spot_decision_without_a_fine_needs_no_way_to_pay(office: Office, refused: Callable[..., Any]) -> None:
    office.issue("f14_spot_decision", fine=None, pay_mode=None, penalty="警告")
    with refused("document_field_missing"):
        office.issue("f14_spot_decision", pay_mode=None)


def test_an_unknown_form_is_refused(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_form_unknown"):
        issue_document(
            stream=office.stream.pk,
            form="../secret",
            agency=office.bureau,
            data={},
            at=at(6, 11),
            act_uid=None,
            drawn_by="x",
        )


def test_a_rare_name_is_printed_and_one_no_font_has_is_refused_by_name(
    office: Office, refused: Callable[..., Any]
) -> None:
    assert "赵䶮" in office.issue("f14_spot_decision").data
    with refused("document_character_missing") as caught:
        office.issue("f14_spot_decision", party_name="王𫔄")
    assert "“𫔄”（U+2B504）" in str(caught.value)
    assert "单位字体目录" in str(caught.value)
    assert DrawnNumber.objects.count() == 1


def test_control_characters_are_refused_too(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_character_missing"):
        office.issue(DECISION, penalty="罚款\x00")


def test_the_sum_is_frozen_in_figures_and_in_capital_characters(office: Office) -> None:
    money = json.loads(office.issue(DECISION).data)["money"]["fine"]
    assert money == {"figure": "27500", "words": "贰万柒仟伍佰元整"}


def test_what_is_known_of_the_agency_need_not_be_typed(office: Office) -> None:
    text = json.loads(office.issue(DECISION).data)["text"]
    assert (text["reconsideration_body"], text["court"]) == (office.bureau.reconsideration_body, office.bureau.court)
    assert (text["review_days"], text["litigation_months"]) == ("60", "6")


def test_a_number_drawn_before_is_used_and_none_is_drawn(office: Office) -> None:
    document = issue_document(
        stream=office.stream.pk, form="f14_spot_decision", agency=office.bureau, data=SAMPLES["f14_spot_decision"],
        at=at(6, 3), act_uid=None, drawn_by="陈屿", number="示当罚〔2025〕00007号",
    )  # fmt: skip
    assert document.number == "示当罚〔2025〕00007号"
    assert not DrawnNumber.objects.exists()


def test_the_same_number_does_not_stand_on_two_documents(office: Office) -> None:
    document = office.issue(DECISION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(
            stream=office.stream, agency=office.bureau, form=DECISION, form_version="v1:a:b", number=document.number,
            data="{}", data_hash="0", issued_at=at(6, 1), issued_on=date(2025, 6, 1), drawn_by="x",
            verification_code="x",
        )  # fmt: skip


# seals


def test_a_unit_issues_in_the_name_and_with_the_seal_of_its_subject(
    office: Office, refused: Callable[..., Any]
) -> None:
    squad = Office(office.squad, office.squad, office.stream)
    with refused("document_seal_authority_missing"):
        squad.issue(DECISION)
    seal = register_seal(agency=office.bureau, name=office.bureau.name, valid_from=date(2020, 1, 1))
    authorise_seal(seal=seal, agency=office.squad, effective_from=date(2025, 1, 1), role="HANDLING_UNIT_HEAD")
    document = squad.issue(DECISION)
    assert document.agency == office.bureau
    assert json.loads(document.data)["agency"] == office.bureau.name
    assert json.loads(document.data)["seal"]["name"] == office.bureau.name


def test_an_authority_that_has_ended_is_none(office: Office, refused: Callable[..., Any]) -> None:
    seal = register_seal(agency=office.bureau, name=office.bureau.name, valid_from=date(2020, 1, 1))
    authorise_seal(
        seal=seal, agency=office.squad, effective_from=date(2024, 1, 1), effective_to=date(2025, 6, 11), role="HEAD"
    )
    with refused("document_seal_authority_missing"):
        Office(office.squad, office.squad, office.stream).issue(DECISION)


def test_what_needs_no_seal_needs_no_authority(office: Office) -> None:
    assert Office(office.squad, office.squad, office.stream).issue("f01_filing_register").seal is None


def test_without_a_valid_seal_no_decision_is_made(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_seal_missing"):
        issue_document(
            stream=office.stream.pk, form=DECISION, agency=office.bureau, data=SAMPLES[DECISION],
            at=at(6, 11).replace(year=2019), act_uid=None, drawn_by="陈屿",
        )  # fmt: skip


def test_a_unit_has_no_seal_of_its_own(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_seal_of_a_unit"):
        register_seal(agency=office.squad, name=office.squad.name, valid_from=date(2020, 1, 1))


# what was issued stays


@pytest.fixture
def issued(database: Database) -> Document:
    return make_office().issue(DECISION)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_document SET data = '{}'",
        "UPDATE documents_document SET number = '1'",
        "UPDATE documents_document SET masked_party = 'x'",
        "DELETE FROM documents_document",
        "UPDATE documents_drawnnumber SET seq = 5",
        "DELETE FROM documents_drawnnumber",
    ],
)
def test_the_database_refuses_a_change_of_what_was_issued(issued: Document, statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_hash_of_the_pdf_is_written_once(issued: Document) -> None:
    Document.objects.filter(pk=issued.pk).update(pdf_key="a" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=issued.pk).update(pdf_key="b" * 64)


def test_a_document_is_withdrawn_with_a_reason_and_only_once(issued: Document, refused: Callable[..., Any]) -> None:
    with refused("document_reason_missing"):
        withdraw_document(issued, reason="", at=at(7, 1))
    withdraw_document(issued, reason="决定被撤销", at=at(7, 1))
    assert (issued.state, issued.state_reason) == (DocumentState.WITHDRAWN, "决定被撤销")
    with refused("document_not_standing"):
        withdraw_document(issued, reason="再撤", at=at(7, 2))


def test_a_document_is_replaced_only_by_another_of_its_stream(office: Office, refused: Callable[..., Any]) -> None:
    old, new = office.issue(DECISION), office.issue(DECISION)
    elsewhere = Office(office.bureau, office.squad, Stream.objects.create(kind="case")).issue(DECISION)
    with refused("document_of_another_stream"):
        replace_document(old, by=elsewhere, reason="笔误", at=at(7, 1))
    replace_document(old, by=new, reason="笔误", at=at(7, 1))
    assert old.replaced_by == new
    assert list(documents_of(office.stream.pk)) == sorted([old, new], key=lambda row: row.uid)
