"""Which act produces which papers. Read it from top to bottom: it is the file of a case in the order it grows."""

from __future__ import annotations

from collections.abc import Mapping

from hengtu.cases.papers.correction import correction_check
from hengtu.cases.papers.credit import performance_proof, proved, to_the_applicant
from hengtu.cases.papers.decision import no_penalty_decision, penalised, penalty_decision, spot_decision
from hengtu.cases.papers.enforcement import (
    agreement,
    announcement,
    clear_notice,
    court_application,
    enforcement_decision,
    immediate_decision,
    party_was_absent,
    reminder,
    substitute_decision,
    suspension,
)
from hengtu.cases.papers.evidence import inquest_record, interview_record, recorded, scene_record
from hengtu.cases.papers.execution import defer_application, defer_notice, defer_refusal
from hengtu.cases.papers.filing import closing_report, file_cover, filing_register
from hengtu.cases.papers.handed_on import (
    cancel_filing,
    crime_transfer,
    recusal_decision,
    transfer_letter,
    transfer_notice,
)
from hengtu.cases.papers.hearing import hearing_notice, hearing_record, hearing_report, hearing_request
from hengtu.cases.papers.inventory import file_catalogue
from hengtu.cases.papers.kept_evidence import (
    gives_back,
    registration_approval,
    registration_list,
    registration_release,
    sampling_receipt,
)
from hengtu.cases.papers.leniency import (
    is_lenient,
    not_filed_decision,
    promise_check_record,
    promise_notice,
    promise_paper,
    softer_record,
)
from hengtu.cases.papers.measures import (
    measure_approval,
    measure_change_approval,
    measure_decision,
    measure_extension,
    measure_release,
    property_ledger,
    testing_period_notice,
)
from hengtu.cases.papers.notice import (
    correction_order,
    rights_waiver,
    violation_notice,
    waived,
)
from hengtu.cases.papers.paper import (
    Paper,
    Spread,
    of_earlier,
    once,
    once_to_the_only_party,
    per_instalment,
    per_party,
)
from hengtu.cases.papers.remedies import evidence_list, hands_in_evidence
from hengtu.cases.papers.review import (
    collective_record,
    investigation_report,
    legal_advice,
    legal_review,
    penalty_approval,
    review_answer,
)
from hengtu.cases.papers.service import (
    DECISIONS,
    address_confirmation,
    agreed_to_electronic,
    announced,
    confirmed_address,
    not_made_by_a_try,
    receipt_for,
    receipt_of_named,
    service_announcement,
    tried_first,
)
from hengtu.cases.papers.statement import per_speaker, rechecked, spoke, statement_recheck, statement_record


def _records(each: Spread = once) -> tuple[Paper, ...]:
    return (
        Paper("f04_scene_record", scene_record, each, recorded("scene_record")),
        Paper("f02_interview", interview_record, each, recorded("interview_record")),
        Paper("f03_inquest", inquest_record, each, recorded("inquest_record")),
    )


ON_THE_SPOT = _records(of_earlier("spot_evidence_collected"))
ANNOUNCED = Paper("x_service_announcement", service_announcement, per_party, announced)
CONSENT = Paper("x_address_confirmation", address_confirmation, per_party, agreed_to_electronic)
NOTICE_RECEIPT = receipt_for("f11_violation_notice", name="违法行为通知书")
HEARING_RECEIPT = receipt_for("f12_hearing_notice", name="听证通知书")
REMINDER_RECEIPT = receipt_for("f19_reminder", name="催告书")
DECISION_RECEIPT = receipt_for(*DECISIONS, name="处理决定")

