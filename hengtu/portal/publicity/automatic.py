"""Publishing by itself: what a head's standing order covers and the check lets pass; the rest waits for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengtu.cases.participants import Participant
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.publish_result import publish_result
from hengtu.law.disclosure.contents import DECISION
from hengtu.law.procedure.guards.publishing import READER
from hengtu.lib.dates_zh import civil_date
from hengtu.portal.models import PublicationOrder, PublicMatter, Standing
from hengtu.portal.publicity.matters import noted
from hengtu.portal.publicity.orders import order_of

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class PublishByItself:
    """The job behind the reader; run twice it publishes once, since the act has the matter as its key."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Publish the matter of ``payload["matter"]``, or leave it to people with what stands in the way."""
        matter = PublicMatter.objects.select_related("agency").get(pk=payload["matter"])
        now = self.clock()
        order = order_of(matter.agency, civil_date(now))
        if order is not None and order.automatic and matter.state == Standing.WAITING:
            publish_by_itself(matter, order, now)


def publish_by_itself(matter: PublicMatter, order: PublicationOrder, at: datetime) -> bool:
    """Record the publication in the name of the order; return whether it went out.

    After the last day nothing goes out by itself: a head says why it is late.
    """
    if matter.due_on is None or civil_date(at) > matter.due_on:
        return False
    ordered, key = str(order.act_uid), f"publicity:{matter.act_uid}"
    by, case_id = (reader_of(order),), matter.stream_id
    try:
        if matter.about == DECISION:
            publish_decision(case_id=case_id, by=by, at=at, standing_order=ordered, key=key)
        else:
            of_result = str(matter.act_uid)
            publish_result(case_id=case_id, by=by, at=at, of_result=of_result, standing_order=ordered, key=key)
    except ActRefused as refusal:
        PublicMatter.objects.filter(pk=matter.pk).update(state=Standing.CHECK, findings=noted(refusal.objections))
        return False
    return True


def reader_of(order: PublicationOrder) -> Participant:
    """The system as it takes part, under the name of whose order it carries out."""
    return Participant("publicity-reader", f"公示系统（按{order.ordered_by}的决定）", fixed_role=READER)
