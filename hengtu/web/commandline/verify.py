"""``hengtu verify [EXPORT]``: check chains, checkpoints, originals and documents."""

from __future__ import annotations

from pathlib import Path

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Verify an export, or the database; print one JSON line and exit with 1 when something is broken."""
    parser = Parser(prog="hengtu verify", description="验证台账：行为链、检查点、证据原件、文书")
    what = "hengtu export 写出的文件夹或 zip，或者履职记录的证明包；不给则验证数据库"
    parser.add_argument("export", nargs="?", type=Path, help=what)
    parser.add_argument("--key", help="只信任这把公钥（十六进制）签署的检查点")
    parser.add_argument("--processes", type=int, default=2, help="并行进程数")
    options = parser.parse_args(arguments)
    if options.export is not None:  # needs neither database nor Django
        from hengtu.ledger.verification.excerpt import is_excerpt, verify_excerpt
        from hengtu.ledger.verification.export import verify_export

        if options.export.exists() and is_excerpt(options.export):
            found = verify_excerpt(options.export, trusted_key=options.key)
        else:
            found = verify_export(options.export, processes=options.processes, trusted_key=options.key)
    else:
        start_django()
        from hengtu.ledger.verification.database import verify_database

        found = verify_database(processes=options.processes, trusted_key=options.key)
    show(found.as_json())
    return 1 if found.broken else 0
