"""Worklists: what is due from one person in one post, nearest legal day first, read a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hengtu.agencies.models import Account, Post, Role
from hengtu.cases.models import Awaited, CaseTask, EnforcementCase, Proposal, ProposalState, TaskHand
from hengtu.cases.selectors.case_view import Due
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.cases.words import kind_name
from hengtu.law.calendar import official
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import CIVIL_TIME

PAGE = 25
CAP = 1000
AHEAD = timedelta(days=14)
RETURNED_STAYS = timedelta(days=30)
# Whose list is made of the cases in their own hands, and whose of everything that waits for the post.
PERSONAL = frozenset({Role.OFFICER, Role.HEARING_HOST, Role.HEARING_RECORDER})
BY_POST = {
    Role.LEGAL_REVIEWER: "LEGAL_REVIEWER",
    Role.AGENCY_HEAD: "AGENCY_HEAD",
    Role.CHIEF_HEAD: "AGENCY_HEAD",
    Role.PROPERTY_KEEPER: "PROPERTY_KEEPER",
    Role.ARCHIVIST: "ARCHIVIST",
    Role.CASHIER: "CASHIER",
}


@dataclass(frozen=True)
class Job:
    """One line of a worklist. ``uid`` names the proposal to answer; without one, ``kind`` is done on the case.

    ``ready_on`` is set while the day has not come; ``since`` names the act that brought the line about.
    """

    name: str
    kind: str
    case_id: UUID
    number: str
    about: str
    party: str
    who: str
    since_on: date
    since: str
    group: str
    due: Due | None
    ready_on: date | None = None
    uid: UUID | None = None
    confirms: bool = False


@dataclass(frozen=True)
class Day:
    """One day of the strip. ``state`` is late (all days before today together), now, off or "".

    ``name`` is how people call the day: 工作日, 周末, the holiday's name, 调休上班.
    """

    on: date
    state: str
    count: int
    name: str

    @property
    def level(self) -> int:
        """How high its bar stands, 0 to 5."""
        return min(self.count, 5)


@dataclass(frozen=True)
class Group:
    """Lines that are near to each other in time; ``count`` is "" where nobody counted."""

    key: str
    label: str
    count: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True)
class Worklist:
    """One page of lines. ``is_mine``: the cases in the person's own hands, not everything that waits for a post."""

    groups: tuple[Group, ...]
    strip: tuple[Day, ...]
    next_cursor: str
    cursor: str
    is_empty: bool
    is_mine: bool = False
    looks_on: bool = False


@dataclass(frozen=True)
class Waiting:
    """What somebody else owes: a proposal of one's own, open or sent back with an opinion."""

    uid: UUID
    title: str
    who: str
    sent_on: date
    is_returned: bool
    opinion: str = ""


GROUPS = {"late": "已超过期限", "today": "今天到期", "week": "本周", "later": "以后"}
ASKED = "asked"


def worklist(account: Account, posts: Sequence[Post], *, on: date, cursor: str = "") -> Worklist:
    """Return one page of what is due from an account in a post.

    Args:
        account: who looks; rows outside its reach to work are never shown.
        posts: those held or delegated on that day, the one it looks from first. Lines are that post's; proposals wait
            for the person whatever post it looks from.
        cursor: ``<date>_<id>``, the sort key of the last row shown.
    """
    post = posts[0] if posts else None
    if post is not None and post.role == Role.SUPERVISOR:
        return _overdue(account, on, cursor)
    asked = () if cursor else asked_of(account, posts, on)
    is_chief = any(each.role == Role.CHIEF_HEAD for each in posts)
    tasks = _tasks(account, post, on, is_chief=is_chief)
    if tasks is None:
        return Worklist(_grouped(asked, ()), (), "", cursor, not asked)
    page = tasks.page(cursor)
    days = Counter(tasks.days(on + AHEAD))
    jobs = tuple(_job(task, on, prepares=tasks.is_mine) for task in page[:PAGE])
    following = f"{page[PAGE - 1].sort_on.isoformat()}_{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    counts = _counts(days, on, None if following or cursor else len(page))
    return Worklist(
        _grouped(asked, jobs, counts), strip_of(days, on), following, cursor, not asked and not jobs, tasks.is_mine
    )


@dataclass(frozen=True)
class _OfPost:
    """Tasks that wait for a post, in their order."""

    rows: QuerySet[CaseTask]
    is_mine: bool = False

    def page(self, cursor: str) -> list[CaseTask]:
        """Return one more than a page."""
        rows = self.rows.filter(_later("id", cursor)) if cursor else self.rows
        return list(rows.select_related("case").order_by("sort_on", "id")[: PAGE + 1])

    def days(self, until: date) -> list[date]:
        return list(self.rows.filter(sort_on__lte=until).order_by("sort_on").values_list("sort_on", flat=True)[:CAP])


