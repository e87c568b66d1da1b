"""Which question of the legal review a finding answers, and which veto of the file review it hits.

The ten questions are those of the opinion form; the vetoes are the list by which files are reviewed afterwards. Codes
are those of the objections. What stands in no list is a matter of the procedure.
"""

from __future__ import annotations

from collections.abc import Mapping

PROCEDURE = "procedure_lawful"

_BY_QUESTION: Mapping[str, frozenset[str]] = {
    "officers_qualified": frozenset(
        {"two_officers_required", "certified_officer_required", "reviewer_is_investigator", "approver_is_investigator",
         "hearing_host_is_investigator", "hearing_recorder_is_investigator", "keeper_is_investigator",
         "recused_person_takes_part", "decides_own_recusal", "agency_head_required", "chief_head_required",
         "legal_reviewer_required", "archivist_required", "property_keeper_required", "senior_reviewer_required",
         "recused_member_present", "investigator_votes", "vote_not_allowed"}
    ),
    "facts_clear": frozenset(
        {"element_lost_its_witness", "facts_missing", "records_missing", "element_unproved", "exhibit_in_no_act",
         "monitoring_record_unaudited",
         "device_not_verified", "device_certificate_missing", "registration_not_approved", "registration_renewed",
         "registration_settled_late", "expired_registration_used", "list_not_handed", "violation_in_the_future",
         "element_unsaid", "exhibit_unmentioned", "favourable_unmentioned",
         "electronic_data_without_hash", "electronic_data_undocumented", "copy_not_checked", "camera_clock_differs",
         "device_clock_differs", "camera_place_differs", "doubtful_scan_kept", "recording_missing"}
    ),
    "law_correct": frozenset(
        {"cited_repealed", "cited_not_yet", "cited_unknown_article", "text_cites_repealed", "time_barred", "item_ended",
         "item_not_yet", "item_cancelled", "item_suspended", "item_adjusted", "fined_by_the_court"}
    ),
    "discretion_proper": frozenset(
        {"departure_without_reason", "punishment_is_due", "ground_contradicted", "ground_evidence_missing",
         "act_fined_twice", "lower_provision_used", "education_missing", "correction_not_ordered",
         "correction_not_stated", "compared_in_paper"}
    ),
    "within_powers": frozenset(
        {"penalty_outside_law", "too_grave_for_the_spot", "fines_above_their_ceiling", "measure_without_power",
         "measure_by_entrusted_body", "spot_cash_not_allowed", "decided_missing", "proposed_missing",
         "competence_elsewhere", "case_away"}
    ),
    "documents_proper": frozenset(
        {"signature_missing", "discussion_unsigned", "record_not_signed_by_all", "view_missing", "advice_unanswered",
         "served_missing", "return_slip_missing", "leaving_not_recorded",
         "announcement_without_reason", "fiscal_receipt_missing", "order_missing", "reason_outdated",
         "reason_fine_differs", "reason_amount_differs", "reason_date_differs", "reason_figure_differs",
         "reason_name_differs", "leaving_not_witnessed",
         "left_elsewhere", "receipt_unsigned", "receiver_is_minor", "receiver_not_allowed", "received_before_issue",
         "received_in_the_future", "announcement_without_attempts", "search_not_recorded", "announcement_too_short",
         "paper_not_served", "through_missing"}
    ),
    "rights_protected": frozenset(
        {"notice_not_served", "notice_not_served_to_party", "notice_differs_from_report", "hearing_not_offered",
         "hearing_not_held", "hearing_announced_late", "hearing_on_other_day", "hearing_not_announced",
         "hearing_request_window_open", "statement_defence_window_open", "statement_not_rechecked", "recheck_missing",
         "points_unanswered", "offered_evidence_unseen", "adopted_without_effect", "point_reason_missing",
         "agent_without_authority", "hearing_notice_short", "hearing_day_not_worked", "hearing_unsigned",
         "hearing_closed_without_reason", "exhibit_not_cross_examined", "withdrawal_unsigned", "too_many_agents",
         "waiver_unsigned", "heavier_than_notified", "electronic_service_not_agreed", "party_required",
         "electronic_service_excluded", "service_method_forbidden", "direct_service_first", "notice_never_arrived"}
    ),
    "crime_suspected": frozenset(
        {"crime_check_missing", "crime_undecided", "crime_not_sent", "crime_with_police", "crime_opened"}
    ),
}  # fmt: skip
_QUESTION_OF = {code: question for question, codes in _BY_QUESTION.items() for code in codes}

