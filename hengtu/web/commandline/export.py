"""``hengtu export OUT``: a self-contained export that anyone can verify; it holds everything, personal data too.

``hengtu export --masked OUT``: decisions and results as the public may read them, for whoever has no right to more.

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
    parser.add_argument("--masked", action="store_true", help="只导出遮盖以后的决定和结果，给无权查看个人信息的人")
    options = parser.parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.ledger.services.export_ledger import export_ledger
    from hengtu.portal.publicity.masked_export import export_masked

    export = export_masked if options.masked else export_ledger
    show({"out": str(options.out), "lines": export(options.out, at=timezone.now())})
    return 0
