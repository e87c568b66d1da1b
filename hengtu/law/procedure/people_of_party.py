"""Who stands on the party's side of an act: the party itself, or an agent with a mandate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.acts import LegalAct

MOST_AGENTS = 2  # the party may send one or two (APL:64i5)
# What a general authority does not cover: the party says so in particular. No article was read by us, none is cited.
ADMIT, WAIVE, SETTLE, RECEIVE = "admit", "waive", "settle", "receive"
POWERS = {
    ADMIT: "代为承认",
    WAIVE: "代为放弃权利",
    SETTLE: "代为和解、承诺（申请延期分期、作出信用承诺）",
    RECEIVE: "代收、查看全部文书",
}
SPECIAL_KINDS = {"deferral_applied": SETTLE, "credit_repair_applied": SETTLE}


def power_needed(act: LegalAct) -> str:
    """Return the special power an act needs when an agent does it; "" where a general authority is enough."""
    return WAIVE if act.payload.get("waives") else SPECIAL_KINDS.get(act.kind, "")


def agent_of(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``{"name", "relation", "authorisation"}`` of the agent who acted, empty where the party did itself."""
    agent = payload.get("agent")
    return agent if isinstance(agent, Mapping) and agent.get("name") else {}


def agents_of(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the agents an act lists, one a line."""
    return tuple(str(name).strip() for name in payload.get("agents") or () if str(name).strip())
