"""The papers that went to this party."""

from __future__ import annotations

from hengtu.documents.models import DocumentState
from hengtu.documents.selectors.documents import title_of
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room


def panel(room: Room) -> Panel | None:
    """One line per paper; at the first level only the one in hand, with the way to the others said."""
    rows = [
        {
            "uid": paper.pk,
            "title": title_of(paper),
            "number": paper.number,
            "on": paper.issued_on,
            "state": "" if paper.state == DocumentState.ISSUED else str(DocumentState(paper.state).label),
        }
        for paper in room.papers
    ]
    return Panel("_papers.html", {"rows": rows, "only_this": room.level < 2})
