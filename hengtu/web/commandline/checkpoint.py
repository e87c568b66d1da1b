"""``hengtu checkpoint``: sign the heads of all chains."""

from __future__ import annotations

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Take a checkpoint and print it; what is printed may be published."""
    Parser(prog="hengtu checkpoint", description="为全部行为链的链首签署检查点").parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.ledger.services.take_checkpoint import take_checkpoint

    checkpoint = take_checkpoint(at=timezone.now())
    show(
        {
            "number": checkpoint.number,
            "at": checkpoint.at.isoformat(),
            "hash": checkpoint.hash,
            "canonical": checkpoint.canonical,
            "algorithm": checkpoint.algorithm,
            "public_key": checkpoint.public_key,
            "signature": checkpoint.signature,
        }
    )
    return 0
