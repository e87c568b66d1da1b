"""Who may take no further part in a case, and which requests are still open (APL:43)."""

from __future__ import annotations

from dataclasses import dataclass

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation

POSTS = {
    "officer": "执法人员",
    "head": "负责人",
    "host": "听证主持人",
    "member": "听证员",
    "recorder": "记录员",
    "reviewer": "法制审核人员",
    "appraiser": "鉴定、检测人员",
    "translator": "翻译人员",
}
GROUNDS = {
    "relative": "本人或者近亲属是当事人，或者是当事人、代理人的近亲属",
    "interest": "本人或者近亲属与案件有直接利害关系",
    "other": "有其他关系可能影响公正执法",
}


@dataclass(frozen=True)
class RecusalRequest:
    """One request about one person, and the decision on it. ``person`` is an id as acts carry it."""

    person: str
    name: str
    post: str
    asked: LegalAct
    decided: LegalAct | None = None

    @property
    def is_open(self) -> bool:
        return self.decided is None

    @property
    def granted(self) -> bool:
        return self.decided is not None and self.decided.payload.get("granted") is True


def requests_of(situation: Situation) -> tuple[RecusalRequest, ...]:
    """Return every request with its decision: the first one about that person after it."""
    found = []
    for asked in situation.all("recusal_requested"):
        person = str(asked.payload.get("person") or "")
        answers = [act for act in situation.all("recusal_decided") if act.payload.get("person") == person]
        later = [act for act in answers if situation.acts.index(act) > situation.acts.index(asked)]
        post = str(asked.payload.get("post") or "officer")
        name = str(asked.payload.get("person_name") or "") or _name_of(situation, person)
        found.append(RecusalRequest(person, name, post, asked, later[0] if later else None))
    return tuple(found)


def _name_of(situation: Situation, person: str) -> str:
    names = [actor.name for act in situation.acts for actor in act.by if actor.id == person and actor.name]
    return names[-1] if names else person


def recused(situation: Situation) -> dict[str, str]:
    """Return the people who may take no further part: id -> name."""
    return {each.person: each.name for each in requests_of(situation) if each.granted}
