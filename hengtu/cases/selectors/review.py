"""What the legal reviewer sees: facts, evidence and benchmark side by side, the draft, what changed, what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hengtu.agencies.models import Account, Post, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.desk import known
from hengtu.cases.desk.desk import Desk
from hengtu.cases.models import CaseTask, EnforcementCase
from hengtu.cases.papers.preview import PaperPreview
from hengtu.cases.recording.films import recorded_acts
from hengtu.cases.rehearsal import Rehearsed
from hengtu.cases.selectors.beam import Beam, assessments_of, beams_of
from hengtu.cases.selectors.case_view import Due, FoundLine
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.cases.selectors.digest import due_of_case, papers_of
from hengtu.cases.selectors.facts import fact_lines
from hengtu.cases.selectors.like_cases import like_cases_of
from hengtu.cases.selectors.matrix import ElementMatrix, matrix_of
from hengtu.cases.selectors.precheck import Found, found_in
from hengtu.cases.selectors.red_flags import GRAVE, Flag, Looked, red_flags_of
from hengtu.cases.selectors.review_findings import Read, findings_of, not_found_yet
from hengtu.cases.selectors.review_round import (
    AdviceLine,
    ChangeLine,
    PointLine,
    RoundLine,
    Turn,
    advice_lines,
    change_lines,
    point_lines,
    round_lines,
    turn_of,
)
from hengtu.cases.services.carry_out import Intent, try_out
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document
from hengtu.law.procedure.discussion import Reason, reasons_to_discuss, signs_of_dispute
from hengtu.law.procedure.grades import ORDER as GRADES
from hengtu.law.procedure.matters import Penalty
from hengtu.law.procedure.precheck_questions import PEOPLE_DECIDE
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.coded_error import CodedError

KIND = "legal_reviewed"
SHOWN = 50
QUESTIONS = (
    "subject_lawful", "officers_qualified", "procedure_lawful", "facts_clear", "law_correct", "discretion_proper",
    "within_powers", "documents_proper", "rights_protected", "crime_suspected",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One question of the opinion form. ``finding`` is for reading; ``good`` and ``bad`` are the answers as kept.

    ``found`` is what the pre-check found for it, ``people`` what no data decide.

    Most questions ask whether something is in order; the last asks whether a crime is suspected, where yes is the bad
    answer.
    """

    key: str
    label: str
    finding: str
    found: tuple[FoundLine, ...] = ()
    people: str = ""
    good: str = "是"
    bad: str = "否"
    good_zh: str = "没有问题"
    bad_zh: str = "有问题"


@dataclass(frozen=True)
class LastReview:
    """The review before this one: who, when, how it ended, what it asked for beside the answers, what is different.

    ``points`` are those of an older form, plain sentences that nobody had to answer.
    """

    who: str
    at: datetime
    opinion: str
    points: tuple[str, ...]
    asked: tuple[PointLine, ...]
    since: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class ReviewPage:
    """Everything the page of a review shows."""

    facts: tuple[tuple[str, str], ...]
    matrix: ElementMatrix
    beams: tuple[Beam, ...]
    papers: tuple[PaperPreview, ...]
    notices: tuple[Document, ...]
    refusal: str
    checks: tuple[Check, ...]
    found: Found
    flags: tuple[Flag, ...]
    due: Due | None
    proposed: str
    last: LastReview | None
    turn: Turn
    rounds: tuple[RoundLine, ...]
    advice: tuple[AdviceLine, ...]
    discuss: tuple[Reason, ...]
    disputes: tuple[str, ...]


