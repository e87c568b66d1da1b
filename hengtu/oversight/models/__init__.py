"""What superiors ask about cases, and what only a few may know."""

from hengtu.oversight.models.accountability import Accountability, AccountabilityStep
from hengtu.oversight.models.discipline_lead import DisciplineLead, DisciplineLeadStep
from hengtu.oversight.models.officer_act import OfficerAct
from hengtu.oversight.models.protection_code import ProtectionCode
from hengtu.oversight.models.supervised_case import SupervisedCase, SupervisionStep

__all__ = [
    "Accountability",
    "AccountabilityStep",
    "DisciplineLead",
    "DisciplineLeadStep",
    "OfficerAct",
    "ProtectionCode",
    "SupervisedCase",
    "SupervisionStep",
]
