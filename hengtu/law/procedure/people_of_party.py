"""Who stands on the party's side of an act: the party itself, or an agent with a mandate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST_AGENTS = 2  # the party may send one or two (APL:64i5)


def agent_of(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``{"name", "relation", "authorisation"}`` of the agent who acted, empty where the party did itself."""
    agent = payload.get("agent")
    return agent if isinstance(agent, Mapping) and agent.get("name") else {}


def agents_of(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the agents an act lists, one a line."""
    return tuple(str(name).strip() for name in payload.get("agents") or () if str(name).strip())
