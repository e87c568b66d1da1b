"""Before a contested case is closed: what the outcome of a remedy calls for has been done (APL:48p2, APL:75p2)."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.law.objections import Objection, curable
from hengtu.law.procedure.follow_ups import fallen_but_published
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.moment import Moment
from hengtu.law.procedure.outcomes import outcome_of
from hengtu.law.procedure.settlement import settle


def remedies_followed_up(moment: Moment) -> Iterator[Objection]:
    """What was published is withdrawn, what is no longer owed is given back, an order of the body is answered."""
    if fallen_but_published(moment.situation):
        yield curable(
            "publication_not_withdrawn",
            "决定已经变更、撤销、确认违法或者无效，公开的信息还没有撤回",
            ("APL:48p2",),
            "请先撤回公开的决定并说明理由。",
        )
    refund = settle(moment.situation, moment.on).refund_yuan
    if refund > 0 and moment.situation.has("reconsideration_decided", "lawsuit_judged", "decision_revoked"):
        yield curable("refund_open", f"还有 {plain(refund)} 元没有退还当事人", ("APL:75p2",), "请先退还多收的款项。")
    yield from _order_answered(moment)


def _order_answered(moment: Moment) -> Iterator[Objection]:
    """Ordered to perform or to decide anew: the closing says how that was done, unless a later act did it."""
    ordered = [act for act in moment.situation.acts if outcome_of(act) == "ordered"]
    if not ordered or moment.asked("reason"):
        return
    if not moment.situation.after(ordered[-1], "decision_revoked", "decided", "not_punished", "spot_decided"):
        yield curable(
            "order_not_answered",
            "复议决定或者判决责令履行、重新作出，还没有说明怎样办理的",
            ("ARL:64", "ALL:70"),
            "请按决定或者判决办理；已经履行的，在结案的说明里写明。",
        )
