"""Evidence registered for keeping 先行登记保存, each list with its own seven working days (APL:56)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.measures import identity_of
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.procedure.things import Row, holder_of, named_things, rows_of, thing_id

NAMED_BY = "of_registration"
VEHICLE_WORDS = ("车", "船", "vehicle")


@dataclass(frozen=True)
class Registration:
    """One list of registered evidence. ``id`` is the uid of the act that registered it."""

    id: str
    act: LegalAct
    items: tuple[str, ...]
    settled: LegalAct | None = None
    settlings: tuple[LegalAct, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return rows_of(self.act.payload.get("items"))

    @property
    def thing_ids(self) -> tuple[str, ...]:
        return tuple(thing_id(self.id, number) for number in range(1, len(self.rows) + 1))

    @property
    def is_open(self) -> bool:
        return self.settled is None

    @property
    def label(self) -> str:
        things = "、".join(self.items[:3]) or "登记保存的证据"
        return f"{things}（{day_zh(day_of(self.act.occurred_at))}）"


def registrations_of(situation: Situation) -> tuple[Registration, ...]:
    """Return every registration of a case, oldest first."""
    found: list[Registration] = []
    for act in situation.all("evidence_registered", "registration_settled"):
        if act.kind == "evidence_registered":
            found.append(Registration(identity_of(act), act, names_of(act.payload.get("items"))))
            continue
        held = [each for each in found if each.is_open]
        meant = named_registration(held, act) or next(iter(held), None)
        if meant is not None:
            found[found.index(meant)] = _settled(meant, act)
    return tuple(found)


def _settled(meant: Registration, act: LegalAct) -> Registration:
    """A list is settled with the last of its things; an act that names none settles all of them."""
    settlings = (*meant.settlings, act)
    named = [named_things(each) for each in settlings]
    whole = not all(named) or set(meant.thing_ids) <= {each for things in named for each in things}
    return replace(meant, settlings=settlings, settled=act if whole else None)


def named_registration(candidates: Iterable[Registration], act: LegalAct) -> Registration | None:
    """Return the list an act speaks of: the one it names, or the only one; None where it does not say which."""
    known = tuple(candidates)
    named = act.payload.get(NAMED_BY) or next((holder_of(each) for each in named_things(act)), "")
    if named:
        return next((each for each in known if each.id == named), None)
    return known[0] if len(known) == 1 else None


def names_of(items: Any) -> tuple[str, ...]:
    """Return the names of things on a list: each a text, or an object with ``name``."""
    return tuple(str(item.get("name", "")) if isinstance(item, Mapping) else str(item) for item in items or ())


def is_vehicle(name: str) -> bool:
    """Whether a thing on a list is a vehicle or vessel itself, not a paper or part of one."""
    return name.rstrip("）)】辆艘一二三四五六七八九十0123456789 ").endswith(VEHICLE_WORDS)
