"""The papers an act produces: numbered and frozen in the same transaction, printed afterwards."""

from hengtu.cases.papers.issue import issue_papers

__all__ = ["issue_papers"]
