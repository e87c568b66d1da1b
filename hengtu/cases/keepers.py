"""Keepers of case property, as acts name them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.tasks import ACCOUNT_PREFIX
from hengtu.officers.models import Officer


def keepers_at(agency: Agency, on: date) -> dict[str, str]:
    """Return id (as acts carry it) and name of everybody who keeps case property at an agency on a day."""
    return {participants.official(each).id: each.name for each in holders_of(Role.PROPERTY_KEEPER, agency, on)}


def keeper_name(identity: str) -> str:
    """Return the name behind an id as acts carry it; empty where nobody is found."""
    if identity.startswith(ACCOUNT_PREFIX):
        found = Account.objects.filter(username=identity.removeprefix(ACCOUNT_PREFIX)).first()
        return found.name if found else ""
    try:
        officer = Officer.objects.filter(uid=UUID(identity)).first()
    except ValueError:
        return ""
    return officer.name if officer else ""
