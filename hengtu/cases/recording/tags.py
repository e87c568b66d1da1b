"""Whether the acts of a case were filmed, as its timeline says it."""

from __future__ import annotations

from uuid import UUID

from hengtu.cases.recording.films import seen_of_case
from hengtu.cases.selectors.case_view import Tag

FILMED, MISSING, EXPLAINED = Tag("有音像记录", "ok"), Tag("缺音像记录", "soon"), Tag("音像缺失已说明", "word")


def film_tags(case_id: UUID) -> dict[UUID, Tag]:
    """Return a tag for each act that was filmed or had to be; acts that are neither have none."""
    seen = seen_of_case(case_id)
    missing = {each.uid for each in seen.matching.unrecorded}
    explained = set(seen.matching.explained)
    tags: dict[UUID, Tag] = {}
    for uid, step in seen.steps.items():
        if str(uid) in missing:
            tags[uid] = MISSING
        elif str(uid) in explained:
            tags[uid] = EXPLAINED
        elif step.other_film or seen.matching.of_act(str(uid)):
            tags[uid] = FILMED
    return tags
