"""What the room offers, one panel per file: each returns what its template needs, or None when it has nothing to say.

Another part adds its file to ``PANELS``; the page asks them in this order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hengtu.portal.panels import (
    agents,
    corrected,
    credit,
    hearing,
    held,
    letters,
    looked,
    now,
    own_cases,
    papers,
    paying,
    paying_later,
    people,
    progress,
    rating,
    said,
    statements,
    why,
)
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room

PANELS: tuple[Callable[[Room], Panel | None], ...] = (
    now.panel,
    paying.panel,
    held.panel,
    paying_later.panel,
    corrected.panel,
    credit.panel,
    hearing.panel,
    said.panel,
    why.panel,
    statements.panel,
    papers.panel,
    progress.panel,
    people.panel,
    agents.panel,
    letters.panel,
    rating.panel,
    own_cases.panel,
    looked.panel,
)


def panels_of(room: Room) -> Iterator[Panel]:
    """Yield the panels that have something to say in this room."""
    for offered in PANELS:
        panel = offered(room)
        if panel is not None:
            yield panel
