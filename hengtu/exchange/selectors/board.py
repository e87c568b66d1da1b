"""The board of exports: per platform how much stands where, and the cases behind each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.scope import reach_of
from hengtu.cases.models import EnforcementCase
from hengtu.exchange.catalogue import formats
from hengtu.exchange.format_values import Format
from hengtu.exchange.models import ExportPackage, ExportRecord, ReceiptLine, RecordState
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.lib.csv_text import csv_lines

PAGE = 50
MOST_LINES = 20_000
NOT_GONE = (RecordState.WAITING, RecordState.FAILING, RecordState.PACKED)


@dataclass(frozen=True)
class Kind:
    """One list of the board: what it is called and what is said where it is empty."""

    zh: str
    empty: str


KINDS: Mapping[str, Kind] = {
    "failing": Kind("要补正", "没有检查不通过的记录。"),
    "refused": Kind("被退回", "平台没有退回的记录。"),
    "waiting": Kind("等着报送", "没有等着报送的记录。"),
    "packed": Kind("已打包", "没有打了包还没有交给平台的记录。"),
    "silent": Kind("久无回执", "没有迟迟等不到回执的记录。"),
    "handed": Kind("等回执", "没有正在等回执的记录。"),
    "received": Kind("已接收", "平台还没有接收过记录。"),
}


@dataclass(frozen=True)
class PlatformRow:
    """One platform with the number of cases in each list; ``may_hand_over``: whether it is the reader's duty."""

    made: Format
    counts: Mapping[str, int]
    late: int
    may_hand_over: bool


@dataclass(frozen=True)
class CaseLine:
    """One case of a list: how many records, since when, until when, and what is wrong with each."""

    case_uid: UUID
    case: EnforcementCase | None
    records: int
    since: datetime
    due_on: date | None
    wrong: tuple[ExportRecord, ...]
    may_work: bool


@dataclass(frozen=True)
class Board:
    """All platforms the reader sees, and one list of one of them; ``made`` is None where he sees none."""

    rows: tuple[PlatformRow, ...]
    made: Format | None
    kind: str
    lines: tuple[CaseLine, ...]
    total: int
    page: int
    pages: int

    @property
    def row(self) -> PlatformRow | None:
        """The platform whose list is shown."""
        return next((row for row in self.rows if row.made == self.made), None)


def formats_for(account: Account, on: date) -> tuple[Format, ...]:
    """Return the platforms an account may look at on a day; none for whoever has no post that a format names."""
    return tuple(made for made in formats() if not reach_of(account, on, roles=made.seen_by).is_nothing)


def may_hand_over(account: Account, made: Format, on: date) -> bool:
    """Whether the account hands over to this platform for its own legal subject."""
    return not reach_of(account, on, to_work=True, roles=made.duty).is_nothing


def duty_of(account: Account, *, on: date) -> tuple[QuerySet[ExportPackage], Agency | None]:
    """Return the packages whose receipts an account takes in, and the legal subject it does that for."""
    mine = [made for made in formats_for(account, on) if may_hand_over(account, made, on)]
    packages = ExportPackage.objects.none()
    for made in mine:
        packages = packages | ExportPackage.objects.in_duty_of(account, made, on)
    return packages, subject_of_duty(account, mine[0], on) if mine else None


def subject_of_duty(account: Account, made: Format, on: date) -> Agency:
    """Return the legal subject for which the account hands over to a platform. Raises: Agency.DoesNotExist."""
    reach = reach_of(account, on, to_work=True, roles=made.duty)
    return Agency.objects.filter(pk__in=[place for _, place in reach.places]).order_by("pk")[:1].get()


def board_of(account: Account, to: str, kind: str, page: int, *, on: date) -> Board:
    """Return the counts of every platform and one page of one list; what is unknown falls to the first."""
    rows = tuple(_platform(account, made, on) for made in formats_for(account, on))
    shown = next((row for row in rows if row.made.id == to), rows[0] if rows else None)
    if shown is None:
        return Board((), None, "failing", (), 0, 1, 1)
    kind = kind if kind in KINDS else next((each for each in KINDS if shown.counts[each]), "failing")
    total = shown.counts[kind]
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    lines = _lines(account, shown.made, kind, page, on)
    return Board(rows, shown.made, kind, lines, total, page, pages)


def _platform(account: Account, made: Format, on: date) -> PlatformRow:
    rows = ExportRecord.objects.of_platform(account, made, on).filter(is_newest=True)
    counts = {kind: Count("case_uid", filter=which(made, kind, on), distinct=True) for kind in KINDS}
    late = Count("case_uid", filter=Q(due_on__lt=on, state__in=NOT_GONE), distinct=True)
    found = rows.aggregate(late=late, **counts)
    return PlatformRow(made, found, found["late"], may_hand_over(account, made, on))


