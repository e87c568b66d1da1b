"""What a sheet asks: one entry, its words, its choices, and what is already known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from hengtu.cases.desk.desk import Desk

EntryType = Literal[
    "line", "text", "date", "moment", "yesno", "yes", "one", "many", "money", "number", "lines",
    "facts", "penalty", "exhibits", "person", "records", "instalments", "checks", "changes", "reasons",
    "points", "examined",
]  # fmt: skip
Options = Sequence[tuple[str, str]]
Known = Callable[[Desk], Any]
Choices = Callable[[Desk], Options]
When = Callable[[Desk], bool]


def always(desk: Desk) -> bool:
    return True


def nothing(desk: Desk) -> None:
    return None


def fixed(*options: tuple[str, str]) -> Choices:
    """Choices that are the same for every case."""

    def choices(desk: Desk) -> Options:
        return options

    return choices


def no_options(desk: Desk) -> Options:
    return ()


@dataclass(frozen=True)
class Entry:
    """One question of a sheet.

    ``key`` is the argument of the service; ``known`` fills it in from the case (never where the answer decides
    something); ``optional`` is said beside the label; ``only`` names the answers to ``served`` it
    belongs to. What is really required the law says, with its article.
    """

    key: str
    label: str
    type: EntryType = "line"
    hint: str = ""
    options: Choices = no_options
    known: Known = nothing
    when: When = always
    optional: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What is asked for one kind of act. ``after`` says what happens next, in sentences."""

    kind: str
    entries: tuple[Entry, ...] = ()
    lead: str = ""
    after: tuple[str, ...] = ()

    def asked(self, desk: Desk) -> tuple[Entry, ...]:
        """Return the entries that apply to this case."""
        return tuple(entry for entry in self.entries if entry.when(desk))
