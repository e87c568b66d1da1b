"""``hengtu import statement FILE [--agency CODE] [--on DAY] [--dry-run]``: one day of the bank beside our books."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from hengtu.lib.coded_error import CodedError
from hengtu.web.commandline.station import show

if TYPE_CHECKING:
    from hengtu.agencies.models import Agency
    from hengtu.cases.payments.statements import Statement


def import_statement(options: argparse.Namespace) -> int:
    """Take a statement in and compare it; prints JSON. Status 1 when lines are bad or something differs.

    Raises: CodedError ``agency_unknown``, ``day_unknown``, and those of reading the file.
    """
    from django.db import transaction
    from django.utils import timezone

    from hengtu.cases.payments.days import take_statement
    from hengtu.cases.payments.statements import read_statement

    content = options.file.read_bytes()
    statement = read_statement(content)
    agency, on = _agency(options.agency, statement), _day(options.on, statement)
    with transaction.atomic():
        day = take_statement(
            statement, agency=agency, on=on, source=options.file.name, content=content, at=timezone.now()
        )
        differences = [
            {"kind": row.kind, "direction": row.direction, "serial": row.serial, "bank_fen": row.bank_fen,
             "ours_fen": row.ours_fen}
            for row in day.differences.order_by("kind", "serial")
        ]  # fmt: skip
        transaction.set_rollback(options.dry_run)
    show({
        "dry_run": options.dry_run, "agency": agency.code, "on": on.isoformat(), "encoding": statement.encoding,
        "lines": len(statement.lines), "bad": day.troubles, "matched": day.matched, "bank_fen": day.bank_fen,
        "ours_fen": day.ours_fen, "differences": differences,
    })  # fmt: skip
    return 1 if differences or day.troubles else 0


def _agency(code: str, statement: Statement) -> Agency:
    from hengtu.agencies.models import Agency

    named = {code} if code else {line.payee for line in statement.lines}
    found = Agency.objects.filter(code=next(iter(named)), acts_in_name_of=None).first() if len(named) == 1 else None
    if found is None:
        raise CodedError("agency_unknown", "请用 --agency 写明是哪一个执法主体的对账单（机构代码）。")
    return found


def _day(text: str, statement: Statement) -> date:
    days = {line.on for line in statement.lines}
    if not text and len(days) == 1:
        return days.pop()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CodedError("day_unknown", "请用 --on 写明是哪一天的对账单，例如 --on 2026-11-02。") from None
