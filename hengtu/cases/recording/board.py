"""What a unit recorded in a span of days: matched, films without an act, acts without a film; the gaps and the shares.

Counts are lengths of the lists shown; nobody is ranked, units stand in the order of their codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hengtu.agencies.models import Account, Agency
from hengtu.cases.models import FieldStep
from hengtu.cases.recording.films import DAY, Seen, seen_between
from hengtu.cases.words import kind_name
from hengtu.evidence.models import Recording
from hengtu.law.procedure.situation import CIVIL_TIME, day_of
from hengtu.law.recording.clock import Trust
from hengtu.law.recording.gaps import WAYS_OUT, WORDS, StepRecord, gaps_of, is_prompt
from hengtu.law.recording.matching import Loose
from hengtu.law.recording.settings import Amount, amount_of
from hengtu.officers.models import BodyCamera, CameraAssignment, EnforcementCertificate, Officer, OfficerKind

LONGEST = timedelta(days=92)


@dataclass(frozen=True)
class Span:
    """Civil days, both included; at most a quarter."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time(), CIVIL_TIME)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.last, time(), CIVIL_TIME) + DAY

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end


def span_of(first: date, last: date) -> Span:
    """Return the span; days in the wrong order are turned, what is longer than a quarter is cut at its beginning."""
    first, last = min(first, last), max(first, last)
    return Span(max(first, last - LONGEST), last)


@dataclass(frozen=True)
class StepLine:
    """One step: what, whose, when; its films, or why there is none and what to do."""

    step: FieldStep
    name: str
    who: str
    films: tuple[Recording, ...] = ()
    loose: Loose | None = None


@dataclass(frozen=True)
class FilmLine:
    """One recording: its steps, or why it has none and what to do."""

    film: Recording
    steps: tuple[StepLine, ...] = ()
    loose: Loose | None = None


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    of: int

    @property
    def words(self) -> str:
        return f"{self.part}／{self.of}" + (f"，{self.part / self.of:.0%}" if self.of else "")


@dataclass(frozen=True)
class GapLine:
    """One thing missing in the record of one step."""

    step: FieldStep
    name: str
    who: str
    code: str

    @property
    def words(self) -> str:
        return WORDS[self.code]

    @property
    def way_out(self) -> str:
        return WAYS_OUT[self.code]


@dataclass(frozen=True)
class UnitLine:
    """The figures of one unit."""

    agency: Agency
    films: Share
    acts: Share
    explained: int
    prompt: Share
    gaps: int