def review_page(desk: Desk) -> ReviewPage:
    """Gather the page for the person at the desk. Authorisation has happened before; nothing is written."""
    penalties = penalties_to_review(desk)
    assessments = assessments_of(desk.situation, desk.on)
    alike = like_cases_of(desk.case, desk.account, desk.on, assessments, penalties)
    beams = beams_of(desk.situation, penalties, assessments, alike)
    matrix = matrix_of(desk.case_id, desk.on)
    rehearsed, refusal = _as_if_decided(desk)
    papers = papers_of(rehearsed, desk) if rehearsed else ()
    found = found_in(desk.history, desk.on, matrix=matrix, recorded=recorded_acts(desk.case_id))
    objections = not_found_yet(rehearsed.objections if rehearsed else (), found.codes)
    read = Read(
        desk, penalties, assessments, beams, matrix, papers, objections, is_clean=not found.of("procedure_lawful")
    )
    looked = Looked(desk.case, desk.situation, penalties, assessments, desk.on)
    return ReviewPage(
        facts=fact_lines(desk.situation, desk.opening),
        matrix=matrix,
        beams=beams,
        papers=papers,
        notices=tuple(
            Document.objects.filter(stream_id=desk.case_id, form="f11_violation_notice").order_by("issued_at")
        ),
        refusal=refusal,
        checks=_checks(findings_of(read), found),
        found=found,
        flags=found.beside(red_flags_of(looked, matrix=matrix)),
        due=due_of_case(desk),
        proposed="；".join(penalty.in_words() for penalty in penalties.values()),
        last=last_review(desk),
        turn=turn_of(desk, gravities(found)),
        rounds=round_lines(desk.situation),
        advice=advice_lines(desk),
        discuss=reasons_to_discuss(desk.situation, penalties, desk.on),
        disputes=signs_of_dispute(desk.situation),
    )


def gravities(found: Found) -> tuple[str, ...]:
    """Return how grave the findings are, as the grades ask."""
    return (*(("veto",) if found.vetoes else ()), *(("serious",) if found.serious else ()))


def penalties_to_review(desk: Desk) -> dict[str, Penalty]:
    """Return what the party was told, or what the approved report proposes."""
    return desk.situation.notified or desk.situation.proposed


def _as_if_decided(desk: Desk) -> tuple[Rehearsed | None, str]:
    """Rehearse the decision as proposed, in the name of a head: its papers are the draft under review."""
    head = next(iter(holders_of(Role.AGENCY_HEAD, desk.agency, desk.on)), desk.account)
    punishes = any(penalty.punishes for penalty in penalties_to_review(desk).values())
    answers = _decision(desk) if punishes else _no_penalty(desk)
    intent = Intent(
        case_id=desk.case_id,
        kind="decided" if punishes else "not_punished",
        answers=answers,
        by=(participants.official(head),),
        at=desk.at,
        recorded_at=desk.at,
    )
    try:
        return try_out(intent), ""
    except CodedError as refusal:
        return None, refusal.message


def draft_papers(desk: Desk) -> tuple[PaperPreview, ...]:
    """Return the papers under review, as the proposed decision would make them; personal numbers are masked."""
    rehearsed, _ = _as_if_decided(desk)
    return papers_of(rehearsed, desk) if rehearsed else ()


def _decision(desk: Desk) -> dict[str, Any]:
    told = known.penalties("proposed", "notice_served")(desk) or known.penalties("proposed", "report_approved")(desk)
    return {"decided": told}


def _no_penalty(desk: Desk) -> dict[str, Any]:
    ground = known.carried("ground", "report_approved")(desk)
    return {"decided": known.no_penalty(desk), "education": "", **({"ground": ground} if ground else {})}


def _checks(findings: dict[str, str], found: Found) -> tuple[Check, ...]:
    labels = {field.key: field.label for field in form("x_legal_review").fields}
    checks = [Check(key, labels[key], findings[key], found.of(key), PEOPLE_DECIDE[key]) for key in QUESTIONS]
    crime = replace(checks[-1], good="否", bad="是", good_zh="不需要", bad_zh="需要移送")
    return (*checks[:-1], crime)


def last_review(desk: Desk) -> LastReview | None:
    """Return the review before, with the acts since; None on the first one."""
    review = desk.situation.last(KIND)
    if review is None:
        return None
    return LastReview(
        who="、".join(actor.name for actor in review.by),
        at=review.occurred_at,
        opinion=str(review.payload.get("opinion", "")),
        points=tuple(point for point in review.payload.get("points") or () if isinstance(point, str)),
        asked=point_lines(desk.situation, review),
        since=change_lines(desk),
    )


# --- the answers ------------------------------------------------------------------------------------------------------


def faults_of(checks: dict[str, str], opinion: str, points: Sequence[object]) -> list[tuple[str, str]]:
    """Return what is still missing in an opinion or contradicts itself: ``(id of the field, sentence)``.

    Whether the review is lawful the law says; this only keeps an opinion form from being half filled in.
    """
    faults = []
    unanswered = [key for key in QUESTIONS if key not in checks]
    bad = [key for key, answer in checks.items() if answer == ("是" if key == "crime_suspected" else "否")]
    if opinion not in ("pass", "change", "refuse"):
        faults.append(("o-pass", "还没有选结论。"))
    if opinion == "pass" and unanswered:
        faults.append((f"q-{unanswered[0]}", f"还有 {len(unanswered)} 项没有回答；同意的，要逐项回答。"))
    if opinion == "pass" and bad:
        faults.append(("o-pass", f"有 {len(bad)} 项有问题，不能选“同意”。请改结论，或者改回答。"))
    if opinion in ("change", "refuse") and not points:
        faults.append(("f-points", "请写明要修改或者补充什么，一行一条，承办人才知道怎么改。"))
    return faults