def which(made: Format, kind: str, on: date) -> Q:
    """Return the condition of one list as of a day."""
    quiet = datetime.combine(on - timedelta(days=made.receipt_days), time.max, CIVIL_TIME)
    conditions = {
        "failing": Q(state=RecordState.FAILING),
        "refused": Q(state=RecordState.REFUSED),
        "waiting": Q(state=RecordState.WAITING),
        "packed": Q(state=RecordState.PACKED),
        "silent": Q(state=RecordState.HANDED, package__handed_at__lte=quiet),
        "handed": Q(state=RecordState.HANDED, package__handed_at__gt=quiet),
        "received": Q(state=RecordState.RECEIVED),
    }
    return conditions[kind]


def records_of(account: Account, made: Format, kind: str, *, on: date) -> QuerySet[ExportRecord]:
    """Return the newest records of one list that an account may see."""
    return ExportRecord.objects.of_platform(account, made, on).filter(which(made, kind, on), is_newest=True)


def _lines(account: Account, made: Format, kind: str, page: int, on: date) -> tuple[CaseLine, ...]:
    grouped: Any = (
        records_of(account, made, kind, on=on)
        .values("case_uid")
        .annotate(records=Count("pk"), since=Min("produced_at"), due=Min("due_on"))
        .order_by(F("due").asc(nulls_last=True), "since", "case_uid")
    )
    found = list(grouped[(page - 1) * PAGE : page * PAGE])
    uids = [row["case_uid"] for row in found]
    cases = EnforcementCase.objects.visible_to(account, on).select_related("agency").in_bulk(uids)
    workable = set(EnforcementCase.objects.workable_by(account, on).filter(pk__in=uids).values_list("pk", flat=True))
    wrong = _wrong(account, made, kind, uids, on)
    return tuple(
        CaseLine(
            row["case_uid"],
            cases.get(row["case_uid"]),
            row["records"],
            row["since"],
            row["due"],
            tuple(wrong.get(row["case_uid"], ())),
            row["case_uid"] in workable,
        )
        for row in found
    )


def _wrong(account: Account, made: Format, kind: str, uids: list[UUID], on: date) -> dict[UUID, list[ExportRecord]]:
    """The records behind the lines of a list that something is to be done about."""
    if kind not in ("failing", "refused"):
        return {}
    found: dict[UUID, list[ExportRecord]] = {}
    rows = records_of(account, made, kind, on=on).filter(case_uid__in=uids).defer("content")
    for row in rows.select_related("package").order_by("record_type", "source_id"):
        found.setdefault(row.case_uid, []).append(row)
    return found


def packages_of(account: Account, made: Format, *, on: date) -> QuerySet[ExportPackage]:
    """Return the packages for one platform that an account may look at, the newest first."""
    return ExportPackage.objects.of_platform(account, made, on).select_related("agency").order_by("-made_at", "-pk")


def strays_of(account: Account, *, on: date) -> QuerySet[ReceiptLine]:
    """Return receipts that fit no package or record, of what the account may look at, the newest first."""
    seen = Q(pk__in=[])
    for made in formats_for(account, on):
        condition = reach_of(account, on, roles=made.seen_by)
        places = Q() if condition.everything else condition.as_condition()
        seen |= Q(format__in=[made.id, ""]) & places
    return ReceiptLine.objects.filter(seen, fits=False).order_by("-taken_at", "-pk")


HEADINGS = (
    "平台",
    "案号",
    "当事人",
    "记录",
    "严重程度",
    "检查代码",
    "字段",
    "问题",
    "谁来补正",
    "最迟报送日",
    "承办单位",
)
SEVERITIES = {"blocks": "不补正不能报送", "warns": "可以报送，建议补正"}


def failing_csv(account: Account, made: Format, *, on: date) -> Iterator[str]:
    """Yield the failing records of one platform as a table, one line per problem."""
    yield from csv_lines([HEADINGS])
    rows = records_of(account, made, "failing", on=on).defer("content").select_related("agency").order_by("pk")
    cases = EnforcementCase.objects.visible_to(account, on)
    for row in rows[:MOST_LINES]:
        case = cases.filter(pk=row.case_uid).first()
        yield from list(csv_lines(_cells(made, row, case)))[1:]


def _cells(made: Format, row: ExportRecord, case: EnforcementCase | None) -> Iterator[tuple[object, ...]]:
    record = made.record(row.record_type)
    named = record.zh if record else row.record_type
    about = (case.number or case.title, case.party_name) if case else ("", "")
    for problem in row.problems:
        field = record.field_named(problem["field"]) if record else None
        yield (
            made.short, *about, named, SEVERITIES[problem["severity"]], problem["code"],
            field.zh if field else "", problem["message"], problem["owner"], row.due_on or "", row.agency.name,
        )  # fmt: skip
