"""Which acts are lawful now, and what is missing."""

from hengtu.law.procedure.check import BadPayload, Possible, UnknownKind, objections_to, possible_acts
from hengtu.law.procedure.clocks import Clock, clocks_of
from hengtu.law.procedure.situation import Situation, day_of
from hengtu.law.procedure.versions import NoProcedure, procedure_on

__all__ = [
    "BadPayload",
    "Clock",
    "NoProcedure",
    "Possible",
    "Situation",
    "UnknownKind",
    "clocks_of",
    "day_of",
    "objections_to",
    "possible_acts",
    "procedure_on",
]
