"""Who acts for the party: until when, with what authority, when he looked and what he did, apart from the party."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.words import kind_name
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.lib.dates_zh import civil_date
from hengtu.portal.models import PartyAgent
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.own_cases import BY_PHONE
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.agents import agents_of

MOST = 200  # looks read; the newest


@dataclass(frozen=True)
class AgentLine:
    """One mandate. ``looked``: on which days; ``did``: what, with its day."""

    agent: PartyAgent
    is_active: bool
    looked: tuple[date, ...]
    did: tuple[tuple[date, str], ...]


def panel(room: Room) -> Panel | None:
    """To the agent what he may do; to the party who acts for it. With the paper alone nothing is said."""
    if room.agent is not None:
        return Panel("_agents.html", {"self": room.agent})
    if room.level < BY_PHONE:
        return None
    return Panel("_agents.html", {"lines": lines_of(room.case.pk, room.door.party_uid, room.on)})


def lines_of(stream: UUID, party_uid: str, on: date) -> tuple[AgentLine, ...]:
    """Return every mandate of a party in a case with what was done under it."""
    agents = agents_of(stream, party_uid)
    if not agents:
        return ()
    acts, found = acts_of_stream(stream), []
    keys = [each.key for each in agents]
    entries = list(AccessEntry.objects.filter(what=f"portal/{stream}", who__in=keys).order_by("-at")[:MOST])
    for agent in agents:
        days = dict.fromkeys(civil_date(each.at) for each in entries if each.who == agent.key)
        mine = [act for act in acts if any(actor.id == agent.key for actor in act.by)]
        did = tuple((civil_date(act.occurred_at), kind_name(act.kind)) for act in mine)
        active = agent.ended_at is None and agent.from_on <= on <= agent.until_on
        found.append(AgentLine(agent, active, tuple(days), did))
    return tuple(found)
