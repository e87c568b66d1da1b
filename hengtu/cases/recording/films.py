"""Steps and recordings as the law matches them: loading the rows of a case, of a recording, of a span of days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from hengtu.cases.models import Explained, FieldStep, RecordingExplanation, RecordingLink
from hengtu.evidence.models import Destruction, Recording
from hengtu.law.procedure.situation import day_of
from hengtu.law.recording.clock import Trust
from hengtu.law.recording.matching import FieldAct, Film, Matching, match
from hengtu.law.recording.settings import amount_of
from hengtu.officers.models import CameraAssignment

# a film nobody can date is looked for among those that came in within so many days after the act
DOCKED_LATER = timedelta(days=7)
DAY = timedelta(days=1)
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Seen:
    """Steps and recordings with what the matching found between them."""

    steps: Mapping[UUID, FieldStep]
    films: Mapping[UUID, Recording]
    matching: Matching

    @cached_property
    def steps_of_film(self) -> Mapping[UUID, tuple[FieldStep, ...]]:
        found: dict[UUID, list[FieldStep]] = defaultdict(list)
        for each in self.matching.matches:
            found[UUID(each.film)].append(self.steps[UUID(each.act)])
        return {uid: tuple(sorted(steps, key=lambda step: step.starts_at)) for uid, steps in found.items()}

    @cached_property
    def films_of_step(self) -> Mapping[UUID, tuple[Recording, ...]]:
        found: dict[UUID, list[Recording]] = defaultdict(list)
        for each in self.matching.matches:
            found[UUID(each.act)].append(self.films[UUID(each.film)])
        return {uid: tuple(films) for uid, films in found.items()}


def tolerance_at(place: str, at: datetime) -> timedelta:
    """Return how far film and act may lie apart at a place (division code) on the day of an instant."""
    return amount_of("match_tolerance", place, day_of(at)).span


def seen_of_case(case_id: UUID) -> Seen:
    """Match the steps of one case with the films of its officers. Without steps nothing is read."""
    steps = list(FieldStep.objects.filter(case_id=case_id).select_related("agency").order_by("starts_at"))
    return _matched(steps, _films_near(steps) if steps else [])


def seen_of_steps(steps: list[FieldStep]) -> Seen:
    """Match some steps of one legal subject with the films of their officers, whatever cases they belong to."""
    return _matched(steps, _films_near(steps) if steps else [])


def seen_of_recording(recording: Recording) -> Seen:
    """Match one recording with the steps of its legal subject; other films of those steps are left out."""
    return _matched(list(_steps_near(recording)), [recording])


def recorded_acts(case_id: UUID) -> frozenset[str]:
    """Return the acts of a case that need no film, have one, or whose lack of one a head accepted."""
    if not FieldStep.objects.filter(case_id=case_id).exclude(duty="").exists():
        return frozenset()
    seen = seen_of_case(case_id)
    missing = {each.uid for each in seen.matching.unrecorded}
    return frozenset(str(uid) for uid in seen.steps) - missing


def seen_between(steps: QuerySet[FieldStep], films: QuerySet[Recording], start: datetime, end: datetime) -> Seen:
    """Match within a span, with a day on both sides so that what crosses its border is found.

    Args:
        steps, films: what the reader may see. start, end: the span; rows outside it are there to be matched only.
    """
    first, last = start - DAY, end + DAY
    dated = Q(trust=Trust.TRUSTED.value, starts_at__lt=last, ends_at__gte=first)
    undated = ~Q(trust=Trust.TRUSTED.value) & Q(docked_at__gte=first, docked_at__lt=last + DOCKED_LATER)
    found_steps = list(steps.filter(starts_at__gte=first, starts_at__lt=last).select_related("agency", "case"))
    found_films = list(films.filter(dated | undated).select_related("officer", "camera", "agency"))
    return _matched(*_with_linked(found_steps, found_films, steps, films))


def _with_linked(
    steps: list[FieldStep], films: list[Recording], all_steps: QuerySet[FieldStep], all_films: QuerySet[Recording]
) -> tuple[list[FieldStep], list[Recording]]:
    """People may link what the clocks put years apart."""
    acts, keys = {step.act_uid for step in steps}, {film.pk for film in films}
    links = RecordingLink.objects.filter(Q(act_uid__in=acts) | Q(recording__in=keys)).values_list(
        "act_uid", "recording"
    )
    more_acts, more_films = {act for act, _ in links} - acts, {film for _, film in links} - keys
    if more_acts:
        steps += all_steps.filter(pk__in=more_acts).select_related("agency", "case")
    if more_films:
        films += all_films.filter(pk__in=more_films).select_related("officer", "camera", "agency")
    return steps, films


def _films_near(steps: list[FieldStep]) -> list[Recording]:
    subject, code = steps[0].legal_subject_id, steps[0].agency.division_code
    first, last = min(step.starts_at for step in steps), max(step.ends_at for step in steps)
    reach = tolerance_at(code, last) + DAY
    people = _people(steps)
    spans = Q()
    for step in steps:
        spans |= Q(starts_at__lte=step.ends_at + reach, ends_at__gte=step.starts_at - reach)
    dated = Q(trust=Trust.TRUSTED.value, officer__uid__in=people) & spans
    undated = ~Q(trust=Trust.TRUSTED.value) & Q(docked_at__gte=first, docked_at__lt=last + DOCKED_LATER)
    linked = Q(links__act_uid__in=[step.act_uid for step in steps])
    ours = Recording.objects.filter(legal_subject_id=subject).filter(dated | undated | linked)
    return list(ours.select_related("officer", "camera", "agency").distinct())


def _steps_near(recording: Recording) -> Iterable[FieldStep]:
    reach = tolerance_at(recording.agency.division_code, recording.starts_at) + DAY
    dated = Q(
        legal_subject_id=recording.legal_subject_id,
        starts_at__gte=recording.starts_at - reach,
        starts_at__lt=recording.ends_at + reach,
    )
    linked = recording.links.values_list("act_uid", flat=True)
    return FieldStep.objects.filter(dated | Q(pk__in=list(linked))).select_related("agency", "case")


def _matched(steps: list[FieldStep], films: list[Recording]) -> Seen:
    by_step = {step.act_uid: step for step in steps}
    by_film = {film.pk: film for film in films}
    if not steps and not films:
        return Seen(by_step, by_film, match((), (), tolerance=timedelta(0)))
    place = (steps or films)[0].agency.division_code
    latest = max([*(step.starts_at for step in steps), *(film.docked_at for film in films)])
    matching = match(
        map(_film, by_film.values()),
        _field_acts(steps),
        tolerance=tolerance_at(place, latest),
        by_hand=_links(by_step, by_film),
    )
    return Seen(by_step, by_film, matching)


def _film(recording: Recording) -> Film:
    officer = str(recording.officer.uid) if recording.officer else ""
    return Film(str(recording.pk), officer, recording.starts_at, recording.ends_at, Trust(recording.trust))


def _field_acts(steps: list[FieldStep]) -> Iterable[FieldAct]:
    must = [step for step in steps if step.duty]
    explained = _explained(must)
    worn = _worn(must)
    for step in steps:
        people = frozenset(str(each["id"]) for each in step.officers)
        yield FieldAct(
            str(step.act_uid),
            people,
            step.starts_at,
            step.ends_at,
            must=bool(step.duty),
            had_camera=any(_had(worn, person, step.starts_at) for person in people) if step.duty else None,
            other_film=step.other_film,
            explained=explained.get(step.act_uid, ""),
        )


def _explained(steps: list[FieldStep]) -> dict[UUID, str]:
    if not steps:
        return {}
    accepted = RecordingExplanation.objects.filter(
        act_uid__in=[step.act_uid for step in steps], state=Explained.ACCEPTED
    )
    return dict(accepted.values_list("act_uid", "reason"))


def _people(steps: list[FieldStep]) -> list[UUID]:
    """The officers of our register; an act received from elsewhere may name people in another way."""
    found = {str(each["id"]) for step in steps for each in step.officers}
    return [UUID(each) for each in found if _UUID.fullmatch(each)]


Worn = Mapping[str, list[tuple[datetime, datetime | None]]]


def _worn(steps: list[FieldStep]) -> Worn:
    found: dict[str, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    people = _people(steps)
    if people:
        rows = CameraAssignment.objects.filter(officer__uid__in=people)
        for uid, starts_at, ends_at in rows.values_list("officer__uid", "starts_at", "ends_at"):
            found[str(uid)].append((starts_at, ends_at))
    return found


def _had(worn: Worn, person: str, at: datetime) -> bool:
    return any(start <= at and (end is None or at < end) for start, end in worn.get(person, ()))


def _links(steps: Mapping[UUID, FieldStep], films: Mapping[UUID, Recording]) -> dict[tuple[str, str], bool]:
    """The newest word about a pair counts."""
    rows = RecordingLink.objects.filter(act_uid__in=list(steps), recording__in=list(films)).order_by("linked_at", "id")
    return {(str(film), str(act)): stands for film, act, stands in rows.values_list("recording", "act_uid", "stands")}


def destroyed(films: Iterable[UUID]) -> frozenset[UUID]:
    """Return which of these recordings are there only as a tombstone."""
    rows = Recording.objects.filter(pk__in=list(films), destructions__state=Destruction.APPROVED)
    return frozenset(rows.values_list("pk", flat=True))
