"""``hengtu restore FILE``: bring a backup back into an empty place, and verify it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hengtu.web.commandline.station import Parser, refusing, show, start_django


@refusing
def run(arguments: list[str]) -> int:
    """Restore, verify, and exit with 1 if what was restored is not whole."""
    parser = Parser(prog="hengtu restore", description="把备份恢复到空的 HENGTU_HOME 和空库，并验证")
    parser.add_argument("file", type=Path, help="hengtu backup 写出的文件")
    options = parser.parse_args(arguments)
    start_django()
    from hengtu.ledger.backup.restore import restore_backup
    from hengtu.ledger.verification.database import verify_database

    restored = restore_backup(options.file.resolve())
    if not restored["secrets"]:
        restored["note"] = "备份不含密钥。请把原来的 *.secret 放回 HENGTU_HOME，否则加密的证件号码、电话等无法读取。"
    _put_rules_in_place(restored)
    found = verify_database()
    show({**restored, "verified": found.as_json()})
    return 1 if found.broken else 0


def _put_rules_in_place(restored: dict[str, Any]) -> None:
    """Write the published rules; without the key that signed them they wait for it, and the answer says so."""
    from hengtu.rulesets.errors import PackRefused
    from hengtu.rulesets.installing import install_packs

    try:
        restored["rule_packs"] = len(install_packs())
    except PackRefused as refused:
        restored["rules"] = refused.message
