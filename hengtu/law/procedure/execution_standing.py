"""What is still to be carried out of a decision, in which state on which day, and the next lawful step.

One answer for register, case page and pre-check. The phases are read from the acts without asking what day it is: a
list over many cases keeps them and looks up the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.procedure.execution_conduct import conduct_phases
from hengtu.law.procedure.execution_money import money_phases
from hengtu.law.procedure.execution_phases import CONDUCT, MONEY, Phase, phase_on
from hengtu.law.procedure.shares import shares_of
from hengtu.law.procedure.situation import Situation


@dataclass(frozen=True)
class Obligation:
    """Something to be carried out: ``kind`` is money or conduct, ``party`` whose money it is where there are several.

    ``party`` is an id of the case, "" with one party and for what was ordered of all.
    """

    kind: str
    party: str = ""
    name: str = ""


def phases_of(situation: Situation) -> dict[Obligation, tuple[Phase, ...]]:
    """Return the phases of each obligation that is not yet performed, money first; of several parties each its own."""
    shares = shares_of(situation)
    names = {each.id: each.name for each in situation.case.parties} if situation.case else {}
    found = {Obligation(MONEY, party, names[party]): money_phases(share) for party, share in shares.items()}
    if not shares:
        found[Obligation(MONEY)] = money_phases(situation)
    found[Obligation(CONDUCT)] = conduct_phases(situation)
    return {obligation: phases for obligation, phases in found.items() if phases}


def execution_standing(situation: Situation, on: date) -> dict[Obligation, Phase]:
    """Return where each open obligation stands on a day: what can be done now, else why not yet and from when.

    Source: APL:66 to APL:73, ACL:34 to ACL:58, ALI:156
    """
    standing = {obligation: phase_on(phases, on) for obligation, phases in phases_of(situation).items()}
    return {obligation: phase for obligation, phase in standing.items() if phase is not None}
