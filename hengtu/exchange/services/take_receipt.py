"""Take in receipts: what a platform took, what it sent back and why. The same answer twice is one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from hengtu.agencies.models import Account, Agency, scope_values
from hengtu.cases.models import EnforcementCase, MessageKind
from hengtu.cases.news import handlers_of
from hengtu.cases.services.tell import tell
from hengtu.cases.tasks import accounts_of
from hengtu.exchange.catalogue import national
from hengtu.exchange.models import ExportPackage, ExportRecord, PackageState, ReceiptLine, RecordState
from hengtu.exchange.receipt_file import ACCEPTED, Answer, BadLine, read_receipt
from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex

STATE_OF = {ACCEPTED: RecordState.RECEIVED, "refused": RecordState.REFUSED}
Within = Callable[[str], ExportPackage | None]


@dataclass
class Taken:
    """What became of a receipt file, line by line."""

    dry_run: bool
    accepted: int = 0
    refused: int = 0
    repeated: int = 0
    stale: int = 0
    unknown: list[tuple[int, str]] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)
    packages: set[str] = field(default_factory=set)


def take_receipt(
    content: bytes, *, packages: QuerySet[ExportPackage], home: Agency | None, by: str, at: datetime, dry_run: bool
) -> Taken:
    """Read a receipt file and note every answer; returns what became of each line.

    Args:
        packages: those whose receipts may be taken in; an answer about any other is one about an unknown package.
        home: whose list an answer is kept in that fits no package; None keeps it nowhere.
        by: name of who hands it in.
        dry_run: look only.
    """
    taken = Taken(dry_run)
    found: dict[str, ExportPackage | None] = {}

    def named(number: str) -> ExportPackage | None:
        if number not in found:
            found[number] = packages.filter(number=number).first()
        return found[number]

    with transaction.atomic():
        for each in read_receipt(content):
            if isinstance(each, BadLine):
                taken.bad.append(each)
            else:
                _take(each, named(each.package), home, by, at, taken)
        for package in found.values():
            if package is not None:
                _settle(package, at)
        if dry_run:
            transaction.set_rollback(True)
    return taken


def _take(
    answer: Answer, package: ExportPackage | None, home: Agency | None, by: str, at: datetime, taken: Taken
) -> None:
    records = _records(answer, package)
    fits = package is not None and (not answer.record_type or bool(records))
    if not _keep(answer, package, home, by, at, fits=fits):
        taken.repeated += 1
        return
    if not fits:
        what = f"{answer.package} {answer.record_type} {answer.source_id}".strip()
        taken.unknown.append((answer.line, f"没有这个报送包或者记录：{what}"))
        return
    assert package is not None, "what fits has a package"
    taken.packages.add(package.number)
    changed = _note(answer, records)
    taken.stale += 0 if changed else 1
    taken.accepted += changed if answer.result == ACCEPTED else 0
    taken.refused += changed if answer.result != ACCEPTED else 0


def _records(answer: Answer, package: ExportPackage | None) -> QuerySet[ExportRecord]:
    """Those an answer is about: the one it names, or all of the package that got no answer of their own."""
    if package is None:
        return ExportRecord.objects.none()
    rows = package.records.all()
    if not answer.record_type:
        return rows.filter(answered_at=None)
    return rows.filter(record_type=answer.record_type, source_id=answer.source_id, version=answer.version or 0)


def _note(answer: Answer, records: QuerySet[ExportRecord]) -> int:
    """Write the answer where none later is known; returns for how many records it counts."""
    open_rows = records.filter(Q(answered_at=None) | Q(answered_at__lte=answer.answered_at))
    return open_rows.update(
        state=STATE_OF[answer.result], answered_at=answer.answered_at, answer_code=answer.code,
        answer_field=answer.field, answer=answer.message,
    )  # fmt: skip


def _keep(
    answer: Answer, package: ExportPackage | None, home: Agency | None, by: str, at: datetime, *, fits: bool
) -> bool:
    """Keep the line; False where it was kept before. What fits nothing is kept in the list of who handed it in."""
    agency = package.agency if package is not None else home
    digest = _digest(answer, agency)
    if ReceiptLine.objects.filter(digest=digest).exists():
        return False
    if agency is None:
        return True
    ReceiptLine.objects.create(
        agency=agency, **scope_values(agency), format=package.format if package else _format_of(answer.package),
        package_number=answer.package, record_type=answer.record_type, source_id=answer.source_id,
        version=answer.version, result=answer.result, code=answer.code, field=answer.field, message=answer.message,
        answered_at=answer.answered_at, taken_at=at, taken_by=by, digest=digest, package=package, fits=fits,
    )  # fmt: skip
    return True


def _digest(answer: Answer, agency: Agency | None) -> str:
    said = [answer.package, answer.record_type, answer.source_id, answer.version, answer.result, answer.code,
            answer.field, answer.message, answer.answered_at.isoformat(), agency.pk if agency else None]  # fmt: skip
    return sm3_hex(canonical(said).encode())


def _format_of(number: str) -> str:
    """The platform a package number speaks of, empty where it is none of ours."""
    named = number.split("-", 1)[0].lower()
    return named if named in national() else ""


def _settle(package: ExportPackage, at: datetime) -> None:
    """The state of a package follows from its records; a receipt proves that it was handed over."""
    states = list(package.records.values_list("state", flat=True))
    answered = [state for state in states if state in STATE_OF.values()]
    if not answered:
        return
    if package.handed_at is None:
        package.handed_at, package.handed_by = at, "回执"
        package.records.filter(state=RecordState.PACKED).update(state=RecordState.HANDED)
    package.state = _state(states, answered)
    package.save(update_fields=["state", "handed_at", "handed_by"])
    _tell_of_refusals(package, at)


def _state(states: list[str], answered: list[str]) -> PackageState:
    refused = answered.count(RecordState.REFUSED)
    if refused == len(states):
        return PackageState.REFUSED
    if refused:
        return PackageState.PARTLY
    return PackageState.RECEIVED if len(answered) == len(states) else PackageState.HANDED


def _tell_of_refusals(package: ExportPackage, at: datetime) -> None:
    """Those who handle a case are told once per package that something of it was sent back."""
    refused = package.records.filter(state=RecordState.REFUSED, is_newest=True)
    for case_uid in set(refused.values_list("case_uid", flat=True)):
        _tell(package, case_uid, at)


def _tell(package: ExportPackage, case_uid: UUID, at: datetime) -> None:
    case = EnforcementCase.objects.filter(pk=case_uid).first()
    if case is None:
        return
    handlers = handlers_of(case_uid, up_to=case.seq)
    tell(
        Account.objects.filter(pk__in=accounts_of(handlers).values(), is_active=True),
        kind=MessageKind.ACT,
        text=f"{case.party_name}：{national()[package.format].short}退回了本案的报送记录，请看退回的原因",
        key=f"export:{package.number}:{case_uid}",
        at=at,
        url=f"/cases/{case_uid}/exports/",
    )
