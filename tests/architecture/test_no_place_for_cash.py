"""R087: who decides does not collect. No form, page or service lets an officer enter money that was received."""

from __future__ import annotations

import ast
import re

from hengtu.cases.desk.people import holds_hand
from hengtu.cases.desk.sheets import SHEETS
from hengtu.law.procedure.hands import Hand, hand_of
from tests.architecture.project import PACKAGE, python_files

RECEIVED = {"paid", "spot_cash_banked", "fine_refunded"}  # the cashier's, with the bank's slip
SPOT = {"spot_cash_collected", "spot_cash_handed_in"}  # cash of APL:68 and APL:69, on its way to the bank (APL:71)
# money that is named on a form and does not come in: what is asked for, decided, granted, spent or sold
NAMED = {
    "reminder_served": "amount_yuan",  # what is still owed, filled in by the law
    "substitute_performed": "cost_yuan",
    "substitute_decided": "estimate_yuan",
    "cleared_at_once": "cost_yuan",
    "property_disposed": "proceeds_yuan",
    "proceeds_settled": "proceeds_yuan",
    "enforcement_agreed": "reduce_yuan",
    "property_returned": "the price of what cannot be given back",
    "measure_lifted": "the same",
    "case_returned_by_justice": "what is proposed to be punished",
    "service_attempted": "of a reminder that is tried to be served",
}
WORDS = re.compile(r"到账|收款|收缴|现金|实收|缴来")
BOOKING = {"cases/payments/booking.py", "cases/services/by_kind.py", "cases/services/record_payment.py"}


def test_money_is_typed_on_the_cashiers_forms_on_those_of_spot_cash_and_where_none_comes_in() -> None:
    asked = {kind for kind, sheet in SHEETS.items() if any(entry.type == "money" for entry in sheet.entries)}
    assert asked - RECEIVED - SPOT - set(NAMED) == set(), "say what this money is, and who may enter it"


def test_no_other_form_asks_in_words_for_money_that_was_received() -> None:
    found = {
        (kind, entry.key)
        for kind, sheet in SHEETS.items()
        for entry in sheet.entries
        if WORDS.search(entry.label) and kind not in RECEIVED | SPOT
    }
    assert found <= {("property_disposed", "how"), ("proceeds_settled", "how")}


def test_what_the_bank_reports_is_in_the_cashiers_hand_alone() -> None:
    assert {kind for kind in RECEIVED if hand_of(kind) is not Hand.CASHIER} == set()
    source = ast.unparse(ast.parse((PACKAGE / "cases/desk/people.py").read_text()))
    assert "payment_platform" not in source, "nobody at a desk acts as the platform"
    assert holds_hand.__doc__ is not None
    assert {entry.key for entry in SHEETS["paid"].entries} == {"parties", "amount_yuan", "bank_slip"}


def test_a_payment_is_recorded_by_the_booking_of_the_platform_and_by_the_cashiers_form() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in python_files("**/*.py")
        if "record_payment" in path.read_text() and "demo" not in path.parts
    }
    assert found == BOOKING


def test_no_paper_written_by_hand_takes_money() -> None:
    fields = re.compile(r"^\s*(?:label|title|zh):.*(?:收到|实收|收款人|现金)", re.M)
    found = {path.name for path in (PACKAGE / "documents/forms").glob("*.yaml") if fields.search(path.read_text())}
    assert found == set()
