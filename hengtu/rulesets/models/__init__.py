"""What the room of rules keeps: published packs (never changed), the law library, and what is still being written."""

from hengtu.rulesets.models.calendar_draft import CalendarDraft, NoticeState
from hengtu.rulesets.models.citation_task import CitationCause, CitationTask
from hengtu.rulesets.models.draft import BenchmarkDraft, BenchmarkDraftVersion, DraftState
from hengtu.rulesets.models.education import EducationPage, EducationState, EducationViews
from hengtu.rulesets.models.fine_issue import FineIssue, FineIssueStep, IssueState
from hengtu.rulesets.models.guidance import Guidance, GuidanceKind, GuidanceState
from hengtu.rulesets.models.pack import RulePack
from hengtu.rulesets.models.proposals import (
    ItemChangeKind,
    ItemProposal,
    ProposalAnswer,
    ProposalState,
    ProposalStep,
)
from hengtu.rulesets.models.statutes import ArticleWord, StatuteArticle, StatuteText, TextState
from hengtu.rulesets.models.typical_case import TypicalCase, TypicalKind, TypicalState

__all__ = [
    "ArticleWord",
    "BenchmarkDraft",
    "BenchmarkDraftVersion",
    "CalendarDraft",
    "CitationCause",
    "CitationTask",
    "DraftState",
    "EducationPage",
    "EducationState",
    "EducationViews",
    "FineIssue",
    "FineIssueStep",
    "Guidance",
    "GuidanceKind",
    "GuidanceState",
    "IssueState",
    "ItemChangeKind",
    "ItemProposal",
    "NoticeState",
    "ProposalAnswer",
    "ProposalState",
    "ProposalStep",
    "RulePack",
    "StatuteArticle",
    "StatuteText",
    "TextState",
    "TypicalCase",
    "TypicalKind",
    "TypicalState",
]
