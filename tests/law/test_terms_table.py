"""The limits as we read them in the law, one line each, held against the rulebook."""

import pytest

from hengtu.law.deadlines import all_terms, term_named

W, D, M, Y, H, NONE = "working_day", "calendar_day", "month", "year", "hour", "none"
AGENCY, PARTY = "agency", "party"

# id: (number, unit, whom it binds, kind, what follows, number with the extension)
FIGURES = {
    # opening and handling
    "filing_decision": (7, W, AGENCY, "setting", "late", None),
    "case_decision": (90, D, AGENCY, "deadline", "late", 120),
    "statement_defence": (5, W, PARTY, "setting", "lapse", None),
    "hearing_request": (5, W, PARTY, "deadline", "lapse", None),
    "hearing_notice": (7, W, AGENCY, "deadline", "redo", None),
    "hearing_hold": (None, NONE, AGENCY, "setting", "late", None),
    "legal_review": (5, W, AGENCY, "setting", "late", None),
    "recusal_decision": (None, NONE, AGENCY, "setting", "late", None),
    "spot_filing": (5, D, AGENCY, "deadline", "late", None),
    # correction
    "correction_due": (None, NONE, PARTY, "setting", "opens", None),
    "correction_verify": (5, W, AGENCY, "setting", "late", None),
    # leniency
    "credit_repair_check": (5, W, AGENCY, "setting", "late", None),
    "credit_repair_answer": (10, W, AGENCY, "setting", "others_late", None),
    "promise_due": (None, NONE, PARTY, "setting", "opens", None),
    "promise_check": (5, W, AGENCY, "setting", "late", None),
    "softer_follow_up": (None, NONE, AGENCY, "setting", "late", None),
    # evidence and measures
    "evidence_registration": (7, W, AGENCY, "deadline", "lift_and_return", None),
    "urgent_measure_report": (24, H, AGENCY, "deadline", "lift_and_return", None),
    "seizure": (30, D, AGENCY, "deadline", "lift_and_return", 60),
    "property_handover": (24, H, AGENCY, "deadline", "late", None),
    "unclaimed_vehicle": (3, M, PARTY, "deadline", "deemed", None),
    "freeze_decision_delivery": (3, W, AGENCY, "deadline", "late", None),
    # decision, service, publication
    "decision_service": (7, W, AGENCY, "deadline", "late", None),
    "announcement_service": (60, D, PARTY, "deadline", "deemed", None),
    "publish_penalty": (7, W, AGENCY, "deadline", "late", None),
    "publish_other": (20, W, AGENCY, "deadline", "late", None),
    "withdraw_publication": (3, W, AGENCY, "deadline", "late", None),
    # money
    "pay_fine": (15, D, PARTY, "deadline", "deemed", None),
    "additional_fine": (1, D, AGENCY, "earliest", "opens", None),
    "additional_fine_then_enforce": (30, D, AGENCY, "earliest", "opens", None),
    "spot_cash_officer": (2, W, AGENCY, "deadline", "late", None),
    "spot_cash_bank": (2, W, AGENCY, "deadline", "late", None),
    # enforcement
    "reminder": (10, W, AGENCY, "earliest", "opens", None),
    "court_application": (3, M, AGENCY, "window", "lapse", None),
    "court_accept": (5, W, AGENCY, "deadline", "others_late", None),
    "court_order": (7, W, AGENCY, "deadline", "others_late", 30),
    "court_objection": (15, D, AGENCY, "deadline", "lapse", None),
    "substitute_reminder": (3, W, AGENCY, "deadline", "redo", None),
    "suspended_enforcement": (3, Y, AGENCY, "deadline", "lapse", None),
    # remedies
    "reconsideration_apply": (60, D, PARTY, "deadline", "lapse", None),
    "reconsideration_reply_ordinary": (10, W, AGENCY, "deadline", "deemed", None),
    "reconsideration_reply_simple": (5, W, AGENCY, "deadline", "deemed", None),
    "reconsideration_forward": (5, W, AGENCY, "deadline", "late", None),
    "reconsideration_decision": (60, D, AGENCY, "deadline", "others_late", 90),
    "reconsideration_opinion_feedback": (60, D, AGENCY, "deadline", "late", None),
    "litigation": (6, M, PARTY, "deadline", "lapse", None),
    "litigation_after_reconsideration": (15, D, PARTY, "deadline", "lapse", None),
    "litigation_answer": (15, D, AGENCY, "deadline", "deemed", None),
    # limitation
    "limitation_general": (2, Y, AGENCY, "deadline", "lapse", None),
    "limitation_safety": (5, Y, AGENCY, "deadline", "lapse", None),
    # transfer to the police
    "crime_transfer_decide": (3, D, AGENCY, "deadline", "late", None),
    "crime_transfer_send": (24, H, AGENCY, "deadline", "late", None),
    "police_review": (3, D, AGENCY, "deadline", "others_late", None),
    "police_reconsider": (3, D, AGENCY, "deadline", "late", None),
    "crime_material_handover": (3, D, AGENCY, "deadline", "late", None),
    # file
    "archive": (30, D, AGENCY, "setting", "late", None),
}
# Each law says itself which of its figures are working days; all other figures of it are plain days.
WORKING_FIGURES = {"APL": {2, 3, 5, 7}, "ACL": set(range(1, 11)), "ARL": {3, 5, 7, 10}, "TRF": set(), "ALL": set()}


def test_no_limit_is_missing_and_none_is_extra():
    assert set(all_terms()) == set(FIGURES)


@pytest.mark.parametrize("term_id", sorted(FIGURES))
def test_the_rulebook_has_the_figure_of_the_law(term_id: str):
    term = term_named(term_id)
    extension = term.get("extension")
    extended = None
    if extension:
        extended = extension["amount"] if extension.get("replaces") else term["amount"] + extension["amount"]
    found = (term.get("amount"), term["unit"], term["binds"], term["kind"], term["effect"]["kind"], extended)
    assert found == FIGURES[term_id]


@pytest.mark.parametrize("term_id", sorted(FIGURES))
def test_days_are_working_days_where_the_first_cited_law_says_so(term_id: str):
    term = term_named(term_id)
    law = term["basis"][0].partition(":")[0]
    if term["unit"] not in {W, D} or term["kind"] == "setting" or law not in WORKING_FIGURES:
        return
    if term_id == "spot_filing":  # the figure stands in the ministry's rules alone: planned in plain days
        assert term["unit"] == D
        return
    assert (term["unit"] == W) == (term["amount"] in WORKING_FIGURES[law])
