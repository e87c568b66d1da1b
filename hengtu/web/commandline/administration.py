"""``hengtu import agencies|officers|calendar|recordings|statement|exchange-receipt FILE``, ``… first-administrator``.

Who runs this has the machine; the register still wants a mandate: an administrator in whose name it is recorded.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from hengtu.web.commandline import exchange, recordings
from hengtu.web.commandline.station import Parser, refuse, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Carry out one of the commands; prints JSON. Status 1 when rows are faulty."""
    options = _parser().parse_args(arguments)
    start_django()
    if options.command == "calendar":
        from hengtu.web.commandline.calendar import import_calendar

        return import_calendar(options)
    if options.command == "statement":
        from hengtu.web.commandline.statement import import_statement

        return import_statement(options)
    if options.command == "exchange-receipt":
        return exchange.import_receipt(options)
    if options.command == "recordings":
        return recordings.import_recordings(options)
    return _first_administrator(options) if options.command == "first-administrator" else _import(options)


def _parser() -> Parser:
    parser = Parser(prog="hengtu import", description="从表格导入机构、执法人员和证件；任命第一名系统管理员")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    for name, words in (("agencies", "导入执法机构"), ("officers", "导入执法人员和证件")):
        command = commands.add_parser(name, help=words)
        command.add_argument("file", type=Path)
        command.add_argument("--by", required=True, help="系统管理员的登录名，变更记在他名下")
        command.add_argument("--reason", default="", help="原因和依据，导入时必填")
        command.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        command.add_argument("--faulty", type=Path, help="把有错误的行另存为这个文件")
    calendar = commands.add_parser("calendar", help="载入或者更正一年的放假和调休安排")
    calendar.add_argument("file", type=Path)
    calendar.add_argument("--dry-run", action="store_true", help="只检查，列出错误、差异和对期限的影响")
    calendar.add_argument("--by", default="", help="提交的系统管理员的登录名")
    calendar.add_argument("--approved-by", default="", help="发布的另一位系统管理员；不给出就等他在页面上发布")
    calendar.add_argument("--reason", default="", help="依据，例如通知的文号，提交时必填")
    recordings.add_parser(commands)
    statement = commands.add_parser("statement", help="导入银行或者缴款平台一天的对账单并比对")
    statement.add_argument("file", type=Path)
    statement.add_argument("--agency", default="", help="执法主体的机构代码；文件里只有一个执收单位的可以不写")
    statement.add_argument("--on", default="", help="对账日，如 2026-11-02；文件里只有一天的可以不写")
    statement.add_argument("--dry-run", action="store_true", help="只检查和比对，不写入")
    exchange.add_parser(commands)
    first = commands.add_parser("first-administrator", help="任命第一名系统管理员，只在还没有系统管理员时")
    first.add_argument("agency", help="机构代码")
    first.add_argument("username")
    first.add_argument("name")
    first.add_argument("--root", default="", help="库里还没有机构时，先登记这个名称的部级机构")
    return parser


def _import(options: argparse.Namespace) -> int:
    from django.utils import timezone

    from hengtu.agencies.administration import Mandate
    from hengtu.agencies.imports import Outcome, faulty_sheet
    from hengtu.agencies.models import Account
    from hengtu.agencies.services import import_agencies
    from hengtu.lib.spreadsheets import read_rows, write_workbook
    from hengtu.officers.services import import_officers

    service: Any = import_agencies if options.command == "agencies" else import_officers
    by = Account.objects.filter(username=options.by).first()
    if by is None:
        return refuse("account_unknown", f"没有登录名为 {options.by} 的账号，请核对。")
    now = timezone.now()
    rows = read_rows(options.file.read_bytes(), options.file.name)
    plan = service.plan_import(rows, by=by, on=timezone.localdate(now))
    if not options.dry_run:
        plan = service.carry_out(plan, Mandate(by, options.reason, now))
    faulty = plan.of(Outcome.FAULTY)
    if options.faulty and faulty:
        options.faulty.write_bytes(write_workbook([faulty_sheet(plan)]))
    problems = [{"row": row.number, "problems": [each.sentence for each in row.problems]} for row in faulty]
    changed = [{"row": row.number, "differences": list(row.differences)} for row in plan.of(Outcome.CHANGED)]
    show({"dry_run": options.dry_run, "rows": plan.counts(), "faulty": problems, "changed": changed})
    return 1 if faulty else 0


def _first_administrator(options: argparse.Namespace) -> int:
    """Appoint somebody where there is nobody yet; from then on administrators appoint one another."""
    from django.db import transaction
    from django.utils import timezone

    from hengtu.agencies.models import Agency, BusinessCategory, Post, Role
    from hengtu.agencies.services.accounts import create_with_one_time_password
    from hengtu.agencies.services.appoint import give_post
    from hengtu.agencies.services.register_agency import register_agency

    today = timezone.localdate()
    agency = Agency.objects.filter(code=options.agency).first()
    if agency is None and (not options.root or Agency.objects.exists()):
        return refuse(
            "agency_unknown", f"没有代码为 {options.agency} 的机构，请核对；空库请用 --root 写明部级机构的名称。"
        )
    if Post.objects.in_force(today).filter(role=Role.ADMIN, account__is_active=True).exists():
        return refuse("administrator_exists", "已有系统管理员，请由他在“机构与人员”里任命其他人。")
    with transaction.atomic():
        agency = agency or register_agency(
            code=options.agency,
            name=options.root,
            short_name=options.root[:60],
            division_code="000000",
            level="MINISTRY",
            categories=BusinessCategory.values,
            effective_from=today,
        )
        opened = create_with_one_time_password(username=options.username, name=options.name)
        give_post(account=opened.account, agency=agency, role=Role.ADMIN, effective_from=today)
    show({"username": options.username, "agency": agency.name, "one_time_password": opened.password})
    return 0
