"""Evidence registered and sampled: 审批表, 证据登记保存清单, 解除决定书, 抽样取证凭证 (APL:56)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from hengtu.cases.papers.blocks import case_head, party_block, party_line, place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text
from hengtu.cases.papers.wording import said
from hengtu.law.procedure import day_of
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.registrations import Registration, names_of, registrations_of
from hengtu.law.procedure.situation import CIVIL_TIME

DAYS = 7
RETURNING = frozenset({"returned", "recorded"})


def registration_approval(context: PaperContext) -> Data:
    """证据登记保存审批表: the head approves before anything is registered."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": facts_text(context),
        "reason": said(context.asked("reason")),
        "items": "、".join(names_of(context.asked("items"))),
        "days": DAYS,
        "agency_head_opinion": f"同意。{context.leader.name if context.leader else ''}",
    }


def registration_list(context: PaperContext) -> Data:
    """证据登记保存清单: what is registered, where, until when; one copy goes to the party."""
    return {
        **case_head(context),
        **party_block(context),
        **cause_block(context),
        "days": DAYS,
        "period": (context.at, _until(context)),
        "items": [_row(number, item, _place(context)) for number, item in enumerate(_items(context), start=1)],
    }


def registration_release(context: PaperContext) -> Data:
    """解除证据登记保存决定书: names the list it releases."""
    registration = _settled(context)
    paper = next((one for one in context.issued if registration and one.act_uid == registration.act.uid), None)
    return {
        **case_head(context),
        **party_line(context),
        "registered_on": day_of(registration.act.occurred_at) if registration else context.on,
        "registration_ref": paper.number if paper else context.case_number,
        "released_on": context.on,
    }


def gives_back(context: PaperContext) -> bool:
    """Whether the registered evidence goes back to the party."""
    return context.asked("how") in RETURNING


def sampling_receipt(context: PaperContext) -> Data:
    """抽样取证凭证: what was sampled, where, by whom."""
    place = str(context.asked("place") or "")
    sealed = "样品已经封样。" if context.asked("sealed") is True else ""
    return {
        **case_head(context),
        **party_block(context),
        "period": (context.at, context.at),
        "place": place,
        "sampling_body": context.legal_subject.name,
        "sampling_phone": context.legal_subject.phone,
        "items": [_row(number, item, place) for number, item in enumerate(_items(context), start=1)],
        "remark": f"{sealed}{said(context.asked('method'))}",
    }


def _settled(context: PaperContext) -> Registration | None:
    lists = registrations_of(context.situation)
    return next((each for each in lists if any(act.uid == context.act.uid for act in each.settlings)), None)


def _until(context: PaperContext) -> datetime:
    clock = clock_of(context.situation, "evidence_registration", context.act.uid)
    last = clock.due.due_on if clock and clock.due.due_on else context.on
    return datetime.combine(last, time(23, 59), CIVIL_TIME)


def _items(context: PaperContext) -> tuple[Any, ...]:
    return tuple(context.asked("items") or ())


def _place(context: PaperContext) -> str:
    return str(context.asked("place") or place_of(context) or "")


def _row(number: int, item: Any, place: str) -> tuple[str, str, str, str, str]:
    if not isinstance(item, Mapping):
        return str(number), str(item), "", "", place
    model, quantity = str(item.get("model", "")), str(item.get("quantity", ""))
    return str(number), str(item.get("name", "")), model, quantity, place
