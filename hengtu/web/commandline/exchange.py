"""``hengtu export package FORMAT --out DIR`` and ``hengtu import exchange-receipt FILE``: what goes to other platforms.

Without ``--agency`` every legal subject that has something waiting gets a package of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengtu.lib.coded_error import CodedError
from hengtu.web.commandline.station import Parser, refuse, show, start_django

if TYPE_CHECKING:
    from hengtu.agencies.models import Account, Agency
    from hengtu.exchange.models import ExportPackage

BY = "命令行"


def export_package(arguments: list[str]) -> int:
    """Make packages and write each with its manifest; print one JSON line per package. Status 2 where nothing waits."""
    parser = Parser(prog="hengtu export package", description="生成报送包：文件和签名清单")
    parser.add_argument("format", nargs="?", help="mot、justice、credit、nontax")
    parser.add_argument("--out", type=Path, help="写到哪个文件夹")
    parser.add_argument("--agency", default="", help="执法主体代码；不给出就逐个执法主体生成")
    parser.add_argument("--number", default="", help="重新写出已经生成的包，字节不变")
    parser.add_argument("--check", action="store_true", help="只检查各格式和地方层能不能载入")
    options = parser.parse_args(arguments)
    start_django()
    if options.check:
        return _check()
    if not options.out or not (options.format or options.number):
        raise CodedError("usage", f"请写明格式和 --out 文件夹。{parser.format_usage().strip()}")
    packages = [_known(options.number)] if options.number else _make(options.format, options.agency)
    options.out.mkdir(parents=True, exist_ok=True)
    for package in packages:
        _write(package, options.out)
    return 0


def _check() -> int:
    from hengtu.exchange.catalogue import formats, layers

    for made in formats():
        kinds = [record.type for record in made.records]
        show({"format": made.id, "version": made.version, "writing": made.writing, "records": kinds})
    for layer in layers():
        show({"layer": layer.division, "format": layer.format, "version": layer.version})
    return 0


def _make(format_id: str, code: str) -> list[ExportPackage]:
    from django.utils import timezone

    from hengtu.exchange.catalogue import format_ids, national
    from hengtu.exchange.daily import package_if_any, subjects_with_open

    if format_id not in format_ids():
        raise CodedError("format_unknown", f"没有报送格式 {format_id}，可以用：{'、'.join(format_ids())}。")
    subjects = [_subject(code)] if code else subjects_with_open(format_id)
    made = [package_if_any(format_id, subject, by=BY, at=timezone.now()) for subject in subjects]
    found = [package for package in made if package is not None]
    if not found:
        raise CodedError("nothing_waits", f"没有等着报送{national()[format_id].short}的记录，没有生成报送包。")
    return found


def _subject(code: str) -> Agency:
    from hengtu.agencies.models import Agency

    agency = Agency.objects.filter(code=code).first()
    if agency is None or agency.legal_subject_id != agency.pk:
        raise CodedError("agency_unknown", f"没有代码为 {code} 的执法主体，请核对。")
    return agency


def _known(number: str) -> ExportPackage:
    from hengtu.exchange.models import ExportPackage

    package = ExportPackage.objects.filter(number=number).first()
    if package is None:
        raise CodedError("package_unknown", f"没有报送包 {number}，请核对。")
    return package


def _write(package: ExportPackage, out: Path) -> None:
    from hengtu.exchange.services.make_package import package_bytes

    file, manifest = out / package.filename, out / f"{package.number}.manifest.json"
    file.write_bytes(package_bytes(package))
    manifest.write_text(package.manifest, encoding="utf-8")
    show({
        "package": package.number, "format": package.format, "records": package.records_count, "sm3": package.sm3,
        "file": str(file), "manifest": str(manifest),
    })  # fmt: skip


def add_parser(commands: Any) -> None:
    """Add ``exchange-receipt`` to the commands of ``hengtu import``."""
    receipt = commands.add_parser("exchange-receipt", help="录入其他平台给的回执")
    receipt.add_argument("file", type=Path)
    receipt.add_argument("--dry-run", action="store_true", help="只检查，不录入")
    receipt.add_argument("--by", default="", help="录入人的登录名；给出时只收他负责的报送包")


def import_receipt(options: argparse.Namespace) -> int:
    """Take in a receipt file; prints what became of the lines. Status 1 where lines are bad or fit nothing."""
    from django.utils import timezone

    from hengtu.agencies.models import Account
    from hengtu.exchange.models import ExportPackage
    from hengtu.exchange.services.take_receipt import take_receipt

    by = Account.objects.filter(username=options.by).first() if options.by else None
    if options.by and by is None:
        return refuse("account_unknown", f"没有登录名为 {options.by} 的账号，请核对。")
    packages, home = _duty(by) if by else (ExportPackage.objects.all(), None)
    taken = take_receipt(
        options.file.read_bytes(), packages=packages.select_related("agency"), home=home,
        by=by.name if by else BY, at=timezone.now(), dry_run=options.dry_run,
    )  # fmt: skip
    show({
        "dry_run": taken.dry_run, "accepted": taken.accepted, "refused": taken.refused, "repeated": taken.repeated,
        "stale": taken.stale, "packages": sorted(taken.packages),
        "unknown": [{"line": line, "message": message} for line, message in taken.unknown],
        "bad": [{"line": each.line, "message": each.message} for each in taken.bad],
    })  # fmt: skip
    return 1 if taken.bad or taken.unknown else 0


def _duty(by: Account) -> tuple[Any, Agency | None]:
    from django.utils import timezone

    from hengtu.exchange.selectors.board import duty_of

    return duty_of(by, on=timezone.localdate())
