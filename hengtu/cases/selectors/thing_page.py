"""The page behind a label: what it is, which measure, until when, where it stands, what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from hengtu.agencies.models import Account
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.people import may_do
from hengtu.cases.models import CaseThing, StockTaking
from hengtu.cases.selectors.case_view import Due, Tag
from hengtu.cases.selectors.property_list import thing_line, with_limit
from hengtu.cases.words import kind_name
from hengtu.law.procedure.hands import hand_of
from hengtu.law.procedure.property import Logged, Thing, thing_named
from hengtu.law.procedure.things import CODE, normal_code
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class NextStep:
    """Something that can be done with the thing: by the reader, or by whom."""

    kind: str
    name: str
    is_mine: bool
    hand: str


@dataclass(frozen=True)
class LogLine:
    """One entry of the custody log: an act of the chain. ``hash`` is what the chain holds."""

    what: str
    text: str
    who: str
    at: datetime
    hash: str


@dataclass(frozen=True)
class ThingPage:
    row: CaseThing
    tag: Tag
    due: Due | None
    thing: Thing
    log: tuple[LogLine, ...]
    steps: tuple[NextStep, ...]
    stock: StockTaking | None

    @property
    def next_step(self) -> NextStep | None:
        """The first step that is the reader's own."""
        return next((step for step in self.steps if step.is_mine), None)


def access_thing(account: Account, code: str, *, on: date) -> CaseThing:
    """Return the thing behind a label if the account may see its case on this day.

    Raises: Http404 for strangers and for codes that nobody issued, in the same words.
    """
    read = normal_code(code)
    found: CaseThing | None = None
    if CODE.fullmatch(read):
        found = with_limit(CaseThing.objects.visible_to(account, on)).filter(code=read).first()
    if found is None:
        raise Http404("没有这个标签，或者不在您的查阅范围内。请核对十二个字符；别的单位的财物由其保管人员查看。")
    return found


def thing_page(row: CaseThing, desk: Desk, *, works: bool) -> ThingPage:
    """Return everything the page shows; authorisation has happened before (``access_thing``).

    Args:
        works: whether the reader works on the case; who only looks on is offered nothing to do.
    """
    thing = thing_named(desk.situation, row.thing)
    if thing is None:
        raise Http404("这件财物的记录正在重建，请过一会儿再扫。")
    line = thing_line(row, desk.on)
    stored = {str(act.uid): act for act in desk.acts}
    return ThingPage(
        row=row,
        tag=line.tag,
        due=line.due,
        thing=thing,
        log=tuple(_log_line(entry, stored) for entry in reversed(thing.log)),
        steps=tuple(_step(kind, desk) for kind in thing.next_kinds) if works else (),
        stock=open_stock_for(desk.account, row, desk.on),
    )


def open_stock_for(account: Account, row: CaseThing, on: date) -> StockTaking | None:
    """Return the count that a scan of this label belongs to: an open one of the unit, for this store or for all."""
    counts = StockTaking.objects.workable_by(account, on).filter(legal_subject_id=row.legal_subject_id, closed_at=None)
    return counts.filter(place__in=["", row.place]).order_by("-opened_at").first()


def _step(kind: str, desk: Desk) -> NextStep:
    return NextStep(kind, kind_name(kind), may_do(kind, desk), hand_of(kind).zh)


def _log_line(entry: Logged, stored: dict[str, StoredAct]) -> LogLine:
    act = stored.get(entry.act.uid)
    who = "、".join(actor.name for actor in entry.act.by if actor.name)
    return LogLine(entry.what, entry.text, who, entry.act.occurred_at, act.hash if act else "")