@dataclass(frozen=True)
class _InHand:
    """Tasks of one person: the order is that of its own rows, so that one index serves it."""

    rows: QuerySet[TaskHand]
    is_mine: bool = True

    def page(self, cursor: str) -> list[CaseTask]:
        """Return one more than a page."""
        rows = self.rows.filter(_later("task_id", cursor)) if cursor else self.rows
        found = rows.select_related("task__case").order_by("sort_on", "task_id")[: PAGE + 1]
        return [hand.task for hand in found]

    def days(self, until: date) -> list[date]:
        return list(self.rows.filter(sort_on__lte=until).order_by("sort_on").values_list("sort_on", flat=True)[:CAP])


def _tasks(account: Account, post: Post | None, on: date, *, is_chief: bool = False) -> _OfPost | _InHand | None:
    """Return the rows of a post, without those that already wait for another hand; None where it has none.

    What only the chief head may decide (TRF:5) stands on the list of the head who is chief.
    """
    if post is None:
        return None
    role = Role(post.role)
    if role in PERSONAL:
        hands = TaskHand.objects.workable_by(account, on).filter(~Exists(_sent("task__")), account=account)
        return _InHand(hands)
    scope = CaseTask.objects.workable_by(account, on).filter(~Exists(_sent("")))
    if role == Role.HANDLING_UNIT_HEAD:
        return _OfPost(scope.filter(agency=post.agency, role=Role.OFFICER))
    if role in BY_POST:
        here = scope.filter(legal_subject_id=post.agency.legal_subject_id)
        if is_chief and BY_POST[role] == "AGENCY_HEAD":
            return _OfPost(here.filter(role__in=("AGENCY_HEAD", "CHIEF_HEAD")))
        return _OfPost(here.filter(role=BY_POST[role]))
    return None


def _sent(task: str) -> QuerySet[Proposal]:
    stream, kind = OuterRef(f"{task}case_id"), OuterRef(f"{task}kind")
    return Proposal.objects.filter(stream=stream, kind=kind, state=ProposalState.OPEN)


def _later(key: str, cursor: str) -> Q:
    """The plain bound first, so that the index is entered at the cursor and read in order."""
    day, _, last = cursor.partition("_")
    return Q(sort_on__gte=day) & (Q(sort_on__gt=day) | Q(**{f"{key}__gt": int(last)}))


def _job(task: CaseTask, on: date, *, prepares: bool) -> Job:
    """Write a task as a line; what a head decides is proposed by those who handle the case."""
    name = kind_name(task.kind)
    waits = task.ready_on is not None and task.ready_on > on
    return Job(
        name=f"提请{name}" if prepares and task.role in (Role.AGENCY_HEAD, Role.CHIEF_HEAD) else name,
        kind=task.kind,
        case_id=task.case_id,
        number=task.case.number,
        about=task.case.title,
        party=task.case.party_name,
        who=task.cause_by,
        since_on=task.since_on,
        since=kind_name(task.cause),
        group=_group(task.due_on, on),
        due=due_chip(task.term, task.due_on, on) if task.due_on and task.term else _bare(task.due_on, on),
        ready_on=task.ready_on if waits else None,
    )


def _bare(due_on: date | None, on: date) -> Due | None:
    """A day that no term of the rulebook fixes: the day announced for a hearing."""
    if due_on is None:
        return None
    chip = due_chip("hearing_notice", due_on, on)
    return replace(chip, term="", name="已经通知的日期")


def _group(due_on: date | None, on: date) -> str:
    if due_on is None:
        return "later"
    if due_on <= on:
        return "today" if due_on == on else "late"
    return "week" if due_on <= _sunday(on) else "later"


def _sunday(on: date) -> date:
    return on + timedelta(days=6 - on.weekday())


def _counts(days: Mapping[date, int], on: date, known: int | None) -> dict[str, str]:
    """Count each group from the days of the strip, at most to the cap; what lies later only when one page holds all."""
    if sum(days.values()) >= CAP:
        return {}
    counts: Counter[str] = Counter()
    for day, count in days.items():
        counts[_group(day, on)] += count
    if known is None:
        counts.pop("later", None)
    else:
        counts["later"] = known - counts["late"] - counts["today"] - counts["week"]
    return {group: str(count) for group, count in counts.items()}


def _grouped(
    asked: tuple[Job, ...], jobs: tuple[Job, ...], counts: Mapping[str, str] | None = None
) -> tuple[Group, ...]:
    known = counts or {}
    found = [Group(ASKED, "等您确认和签批", str(len(asked)), asked)] if asked else []
    for key, label in GROUPS.items():
        members = tuple(job for job in jobs if job.group == key)
        if members:
            found.append(Group(key, label, known.get(key, ""), members))
    return tuple(found)


