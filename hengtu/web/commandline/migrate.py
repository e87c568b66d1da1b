"""``hengtu migrate``: bring the database to this version, quietly."""

from __future__ import annotations

from hengtu.web.commandline.station import Parser, refusing, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Apply all migrations; prints nothing unless something is wrong."""
    Parser(prog="hengtu migrate", description="把数据库升级到当前版本").parse_args(arguments)
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    from hengtu.rulesets.installing import install_packs

    install_packs()
    return 0
