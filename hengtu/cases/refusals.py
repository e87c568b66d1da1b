"""How a service says no: every objection at once, nothing written."""

from __future__ import annotations

from uuid import UUID

from hengtu.law.objections import Objection


class ActRefused(Exception):
    """The act was not done. ``objections`` holds every reason with article and remedy; pages answer 409."""

    def __init__(self, name: str, objections: tuple[Objection, ...]) -> None:
        self.name = name
        self.objections = objections
        reasons = "；".join(objection.message for objection in objections)
        super().__init__(f"还不能{name}：{reasons}。")


class LateReasonMissing(ActRefused):
    """A limit has passed: the act may be done with a reason and a higher approval, and these were not given."""


class CaseNotFound(LookupError):
    """There is no case with this id, or what it was about has been erased."""

    code = "case_not_found"

    def __init__(self, case_id: UUID) -> None:
        super().__init__(f"没有编号为 {case_id} 的案件，或者其内容已依法删除。请从案件列表重新进入。")
