"""What the system said beforehand and how it was answered: reminders, alarms, findings, objections, drafts."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.history import legal_history
from hengtu.cases.models import Alarm, Message
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.procedure import day_of
from hengtu.law.procedure.precheck import precheck
from hengtu.ledger.models import Draft
from hengtu.oversight.protection.around import Around, with_articles
from hengtu.oversight.protection.values import Line

MOST = 40
# acts before which the whole file is read again
PRECHECKED = frozenset({"report_submitted", "notice_served", "legal_reviewed", "discussed", "decided", "not_punished"})


def before_lines(around: Around) -> Iterator[Line]:
    yield from _messages(around)
    yield from _findings(around)
    yield from _late(around)
    yield from _alarms(around)
    yield from _drafts(around)


def _messages(around: Around) -> Iterator[Line]:
    """Messages about this case that reached him before he acted, the latest first."""
    if around.account is None:
        return
    own = Message.objects.filter(to=around.account, sent_at__lte=around.act.recorded_at)
    about = own.filter(sent_at__gte=around.acts[0].recorded_at, url__startswith=f"/cases/{around.case.pk}/")
    for row in about.order_by("-sent_at", "-id")[:MOST]:
        tag = Tag("办理前看过", "ok") if row.read_at and row.read_at <= around.act.recorded_at else None
        yield Line(str(row.get_kind_display()), row.text, row.sent_at, tag=tag)


def _findings(around: Around) -> Iterator[Line]:
    """What the pre-check finds in the file as it stood, asked again; it is not kept with acts."""
    if around.act.kind not in PRECHECKED or not around.position:
        return
    stood = legal_history(around.acts[: around.position])
    found = precheck(stood, on=day_of(around.act.occurred_at))
    if not found:
        yield Line("预审", "照办理前的案卷重算，没有发现问题", tag=Tag("没有问题", "ok"))
    for each in found[:MOST]:
        yield Line("预审（照办理前的案卷重算）", with_articles(each.message, each.basis))


def _late(around: Around) -> Iterator[Line]:
    """Objections that were shown and let through with a reason and an approval; they are kept with the act."""
    late = around.act.notes.get("late") or {}
    for each in late.get("objections") or ():
        answer = f"理由：{late['reason']}；{late['approved_by']}批准"
        yield Line("当时的提示", f"{each['message']}。{answer}", around.act.recorded_at, around.proof(around.act))


def _alarms(around: Around) -> Iterator[Line]:
    for row in Alarm.objects.filter(act_uid=around.act.uid).order_by("raised_at"):
        reason = f"；理由：{row.reason}" if row.reason else ""
        approved = f"；{row.approved_by}批准" if row.approved_by else ""
        yield Line("预警", f"{row.message}{reason}{approved}", row.raised_at)


def _drafts(around: Around) -> Iterator[Line]:
    """When what became the act was being written; drafts are no acts, only their times are said."""
    if around.account is None:
        return
    owner = around.account.get_username()
    rows = Draft.objects.filter(owner=owner, key=f"act:{around.case.pk}:{around.act.kind}")
    for row in rows.filter(saved_at__lte=around.act.recorded_at).order_by("-saved_at")[:5]:
        yield Line("草稿", f"保存到第{row.version}版", row.saved_at)
