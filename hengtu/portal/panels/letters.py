"""What the party complained of or answered, and what was answered; and the way to complain."""

from __future__ import annotations

from hengtu.portal.models import PartyLetter
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """This party's own letters, the newest first; the way to complain always stands there."""
    mine = PartyLetter.objects.filter(stream=room.case.pk, party_uid=room.door.party_uid).order_by("-received_at")
    return Panel("_letters.html", {"rows": list(mine[:20])})
