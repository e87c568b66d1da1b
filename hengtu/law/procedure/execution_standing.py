"""What is still to be carried out of a decision, in which state on which day, and the next lawful step.

One answer for register, case page and pre-check. The phases are read from the acts without asking what day it is: a
list over many cases keeps them and looks up the day.
"""

from __future__ import annotations

from datetime import date

from hengtu.law.procedure.execution_conduct import conduct_phases
from hengtu.law.procedure.execution_money import money_phases
from hengtu.law.procedure.execution_phases import CONDUCT, MONEY, Phase, phase_on
from hengtu.law.procedure.situation import Situation


def phases_of(situation: Situation) -> dict[str, tuple[Phase, ...]]:
    """Return the phases of each obligation that is not yet performed, ``{"money": …, "conduct": …}``, in order."""
    found = {MONEY: money_phases(situation), CONDUCT: conduct_phases(situation)}
    return {name: phases for name, phases in found.items() if phases}


def execution_standing(situation: Situation, on: date) -> dict[str, Phase]:
    """Return where each open obligation stands on a day: what can be done now, else why not yet and from when.

    Source: APL:66 to APL:73, ACL:34 to ACL:58, ALI:156
    """
    standing = {name: phase_on(phases, on) for name, phases in phases_of(situation).items()}
    return {name: phase for name, phase in standing.items() if phase is not None}
