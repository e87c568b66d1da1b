"""A party rates the service after a matter has ended: once for each stage, changeable until a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from hengtu.law.procedure.party_standing import Standing
from hengtu.law.procedure.remedies import SERVED
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import civil_date
from hengtu.portal import limits
from hengtu.portal.models import GRADES, REASONS, ServiceRating, Stage
from hengtu.portal.selectors.room import Room

LONGEST = 500


class RatingRefused(CodedError):
    """A rating that cannot be taken."""


def stage_now(room: Room) -> Stage | None:
    """Return what has ended and can be rated: the whole once the case is closed, the decision once it is served."""
    if room.standing in (Standing.CLOSED, Standing.ARCHIVED):
        return Stage.ENDED
    return Stage.DECIDED if room.situation.has(*SERVED) else None


def rating_of(room: Room, stage: Stage) -> ServiceRating | None:
    """Return the party's own rating of a stage."""
    mine = ServiceRating.objects.filter(stream=room.case.pk, party_uid=room.door.party_uid, stage=stage)
    return mine.first()


def rate(*, room: Room, grade: int, reasons: Iterable[str], words: str, at: datetime) -> ServiceRating:
    """Rate the stage that has ended, or change the rating given before.

    Raises: RatingRefused ``party_rates``, ``nothing_to_rate``, ``grade_missing``, ``rated_for_good``.
    """
    if room.agent is not None:
        raise RatingRefused("party_rates", "评价由当事人本人作出。请当事人用登记的手机号进来评价。")
    stage = stage_now(room)
    if stage is None:
        raise RatingRefused("nothing_to_rate", "现在还没有可以评价的事。收到决定书或者办结以后再评价。")
    if grade not in GRADES:
        raise RatingRefused("grade_missing", "还没有选满意不满意。请选一个。")
    today = civil_date(at)
    before = rating_of(room, stage)
    if before is not None and today > before.until_on:
        raise RatingRefused("rated_for_good", "评价的修改期限已经过了，原来的评价照旧。")
    given = {"grade": grade, "reasons": [key for key in REASONS if key in set(reasons)], "words": words[:LONGEST]}
    row, made = ServiceRating.objects.get_or_create(
        stream=room.case.pk, party_uid=room.door.party_uid, stage=stage,
        defaults={
            **given, "agency": room.case.agency.legal_subject, "given_at": at,
            "until_on": today + timedelta(days=limits.rating_days()),
        },
    )  # fmt: skip
    if not made:
        for name, value in given.items():
            setattr(row, name, value)
        row.changed_at = at
        row.save(update_fields=[*given, "changed_at"])
    return row
