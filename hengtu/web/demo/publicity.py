"""A head's standing order, so that the worker of the demonstration publishes what is in order by itself."""

from __future__ import annotations

from datetime import datetime

from hengtu.agencies.administration import Mandate
from hengtu.lib.dates_zh import civil_date
from hengtu.portal.publicity.orders import order_publication
from hengtu.web.demo.player import Stage


def publish_by_itself(stage: Stage, *, at: datetime) -> None:
    """Order it from that day on."""
    head = stage.people["head"].account
    assert head is not None
    mandate = Mandate(head, "演示：局务会议纪要〔2026〕9号", at)
    order_publication(agency=stage.agency, automatic=True, effective_from=civil_date(at), mandate=mandate)
