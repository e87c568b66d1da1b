"""Whose hand is due for a kind of act: what forms, worklists and proposals ask before anybody acts.

The guards of the arrows judge the people who did act; this table says beforehand who should. They agree by test.
"""

from __future__ import annotations

from enum import StrEnum


class Hand(StrEnum):
    """Who does an act. ``role`` is what the guards of :mod:`~hengtu.law.procedure.guards.people` ask for."""

    OFFICERS = "officers"
    OFFICER = "officer"
    HEAD = "head"
    REVIEWER = "reviewer"
    HOST = "host"
    ARCHIVIST = "archivist"
    CASHIER = "cashier"
    CHIEF = "chief"
    KEEPER = "keeper"
    PARTY = "party"
    ADVISER = "adviser"

    @property
    def role(self) -> str:
        """The id of the role, as actors carry it."""
        return _ROLES[self]

    @property
    def zh(self) -> str:
        return _NAMES[self]

    @property
    def people(self) -> int:
        """How many must take part: two certified officers for what is done outwards (APL:42p1), else one."""
        return 2 if self is Hand.OFFICERS else 1

    @property
    def is_handlers(self) -> bool:
        """Whether the officers who handle the case see to it; they also record what the party says and does."""
        return self in (Hand.OFFICERS, Hand.OFFICER, Hand.PARTY)


_ROLES = {
    Hand.OFFICERS: "officer",
    Hand.OFFICER: "officer",
    Hand.HEAD: "agency_head",
    Hand.REVIEWER: "legal_reviewer",
    Hand.HOST: "hearing_host",
    Hand.ARCHIVIST: "archivist",
    Hand.CASHIER: "cashier",
    Hand.CHIEF: "chief_head",
    Hand.KEEPER: "property_keeper",
    Hand.PARTY: "party",
    Hand.ADVISER: "legal_adviser",
}
_NAMES = {
    Hand.OFFICERS: "两名执法人员",
    Hand.OFFICER: "执法人员",
    Hand.HEAD: "执法部门负责人",
    Hand.REVIEWER: "法制审核人员",
    Hand.HOST: "听证主持人",
    Hand.ARCHIVIST: "案卷管理人员",
    Hand.CASHIER: "罚没款收缴对账人员",
    Hand.CHIEF: "正职负责人或者主持工作的负责人",
    Hand.KEEPER: "涉案财物管理人员",
    Hand.PARTY: "当事人",
    Hand.ADVISER: "受咨询的公职律师、法律顾问",
}

KINDS_OF_HAND: dict[Hand, tuple[str, ...]] = {
    Hand.OFFICERS: (
        "evidence_collected",
        "investigated",
        "correction_ordered",
        "report_submitted",
        "notice_served",
        "decision_served",
        "identity_shown",
        "spot_evidence_collected",
        "spot_decided",
        "urgent_measure_taken",
        "measure_taken",
        "reminder_served",
        "enforcement_carried_out",
        "substitute_performed",
        "cleared_at_once",
        "evidence_registered",
        "sample_taken",
        "testing_period_told",
        "crime_suspected",
        "crime_sent_to_police",
        "crime_goods_handed_over",
        "service_attempted",
        "document_served",
        "promise_offered",
        "promise_checked",
        "correction_verified",
        "softer_measure_taken",
    ),
    # a lead found by going out needs two, one from a desk needs one: its guard looks at the source
    Hand.OFFICER: (
        "lead_registered",
        "review_answered",
        "spot_told",
        "spot_cash_collected",
        "spot_filed",
        "hearing_notice_served",
        "hearing_ended",
        "testimony_withdrawn",
        "lead_merged",
        "lead_transfer_answered",
        "spot_cash_handed_in",
        "court_accepted",
        "court_refused",
        "court_ruled",
        "reconsideration_received",
        "reconsideration_decided",
        "reconsideration_opinion_received",
        "lawsuit_received",
        "lawsuit_judged",
        "stay_ordered",
        "stay_ended",
        "recusal_requested",
        "police_answered",
        "case_returned_by_justice",
        "service_returned",
        "arrival_proved",
        "receipt_filed",
        "softer_measure_followed",
        "credit_repair_answered",
    ),
    Hand.HEAD: (
        "not_filed",
        "case_filed",
        "report_approved",
        "discussed",
        "discussion_adjourned",
        "case_extended",
        "decided",
        "decision_issued",
        "decision_published",
        "not_punished",
        "not_established",
        "investigation_ended",
        "case_closed",
        "spot_case_closed",
        "hearing_appointed",
        "hearing_postponed",
        "measure_approved",
        "measure_extended",
        "measure_lifted",
        "instalments_granted",
        "act_corrected",
        "decision_revoked",
        "lead_assigned",
        "lead_transferred",
        "deferral_refused",
        "deferral_ended",
        "court_applied",
        "court_objected",
        "demolition_announced",
        "enforcement_decided",
        "substitute_decided",
        "result_published",
        "enforcement_suspended",
        "enforcement_resumed",
        "enforcement_ended",
        "enforcement_agreed",
        "reconsideration_forwarded",
        "reconsideration_answered",
        "reconsideration_opinion_reported",
        "lawsuit_answered",
        "publication_withdrawn",
        "publication_withheld",
        "registration_approved",
        "registration_settled",
        "urgent_measure_refused",
        "property_disposed",
        "unclaimed_announced",
        "recusal_decided",
        "case_transferred",
        "case_transfer_answered",
        "jurisdiction_disputed",
        "designation_requested",
        "designation_received",
        "investigation_suspended",
        "investigation_resumed",
        "filing_cancelled",
        "police_decision_contested",
        "service_struck",
        "promise_due_moved",
        "promise_ended",
        "credit_repair_checked",
    ),
    Hand.REVIEWER: (
        "legal_reviewed",
        "review_taken",
        "review_handed_on",
        "adviser_consulted",
    ),
    Hand.ADVISER: ("adviser_opined",),
    Hand.HOST: (
        "hearing_held",
        "hearing_reported",
        "hearing_interrupted",
        "hearing_resumed",
    ),
    Hand.ARCHIVIST: ("archived", "file_supplemented"),
    Hand.CASHIER: (
        "paid",
        "spot_cash_banked",
        "fine_refunded",
    ),
    Hand.CHIEF: ("criminal_transfer_decided",),
    Hand.KEEPER: (
        "property_taken_in",
        "property_handed_over",
        "property_noted",
        "property_returned",
        "proceeds_settled",
    ),
    Hand.PARTY: (
        "statement_heard",
        "statement_received",
        "spot_statement_heard",
        "spot_acknowledged",
        "hearing_requested",
        "deferral_applied",
        "reminder_answered",
        "reminder_statement_received",
        "reconsideration_applied",
        "address_confirmed",
        "consent_withdrawn",
        "promise_signed",
        "correction_reported",
        "credit_repair_applied",
    ),
}
_HANDS = {kind: hand for hand, kinds in KINDS_OF_HAND.items() for kind in kinds}


def hand_of(kind: str) -> Hand:
    """Return whose hand is due for a kind of act.

    Raises: KeyError for a kind that no procedure knows.
    """
    return _HANDS[kind]
