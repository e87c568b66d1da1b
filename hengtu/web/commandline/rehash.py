"""``hengtu rehash``: read originals again now, as the worker does every night."""

from __future__ import annotations

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Read this night's share, or all; print one JSON line and exit with 1 when an original is damaged."""
    parser = Parser(prog="hengtu rehash", description="重新核对原件的摘要；后台每夜自动核对一部分")
    parser.add_argument("--all", action="store_true", help="全部核对，不只是今晚的一份")
    options = parser.parse_args(arguments)
    start_django()
    from django.utils import timezone

    from hengtu.cases.recording.rehash import rehash
    from hengtu.evidence.models import OriginalCheck

    now = timezone.now()
    run = rehash(at=now, everything=options.all)
    damaged = OriginalCheck.objects.filter(checked_at=now).exclude(problem="").order_by("kind", "key")
    show(
        {
            "originals": run.originals,
            "checked": run.checked,
            "size": run.size,
            "damaged": [{"original": f"{row.kind}/{row.key}", "error": row.problem} for row in damaged],
        }
    )
    return 1 if run.damaged else 0