PAPERS: Mapping[str, tuple[Paper, ...]] = {
    # filing and investigation
    "case_filed": (Paper("f01_filing_register", filing_register), *ON_THE_SPOT),
    "investigated": _records(),
    "correction_ordered": (Paper("f16_correct_order", correction_order, per_party),),
    "correction_verified": (Paper("x_correction_check", correction_check),),
    "measure_approved": (Paper("x_measure_approval", measure_approval),),
    "measure_taken": (Paper("f08_measure_decision", measure_decision, once_to_the_only_party),),
    "property_taken_in": (Paper("x_property_ledger", property_ledger),),
    "testing_period_told": (Paper("x_testing_period_notice", testing_period_notice),),
    "measure_extended": (
        Paper("x_measure_extension_approval", measure_change_approval),
        Paper("f09_measure_extension", measure_extension),
    ),
    "measure_lifted": (
        Paper("x_measure_extension_approval", measure_change_approval),
        Paper("f10_measure_release", measure_release),
    ),
    "registration_approved": (Paper("x_evidence_registration_approval", registration_approval),),
    "evidence_registered": (Paper("f06_evidence_registration", registration_list),),
    "registration_settled": (Paper("f07_evidence_release", registration_release, once, gives_back),),
    "sample_taken": (Paper("f05_sampling", sampling_receipt),),
    # leniency
    "promise_offered": (Paper("x_promise_notice", promise_notice),),
    "promise_signed": (Paper("x_promise", promise_paper),),
    "promise_checked": (Paper("x_promise_check", promise_check_record),),
    "softer_measure_taken": (Paper("x_softer_measure", softer_record),),
    "not_filed": (Paper("x_not_filed_decision", not_filed_decision, once, is_lenient),),
    # recusal, another body, the police, an early end
    "recusal_decided": (Paper("x_recusal_decision", recusal_decision),),
    "case_transferred": (
        Paper("x_case_transfer_letter", transfer_letter),
        Paper("x_transfer_notice", transfer_notice, per_party),
    ),
    "investigation_ended": (Paper("x_cancel_filing", cancel_filing),),
    "filing_cancelled": (Paper("x_cancel_filing", cancel_filing),),
    "crime_sent_to_police": (Paper("x_crime_transfer", crime_transfer),),
    "report_submitted": (Paper("x_investigation_report", investigation_report),),
    # told and heard
    "notice_served": (
        Paper("f11_violation_notice", violation_notice, per_party, not_made_by_a_try("notice")),
        CONSENT,
        Paper("f23_service_receipt", NOTICE_RECEIPT, per_party),
        ANNOUNCED,
    ),
    "statement_heard": (
        Paper("x_statement_record", statement_record, per_party, spoke),
        Paper("x_statement_recheck", statement_recheck, per_speaker, rechecked),
        Paper("x_rights_waiver", rights_waiver, per_party, waived),
    ),
    "statement_received": (Paper("x_statement_record", statement_record, per_party, spoke),),
    "hearing_requested": (Paper("x_hearing_request", hearing_request, per_party),),
    "hearing_notice_served": (
        Paper("f12_hearing_notice", hearing_notice, per_party, not_made_by_a_try("hearing_notice")),
        Paper("f23_service_receipt", HEARING_RECEIPT, per_party),
        ANNOUNCED,
    ),
    "hearing_held": (Paper("f13_hearing_record", hearing_record),),
    "hearing_reported": (Paper("x_hearing_report", hearing_report),),
    # gates and decision
    "legal_reviewed": (Paper("x_legal_review", legal_review),),
    "review_answered": (Paper("x_review_answer", review_answer),),
    "adviser_opined": (Paper("x_legal_advice", legal_advice),),
    "discussed": (Paper("x_collective_record", collective_record),),
    "decided": (Paper("x_penalty_approval", penalty_approval),),
    "decision_issued": (Paper("f15_penalty_decision", penalty_decision, per_party, penalised, reckoned=True),),
    "not_punished": (Paper("x_no_penalty_decision", no_penalty_decision, per_party, reckoned=True),),
    "decision_served": (CONSENT, Paper("f23_service_receipt", DECISION_RECEIPT, per_party), ANNOUNCED),
    # on the spot
    "spot_decided": (*ON_THE_SPOT, Paper("f14_spot_decision", spot_decision, per_party, reckoned=True)),
    # after the decision
    "deferral_applied": (Paper("x_defer_application", defer_application, per_party),),
    "deferral_refused": (Paper("f17_defer_notice", defer_refusal, per_party),),
    "instalments_granted": (Paper("f17_defer_notice", defer_notice, per_instalment),),
    "reminder_served": (
        Paper("f19_reminder", reminder, per_party, not_made_by_a_try("reminder")),
        CONSENT,
        Paper("f23_service_receipt", REMINDER_RECEIPT, per_party),
        ANNOUNCED,
    ),
    # a paper made for its service leaves the house with the first try
    "service_attempted": (
        Paper("f11_violation_notice", violation_notice, per_party, tried_first("notice")),
        Paper("f12_hearing_notice", hearing_notice, per_party, tried_first("hearing_notice")),
        Paper("f19_reminder", reminder, per_party, tried_first("reminder")),
    ),
    "credit_repair_checked": (Paper("x_performance_proof", performance_proof, to_the_applicant, proved),),
    "address_confirmed": (Paper("x_address_confirmation", confirmed_address, per_party),),
    "document_served": (Paper("f23_service_receipt", receipt_of_named, per_party), ANNOUNCED),
    "court_applied": (Paper("x_court_application", court_application, per_party),),
    "demolition_announced": (Paper("f18_execution_announcement", announcement),),
    "enforcement_decided": (Paper("f20_enforcement_decision", enforcement_decision, per_party),),
    "substitute_decided": (Paper("f21_substitute_decision", substitute_decision, per_party),),
    "cleared_at_once": (
        Paper("f21_substitute_decision", immediate_decision, per_party),
        Paper("x_immediate_clear_notice", clear_notice, per_party, party_was_absent),
    ),
    "enforcement_suspended": (Paper("f22_suspend_end_resume", suspension, per_party),),
    "enforcement_resumed": (Paper("f22_suspend_end_resume", suspension, per_party),),
    "enforcement_ended": (Paper("f22_suspend_end_resume", suspension, per_party),),
    "enforcement_agreed": (Paper("x_enforcement_agreement", agreement, per_party),),
    "reconsideration_answered": (Paper("x_evidence_list", evidence_list, once, hands_in_evidence),),
    "lawsuit_answered": (Paper("x_evidence_list", evidence_list, once, hands_in_evidence),),
    "case_closed": (Paper("f24_closing_report", closing_report),),
    "spot_case_closed": (Paper("f24_closing_report", closing_report),),
    "archived": (Paper("x_file_cover", file_cover), Paper("x_file_catalogue", file_catalogue)),
}
