"""Who publishes, and when a withholding comes too late (APL:48p1, GB118)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.disclosure.contents import RESULT
from hengtu.law.disclosure.withholding import WHOLE
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.guards.gates import before_its_clock_ends
from hengtu.law.procedure.guards.people import held_by
from hengtu.law.procedure.moment import Moment

READER = "publicity_reader"  # the role of the system itself, which acts on a standing order of the agency
head = held_by("agency_head", "执法部门负责人", "APL:57p1")
_penalty_in_time = before_its_clock_ends(
    "publish_penalty", "publication_late", "决定作出之日起七个工作日的公开", "GB118"
)
_result_in_time = before_its_clock_ends("publish_other", "publication_late", "二十个工作日的公开", "GB118")


def publisher(moment: Moment) -> Iterator[Objection]:
    """A head publishes; the system does where a head has ordered it once for all, and says on which order."""
    ordered = bool(moment.asked("standing_order"))
    if ordered and any(READER in actor.roles for actor in moment.act.by):
        return
    yield from head(moment)


def withheld_in_time(moment: Moment) -> Iterator[Objection]:
    """What is withheld whole is withheld before it should have been public; after publication it is never too late."""
    about_result = moment.asked("about") == RESULT
    published = "result_published" if about_result else "decision_published"
    if moment.asked("scope") != WHOLE or moment.situation.has(published):
        return
    yield from (_result_in_time if about_result else _penalty_in_time)(moment)


def hiding_is_reasoned(moment: Moment) -> Iterator[Objection]:
    """Whoever hides more than the rules do says why; nobody can hide less (APL:48, APL:50)."""
    if moment.asked("hide") and not str(moment.asked("hide_reason") or "").strip():
        yield curable("hide_reason_missing", "另行遮盖了文字，还没有写明理由", ("APL:50",), "请写明为什么遮盖。")
