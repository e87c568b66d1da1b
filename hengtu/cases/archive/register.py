"""The register of files: what waits to be archived, what is archived, what waits for a supplement, what ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from hengtu.agencies.models import Account
from hengtu.cases.archive.appraisal import due_for_appraisal
from hengtu.cases.archive.lacking import lying_there, what_lacks
from hengtu.cases.history import legal_history
from hengtu.cases.models import ArchivedFile, CaseTask, FileLoan, LoanState
from hengtu.law.archive.missing import Missing
from hengtu.law.archive.retention import Period
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_streams
from hengtu.lib.csv_text import csv_lines
from hengtu.lib.dates_zh import day_zh

HEADINGS = (
    "档号", "年度", "案号", "案由", "当事人", "归档日", "保管期限", "期满日", "册数", "页数", "等补充", "销毁日",
)  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """A case that waits to be archived: what its file lacks, and until when it should be done."""

    task: CaseTask
    missing: tuple[Missing, ...]

    @property
    def must(self) -> tuple[Missing, ...]:
        return tuple(each for each in self.missing if each.must)


@dataclass(frozen=True)
class FileFilters:
    """What the register is asked for."""

    text: str = ""
    year: int = 0
    period: str = ""


def waiting_to_be_archived(account: Account, on: date) -> QuerySet[CaseTask]:
    """Return the open tasks to archive, the most pressing first."""
    tasks = CaseTask.objects.visible_to(account, on).filter(kind="archived")
    return tasks.select_related("case", "agency").order_by("sort_on", "case_id")


def with_what_lacks(tasks: list[CaseTask], on: date) -> list[Waiting]:
    """Return the tasks with what each file lacks, incomplete files first; four queries however many there are."""
    ids = [task.case_id for task in tasks]
    histories, lying = acts_of_streams(ids), lying_there(ids)
    found = [
        Waiting(
            task,
            what_lacks(
                Situation.of(legal_history(histories[task.case_id])),
                lying[task.case_id],
                str(task.agency.division_code),
                on,
            ),
        )
        for task in tasks
    ]
    return sorted(found, key=lambda each: not each.must)


def archived_files(account: Account, filters: FileFilters, on: date) -> QuerySet[ArchivedFile]:
    """Return archived files in the reader's scope, newest first."""
    files = ArchivedFile.objects.visible_to(account, on).select_related("agency")
    if filters.year:
        files = files.filter(year=filters.year)
    if filters.period in set(Period):
        files = files.filter(period=filters.period)
    for word in filters.text.split():
        files = files.filter(
            Q(number__icontains=word)
            | Q(case_number__icontains=word)
            | Q(title__icontains=word)
            | Q(party_name__icontains=word)
        )
    return files


def waiting_for_supplement(account: Account, on: date) -> QuerySet[ArchivedFile]:
    """Return files to which something belongs that came later, the longest waiting first."""
    files = ArchivedFile.objects.visible_to(account, on).exclude(waits_since=None)
    return files.select_related("agency").order_by("waits_since", "case_id")


def ending(account: Account, place: str, on: date) -> QuerySet[ArchivedFile]:
    """Return files whose period ends soon or has ended."""
    return due_for_appraisal(ArchivedFile.objects.visible_to(account, on), place, on).select_related("agency")


def open_loans(account: Account, on: date) -> QuerySet[FileLoan]:
    """Return requests that wait for an answer in the reader's scope."""
    loans = FileLoan.objects.visible_to(account, on).filter(state=LoanState.ASKED)
    return loans.select_related("asked_by", "agency")


def register_csv(files: QuerySet[ArchivedFile]) -> str:
    """Return every file as CSV."""
    return "".join(csv_lines([HEADINGS, *_lines(files)]))


def _lines(files: QuerySet[ArchivedFile]) -> Iterator[tuple[str, ...]]:
    for file in files.iterator(chunk_size=500):
        yield (
            file.number,
            str(file.year),
            file.case_number,
            file.title,
            file.party_name,
            day_zh(file.archived_on),
            Period(file.period).zh,
            day_zh(file.ends_on) if file.ends_on else "永久",
            str(file.volumes),
            str(file.pages),
            day_zh(file.waits_since) if file.waits_since else "",
            day_zh(file.destroyed_on) if file.destroyed_on else "",
        )
