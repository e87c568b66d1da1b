"""What officers see of publication: lists by what is to be done, how many were in time, one case side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models import EnforcementCase
from hengtu.law.disclosure.contents import kind_zh, publishing_of
from hengtu.law.disclosure.timing import Punctuality
from hengtu.law.disclosure.withholding import GROUNDS
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.models import PublicMatter, PublicRecord, RecordState, Standing
from hengtu.portal.publicity.making import Draft, drafts_of
from hengtu.portal.publicity.preparing import barring
from hengtu.portal.publicity.sources import sources_of

PAGE = 50
EXPIRING_DAYS = 30
MONTHS = 12
OPEN = (Standing.WAITING, Standing.CHECK)


@dataclass(frozen=True)
class Kind:
    """One list. ``empty`` is said where it holds nothing."""

    zh: str
    empty: str
    fits: Callable[[date], Q]
    order: tuple[str, ...] = ("due_on", "id")


def _expiring(on: date) -> Q:
    soon = PublicRecord.objects.filter(state=RecordState.PUBLIC, expires_on__lte=on + timedelta(days=EXPIRING_DAYS))
    return Q(state=Standing.PUBLISHED, pk__in=soon.values("matter_id"))


KINDS = {
    "check": Kind("要核对", "没有要核对的。", lambda on: Q(state=Standing.CHECK, due_on__gte=on)),
    "waiting": Kind("待公开", "没有等待公开的。", lambda on: Q(state=Standing.WAITING, due_on__gte=on)),
    "late": Kind("已超期", "没有超期没公开的。", lambda on: Q(state__in=OPEN, due_on__lt=on)),
    "withdraw": Kind(
        "要撤回", "没有要撤回的。", lambda on: Q(state=Standing.TO_WITHDRAW), ("withdraw_by", "id")
    ),
    "withheld": Kind("不予公开", "没有不予公开的。", lambda on: Q(state=Standing.WITHHELD), ("review_on", "id")),
    "expiring": Kind("快期满", f"{EXPIRING_DAYS}天内没有期满的。", _expiring),
}  # fmt: skip


def _due(on: date) -> Q:
    counted = ~Q(state__in=(Standing.WITHHELD, Standing.DROPPED))
    return counted & Q(due_on__isnull=False) & (Q(done_on__isnull=False) | Q(due_on__lt=on))


IN_MONTH: dict[str, Kind] = {
    "due": Kind("应当公开的", "没有。", _due),
    "in_time": Kind("按期公开的", "没有。", lambda on: _due(on) & Q(done_on__lte=F("due_on"))),
    "not_in_time": Kind("没有按期的", "没有。", lambda on: _due(on) & (Q(done_on=None) | Q(done_on__gt=F("due_on")))),
    "kept": Kind("不予公开的", "没有。", lambda on: Q(state=Standing.WITHHELD, due_on__isnull=False)),
}


@dataclass(frozen=True)
class DeskLine:
    """One decision of a list."""

    row: PublicMatter
    case: EnforcementCase | None
    what: str
    state: str
    ground: str
    first_finding: str


@dataclass(frozen=True)
class MonthLine:
    """Punctuality of one agency in one month; each number is the length of a list."""

    agency: Agency
    month: str
    counts: Punctuality

    @property
    def late(self) -> int:
        return self.counts.due - self.counts.in_time


@dataclass(frozen=True)
class DeskPage:
    """One page of one list, with the length of each list."""

    counts: dict[str, int]
    total: int
    page: int
    pages: int
    lines: tuple[DeskLine, ...]


def visible(account: Account, on: date) -> AgencyScopedQuerySet[PublicMatter]:
    """Return the matters an account may see on a day."""
    return PublicMatter.objects.visible_to(account, on)


def desk_page(
    account: Account, kind: str, page: int, *, on: date, month: str = "", agency: int | None = None
) -> DeskPage:
    """Return one page of a list.

    Args:
        kind: of ``KINDS``, or of ``IN_MONTH`` with ``month`` (``2026-01``) and the key of a legal subject.
    """
    rows, chosen = visible(account, on), KINDS.get(kind) or IN_MONTH[kind]
    counts = {key: rows.filter(each.fits(on)).count() for key, each in KINDS.items()}
    wanted = rows.filter(chosen.fits(on))
    if kind in IN_MONTH:
        first = date.fromisoformat(f"{month}-01")
        wanted = wanted.filter(due_on__gte=first, due_on__lt=_next_month(first), legal_subject_id=agency or 0)
    total = wanted.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    found = wanted.select_related("agency").order_by(*chosen.order)[(page - 1) * PAGE : page * PAGE]
    return DeskPage(counts, total, page, pages, _lines(list(found)))


def months_of(account: Account, *, on: date) -> tuple[MonthLine, ...]:
    """Return how many publications of the last twelve months were in time, per agency and month, the newest first."""
    since = date(on.year - 1, on.month, 1)
    rows = visible(account, on).filter(due_on__gte=since).annotate(first=TruncMonth("due_on"))
    counted = rows.values("legal_subject_id", "first").annotate(
        due=Count("id", filter=IN_MONTH["due"].fits(on)),
        in_time=Count("id", filter=IN_MONTH["in_time"].fits(on)),
        kept=Count("id", filter=IN_MONTH["kept"].fits(on)),
    )
    found = [row for row in counted.order_by("-first", "legal_subject_id") if row["due"] or row["kept"]]
    agencies = Agency.objects.in_bulk({row["legal_subject_id"] for row in found})
    return tuple(
        MonthLine(
            agencies[row["legal_subject_id"]],
            f"{row['first']:%Y-%m}",
            Punctuality(row["due"], row["in_time"], row["kept"]),
        )
        for row in found
    )


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _lines(rows: list[PublicMatter]) -> tuple[DeskLine, ...]:
    cases = EnforcementCase.objects.in_bulk([row.stream_id for row in rows])
    return tuple(
        DeskLine(
            row=row,
            case=cases.get(row.stream_id),
            what=kind_zh(row.kind),
            state=str(Standing(row.state).label),
            ground=GROUNDS[row.withheld_ground].zh if row.withheld_ground in GROUNDS else "",
            first_finding=str(row.findings[0]["message"]) if row.findings else "",
        )
        for row in rows
    )


@dataclass(frozen=True)
class CasePublicity:
    """The publication of one decision of a case: where it stands, what would go out, what was public."""

    line: DeskLine
    publishes: str  # the act that publishes it
    drafts: tuple[Draft, ...]
    findings: tuple[object, ...]
    records: tuple[PublicRecord, ...]

    @property
    def is_open(self) -> bool:
        return self.line.row.state in OPEN


def _published_by(row: PublicMatter) -> str:
    publishing = publishing_of(row.kind, row.decided_on)
    return publishing.published_by if publishing else ""


def publicity_of_case(case_id: UUID) -> tuple[CasePublicity, ...]:
    """Return what is and was to be published of a case, the latest decision of each kind made out anew."""
    acts = acts_of_stream(case_id)
    drafts = {source.decided.uid: drafts_of(source) for source in sources_of(case_id, acts)}
    rows = list(PublicMatter.objects.filter(stream_id=case_id).select_related("agency").order_by("-decided_on", "-id"))
    found = []
    for line in _lines(rows):
        own = drafts.get(str(line.row.act_uid), ())
        found.append(
            CasePublicity(
                line=line,
                publishes=_published_by(line.row),
                drafts=own,
                findings=barring(own, by_itself=True) if line.row.state in OPEN else (),
                records=tuple(line.row.records.exclude(state=RecordState.PREPARED).order_by("ref", "version")),
            )
        )
    return tuple(found)