_BY_VETO: Mapping[str, frozenset[str]] = {
    "V02": frozenset({"two_officers_required", "certified_officer_required"}),
    "V06": frozenset({"cited_repealed", "cited_not_yet", "item_ended", "item_not_yet", "item_cancelled"}),
    "V07": frozenset({"penalty_outside_law", "too_grave_for_the_spot", "fines_above_their_ceiling"}),
    "V08": frozenset(
        {"notice_not_served", "notice_not_served_to_party", "hearing_not_offered", "hearing_not_held",
         "heavier_than_notified", "notice_never_arrived"}
    ),
    "V09": frozenset(
        {"review_missing", "review_not_passed", "review_outdated", "discussion_missing", "discussion_unsigned",
         "discussion_outdated", "decision_differs_from_discussion", "quorum_broken", "record_not_signed_by_all",
         "review_points_unanswered"}
    ),
    "V10": frozenset(
        {"act_out_of_order", "act_too_late_in_order", "hearing_request_window_open", "statement_defence_window_open"}
    ),
    "V11": frozenset({"crime_undecided", "crime_not_sent", "crime_with_police", "crime_opened"}),
    "V12": frozenset({"decision_not_served", "decision_service_run_out"}),
    "V13": frozenset({"spot_cash_not_allowed"}),
    "V14": frozenset({"decision_late", "case_decision_run_out"}),
    "V15": frozenset({"monitoring_record_unaudited", "device_not_verified", "expired_registration_used"}),
}  # fmt: skip
_VETO_OF = {code: veto for veto, codes in _BY_VETO.items() for code in codes}

# What no data decide, said under the question so that nobody takes silence for an answer.
PEOPLE_DECIDE: Mapping[str, str] = {
    "subject_lawful": "主体和委托是否合法、当事人认得对不对，系统不能判断，请人工核对。",
    "officers_qualified": "系统逐个行为核对了人数、证件、岗位和回避；有没有没提出的利害关系，请人工判断。",
    "procedure_lawful": "系统逐个行为核对了先后、期限和关口；记录是否如实，请人工判断。",
    "facts_clear": "系统只核对有没有证据、设备和审核、提取说明、时钟和位置；证据是否真实、够不够，请人工判断。",
    "law_correct": "系统核对了引用的条文当日是否有效；定性是否准确，请人工判断。",
    "discretion_proper": "系统核对了档次和理由有没有；理由是否成立，请人工判断。",
    "within_powers": "系统核对了种类、幅度和授权条文；委托的范围，请人工核对。",
    "documents_proper": "系统核对了送达凭证和签字有没有；行文和签名真假，请人工核对。",
    "rights_protected": "系统核对了告知、期限、听证和复核有没有；复核是否认真，请人工判断。",
    "crime_suspected": "系统只核对有没有核查和移送；是否达到追诉标准，请人工判断。",
}
# Vetoes of which no list above speaks: the platform claims nothing about them.
LEFT_TO_PEOPLE = ("V01", "V03", "V04", "V05", "V16")


def question_of(code: str) -> str:
    """Return the key of the question that a finding with this code answers."""
    if code.startswith("monitoring_"):
        return "facts_clear"
    return _QUESTION_OF.get(code, PROCEDURE)


def veto_of(code: str) -> str:
    """Return the veto that a finding with this code hits, empty when none."""
    if code.startswith("monitoring_"):
        return "V15"
    return _VETO_OF.get(code, "")


def known_codes() -> frozenset[str]:
    """Return every code these tables speak of."""
    return frozenset(_QUESTION_OF) | frozenset(_VETO_OF)
