"""``hengtu``: the command line. Groups are imported only when asked for, so that law answers start cold in a moment."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

GROUPS = {
    "law": "hengtu.web.commandline.law",
    "receipt": "hengtu.web.commandline.receipt",
    "case": "hengtu.web.commandline.case",
    "verify": "hengtu.web.commandline.verify",
    "demo": "hengtu.web.commandline.demo",
    "serve": "hengtu.web.commandline.serve",
    "worker": "hengtu.web.commandline.worker",
    "migrate": "hengtu.web.commandline.migrate",
    "rehash": "hengtu.web.commandline.rehash",
    "rebuild": "hengtu.web.commandline.rebuild",
    "checkpoint": "hengtu.web.commandline.checkpoint",
    "export": "hengtu.web.commandline.export",
    "backup": "hengtu.web.commandline.backup",
    "restore": "hengtu.web.commandline.restore",
    "rules": "hengtu.web.commandline.rules",
    "import": "hengtu.web.commandline.administration",
    "publicity": "hengtu.web.commandline.publicity",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; each group module offers ``run(arguments) -> exit status``."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] not in GROUPS:
        print("用法：hengtu " + "|".join(GROUPS), file=sys.stderr)
        return 2
    os.environ.setdefault("HENGTU_PACKS", str(_home() / "rulepacks"))
    return int(importlib.import_module(GROUPS[words[0]]).run(words[1:]))


def _home() -> Path:
    """Return the folder of this installation as the settings have it; answers of the law start no Django."""
    return Path(os.environ.get("HENGTU_HOME", Path(__file__).resolve().parents[3] / "var")).resolve()


if __name__ == "__main__":
    sys.exit(main())
