"""The register of services of what an account may see: every count is the length of its list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.models import CaseService, CaseState, PaperStanding
from hengtu.cases.words import SERVICE_NAMES
from hengtu.law.procedure.service_documents import DOCUMENTS
from hengtu.lib.csv_text import csv_lines
from hengtu.lib.dates_zh import day_zh

PAGE = 50
EXPORT = 20_000


@dataclass(frozen=True)
class Kind:
    """One list of the register. ``which`` selects its rows as of a day; ``order`` names columns."""

    zh: str
    empty: str
    order: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "unserved": Kind("待送达", "没有等着送达的文书。", ("made_on", "id")),
    "waiting": Kind("等回执", "没有等回执的送达。", ("tried_on", "id")),
    "failed": Kind("没有送到", "没有送不到的文书。", ("tried_on", "id")),
    "announced": Kind("公告中", "没有正在公告的文书。", ("effective_on", "id")),
    "slips": Kind("缺送达回证", "没有缺回证的送达。", ("effective_on", "id")),
}


def which(kind: str, on: date) -> Q:
    """Return the condition of one list as of a day."""
    conditions = {
        "unserved": Q(standing=PaperStanding.UNSERVED),
        "waiting": Q(standing=PaperStanding.UNDER_WAY),
        "failed": Q(standing=PaperStanding.FAILED),
        "announced": Q(standing=PaperStanding.ANNOUNCED, effective_on__gte=on),
        "slips": Q(receipt_missing=True) & ~Q(case__state=CaseState.ARCHIVED),  # an archived file has been checked
    }
    return conditions[kind]


@dataclass(frozen=True)
class ServiceLine:
    """One paper as the register shows it; ``days`` is how long it has been standing like that."""

    row: CaseService
    paper: str
    method: str
    days: int
    since: date


@dataclass(frozen=True)
class Register:
    """One list of the register with the counts of all of them."""

    kind: str
    counts: Mapping[str, int]
    lines: tuple[ServiceLine, ...]
    page: int
    pages: int

    @property
    def total(self) -> int:
        return self.counts[self.kind]


def register_of(account: Account, kind: str, page: int, *, on: date) -> Register:
    """Return one page of one list; an unknown kind is the first list, a page out of range the nearest."""
    kind = kind if kind in KINDS else "unserved"
    counts = {each: rows_of(account, each, on=on).count() for each in KINDS}
    pages = max(1, -(-counts[kind] // PAGE))
    page = min(max(page, 1), pages)
    rows = rows_of(account, kind, on=on)[(page - 1) * PAGE : page * PAGE]
    return Register(kind, counts, tuple(_line(row, on) for row in rows), page, pages)


def rows_of(account: Account, kind: str, *, on: date) -> QuerySet[CaseService]:
    """Return the rows of one list that an account may see."""
    visible = CaseService.objects.visible_to(account, on).filter(which(kind, on))
    return visible.select_related("case", "agency").order_by(*KINDS[kind].order)


def _line(row: CaseService, on: date) -> ServiceLine:
    ahead = row.standing == PaperStanding.ANNOUNCED and row.effective_on is not None
    since = row.effective_on if row.effective_on and (ahead or row.receipt_missing) else row.tried_on or row.made_on
    return ServiceLine(row, paper_name(row.document), SERVICE_NAMES.get(row.method, ""), abs((on - since).days), since)


def paper_name(document: str) -> str:
    """Return what a paper is called."""
    return DOCUMENTS[document].zh if document in DOCUMENTS else document


HEADINGS = (
    *("案号", "当事人", "文书", "状态", "送达方式", "文书作出日", "最近一次送达", "没有送到的次数"),
    *("送达生效日", "缺送达回证", "邮件号", "承办单位"),
)


def register_csv(account: Account, kind: str, *, on: date) -> str:
    """Return one whole list as CSV."""
    return "".join(csv_lines([HEADINGS, *(_cells(row) for row in rows_of(account, kind, on=on)[:EXPORT])]))


def _cells(row: CaseService) -> Iterator[str]:
    yield from (row.case.number or row.case.title, row.case.party_name, paper_name(row.document))
    yield from (row.get_standing_display(), SERVICE_NAMES.get(row.method, ""), day_zh(row.made_on))
    yield from (day_zh(row.tried_on) if row.tried_on else "", str(row.failed))
    yield day_zh(row.effective_on) if row.effective_on else ""
    yield from ("是" if row.receipt_missing else "", row.tracking_no, row.agency.name)
