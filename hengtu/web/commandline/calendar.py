"""``hengtu import calendar FILE [--dry-run]``: a yearly notice of holidays, looked through or handed in."""

from __future__ import annotations

import argparse
from typing import Any

from hengtu.web.commandline.station import refuse, show


def import_calendar(options: argparse.Namespace) -> int:
    """Say what is wrong with a notice or what it would change; without ``--dry-run`` hand it in, and with a second
    administrator publish it. Status 1 when the file is faulty."""
    from django.utils import timezone

    from hengtu.agencies.models import Account
    from hengtu.rulesets.notice_file import read_notice
    from hengtu.rulesets.services.publish_calendar import hand_in_notice, publish_notice, record_of_file

    content, now = options.file.read_bytes(), timezone.now()
    read = read_notice(content, options.file.name)
    told: dict[str, Any] = {"dry_run": options.dry_run, "year": read.year, "days": len(read.days)}
    if read.problems:
        faulty = [{"row": each.row or None, "message": each.message} for each in read.problems]
        show({**told, "problems": faulty})
        return 1
    told |= _looked_through(record_of_file(read), read.year)
    if options.dry_run:
        show(told)
        return 0
    people = {name: Account.objects.filter(username=name).first() for name in (options.by, options.approved_by) if name}
    unknown = [name for name, account in people.items() if account is None]
    if unknown:
        return refuse("account_unknown", f"没有登录名为 {'、'.join(unknown)} 的账号，请核对。")
    by = people[options.by]
    assert by is not None
    draft = hand_in_notice(content=content, filename=options.file.name, reason=options.reason, by=by, at=now)
    second = people.get(options.approved_by)
    if second is not None:
        draft = publish_notice(uid=draft.pk, by=second, at=now)
    show({**told, "notice": str(draft.pk), "state": draft.state, "pack": draft.pack.name if draft.pack else None})
    return 0


def _looked_through(record: dict[str, Any], year: int) -> dict[str, Any]:
    """What it holds, which days differ from what is loaded, which open deadlines would move."""
    from dataclasses import asdict

    from hengtu.cases.selectors.calendar_effect import effect_of
    from hengtu.law.calendar import official, with_record
    from hengtu.law.notices import changes_between, totals_of

    totals, effect = totals_of(record), effect_of(record)
    changes = changes_between(official(), with_record(record), year)
    return {
        "totals": {**asdict(totals), "net": totals.net},
        "findings": list(totals.findings),
        "changes": [[each.on.isoformat(), each.before, each.after] for each in changes],
        "effect": {"open": effect.open, "ended": effect.ended, "terms": [asdict(each) for each in effect.terms]},
    }
