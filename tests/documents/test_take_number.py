"""Numbers: gap-free, in order, and out of the way of everyone else's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections, transaction

from hengtu.agencies.models import Agency
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.documents.models import DrawnNumber, NumberFormat
from hengtu.documents.services.take_number import take_number, void_number
from tests.documents.conftest import Office
from tests.documents.samples import at
from tests.postgres import Database

DECISION = "f15_penalty_decision"


def draw(agency: Agency, form: str = DECISION, year: int = 2025) -> str:
    with transaction.atomic():
        return take_number(agency, form, year, drawn_by="陈屿", purpose="处罚决定")


def drawn(agency: Agency, word: str = "罚") -> list[int]:
    return list(DrawnNumber.objects.filter(agency=agency, word=word).order_by("seq").values_list("seq", flat=True))


def test_numbers_follow_one_another_in_the_local_pattern(office: Office) -> None:
    office.bureau.province_short, office.bureau.document_word = "冀", "示"
    assert [draw(office.bureau), draw(office.bureau)] == [
        "冀（示）交执罚〔2025〕00001号",
        "冀（示）交执罚〔2025〕00002号",
    ]


def test_each_year_each_word_and_each_subject_counts_for_itself(office: Office) -> None:
    other = plant_line(province_code="13", since=date(2020, 1, 1), serial=2).bureau
    draw(office.bureau)
    assert "00001" in draw(office.bureau, year=2026)
    assert "00001" in draw(office.bureau, "f11_violation_notice")
    assert "00001" in draw(other)
    assert "立案" in draw(office.bureau, "case")


def test_a_unit_draws_from_its_legal_subject(office: Office) -> None:
    draw(office.bureau)
    assert "00002" in draw(office.squad)
    assert drawn(office.bureau) == [1, 2]


def test_the_pattern_is_data_of_the_subject(office: Office) -> None:
    NumberFormat.objects.create(
        agency=office.bureau, template="粤东交{word}〔{yyyy}〕{seq:05d}号", words={DECISION: "罚"}
    )
    assert draw(office.bureau) == "粤东交罚〔2025〕00001号"


def test_an_act_that_is_rolled_back_leaves_no_gap(office: Office) -> None:
    draw(office.bureau)
    with transaction.atomic():
        take_number(office.bureau, DECISION, 2025, drawn_by="陈屿")
        transaction.set_rollback(True)
    assert "00002" in draw(office.bureau)
    assert drawn(office.bureau) == [1, 2]


def test_the_register_says_who_drew_it_and_for_what(office: Office) -> None:
    text = draw(office.bureau)
    row = DrawnNumber.objects.get(text=text)
    assert (row.drawn_by, row.purpose, row.form) == ("陈屿", "处罚决定", DECISION)


def test_a_void_number_keeps_its_reason_and_is_not_given_again(office: Office, refused: Callable[..., Any]) -> None:
    text = draw(office.bureau)
    with refused("document_void_reason_missing"):
        void_number(office.bureau, text, reason=" ", at=at(6, 12))
    void_number(office.bureau, text, reason="打印时卡纸", at=at(6, 12))
    assert DrawnNumber.objects.get(text=text).void_reason == "打印时卡纸"
    assert "00002" in draw(office.bureau)
    with refused("document_number_unknown"):
        void_number(office.bureau, text, reason="再次", at=at(6, 12))


def test_a_form_without_a_word_has_no_number_of_its_own(office: Office, refused: Callable[..., Any]) -> None:
    with refused("document_number_word_missing"):
        draw(office.bureau, "f01_filing_register")


def test_a_subject_without_its_words_cannot_number(office: Office, refused: Callable[..., Any]) -> None:
    office.bureau.document_word = ""
    with refused("document_number_format_incomplete"):
        draw(office.bureau)


def _make_two(database: Database) -> tuple[Agency, Agency]:
    first = plant_line(province_code="13", since=date(2020, 1, 1)).bureau
    return first, plant_line(province_code="13", since=date(2020, 1, 1), serial=2).bureau


def test_outside_a_transaction_no_number_is_given(database: Database, refused: Callable[..., Any]) -> None:
    first, _ = _make_two(database)
    with refused("document_number_outside_transaction"):
        take_number(first, DECISION, 2025, drawn_by="陈屿")


def test_many_writers_at_once_with_rollbacks_among_them_leave_no_gap(database: Database) -> None:
    first, _ = _make_two(database)
    broken: list[BaseException] = []

    def writer(who: int) -> None:
        try:
            for turn in range(12):
                try:
                    with transaction.atomic():
                        take_number(first, DECISION, 2025, drawn_by=f"执法人员{who}")
                        if (who + turn) % 4 == 0:
                            raise ZeroDivisionError
                except ZeroDivisionError:
                    continue
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=writer, args=(who,)) for who in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not broken
    assert drawn(first) == list(range(1, 37))  # 48 drawn, 12 given back


@pytest.mark.postgres
def test_on_postgresql_an_open_drawing_holds_up_nobody_else(postgres_database: Database) -> None:
    """The other subject, the other word and the other year go on while a transaction keeps its number open."""
    first, second = _make_two(postgres_database)
    done: list[str] = []

    def others() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 5000")
        try:
            done.extend([draw(second), draw(first, "f11_violation_notice"), draw(first, year=2026)])
        finally:
            connections.close_all()

    with transaction.atomic():
        take_number(first, DECISION, 2025, drawn_by="陈屿")
        thread = threading.Thread(target=others)
        thread.start()
        thread.join(10)
        assert len(done) == 3
