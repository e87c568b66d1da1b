"""``hengtu export OUT``: a self-contained export that anyone can verify.

``hengtu export package FORMAT --out DIR``: a package for another platform (see ``exchange``).
"""

from __future__ import annotations

from pathlib import Path

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Export into a new folder or zip file and print the number of lines of each part."""
    if arguments[:1] == ["package"] and len(arguments) > 1:
        from hengtu.web.commandline.exchange import export_package

        return export_package(arguments[1:])
    parser = Parser(prog="hengtu export", description="导出台账：行为、内容、检查点、证据原件、文书")
    parser.add_argument("out", type=Path, help="新文件夹，或者以 .zip 结尾的新文件")
    options = parser.parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.ledger.services.export_ledger import export_ledger

    show({"out": str(options.out), "lines": export_ledger(options.out, at=timezone.now())})
    return 0