# --- the queue --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReviewRow:
    """One case of a reviewer's list. ``said`` is how the last review ended, empty on the first.

    ``found`` is what the pre-check found; it, the grade and the flags order the list. ``rounds``: the time it took.
    """

    id: UUID
    number: str
    title: str
    party: str
    handlers: str
    proposed: str
    due: Due | None
    since_on: date | None
    ready_on: date | None
    flags: tuple[Flag, ...]
    said: str
    found: Found
    turn: Turn
    rounds: tuple[RoundLine, ...]

    @property
    def is_grave(self) -> bool:
        return self.found.rank == 0 or any(flag.form == GRAVE for flag in self.flags)

    @property
    def rank(self) -> int:
        """Vetoes and grave cases first, then what must be mended or looked at closely, simple files last."""
        return min(self.found.rank, GRADES.index(self.turn.grade.grade), 1 if self.is_grave else 2)


def subjects_reviewed_by(account: Account, on: date) -> set[int]:
    """Return the legal subjects for which an account holds the post of a reviewer on a day (never delegated)."""
    posts = Post.objects.in_force(on).filter(account=account, role=Role.LEGAL_REVIEWER).select_related("agency")
    return {post.agency.legal_subject_id for post in posts}


def waiting_reviews(account: Account, at: datetime, on: date) -> tuple[ReviewRow, ...]:
    """Return the cases that wait for legal review, the gravest files first and the simple ones last.

    Among equals the nearest legal date goes first.
    """
    tasks = (
        CaseTask.objects.workable_by(account, on)
        .filter(kind=KIND, legal_subject_id__in=subjects_reviewed_by(account, on))
        .select_related("case__agency")
        .order_by("sort_on", "pk")[:SHOWN]
    )
    rows = [_row(task.case, account, at, task) for task in tasks]
    return tuple(sorted(rows, key=lambda row: row.rank))


def reviewed_cases(account: Account, at: datetime, on: date) -> tuple[tuple[ReviewRow, ...], tuple[ReviewRow, ...]]:
    """Return the cases sent back, and those passed, that are reviewed and not yet decided, by legal date."""
    cases = (
        EnforcementCase.objects.workable_by(account, on)
        .filter(Q(stage=KIND) | Q(tasks__kind="review_answered"), is_open=True)
        .filter(legal_subject_id__in=subjects_reviewed_by(account, on))
        .exclude(tasks__kind=KIND)
        .distinct()
        .select_related("agency")
        .order_by("due_on", "pk")[:SHOWN]
    )
    rows = [_row(case, account, at, None) for case in cases]
    return tuple(row for row in rows if row.said != "pass"), tuple(row for row in rows if row.said == "pass")


def _row(case: EnforcementCase, account: Account, at: datetime, task: CaseTask | None) -> ReviewRow:
    desk = Desk(case, acts_of_stream(case.pk), account, at)
    penalties = penalties_to_review(desk)
    looked = Looked(case, desk.situation, penalties, assessments_of(desk.situation, desk.on), desk.on)
    found = found_in(desk.history, desk.on, recorded=recorded_acts(case.pk))
    review = desk.situation.last(KIND)
    due_on, term = (task.due_on, task.term) if task else (case.due_on, case.due_term)
    return ReviewRow(
        id=case.pk,
        number=case.number,
        title=case.title,
        party=case.party_name,
        handlers=case.handlers,
        proposed="；".join(penalty.in_words() for penalty in penalties.values()),
        due=due_chip(term, due_on, desk.on) if due_on else None,
        since_on=task.since_on if task else None,
        ready_on=task.ready_on if task and task.ready_on and task.ready_on > desk.on else None,
        flags=found.beside(red_flags_of(looked)),
        said=str(review.payload.get("opinion", "")) if review else "",
        found=found,
        turn=turn_of(desk, gravities(found)),
        rounds=round_lines(desk.situation),
    )