@dataclass(frozen=True)
class Board:
    """Everything of one span. ``acts``: steps on the list; ``explained``: those whose lack of a film was accepted."""

    span: Span
    matched: tuple[FilmLine, ...]
    unmatched: tuple[FilmLine, ...]
    unrecorded: tuple[StepLine, ...]
    recorded: tuple[StepLine, ...]
    explained: tuple[StepLine, ...]
    gaps: tuple[GapLine, ...]
    prompt: Share
    within: str
    units: tuple[UnitLine, ...]

    @property
    def films(self) -> Share:
        return Share(len(self.matched), len(self.matched) + len(self.unmatched))

    @property
    def acts(self) -> Share:
        return Share(len(self.recorded), len(self.recorded) + len(self.unrecorded) + len(self.explained))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many gaps of each kind, in the order of the list."""
        return {WORDS[code]: sum(line.code == code for line in self.gaps) for code in WORDS}


def board_of(account: Account, span: Span, *, on: date, unit: Agency | None = None) -> Board:
    """Return what the reader may see of a span of days.

    Args:
        unit: only the steps and films of one unit; matching looks at all of them, since officers help one another out.
        on: civil day of the reader's rights.
    """
    seen = seen_between(
        FieldStep.objects.visible_to(account, on), Recording.objects.visible_to(account, on), span.start, span.end
    )
    steps = [step for step in _in_order(seen) if span.holds(step.starts_at) and _of(unit, step.agency_id)]
    films = [film for film in seen.films.values() if span.holds(filmed_or_docked(film)) and _of(unit, film.agency_id)]
    films.sort(key=filmed_or_docked)
    return _board(span, seen, steps, films)


def filmed_or_docked(film: Recording) -> datetime:
    """The instant by which a film is put into a span: when it was filmed, or came in where the clock tells nothing."""
    return film.starts_at if film.trust == Trust.TRUSTED.value else film.docked_at


def _board(span: Span, seen: Seen, steps: list[FieldStep], films: list[Recording]) -> Board:
    loose = {each.uid: each for each in (*seen.matching.unmatched, *seen.matching.unrecorded)}
    accepted = set(seen.matching.explained)
    lines = [_step_line(step, seen, loose.get(str(step.act_uid))) for step in steps]
    must = [line for line in lines if line.step.duty]
    shown = [_film_line(film, seen, loose.get(str(film.pk))) for film in films]
    gaps = tuple(gap for line in lines for gap in _gaps(line, accepted))
    return Board(
        span=span,
        matched=tuple(line for line in shown if line.loose is None),
        unmatched=tuple(line for line in shown if line.loose is not None),
        unrecorded=tuple(line for line in must if line.loose is not None),
        recorded=tuple(line for line in must if line.loose is None and str(line.step.act_uid) not in accepted),
        explained=tuple(line for line in must if str(line.step.act_uid) in accepted),
        gaps=gaps,
        prompt=_prompt(steps),
        within=_within(steps[0]).words if steps else "",
        units=tuple(_units(lines, shown, gaps, accepted)),
    )


def _in_order(seen: Seen) -> list[FieldStep]:
    return sorted(seen.steps.values(), key=lambda step: (step.starts_at, str(step.act_uid)))


def _of(unit: Agency | None, agency_id: int) -> bool:
    return unit is None or agency_id == unit.pk


def _step_line(step: FieldStep, seen: Seen, loose: Loose | None) -> StepLine:
    who = "、".join(str(each["name"]) for each in step.officers)
    return StepLine(step, kind_name(step.kind), who, seen.films_of_step.get(step.act_uid, ()), loose)


def _film_line(film: Recording, seen: Seen, loose: Loose | None) -> FilmLine:
    steps = seen.steps_of_film.get(film.pk, ())
    return FilmLine(film, tuple(_step_line(step, seen, None) for step in steps), loose)


def _gaps(line: StepLine, accepted: set[str]) -> Iterator[GapLine]:
    step = line.step
    filmed = line.loose is None or str(step.act_uid) in accepted
    record = StepRecord(
        operators=len(step.officers),
        occurred_at=step.starts_at,
        place=step.place if step.needs_place else "不需要",
        device=step.device,
        must_film=bool(step.duty),
        filmed=filmed,
        must_identify=step.must_identify,
        identified=step.identified,
    )
    return (GapLine(step, line.name, line.who, code) for code in gaps_of(record))


def _within(step: FieldStep) -> Amount:
    return amount_of("prompt_record", step.agency.division_code, day_of(step.starts_at))


def _prompt(steps: list[FieldStep]) -> Share:
    in_time = [is_prompt(step.ends_at, step.recorded_at, within=_within(step).span) for step in steps]
    return Share(sum(in_time), len(in_time))


def _units(
    lines: list[StepLine], films: list[FilmLine], gaps: tuple[GapLine, ...], accepted: set[str]
) -> Iterator[UnitLine]:
    agencies = {
        each.pk: each for each in (*(line.step.agency for line in lines), *(line.film.agency for line in films))
    }
    for agency in sorted(agencies.values(), key=lambda each: each.code):
        mine = [line for line in lines if line.step.agency_id == agency.pk]
        shown = [line for line in films if line.film.agency_id == agency.pk]
        must = [line for line in mine if line.step.duty]
        excused = sum(str(line.step.act_uid) in accepted for line in must)
        yield UnitLine(
            agency,
            Share(sum(line.loose is None for line in shown), len(shown)),
            Share(sum(line.loose is None for line in must) - excused, len(must)),
            excused,
            _prompt([line.step for line in mine]),
            sum(gap.step.agency_id == agency.pk for gap in gaps),
        )


# --- cameras ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Equipped:
    """How many of the officers with a certificate have a camera on a day, and the target of the setting."""

    on: date
    share: Share
    without: tuple[Officer, ...]
    target: str


def equipped(account: Account, *, on: date, day: date) -> Equipped:
    """Return the share of officers with a certificate valid on ``day`` who wore a camera in use that evening (R034)."""
    evening = datetime.combine(day, time(23, 59), CIVIL_TIME)
    certified = EnforcementCertificate.objects.filter(valid_from__lte=day, valid_to__gte=day).values("officer")
    officers = list(
        Officer.objects.visible_to(account, on)
        .in_force(day)
        .filter(kind=OfficerKind.OFFICER, pk__in=certified)
        .select_related("agency")
        .order_by("agency__code", "pk")
    )
    cameras = BodyCamera.objects.in_force(day).values("pk")
    worn = set(CameraAssignment.objects.at(evening).filter(camera__in=cameras).values_list("officer_id", flat=True))
    target = amount_of("camera_share", officers[0].agency.division_code if officers else "", day)
    without = tuple(officer for officer in officers if officer.pk not in worn)
    return Equipped(day, Share(len(officers) - len(without), len(officers)), without, target.words)


def month_ends(on: date, count: int) -> tuple[date, ...]:
    """Return the last days of the months before ``on``, the oldest first, and ``on`` itself."""
    ends: list[date] = [on]
    while len(ends) < count:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return tuple(reversed(ends))


def step_of(account: Account, act_uid: UUID, *, on: date) -> FieldStep | None:
    """Return a step the reader may see."""
    return FieldStep.objects.visible_to(account, on).select_related("case", "agency").filter(pk=act_uid).first()
