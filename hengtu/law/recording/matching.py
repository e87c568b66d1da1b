"""Which recording shows which act: by officer and time, with a tolerance; what nobody can tell is left to people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hengtu.law.procedure.situation import day_of
from hengtu.law.recording.clock import WORDS, Trust


@dataclass(frozen=True)
class Film:
    """A recording by one officer over a corrected span of time. Only with ``TRUSTED`` is it matched by itself."""

    uid: str
    officer: str
    starts_at: datetime
    ends_at: datetime
    trust: Trust = Trust.TRUSTED


@dataclass(frozen=True)
class FieldAct:
    """An act people do in the field. An act that is one moment starts and ends there.

    ``must``: the list asks for a film of it. ``had_camera``: whether one of its officers was assigned a camera then,
    None where nobody looked. ``other_film``: an exhibit of the act is itself a film (a phone, a dash camera).
    ``explained``: why there is none, as a head accepted it.
    """

    uid: str
    officers: frozenset[str]
    starts_at: datetime
    ends_at: datetime
    must: bool = True
    had_camera: bool | None = None
    other_film: bool = False
    explained: str = ""


@dataclass(frozen=True)
class Match:
    """One film shows one act. ``gap`` is how far apart they lie, zero where they overlap."""

    film: str
    act: str
    gap: timedelta
    by_hand: bool = False


@dataclass(frozen=True)
class Loose:
    """A film or an act that found nothing: why, and the way out."""

    uid: str
    code: str
    reason: str
    way_out: str


@dataclass(frozen=True)
class Matching:
    """The whole of it. Every film is in a match or in ``unmatched``; every act that must be filmed is recorded,
    explained or in ``unrecorded``: the counts are those of the lists."""

    films: int
    must: int
    matches: tuple[Match, ...]
    unmatched: tuple[Loose, ...]
    unrecorded: tuple[Loose, ...]
    explained: tuple[str, ...] = ()
    _acts: Mapping[str, tuple[Match, ...]] = field(default_factory=dict, repr=False)

    @property
    def matched_films(self) -> int:
        return self.films - len(self.unmatched)

    @property
    def recorded(self) -> int:
        """How many acts of the list have a film."""
        return self.must - len(self.unrecorded) - len(self.explained)

    def of_act(self, uid: str) -> tuple[Match, ...]:
        return self._acts.get(uid, ())


def match(
    films: Iterable[Film],
    acts: Iterable[FieldAct],
    *,
    tolerance: timedelta,
    by_hand: Mapping[tuple[str, str], bool] | None = None,
) -> Matching:
    """Match recordings with acts.

    A film shows an act when it was made by one of its officers and the two spans lie no more than ``tolerance`` apart;
    one film may show several acts, and an act may be on the films of several officers. Instants decide, so midnight is
    no border.

    Args:
        films, acts: of one unit; uids are unique within each.
        tolerance: not negative.
        by_hand: (film, act) to True (people say it shows it, whatever the clocks say) or False (it does not).
    Source: APL:47
    """
    films, acts = tuple(films), tuple(acts)
    hand = dict(by_hand or {})
    found = [*_linked(films, acts, hand), *_by_time(films, acts, tolerance, hand)]
    of_act: dict[str, list[Match]] = defaultdict(list)
    for each in found:
        of_act[each.act].append(each)
    shown = {each.film for each in found}
    missing = [act for act in acts if act.must and act.uid not in of_act and not act.other_film]
    return Matching(
        films=len(films),
        must=sum(act.must for act in acts),
        matches=tuple(found),
        unmatched=tuple(_loose_film(film) for film in films if film.uid not in shown),
        unrecorded=tuple(_loose_act(act, films) for act in missing if not act.explained),
        explained=tuple(act.uid for act in missing if act.explained),
        _acts={uid: tuple(matches) for uid, matches in of_act.items()},
    )


def _linked(
    films: tuple[Film, ...], acts: tuple[FieldAct, ...], hand: Mapping[tuple[str, str], bool]
) -> Iterable[Match]:
    known_films, known_acts = {film.uid for film in films}, {act.uid for act in acts}
    for (film, act), stands in hand.items():
        if stands and film in known_films and act in known_acts:
            yield Match(film, act, timedelta(0), by_hand=True)


def _by_time(
    films: tuple[Film, ...], acts: tuple[FieldAct, ...], tolerance: timedelta, hand: Mapping[tuple[str, str], bool]
) -> Iterable[Match]:
    """Each film looks only at the acts of its officer that start near enough to reach it."""
    rows: dict[str, list[FieldAct]] = defaultdict(list)
    for act in sorted(acts, key=lambda each: each.starts_at):
        for officer in act.officers:
            rows[officer].append(act)
    longest = max((act.ends_at - act.starts_at for act in acts), default=timedelta(0))
    for film in films:
        if film.trust is not Trust.TRUSTED:
            continue
        mine = rows.get(film.officer, [])
        first = bisect_left(mine, film.starts_at - tolerance - longest, key=lambda act: act.starts_at)
        last = bisect_right(mine, film.ends_at + tolerance, key=lambda act: act.starts_at)
        for act in mine[first:last]:
            gap = gap_between(film, act)
            if gap <= tolerance and (film.uid, act.uid) not in hand:
                yield Match(film.uid, act.uid, gap)


def gap_between(film: Film, act: FieldAct) -> timedelta:
    """Return how far apart the two spans lie; zero where they touch or overlap."""
    return max(act.starts_at - film.ends_at, film.starts_at - act.ends_at, timedelta(0))


def _loose_film(film: Film) -> Loose:
    if film.trust is not Trust.TRUSTED:
        way_out = "请看画面认出是哪一次执法，写明理由人工关联。"
        return Loose(film.uid, film.trust.value.lower(), WORDS[film.trust], way_out)
    way_out = "有对应的执法的，人工关联或者补录；没有的，到期清理。"
    return Loose(film.uid, "no_act_then", "这段时间没有他的执法行为", way_out)


def _loose_act(act: FieldAct, films: tuple[Film, ...]) -> Loose:
    near = [film for film in films if film.trust is not Trust.TRUSTED and _may_be(film, act)]
    if near:
        way_out = "请看这些视频，是的就人工关联。"
        return Loose(act.uid, "film_by_hand", f"有{len(near)}段时间不可信的视频可能是它", way_out)
    if act.had_camera is False:
        return Loose(act.uid, "no_camera", "执法人员当时没有配记录仪", "请写明原因报负责人审核，并配备记录仪。")
    return Loose(act.uid, "no_film", "没有找到视频", "请导入记录仪里的视频；确实没有的，写明原因报负责人审核。")


def _may_be(film: Film, act: FieldAct) -> bool:
    """Somebody should look: the film is of nobody known, or of one of the officers; a lost clock says no day at all."""
    if film.trust is Trust.OFFICER_UNKNOWN or film.trust is Trust.CAMERA_OF_TWO:
        return day_of(film.starts_at) == day_of(act.starts_at)
    return not film.officer or film.officer in act.officers
