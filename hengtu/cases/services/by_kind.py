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
    # filing and investigating
    "case_filed": "file_case",
    "evidence_collected": "collect_evidence",
    "investigated": "investigate",
    "correction_ordered": "order_correction",
    "report_submitted": "submit_report",
    "report_approved": "approve_report",
    "case_extended": "extend_case",
    # told and heard
    "notice_served": "serve_notice",
    "statement_heard": "hear_statement",
    "hearing_requested": "request_hearing",
    "hearing_appointed": "appoint_hearing_host",
    "hearing_notice_served": "serve_hearing_notice",
    "hearing_held": "hold_hearing",
    "hearing_ended": "end_hearing",
    "hearing_reported": "report_hearing",
    # the decision
    "legal_reviewed": "review_legally",
    "discussed": "discuss_collectively",
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
    "case_closed": "close_case",
    "archived": "archive_case",
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
