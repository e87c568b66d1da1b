"""Answers as they are kept (plain JSON) and as services take them (people, exhibits, tuples)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hengtu.cases import participants
from hengtu.cases.services.service_proof import PROOF_KEYS
from hengtu.evidence.models import Exhibit
from hengtu.law.procedure.service_documents import SERVICES
from hengtu.officers.models import Officer

SAID_BY = {
    "notice": frozenset({"proposed", "hearing_offered"}),
    "hearing_notice": frozenset({"hearing_at", "hearing_on"}),
    "reminder": frozenset({"purpose", "due_on", "manner", "amount_yuan", "obligation", "right_told"}),
}
PEOPLE = frozenset({"host", "recorder"})
LISTS = frozenset(
    {"records", "waives", "items", "points", "materials", "evidence", "goods", "attendees", "excluded",
     "evidence_seen", "things", "agents", "invited", "examined"}
)  # fmt: skip


def arguments_of(kind: str, answers: Mapping[str, Any], case_id: UUID) -> dict[str, Any]:
    """Return the keyword arguments of the service of ``kind``.

    Args:
        answers: key -> JSON value; people and exhibits by uid. Empty answers are left out where the service allows.
    Raises: Officer.DoesNotExist for a person who is not in the register.
    """
    arguments = {key: _argument(kind, key, value, case_id) for key, value in answers.items()}
    if kind in SERVICES:
        proof = {key: arguments.pop(key) for key in PROOF_KEYS & set(arguments)}
        arguments["proof"] = {key: value for key, value in proof.items() if value not in (None, "")}
    if kind == "service_attempted":
        arguments = _of_its_paper(arguments)
    if kind == "hearing_notice_served":
        arguments["hearing_on"] = str(answers.get("hearing_at") or "")[:10]  # the day is asked once, with the hour
    if "agent_name" in arguments or "agent_authorised" in arguments:
        arguments["agent"] = _agent(arguments.pop("agent_name", ""), arguments.pop("agent_authorised", None))
    return arguments


def _of_its_paper(arguments: dict[str, Any]) -> dict[str, Any]:
    """A try carries what its own paper says and nothing of another's."""
    paper = arguments.get("document")
    if paper == "hearing_notice" and arguments.get("hearing_at"):
        arguments["hearing_on"] = str(arguments["hearing_at"])[:10]
    strange = frozenset().union(*(keys for name, keys in SAID_BY.items() if name != paper))
    return {key: value for key, value in arguments.items() if key not in strange}


def _agent(name: str, authorised: bool | None) -> dict[str, Any] | None:
    """Who speaks for the party; whether the mandate is on file the law asks."""
    return {"name": name, "authorisation": "on_file" if authorised else ""} if name else None


def _argument(kind: str, key: str, value: Any, case_id: UUID) -> Any:
    if key == "exhibits":
        return tuple(Exhibit.objects.filter(stream=case_id, uid__in=value or ()).order_by("seq"))
    if kind == "hearing_appointed" and key in PEOPLE:
        return participants.officer(Officer.objects.select_related("account").get(uid=value)) if value else NOBODY
    if key == "points" and kind == "statement_received":
        return tuple({"no": number, "point": words} for number, words in enumerate(value or (), start=1))
    if key in LISTS:
        return tuple(value or ())
    if key == "parties":
        return (str(value),) if value else ()
    return value


# Nobody is chosen yet: the law asks for the host, with the article.
NOBODY = participants.Participant("", "", fixed_role="nobody")
