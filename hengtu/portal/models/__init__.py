"""What the portal remembers: doors tried, what is public, letters, ratings, windows a case was opened for."""

from hengtu.portal.models.agents import PartyAgent
from hengtu.portal.models.letters import About, LetterAnswer, LetterFile, LetterKind, Opinion, PartyLetter
from hengtu.portal.models.publicity import (
    LogEvent,
    PublicationOrder,
    PublicLogEntry,
    PublicLogHead,
    PublicMatter,
    PublicRecord,
    PublicWords,
    RecordState,
    Standing,
)
from hengtu.portal.models.rating import GRADES, REASONS, ServiceRating, Stage
from hengtu.portal.models.tries import IdentityTry, Tried
from hengtu.portal.models.windows import WINDOW_ROLES, CaseWindow

__all__ = [
    "GRADES",
    "REASONS",
    "WINDOW_ROLES",
    "About",
    "CaseWindow",
    "IdentityTry",
    "LetterAnswer",
    "LetterFile",
    "LetterKind",
    "LogEvent",
    "Opinion",
    "PartyAgent",
    "PartyLetter",
    "PublicLogEntry",
    "PublicLogHead",
    "PublicMatter",
    "PublicRecord",
    "PublicWords",
    "PublicationOrder",
    "RecordState",
    "ServiceRating",
    "Stage",
    "Standing",
    "Tried",
]
