"""Public hearings still to come, as anybody may read them: what, when, where; people masked (APL:64i3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseTask
from hengtu.documents.models import Document, DocumentState
from hengtu.law.procedure import Situation
from hengtu.law.procedure.hearing import standing_notice
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.selectors.room import HEARING_NOTICE, words_of

MOST = 200  # lines of the page


@dataclass(frozen=True)
class PublicHearing:
    """One hearing anybody may attend. ``party`` is masked as on the verification page."""

    on: date
    when: str
    place: str
    cause: str
    party: str
    agency: str
    phone: str


def public_hearings(*, on: date) -> tuple[PublicHearing, ...]:
    """Return the public hearings announced and not yet held, the nearest first.

    They stand there from the service of the notice, seven working days ahead, until the day of the hearing.
    """
    waiting = CaseTask.objects.filter(kind="hearing_held", due_on__gte=on).order_by("due_on", "case_id")
    return tuple(each for task in waiting[:MOST] for each in _hearing(task))


def _hearing(task: CaseTask) -> Iterator[PublicHearing]:
    situation = Situation.of(legal_history(acts_of_stream(task.case_id)))
    notice = standing_notice(situation)
    if notice is None or notice.payload.get("is_public") is not True or task.due_on is None:
        return
    papers = Document.objects.filter(stream_id=task.case_id, form=HEARING_NOTICE, state=DocumentState.ISSUED)
    paper = papers.select_related("agency").order_by("-issued_at").first()
    if paper is None:
        return
    words = words_of(paper)
    yield PublicHearing(
        on=task.due_on,
        when=str(words.get("hearing_at", "")),
        place=str(words.get("place", "")),
        cause=str(words.get("cause", "")),
        party=paper.masked_party,
        agency=paper.agency.name,
        phone=paper.agency.phone,
    )
