"""Where a problem of a record is mended, as an address: whoever may not work on the case gets none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from hengtu.cases.words import kind_name

ACT = "act:"
SHEETS = {
    "party": ("party", "补充当事人信息"),
    "services": ("services_of_case", "去送达页"),
    "case": ("case", "去案件页"),
}


@dataclass(frozen=True)
class Mend:
    """One problem as a page says it, with the sheet that mends it; ``url`` is empty where there is none."""

    message: str
    blocks: bool
    owner: str
    url: str
    label: str


def mends(problems: Iterable[Mapping[str, str]], case_id: UUID, *, may_work: bool) -> tuple[Mend, ...]:
    """Return the problems of a record, those that keep it back first."""
    found = [_mend(problem, case_id, may_work) for problem in problems]
    return tuple(sorted(found, key=lambda each: not each.blocks))


def _mend(problem: Mapping[str, str], case_id: UUID, may_work: bool) -> Mend:
    url, label = _sheet(problem["mend"], case_id) if may_work else ("", "")
    return Mend(problem["message"], problem["severity"] == "blocks", problem["owner"], url, label)


def _sheet(mend: str, case_id: UUID) -> tuple[str, str]:
    """An act that was done is mended by a correction; it says which act."""
    if mend.startswith(ACT):
        return reverse("act", args=[case_id, "act_corrected"]), f"更正：{kind_name(mend.removeprefix(ACT))}"
    if mend in SHEETS:
        name, label = SHEETS[mend]
        return reverse(name, args=[case_id]), label
    return "", ""
