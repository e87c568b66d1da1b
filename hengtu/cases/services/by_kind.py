"""Which service does which kind of act."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from hengtu.ledger.values import StoredAct

# One line per kind, so that two people who add one never meet on the same line.
SERVICE_OF_KIND = {
    # leads
    "lead_registered": "register_lead",
    "not_filed": "decline_to_file",
    "lead_assigned": "assign_lead",
    "lead_merged": "merge_lead",
    "lead_transferred": "transfer_lead",
    "lead_transfer_answered": "answer_lead_transfer",
    # leniency
    "promise_offered": "offer_promise",
    "promise_signed": "sign_promise",
    "promise_due_moved": "move_promise",
    "promise_checked": "check_promise",
    "promise_ended": "end_promise",
    "softer_measure_taken": "take_softer_measure",
    "softer_measure_followed": "follow_up_measure",
    # filing and investigating
    "case_filed": "file_case",
    "evidence_collected": "collect_evidence",
    "investigated": "investigate",
    "correction_ordered": "order_correction",
    "report_submitted": "submit_report",
    "report_approved": "approve_report",
    "case_extended": "extend_case",
    "registration_approved": "approve_registration",
    "evidence_registered": "register_evidence",
    "registration_settled": "settle_registration",
    "sample_taken": "take_sample",
    "investigation_suspended": "suspend_investigation",
    "investigation_resumed": "resume_investigation",
    "filing_cancelled": "cancel_filing",
    # told and heard
    "notice_served": "serve_notice",
    "statement_heard": "hear_statement",
    "statement_received": "receive_statement",
    "hearing_requested": "request_hearing",
    "hearing_appointed": "appoint_hearing_host",
    "hearing_notice_served": "serve_hearing_notice",
    "hearing_held": "hold_hearing",
    "hearing_ended": "end_hearing",
    "hearing_reported": "report_hearing",
    # the decision
    "legal_reviewed": "review_legally",
    "review_taken": "take_review",
    "review_handed_on": "hand_on_review",
    "review_answered": "answer_review",
    "adviser_consulted": "consult_adviser",
    "adviser_opined": "give_advice",
    "discussed": "discuss_collectively",
    "discussion_adjourned": "adjourn_discussion",
    "decided": "decide_penalty",
    "not_punished": "decide_not_to_punish",
    "not_established": "find_not_established",
    "investigation_ended": "end_investigation",
    "decision_issued": "issue_decision",
    "decision_served": "serve_decision",
    "decision_published": "publish_decision",
    # measures
    "measure_approved": "approve_measure",
    "urgent_measure_taken": "take_urgent_measure",
    "measure_taken": "take_measure",
    "measure_extended": "extend_measure",
    "measure_lifted": "lift_measure",
    "urgent_measure_refused": "refuse_urgent_measure",
    "property_taken_in": "take_in_property",
    "testing_period_told": "tell_testing_period",
    "property_disposed": "dispose_of_property",
    "property_handed_over": "hand_over_property",
    "property_noted": "note_property",
    "property_returned": "return_property",
    "unclaimed_announced": "announce_unclaimed",
    "proceeds_settled": "settle_proceeds",
    # recusal and competence
    "recusal_requested": "request_recusal",
    "recusal_decided": "decide_recusal",
    "case_transferred": "transfer_case",
    "case_transfer_answered": "answer_case_transfer",
    "jurisdiction_disputed": "record_jurisdiction_dispute",
    "designation_requested": "request_designation",
    "designation_received": "record_designation",
    # a suspected crime
    "crime_suspected": "report_crime",
    "criminal_transfer_decided": "decide_criminal_transfer",
    "crime_sent_to_police": "send_to_police",
    "police_answered": "record_police_answer",
    "police_decision_contested": "contest_police_decision",
    "crime_goods_handed_over": "hand_over_crime_goods",
    "case_returned_by_justice": "take_back_from_justice",
    # on the spot
    "identity_shown": "show_identity",
    "spot_evidence_collected": "collect_spot_evidence",
    "spot_told": "tell_on_the_spot",
    "spot_statement_heard": "hear_on_the_spot",
    "spot_decided": "decide_on_the_spot",
    "spot_acknowledged": "acknowledge_on_the_spot",
    "spot_cash_collected": "collect_cash_on_the_spot",
    "spot_filed": "file_spot_decision",
    "spot_case_closed": "close_spot_case",
    # execution
    "paid": "record_payment",
    "instalments_granted": "grant_instalments",
    "deferral_applied": "apply_for_deferral",
    "deferral_refused": "refuse_deferral",
    "deferral_ended": "end_deferral",
    "spot_cash_handed_in": "hand_in_cash",
    "spot_cash_banked": "bank_cash",
    "fine_refunded": "refund_fine",
    "reminder_served": "serve_reminder",
    "reminder_answered": "hear_reminder_answer",
    "court_applied": "apply_to_court",
    "court_accepted": "record_court_acceptance",
    "court_refused": "record_court_refusal",
    "court_objected": "object_to_court_ruling",
    "court_ruled": "record_court_order",
    "demolition_announced": "announce_demolition",
    "enforcement_decided": "decide_enforcement",
    "enforcement_carried_out": "carry_out_enforcement",
    "substitute_decided": "decide_substitute_performance",
    "substitute_performed": "perform_in_place",
    "cleared_at_once": "clear_at_once",
    "result_published": "publish_result",
    "enforcement_suspended": "suspend_enforcement",
    "enforcement_resumed": "resume_enforcement",
    "enforcement_ended": "end_enforcement",
    "enforcement_agreed": "agree_on_enforcement",
    "case_closed": "close_case",
    "archived": "archive_case",
    # service of papers
    "address_confirmed": "confirm_address",
    "consent_withdrawn": "withdraw_consent",
    "service_attempted": "attempt_service",
    "service_returned": "record_return",
    "document_served": "serve_document",
    "service_struck": "strike_service",
    "arrival_proved": "prove_arrival",
    "receipt_filed": "file_receipt",
    # remedies
    "reconsideration_applied": "register_reconsideration",
    "reconsideration_forwarded": "forward_reconsideration",
    "reconsideration_received": "receive_reconsideration",
    "reconsideration_answered": "answer_reconsideration",
    "reconsideration_decided": "record_reconsideration_outcome",
    "reconsideration_opinion_received": "receive_reconsideration_opinion",
    "reconsideration_opinion_reported": "report_on_opinion",
    "lawsuit_received": "receive_lawsuit",
    "lawsuit_answered": "answer_lawsuit",
    "lawsuit_judged": "record_judgment",
    "stay_ordered": "stay_execution",
    "stay_ended": "end_stay",
    "publication_withdrawn": "withdraw_publication",
    # mending
    "act_corrected": "correct_act",
    "decision_revoked": "revoke_decision",
}


@cache
def service_of(kind: str) -> Callable[..., StoredAct]:
    """Return the service that does this kind of act. Raises: KeyError."""
    name = SERVICE_OF_KIND[kind]
    function: Callable[..., StoredAct] = getattr(import_module(f"hengtu.cases.services.{name}"), name)
    return function
