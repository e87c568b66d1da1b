"""What is stated about exhibits: the newest statement of each topic counts."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping

from hengtu.evidence.claims import from_data
from hengtu.evidence.models import Exhibit, Particular, Topic
from hengtu.lib.picture_claims import Claims

Statements = Mapping[Topic, Particular]


def newest(exhibit: Exhibit) -> Statements:
    """Return what counts of the statements about one exhibit, by topic."""
    return {Topic(each.topic): each for each in exhibit.particulars.order_by("stated_at", "uid")}


def newest_of_stream(stream: uuid.UUID) -> Mapping[uuid.UUID, Statements]:
    """Return the same for every exhibit of a stream that anything is stated about, in one query."""
    found: dict[uuid.UUID, dict[Topic, Particular]] = defaultdict(dict)
    for each in Particular.objects.filter(exhibit__stream_id=stream).order_by("stated_at", "uid"):
        found[each.exhibit_id][Topic(each.topic)] = each
    return found


def claims_in(statements: Statements) -> Claims:
    """Return what the file says of itself."""
    stated = statements.get(Topic.CLAIMS)
    return from_data(stated.data) if stated is not None else Claims()
