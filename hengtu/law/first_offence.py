"""Whether an act is a first offence at a place, from the party's past decisions; places count differently.

One place looks back 180 days for the same cause, another at every record there is, the nation's list does not say.
Where the window is not stated and an earlier decision exists, the answer is open: the agency finds it with reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records

BASIS = ("APL:33p1",)
HALF_YEAR_DAYS = 180


@dataclass(frozen=True)
class PastDecision:
    """An earlier decision against the party: for which violation, on which day it was punished."""

    violation: str
    on: date


@dataclass(frozen=True)
class FirstOffence:
    """``first`` None: the window is not stated and the record does not settle it. ``row`` names the deciding rule."""

    first: bool | None
    reason: str
    basis: tuple[str, ...]
    row: str | None
    counted: tuple[PastDecision, ...] = ()


def read_past(past: Sequence[Mapping[str, Any]]) -> tuple[PastDecision, ...]:
    """Read ``{"violation", "on"}`` entries, days as ISO text. Raises: KeyError, ValueError."""
    return tuple(PastDecision(str(each["violation"]), date.fromisoformat(str(each["on"]))) for each in past)


def first_offence(*, jurisdiction: str, violation: str, found_on: date, past: Sequence[PastDecision]) -> FirstOffence:
    """Say whether a violation is a first one where the deciding agency stands.

    Args:
        jurisdiction: place name or division code.
        violation: id of the item; only decisions for the same item count.
        found_on: day on which the violation was discovered; the window is counted back from it.
        past: earlier decisions against the same party; those from that day on are left out.
    Raises: LawError ``unknown_jurisdiction``.
    Source: APL:33p1; the lists of the places
    """
    earlier = tuple(each for each in past if each.violation == violation and each.on < found_on)
    row = _row(jurisdiction, found_on)
    if row is None or row["window"] == "unstated":
        return _without_window(earlier, row)
    if row["window"] == "ever":
        return _answer(earlier, row)
    since = found_on - timedelta(days=row["days"])
    return _answer(tuple(each for each in earlier if each.on >= since), row)


def _row(jurisdiction: str, on: date) -> Mapping[str, Any] | None:
    """Return the row of the nearest layer in force."""
    chain = places.layers(places.resolve(jurisdiction), on)
    found = [row for row in records("first_offence").values() if row["division"] in chain and in_force(row, on)]
    return min(found, key=lambda row: chain.index(row["division"]), default=None)


def _without_window(earlier: tuple[PastDecision, ...], row: Mapping[str, Any] | None) -> FirstOffence:
    source = f"（{row['source']}）" if row else ""
    identity = str(row["id"]) if row else None
    if not earlier:
        return FirstOffence(True, f"没有同类违法的处罚记录，属于初次违法{source}", BASIS, identity)
    days = "、".join(each.on.isoformat() for each in earlier)
    reason = f"有同类违法的处罚记录（{days}），没有写明多久以前的不计{source}，是否初次由办案机构说明理由认定"
    return FirstOffence(None, reason, BASIS, identity, earlier)


def _answer(counted: tuple[PastDecision, ...], row: Mapping[str, Any]) -> FirstOffence:
    if not counted:
        return FirstOffence(True, f"{row['zh']}，属于初次违法（{row['source']}）", BASIS, str(row["id"]))
    days = "、".join(each.on.isoformat() for each in counted)
    reason = f"不属于初次违法：{days} 因同一事由受过处罚；初次是指{row['zh']}（{row['source']}）"
    return FirstOffence(False, reason, BASIS, str(row["id"]), counted)


def facts_of_history(
    *, jurisdiction: str, violation: str, found_on: date, past: Sequence[PastDecision]
) -> dict[str, bool | int]:
    """Return the facts of the vocabulary that a party's record settles; what it leaves open is not among them.

    Returns: ``first_offence`` where it is settled, ``prior_violations_within_180d``, ``prior_violations_within_1y``,
        ``nth_time_caught`` (this time included).
    """
    answer = first_offence(jurisdiction=jurisdiction, violation=violation, found_on=found_on, past=past)
    earlier = [each.on for each in past if each.violation == violation and each.on < found_on]
    found: dict[str, bool | int] = {
        "prior_violations_within_180d": sum(on >= found_on - timedelta(days=HALF_YEAR_DAYS) for on in earlier),
        "prior_violations_within_1y": sum(on > year_before(found_on) for on in earlier),
        "nth_time_caught": len(earlier) + 1,
    }
    return found if answer.first is None else {"first_offence": answer.first, **found}


def year_before(day: date) -> date:
    """Return the same day a year earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def must_be_penalised(*, layers: Sequence[str], violation: str, on: date) -> Mapping[str, Any] | None:
    """Return the list (首查必罚) that closes the discretionary first-offence path for an item at a place, if any.

    It never touches what must go unpunished (APL:33p1 first sentence, APL:30, APL:31).

    Args:
        layers: division codes and region ids of the place, from ``jurisdiction.layers``.
    """
    for row in records("must_penalise").values():
        counts = row["confirmed"] or row.get("fictional")
        if counts and row["division"] in layers and violation in row["violations"] and in_force(row, on):
            found: Mapping[str, Any] = row
            return found
    return None
