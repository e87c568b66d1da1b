"""The review between its people: who has the file and for how long, points beside answers, what changed, advisers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from hengtu.agencies.models import Account, Adviser, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk
from hengtu.cases.models import Consultation
from hengtu.cases.selectors.case_view import Due
from hengtu.cases.selectors.deadlines import basis_zh, due_chip
from hengtu.cases.words import kind_name
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document
from hengtu.evidence.models import Exhibit
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.advising import SEES, opinion_to
from hengtu.law.procedure.grades import Graded, grade_of
from hengtu.law.procedure.reviewing import (
    Point,
    PointAnswer,
    Round,
    answers_to,
    holder_of,
    last_return,
    points_of,
    rounds_of,
    target_on,
)
from hengtu.law.procedure.since import WHAT, changes_since

OPINIONS = {"pass": "同意", "change": "建议修改后同意", "refuse": "不同意"}


@dataclass(frozen=True)
class Link:
    """Where something is read: name of the address, its key, the words."""

    name: str
    uid: UUID
    words: str


@dataclass(frozen=True)
class ChangeLine:
    """One difference since the last opinion. ``reopens``: it shuts the gate."""

    what: str
    words: str
    who: str
    at: datetime
    reopens: bool
    links: tuple[Link, ...]


@dataclass(frozen=True)
class PointLine:
    """A point of the last return beside the answer, None while it is missing."""

    point: Point
    answer: PointAnswer | None


@dataclass(frozen=True)
class RoundLine:
    """One time the file lay with a reviewer, in words of time."""

    number: int
    sent_at: datetime
    taken_at: datetime | None
    answered_at: datetime | None
    who: str
    opinion: str
    used: str
    is_late: bool


@dataclass(frozen=True)
class AdviceLine:
    """A consultation with its opinion. ``key`` is the id of the opinion's act, empty while there is none."""

    who: str
    question: str
    sees: str
    until: date
    opinion: str
    key: str
    is_used: bool


@dataclass(frozen=True)
class Turn:
    """Who has the file, and until when the opinion is expected (a setting, no law)."""

    holder: str
    is_mine: bool
    is_free: bool
    target: Due | None
    grade: Graded
    reasons: tuple[tuple[str, tuple[str, ...]], ...]


def turn_of(desk: Desk, found: Iterable[str] = ()) -> Turn:
    """Return whose turn the review is; ``found`` are gravities of the pre-check."""
    holder, name = holder_of(desk.situation)
    me = participants.official(desk.account).id
    graded = grade_of(desk.situation, desk.on, found=tuple(found))
    return Turn(
        holder=name or holder,
        is_mine=holder == me,
        is_free=not holder,
        target=target_of(desk.situation, desk.on),
        grade=graded,
        reasons=tuple((zh, basis_zh(basis)) for zh, basis in graded.reasons),
    )


def target_of(situation: Situation, on: date) -> Due | None:
    """Return the house rule for the running round as a chip; None where none runs."""
    rounds = rounds_of(situation)
    running = rounds[-1] if rounds and rounds[-1].review is None else None
    if running is None or situation.case is None:
        return None
    day = target_on(running.sent, situation.case.jurisdiction)
    return due_chip("legal_review", day, on) if day else None


def round_lines(situation: Situation) -> tuple[RoundLine, ...]:
    """Return every round, the latest first: sent, taken, answered, and the time in between."""
    place = situation.case.jurisdiction if situation.case else ""
    return tuple(_round(number, each, place) for number, each in reversed([*enumerate(rounds_of(situation), start=1)]))


def _round(number: int, each: Round, place: str) -> RoundLine:
    answered = each.review.occurred_at if each.review else None
    day = target_on(each.sent, place) if place else None
    people = (each.review or each.taken or each.sent).by if each.review or each.taken else ()
    return RoundLine(
        number,
        each.sent.occurred_at,
        each.taken.occurred_at if each.taken else None,
        answered,
        "、".join(actor.name for actor in people),
        OPINIONS.get(str(each.review.payload.get("opinion")), "") if each.review else "",
        in_words(answered - each.sent.occurred_at) if answered else "",
        bool(answered and day and day_of(answered) > day),
    )