def strip_of(days: Mapping[date, int], on: date) -> tuple[Day, ...]:
    """Return the strip of fifteen days: what is over first, then day by day, days off marked."""
    calendar = official()
    late = sum(count for day, count in days.items() if day < on)
    found = [Day(on, "late", late, "已超过")] if late else []
    for step in range(AHEAD.days + 1):
        day = on + timedelta(days=step)
        state = "now" if step == 0 else "" if calendar.is_working_day(day) else "off"
        found.append(Day(day, state, days.get(day, 0), calendar.name_of(day)))
    return tuple(found)


def asked_of(account: Account, posts: Sequence[Post], on: date) -> tuple[Job, ...]:
    """Return the proposals that wait for this person, or for a post it holds; nearest legal day first."""
    mine = Q(addressee=account)
    for post in posts:
        place = {"legal_subject_id": post.agency.legal_subject_id}
        if post.role == Role.HANDLING_UNIT_HEAD:
            place = {"agency_id": post.agency_id}
        mine |= Q(addressee=None, role_due=post.role.lower(), **place)
    rows = (
        Proposal.objects.workable_by(account, on)
        .filter(mine, state=ProposalState.OPEN)
        .select_related("proposed_by")
        .order_by(F("due_on").asc(nulls_last=True), "proposed_at")[:PAGE]
    )
    found = list(rows)
    cases = EnforcementCase.objects.in_bulk([row.stream_id for row in found])
    return tuple(_asked(row, cases.get(row.stream_id), on) for row in found)


def _asked(row: Proposal, case: EnforcementCase | None, on: date) -> Job:
    confirms = row.awaited == Awaited.SECOND_OFFICER
    return Job(
        name=f"{'确认' if confirms else '签批'}：{kind_name(row.kind)}",
        kind=row.kind,
        case_id=row.stream_id,
        number=case.number if case else "",
        about=case.title if case else row.title,
        party=case.party_name if case else "",
        who=row.proposed_by.name,
        since_on=day_of(row.proposed_at),
        since="提请",
        group=ASKED,
        due=due_chip(case.due_term, case.due_on, on) if case and case.due_on else None,
        uid=row.uid,
        confirms=confirms,
    )


def waiting_for_others(account: Account, on: date, limit: int = 6) -> tuple[Waiting, ...]:
    """Return what this person proposed and others owe; what was sent back comes first, for as long as a month."""
    since = datetime.combine(on - RETURNED_STAYS, time.min, CIVIL_TIME)
    back = Q(state=ProposalState.RETURNED, closed_at__gte=since)
    rows = (
        Proposal.objects.visible_to(account, on)
        .filter(Q(state=ProposalState.OPEN) | back, proposed_by=account)
        .select_related("addressee")
        .prefetch_related("answers")
        .order_by("-state", "-proposed_at")[:limit]  # RETURNED sorts after OPEN
    )
    return tuple(_waiting(row) for row in rows)


def _waiting(row: Proposal) -> Waiting:
    returned = row.state == ProposalState.RETURNED
    answers = [answer for answer in row.answers.all() if answer.opinion] if returned else []
    who = row.addressee.name if row.addressee else str(dict(Role.choices).get(row.role_due.upper(), ""))
    return Waiting(row.uid, row.title, who, day_of(row.proposed_at), returned, answers[-1].opinion if answers else "")


def _overdue(account: Account, on: date, cursor: str) -> Worklist:
    """What a supervisor looks at: open cases beyond a legal day, everywhere it may see; nothing to be done here."""
    rows = EnforcementCase.objects.visible_to(account, on).filter(is_open=True, due_on__lt=on)
    if cursor:
        day, _, last = cursor.partition("_")
        rows = rows.filter(Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(id__gt=last)))
    page = list(rows.select_related("agency").order_by("due_on", "id")[: PAGE + 1])
    jobs = tuple(_line_beyond(case, on) for case in page[:PAGE])
    last_row = page[PAGE - 1] if len(page) > PAGE else None
    following = f"{last_row.due_on.isoformat()}_{last_row.pk}" if last_row and last_row.due_on else ""
    return Worklist(_grouped((), jobs), (), following, cursor, not jobs, looks_on=True)


def _line_beyond(case: EnforcementCase, on: date) -> Job:
    due = due_chip(case.due_term, case.due_on, on) if case.due_on else None
    return Job(
        name=case.title,
        kind="",
        case_id=case.pk,
        number=case.number,
        about=due.name if due else "",
        party=case.party_name,
        who=case.agency.short_name,
        since_on=case.filed_on or case.found_on,
        since="立案" if case.filed_on else "发现",
        group="late",
        due=due,
    )
