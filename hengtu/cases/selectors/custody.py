"""The chain of custody of one exhibit: from the moment it was taken to the last time somebody opened it.

Nothing is kept for this page alone: every step is read from what was announced, stated, done as an act, or noted in the
chained access log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from hengtu.agencies.models import Account
from hengtu.cases.words import kind_name
from hengtu.evidence.models import AuditResult, Capture, Exhibit, OriginalCheck, Particular, Redaction, Topic
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream

ORIGINAL = "evidence original"
COPY = "evidence copy"
WHY = {
    "case": "办案核对",
    "review": "法制审核",
    "hearing": "听证、质证",
    "remedy": "复议、诉讼举证",
    "transfer": "移送其他机关",
    "supervise": "监督检查",
}
SAID = {
    "evidence": ("看展示件", "look"),
    ORIGINAL: ("导出原件", "exported"),
    COPY: ("看遮盖件", "look"),
    "evidence verified": ("重新计算原件的摘要", "hashed"),
    "evidence custody": ("看保管记录", "look"),
}


@dataclass(frozen=True)
class Step:
    """One step: when, who, what, and more about it. ``code``: taken · announced · received · act · audited · stated ·
    redacted · look · exported · hashed."""

    at: datetime
    who: str
    what: str
    more: str
    code: str


def custody_of(exhibit: Exhibit) -> tuple[Step, ...]:
    """Return every step of an exhibit, oldest first. Authorisation has happened before.

    Source: APL:46p2 (what is relied on can be verified), APL:47 (the whole process is recorded)
    """
    flush_access_log()
    redactions = list(exhibit.redactions.order_by("made_at"))
    captures = list(exhibit.captures.order_by("announced_at"))
    stated = list(exhibit.particulars.exclude(stated_by=""))
    looks = _entries(exhibit, redactions)
    names = _names(
        chain((each.made_by for each in redactions), (each.stated_by for each in stated), (each.who for each in looks),
              (each.username for each in captures))
    )  # fmt: skip
    steps = chain(
        _intake(exhibit, captures, names),
        _acts(exhibit),
        _audit(exhibit),
        _stated(stated, names),
        _redacted(redactions, names),
        _looks(looks, names),
        _nightly(exhibit),
    )
    return tuple(sorted(steps, key=lambda step: step.at))


def purpose_of(why: str) -> str:
    """Return how the access log notes why an original was exported."""
    return f"{ORIGINAL}: {WHY[why]}" if why in WHY else ORIGINAL


def _intake(exhibit: Exhibit, captures: Iterable[Capture], names: Mapping[str, str]) -> Iterator[Step]:
    people = "、".join(each["name"] for each in exhibit.collectors)
    yield Step(exhibit.collected_at, people, "取得", exhibit.place, "taken")
    for capture in captures:
        said = f"{capture.get_medium_display()}，设备算出SHA-256 {capture.sha256}"
        who = names.get(capture.username, capture.username)
        yield Step(capture.announced_at, who, "设备报来摘要", said, "announced")
    yield Step(exhibit.recorded_at, people, "收到并封存原件", f"SM3 {exhibit.sm3}", "received")


def _acts(exhibit: Exhibit) -> Iterator[Step]:
    uid = str(exhibit.pk)
    for act in acts_of_stream(exhibit.stream_id):
        entries = (act.payload or {}).get("exhibits") or ()
        if any(isinstance(entry, Mapping) and entry.get("uid") == uid for entry in entries):
            who = "、".join(actor.name for actor in act.by)
            said = f"行为链第{act.seq}个行为，{act.hash[:12]}"
            yield Step(act.recorded_at, who, f"记入“{kind_name(act.kind)}”", said, "act")


def _audit(exhibit: Exhibit) -> Iterator[Step]:
    if exhibit.audited_at is not None:
        yield Step(
            exhibit.audited_at, exhibit.audited_by, "审核监控记录", AuditResult(exhibit.audit_result).label, "audited"
        )


def _stated(stated: Iterable[Particular], names: Mapping[str, str]) -> Iterator[Step]:
    for each in stated:
        who = names.get(each.stated_by, each.stated_by)
        yield Step(each.stated_at, who, f"写明{Topic(each.topic).label}", "", "stated")


def _redacted(redactions: Iterable[Redaction], names: Mapping[str, str]) -> Iterator[Step]:
    for copy in redactions:
        hidden = f"遮盖{len(copy.rectangles)}处" if copy.rectangles else "没有需要遮盖的内容"
        yield Step(
            copy.made_at, names.get(copy.made_by, copy.made_by), "生成遮盖件", f"{hidden}，{copy.reason}", "redacted"
        )


def _looks(entries: Iterable[AccessEntry], names: Mapping[str, str]) -> Iterator[Step]:
    for entry in entries:
        who = names.get(entry.who, entry.who)
        if entry.what.startswith("cases/"):
            yield Step(entry.at, who, "随案卷一并导出", "", "exported")
            continue
        purpose, _, why = entry.purpose.partition(": ")
        what, code = SAID.get(purpose, ("打开", "look"))
        yield Step(entry.at, who, what, f"用途：{why}" if why else "", code)


def _nightly(exhibit: Exhibit) -> Iterator[Step]:
    """The last time the system read the original again by night; earlier readings are counted by its runs."""
    for check in OriginalCheck.objects.filter(kind="exhibits", key=exhibit.original_key):
        came_out = f"不一致：{check.message}" if check.problem else "与入库时一致"
        yield Step(check.checked_at, "系统", "夜间重新计算原件的摘要", came_out, "hashed")


def _entries(exhibit: Exhibit, redactions: Iterable[Redaction]) -> list[AccessEntry]:
    """Return the looks at the exhibit, at its redacted copies, and at the bound file since it has been in it."""
    about = [f"exhibits/{exhibit.pk}", *(f"redactions/{copy.pk}" for copy in redactions)]
    bound = AccessEntry.objects.filter(what=f"cases/{exhibit.stream_id}/file", at__gte=exhibit.recorded_at)
    return [*AccessEntry.objects.filter(what__in=about), *bound]


def _names(usernames: Iterable[str]) -> dict[str, str]:
    return dict(Account.objects.filter(username__in=set(usernames)).values_list("username", "name"))