def in_words(span: timedelta) -> str:
    """Say a time used: 2天3小时, 40分钟."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return f"{days}天{hours}小时" if hours else f"{days}天"
    return f"{hours}小时" if hours else f"{minutes}分钟"


def point_lines(situation: Situation, review: LegalAct | None = None) -> tuple[PointLine, ...]:
    """Return the numbered points of a review (the last return where none is given), each beside its answer."""
    asked = review or last_return(situation)
    if asked is None:
        return ()
    answers = answers_to(situation, asked)
    return tuple(PointLine(point, answers.get(point.no)) for point in points_of(asked))


def change_lines(desk: Desk) -> tuple[ChangeLine, ...]:
    """Return the difference since the last opinion, what shuts the gate first; empty on the first review."""
    review = desk.situation.last("legal_reviewed")
    if review is None:
        return ()
    changes = changes_since(desk.situation, review)
    papers = _papers(desk, {each.act.uid for each in changes})
    exhibits = {str(each.uid): each for each in desk.exhibits}
    lines = [
        ChangeLine(
            WHAT[each.what],
            each.zh or kind_name(each.act.kind),
            "、".join(actor.name or "当事人" for actor in each.act.by),
            each.act.occurred_at,
            each.reopens,
            (*_shown(each.act, exhibits if each.what == "evidence" else {}), *papers.get(each.act.uid, ())),
        )
        for each in changes
    ]
    return tuple(sorted(lines, key=lambda line: not line.reopens))


def _papers(desk: Desk, acts: set[str]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for document in Document.objects.filter(stream_id=desk.case_id, act_uid__in=acts).order_by("issued_at", "uid"):
        link = Link("document_page", document.uid, form(document.form).title)
        found[str(document.act_uid)] = (*found.get(str(document.act_uid), ()), link)
    return found


def _shown(act: LegalAct, exhibits: dict[str, Exhibit]) -> tuple[Link, ...]:
    uids = [str(dict(entry).get("uid")) for entry in act.payload.get("exhibits") or ()]
    return tuple(Link("exhibit_page", exhibits[uid].uid, exhibits[uid].title) for uid in uids if uid in exhibits)


# --- people who may be asked ------------------------------------------------------------------------------------------


def other_reviewers(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return whom the file may be handed on to: id as acts carry it, and name; investigators are left out."""
    people = [participants.official(each) for each in holders_of(Role.LEGAL_REVIEWER, desk.agency, desk.on)]
    me = participants.official(desk.account).id
    barred = desk.situation.investigators | {me}
    return tuple((each.id, each.name) for each in people if each.id not in barred)


def advisers_of(desk: Desk) -> tuple[Adviser, ...]:
    """Return the government lawyers and legal advisers of the legal subject whose term runs today."""
    known = Adviser.objects.filter(agency=desk.agency.legal_subject).in_force(desk.on)
    return tuple(known.select_related("account").order_by("kind", "account__name"))


def advice_lines(desk: Desk) -> tuple[AdviceLine, ...]:
    """Return what advisers were asked on this case and what they answered."""
    used = {
        str(entry.get("opinion"))
        for review in desk.situation.all("legal_reviewed")
        for entry in review.payload.get("advice") or ()
    }
    return tuple(_advice(desk.situation, asked, used) for asked in desk.situation.all("adviser_consulted"))


def _advice(situation: Situation, asked: LegalAct, used: set[str]) -> AdviceLine:
    answer = opinion_to(situation, asked)
    key = answer.uid if answer else ""
    return AdviceLine(
        str(asked.payload.get("adviser_name") or ""),
        str(asked.payload.get("question") or ""),
        "、".join(SEES[each] for each in asked.payload.get("sees") or () if each in SEES),
        date.fromisoformat(str(asked.payload["until"])),
        str(answer.payload.get("opinion") or "") if answer else "",
        key,
        key in used,
    )


def open_consultations(account: Account, on: date) -> tuple[Consultation, ...]:
    """Return what an adviser was asked and may see today, the nearest end first."""
    rows = Consultation.objects.open_to(account, on).select_related("agency")
    return tuple(rows.order_by("until", "asked_at"))
