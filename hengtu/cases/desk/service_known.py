"""What the case knows about serving its papers: what waits, what is under way, what may be struck."""

from __future__ import annotations

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options, When
from hengtu.law import deadlines
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.follow_ups import follow_ups
from hengtu.law.procedure.service_documents import DOCUMENTS, SERVED_GENERALLY, SERVICES
from hengtu.law.procedure.service_methods import METHODS
from hengtu.law.procedure.services import Attempt, Standing, attempts_of, consent_of, service_of, services_of
from hengtu.law.procedure.situation import day_of, service_day
from hengtu.subjects.models import ServiceContact


def _tries(desk: Desk) -> list[tuple[str, Attempt]]:
    found = [
        (document.zh, attempt) for document in DOCUMENTS.values() for attempt in attempts_of(desk.situation, document)
    ]
    return [(name, attempt) for name, attempt in found if attempt.is_open]


def tries_under_way(desk: Desk) -> Options:
    """Tries that wait for what becomes of them."""
    return [
        (each.act.uid, f"{name}，{day_zh(day_of(each.act.occurred_at))}{METHODS[each.method].zh}")
        for name, each in _tries(desk)
    ]


def try_under_way(desk: Desk) -> str:
    """The only try under way."""
    tries = _tries(desk)
    return tries[0][1].act.uid if len(tries) == 1 else ""


def something_under_way(desk: Desk) -> bool:
    return bool(_tries(desk))


def method_under_way(desk: Desk) -> str:
    """The way by which the only try under way was sent."""
    tries = _tries(desk)
    return tries[0][1].method if len(tries) == 1 else ""


def papers_to_serve(desk: Desk) -> Options:
    """Every paper of the case that has not reached the party."""
    found = [
        document
        for document in DOCUMENTS.values()
        if desk.situation.has(*document.made_by)
        and (_wants_a_reminder(desk, document.id) or service_of(desk.situation, document) is None)
    ]
    return [(document.id, document.zh) for document in found if not _is_over(desk, document.id)]


def _wants_a_reminder(desk: Desk, document: str) -> bool:
    """A reminder may be served again; it is on the list while a fine is unpaid and its term over."""
    return document == "reminder" and "reminder_served" in tuple(follow_ups(desk.situation))


def _is_over(desk: Desk, document: str) -> bool:
    """A notice is not sent once the case is decided, a reminder not where nothing is owed."""
    if document == "reminder":
        return not _wants_a_reminder(desk, document)
    if document == "notice":
        return desk.situation.has("decided", "not_punished", "not_established")
    return document == "hearing_notice" and desk.situation.has("hearing_held", "hearing_ended")


def general_papers(desk: Desk) -> Options:
    """Papers without a service act of their own."""
    return [(key, zh) for key, zh in papers_to_serve(desk) if DOCUMENTS[key].service == SERVED_GENERALLY]


def first_paper(desk: Desk) -> str:
    """The paper that waits, where there is one only."""
    waiting = [
        each.document.id
        for each in services_of(desk.situation)
        if each.standing in (Standing.UNSERVED, Standing.FAILED)
    ]
    return waiting[0] if len(waiting) == 1 else ""


def services_done(desk: Desk) -> Options:
    """The acts of service that count today."""
    names = {arrow.kind: arrow.zh for arrow in desk.procedure.arrows}
    found = []
    for act in desk.situation.all(*SERVICES):
        paper = DOCUMENTS.get(str(act.payload.get("document")))
        method = METHODS.get(str(act.payload.get("served")))
        name = f"送达{paper.zh}" if paper else names.get(act.kind, act.kind)
        found.append((act.uid, f"{name}，{day_zh(service_day(act))}{method.zh if method else ''}"))
    return found[::-1]


def only_service(desk: Desk) -> str:
    done = services_done(desk)
    return done[0][0] if len(done) == 1 else ""


def announced_until(desk: Desk) -> str:
    """The last day of an announcement that starts today, by the term of the place (CPL:95, MOT:18)."""
    place = desk.situation.case.jurisdiction if desk.situation.case else None
    day = deadlines.days_of("announcement_service", desk.on, province=place).due_on
    return day.isoformat() if day else ""


def waits(document: str) -> When:
    """Make the question whether a paper still waits for the party."""

    def answer(desk: Desk) -> bool:
        return any(key == document for key, _ in papers_to_serve(desk))

    return answer


def handed_over_first(desk: Desk) -> bool:
    """Whether a paper waits that the law wants handed over first (ACL:38)."""
    return any(DOCUMENTS[key].direct_first for key, _ in papers_to_serve(desk))


def contact(desk: Desk) -> str:
    """The account the party confirmed, by its uid."""
    consent = consent_of(desk.situation)
    return str(consent.payload.get("contact") or "") if consent else ""


def contacts(desk: Desk) -> Options:
    """The accounts of confirmations that hold, shown by beginning and end only."""
    row = ServiceContact.objects.filter(uid=contact(desk)).first() if contact(desk) else None
    return [(str(row.uid), f"{row.get_medium_display()} {row.account_masked}")] if row else []
