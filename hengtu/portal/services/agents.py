"""A party names who acts for it, ends it at once; the agent shows who he is by his own name, number and phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.documents.codes import normal_code
from hengtu.documents.models import DocumentDoor
from hengtu.law.procedure.people_of_party import MOST_AGENTS, POWERS
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date
from hengtu.portal import limits
from hengtu.portal.models import PartyAgent
from hengtu.portal.services.identify import same, tried


class AgentRefused(CodedError):
    """A mandate that cannot be taken down."""


@dataclass(frozen=True)
class Mandate:
    """What was typed. ``until_on``: None where no day was given."""

    name: str
    relation: str
    tail: str
    phone: str
    powers: tuple[str, ...]
    until_on: date | None


def name_agent(*, stream: UUID, party_uid: str, mandate: Mandate, by: Account | None, at: datetime) -> PartyAgent:
    """Take down a mandate.

    Args:
        by: the officer who entered the paper; None where the party names him at its own door.
    Raises: AgentRefused ``name_missing``, ``relation_missing``, ``tail_wrong``, ``phone_wrong``, ``power_unknown``,
        ``until_wrong``, ``too_many_agents``. Source: APL:64i5 for how many
    """
    today = civil_date(at)
    until_on = _last_day(mandate, today)
    with transaction.atomic():
        mine = PartyAgent.objects.select_for_update().filter(stream=stream, party_uid=party_uid).active_on(today)
        if len(mine) >= MOST_AGENTS:
            raise AgentRefused("too_many_agents", f"最多同时委托 {MOST_AGENTS} 名代理人。请先结束一名的委托，再添加。")
        return PartyAgent.objects.create(
            stream=stream, party_uid=party_uid, name=mandate.name, relation=mandate.relation,
            tail=normal_code(mandate.tail), phone=mandate.phone, powers=list(mandate.powers), from_on=today,
            until_on=until_on, named_by=by, named_at=at,
        )  # fmt: skip


def end_agent(*, stream: UUID, party_uid: str, uid: UUID, at: datetime) -> None:
    """End a mandate at once: the next thing he opens asks him who he is, and finds nobody."""
    PartyAgent.objects.filter(pk=uid, stream=stream, party_uid=party_uid, ended_at=None).update(ended_at=at)


def agents_of(stream: UUID, party_uid: str) -> list[PartyAgent]:
    """Return every mandate of one party in one case, the newest first."""
    return list(PartyAgent.objects.filter(stream=stream, party_uid=party_uid).order_by("-named_at"))


def active_agent(uid: str, door: DocumentDoor, at: datetime) -> PartyAgent | None:
    """Return the agent of this very party whose mandate holds now; None for anybody else."""
    mine = PartyAgent.objects.filter(stream=door.document.stream_id, party_uid=door.party_uid)
    return mine.active_on(civil_date(at)).filter(pk=uid).first()


def identify_agent(*, door: DocumentDoor, name: str, tail: str, second: str, at: datetime, address: str) -> PartyAgent:
    """Return the agent who showed who he is, or refuse in the words anybody else would hear; tries share one count.

    Raises: DoorLocked, IdentityWrong.
    """
    mine = PartyAgent.objects.filter(stream=door.document.stream_id, party_uid=door.party_uid)
    fitting = [each for each in mine.active_on(civil_date(at)) if _fits(each, name, tail, second)]
    tried(door, at, address, lambda: fitting[0].level if fitting else 0)
    return fitting[0]


def _fits(agent: PartyAgent, name: str, tail: str, second: str) -> bool:
    """Everything is compared, so that the time taken tells nothing about which part was wrong."""
    right = [
        same("".join(name.split()), "".join(agent.name.split())),
        same(normal_code(tail), agent.tail),
        same(normal_code(second), agent.phone),
    ]
    return all(right)


def _last_day(mandate: Mandate, today: date) -> date:
    """Look through what was typed and return until when it holds."""
    if not mandate.name:
        raise AgentRefused("name_missing", "还没有写代理人的姓名。")
    if not mandate.relation:
        raise AgentRefused("relation_missing", "还没有写代理人与当事人的关系，例如律师、同事、家人。")
    if len(normal_code(mandate.tail)) != limits.TAIL or not normal_code(mandate.tail).isalnum():
        raise AgentRefused("tail_wrong", f"请填代理人证件号码的后 {limits.TAIL} 位。")
    if len(mandate.phone) != limits.PHONE_TAIL or not mandate.phone.isdigit():
        raise AgentRefused("phone_wrong", f"请填代理人手机号的后 {limits.PHONE_TAIL} 位数字。")
    if not set(mandate.powers) <= set(POWERS):
        raise AgentRefused("power_unknown", "授权的事项请从列出的里面选。")
    last = today + timedelta(days=limits.agent_days())
    if mandate.until_on is None or not today <= mandate.until_on <= last:
        raise AgentRefused("until_wrong", f"请写明到哪一天，从今天起最长 {limits.agent_days()} 天；到期可以再委托。")
    return mandate.until_on
