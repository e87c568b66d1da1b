"""``hengtu rebuild``: make all projections again from the acts."""

from __future__ import annotations

from dataclasses import asdict

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Rebuild, and print for each projection how many rows there are and how many were not the same before."""
    Parser(prog="hengtu rebuild", description="由行为重建全部投影，并报告与原来不同的行数").parse_args(arguments)
    start_django()
    from hengtu.ledger.projections import rebuild

    show({"projections": [asdict(rebuilt) for rebuilt in rebuild()]})
    return 0
