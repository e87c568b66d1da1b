"""What the pages of supervision share: the tabs, and posts that order, answer and enter."""

from __future__ import annotations

from hengtu.agencies.models import Agency
from hengtu.oversight.services.supervise_case import ORDERING, superiors_of
from hengtu.web.views.lawbook.desk import Desk

TABS = (
    ("serious", "移送和争议"),
    ("supervised_cases", "挂牌督办"),
    ("discipline_leads", "问题线索"),
    ("complaints_of_cases", "对办案的投诉"),
    ("service_ratings", "服务评价"),
)


def superior_here(desk: Desk, handling: Agency) -> Agency | None:
    """Return the superior of a handling agency in whose name the reader may supervise."""
    own = desk.agency_for(ORDERING)
    return own if own is not None and own.pk in {each.pk for each in superiors_of(handling)} else None
