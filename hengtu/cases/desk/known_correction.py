"""What the case knows about the correction of the violation."""

from __future__ import annotations

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Options
from hengtu.law.dates_zh import day_zh
from hengtu.law.procedure.corrections import DONE, RESULTS, Standing, correction_of
from hengtu.law.procedure.situation import day_of


def reporters(desk: Desk) -> Options:
    """The parties of the case, by uid."""
    case = desk.situation.case
    return [(party.id, party.name) for party in case.parties] if case else []


def the_only_reporter(desk: Desk) -> str | None:
    found = reporters(desk)
    return found[0][0] if len(found) == 1 else None


def state(desk: Desk) -> str | None:
    """Done where it was verified; whatever else is stated decides something and is not filled in."""
    return DONE if correction_of(desk.situation).standing is Standing.DONE else None


def words(desk: Desk) -> str:
    """What the last verification found, for the closing report."""
    verified = correction_of(desk.situation).verified
    if verified is None:
        return ""
    result = RESULTS.get(str(verified.payload.get("result")), "")
    return f"{day_zh(day_of(verified.occurred_at))}核查，{result}：{verified.payload.get('found', '')}"


def not_decided(desk: Desk) -> bool:
    """Whether facts may still be found: after the decision they are another matter."""
    return not desk.situation.has("decided", "not_punished", "spot_decided")
