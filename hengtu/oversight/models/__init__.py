"""What superiors ask about cases, and what only a few may know."""

from hengtu.oversight.models.discipline_lead import DisciplineLead, DisciplineLeadStep
from hengtu.oversight.models.supervised_case import SupervisedCase, SupervisionStep

__all__ = ["DisciplineLead", "DisciplineLeadStep", "SupervisedCase", "SupervisionStep"]
