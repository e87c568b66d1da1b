"""Answers as they are kept (plain JSON) and as services take them (people, exhibits, tuples)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hengtu.cases import participants
from hengtu.evidence.models import Exhibit
from hengtu.officers.models import Officer

PEOPLE = frozenset({"host", "recorder"})
LISTS = frozenset({"records", "waives", "items", "points", "materials", "evidence", "goods", "attendees"})


def arguments_of(kind: str, answers: Mapping[str, Any], case_id: UUID) -> dict[str, Any]:
    """Return the keyword arguments of the service of ``kind``.

    Args:
        answers: key -> JSON value; people and exhibits by uid. Empty answers are left out where the service allows.
    Raises: Officer.DoesNotExist for a person who is not in the register.
    """
    arguments = {key: _argument(kind, key, value, case_id) for key, value in answers.items()}
    if kind == "hearing_notice_served":
        arguments["hearing_on"] = str(answers.get("hearing_at") or "")[:10]  # the day is asked once, with the hour
    return arguments


def _argument(kind: str, key: str, value: Any, case_id: UUID) -> Any:
    if key == "exhibits":
        return tuple(Exhibit.objects.filter(stream=case_id, uid__in=value or ()).order_by("seq"))
    if kind == "hearing_appointed" and key in PEOPLE:
        return participants.officer(Officer.objects.select_related("account").get(uid=value)) if value else NOBODY
    if key in LISTS:
        return tuple(value or ())
    return value


# Nobody is chosen yet: the law asks for the host, with the article.
NOBODY = participants.Participant("", "", fixed_role="nobody")
