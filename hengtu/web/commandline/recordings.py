"""``hengtu import recordings MANIFEST``: one JSON line per line of the manifest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengtu.web.commandline.station import refuse, show

if TYPE_CHECKING:
    from hengtu.agencies.administration import Mandate
    from hengtu.agencies.models import Account, Agency
    from hengtu.evidence.manifest import Line


def add_parser(commands: Any) -> None:
    """Say what the command takes."""
    command = commands.add_parser("recordings", help="导入执法记录仪的视频")
    command.add_argument("file", type=Path, help="清单，JSONL或者CSV")
    command.add_argument("--by", required=True, help="入库人的登录名")
    command.add_argument("--agency", default="", help="机构代码；不给出就用入库人任职的机构")
    command.add_argument("--files", type=Path, help="视频所在的文件夹，默认是清单所在的文件夹")
    command.add_argument("--dry-run", action="store_true", help="只检查，不入库")


def import_recordings(options: argparse.Namespace) -> int:
    """Take in what is in order; what is not is answered in its place. Status 1 when a line was refused."""
    from django.utils import timezone

    from hengtu.agencies.administration import Mandate
    from hengtu.agencies.models import Account
    from hengtu.evidence.manifest import read_manifest

    by = Account.objects.filter(username=options.by).first()
    if by is None:
        return refuse("account_unknown", f"没有登录名为 {options.by} 的账号，请核对。")
    agency = _agency(by, options.agency)
    if agency is None:
        return refuse("agency_unknown", f"{by.name}没有可以入库的机构，请核对登录名或者用 --agency 写明机构代码。")
    refused = 0
    for line in read_manifest(options.file, folder=options.files or options.file.parent):
        mandate = Mandate(by, f"导入清单{options.file.name}第{line.number}行", timezone.now())
        answer = _answer(line, agency, mandate, dry_run=options.dry_run)
        refused += "error" in answer
        show(answer)
    return 1 if refused else 0


def _agency(by: Account, code: str) -> Agency | None:
    """The unit named, or that of the account's own post; only one in whose subject the account works."""
    from django.utils import timezone

    from hengtu.agencies.models import Agency, Post
    from hengtu.agencies.scope import reach_of

    today = timezone.localdate()
    if code:
        named = Agency.objects.filter(code=code).first()
        return named if named is not None and reach_of(by, today, to_work=True).holds(named) else None
    post = Post.objects.in_force(today).filter(account=by).select_related("agency").order_by("pk").first()
    return post.agency if post and reach_of(by, today, to_work=True).holds(post.agency) else None


def _answer(line: Line, agency: Agency, mandate: Mandate, *, dry_run: bool) -> dict[str, Any]:
    """What became of one line; a file the disk cannot hold ends the command, whatever else is wrong does not."""
    from hengtu.evidence.errors import ExhibitRefused
    from hengtu.evidence.services.dock_recording import dock_recording, judge_recording
    from hengtu.law.recording.clock import WORDS, Trust

    if line.given is None:
        assert line.problem is not None
        return {"line": line.number, "error": line.problem.code, "message": line.problem.message, "basis": []}
    try:
        if dry_run:
            judged = judge_recording(agency, line.given, at=mandate.at)
            officer = judged.officer.name if judged.officer else None
            said = {"trust": judged.trust.value, "words": WORDS[judged.trust], "flaw": judged.flaw}
            return {"line": line.number, "result": "would_dock", "officer": officer, **said}
        docked = dock_recording(agency, line.given, mandate=mandate)
    except ExhibitRefused as refusal:
        basis = list(getattr(refusal, "basis", ()))
        return {"line": line.number, "error": refusal.code, "message": refusal.message, "basis": basis}
    row = docked.recording
    said = {"trust": row.trust, "words": WORDS[Trust(row.trust)], "flaw": row.flaw}
    officer = row.officer.name if row.officer else None
    result = "docked" if docked.is_new else "known"
    return {"line": line.number, "result": result, "recording": str(row.pk), "officer": officer, **said}
