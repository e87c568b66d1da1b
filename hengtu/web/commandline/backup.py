"""``hengtu backup FILE``: database and originals in one file."""

from __future__ import annotations

from pathlib import Path

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Write a backup while others go on working."""
    parser = Parser(prog="hengtu backup", description="备份数据库和证据原件，不影响他人使用")
    parser.add_argument("file", type=Path, help="新文件")
    parser.add_argument(
        "--with-secrets", action="store_true", help="把密钥一并写入。没有密钥，恢复后加密的证件号码、电话等无法读取"
    )
    options = parser.parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.ledger.backup.write import write_backup

    written = write_backup(options.file.resolve(), at=timezone.now(), with_secrets=options.with_secrets)
    if not options.with_secrets:
        written["note"] = "备份不含密钥。请另行妥善保管 HENGTU_HOME 下的 *.secret，恢复后放回原处。"
    show(written)
    return 0
