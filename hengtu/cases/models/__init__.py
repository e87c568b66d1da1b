"""Projections of case streams, and what people prepare before it becomes an act."""

from hengtu.cases.models.archive import (
    AppraisalState,
    ArchivedFile,
    ArchiveVolume,
    FileAppraisal,
    FileLoan,
    FileNumber,
    FilePaper,
    LoanState,
)
from hengtu.cases.models.case import Alarm, CaseDeadline, CaseState, DeadlineChange, EnforcementCase, Track
from hengtu.cases.models.consultation import Consultation
from hengtu.cases.models.decided import DecidedMatter
from hengtu.cases.models.execution import ExecutionPhase, RemedyContest
from hengtu.cases.models.lead import Lead, LeadOutcome
from hengtu.cases.models.lead_share import LeadShare
from hengtu.cases.models.lenient import LenientOutcome
from hengtu.cases.models.meeting import Meeting, MeetingSeat, MeetingState, SeatState
from hengtu.cases.models.message import Message, MessageKind
from hengtu.cases.models.payment import (
    Booking,
    DifferenceKind,
    Direction,
    OrderState,
    PaymentOrder,
    PlatformNotice,
    ReceivedPayment,
    Refund,
    RefundState,
    Source,
    StatementDay,
    StatementDifference,
    StatementLine,
    Taken,
    Unbooked,
)
from hengtu.cases.models.proof import ElementProof, ElementRemark
from hengtu.cases.models.property import CaseThing, StockScan, StockTaking
from hengtu.cases.models.proposal import Answer, Awaited, Proposal, ProposalState, Verdict
from hengtu.cases.models.recorded import Explained, FieldStep, RecordAlarm, RecordingExplanation, RecordingLink
from hengtu.cases.models.search import CaseSearch
from hengtu.cases.models.service import CaseService, Delivery, DeliveryEvent, DeliveryState, PaperStanding
from hengtu.cases.models.task import CaseTask, TaskHand

__all__ = [
    "Alarm",
    "Answer",
    "AppraisalState",
    "ArchiveVolume",
    "ArchivedFile",
    "Awaited",
    "Booking",
    "CaseDeadline",
    "CaseSearch",
    "CaseService",
    "CaseState",
    "CaseTask",
    "CaseThing",
    "Consultation",
    "DeadlineChange",
    "DecidedMatter",
    "Delivery",
    "DeliveryEvent",
    "DeliveryState",
    "DifferenceKind",
    "Direction",
    "ElementProof",
    "ElementRemark",
    "EnforcementCase",
    "ExecutionPhase",
    "Explained",
    "FieldStep",
    "FileAppraisal",
    "FileLoan",
    "FileNumber",
    "FilePaper",
    "Lead",
    "LeadOutcome",
    "LeadShare",
    "LenientOutcome",
    "LoanState",
    "Meeting",
    "MeetingSeat",
    "MeetingState",
    "Message",
    "MessageKind",
    "OrderState",
    "PaperStanding",
    "PaymentOrder",
    "PlatformNotice",
    "Proposal",
    "ProposalState",
    "ReceivedPayment",
    "RecordAlarm",
    "RecordingExplanation",
    "RecordingLink",
    "Refund",
    "RefundState",
    "RemedyContest",
    "SeatState",
    "Source",
    "StatementDay",
    "StatementDifference",
    "StatementLine",
    "StockScan",
    "StockTaking",
    "Taken",
    "TaskHand",
    "Track",
    "Unbooked",
    "Verdict",
]
