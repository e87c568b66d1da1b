"""How far the case is, in the party's words."""

from __future__ import annotations

from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.portal.panels.panel import Panel
from hengtu.portal.selectors.room import Room

# what the party is told, and the acts that pass it
STEPS = (
    ("查到并立案", ("case_filed",)),
    ("调查取证", ("report_submitted",)),
    ("告诉您打算怎么处理", ("notice_served",)),
    ("听您的意见", ()),
    ("审核、决定", ("decided", "not_punished", "not_established", "investigation_ended")),
    ("交给您决定书", ("decision_served",)),
)


def panel(room: Room) -> Panel | None:
    """The steps with the day each was done; the first that is not is the present one."""
    rows, now_found = [], False
    for name, kinds in STEPS:
        done = _passed(room, kinds)
        state = "done" if done else "todo" if now_found else "now"
        now_found = now_found or not done
        rows.append({"name": name, "state": state, "on": _day(done), "note": _until(room, name, state)})
    return Panel("_progress.html", {"rows": rows})


def _passed(room: Room, kinds: tuple[str, ...]) -> LegalAct | None:
    """The act that passed a step; being heard is over when the case is decided."""
    return room.situation.last(*kinds) if kinds else room.situation.decision


def _day(act: LegalAct | None) -> date | None:
    return day_of(act.occurred_at) if act else None


def _until(room: Room, name: str, state: str) -> date | None:
    clock = room.clock("case_decision") if name.startswith("审核") and state != "done" else None
    return clock.due.due_on if clock else None
