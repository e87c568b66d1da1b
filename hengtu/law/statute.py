"""The statute's side of an assessment: which text applies, and what its text says for the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengtu.law.conditions import Truth, evaluate
from hengtu.law.dates_zh import iso_zh
from hengtu.law.errors import LawError, nearest
from hengtu.law.facts import COMPUTED
from hengtu.law.measures import amount_of, described, inputs_of, leaves_no_choice, range_of
from hengtu.law.outcome import Range
from hengtu.law.periods import Period
from hengtu.law.rulebook import records

Version = Mapping[str, Any]
Facts = Mapping[str, Any]
NOT_LOADED = "处罚条款没有载入规则库，不得据此给予处罚；请载入本地的条款，或者查明有没有处罚依据。"
ONLY_CORRECTION = "按现有事实，没有规定给予行政处罚，只责令改正或者采取依法可以采取的措施。"

__all__ = [
    "NOT_LOADED",
    "ONLY_CORRECTION",
    "Choice",
    "Facts",
    "Reading",
    "UnknownViolation",
    "Version",
    "basis_of",
    "choice_without_facts",
    "choose_version",
    "described",
    "is_lighter",
    "item_of",
    "main_penalties",
    "penalties_of_others",
    "range_of",
    "read_version",
]


class UnknownViolation(LawError):
    """No violation of that id; names the nearest ones."""

    def __init__(self, violation_id: object) -> None:
        hint = nearest(str(violation_id), records("violations"))
        super().__init__("unknown_violation", f"没有编号为 {violation_id} 的违法行为。{hint}")


def item_of(violation_id: Any) -> Mapping[str, Any]:
    """Return the rule of a violation with all its versions. Raises: UnknownViolation."""
    items = records("violations")
    if not isinstance(violation_id, str) or violation_id not in items:
        raise UnknownViolation(violation_id)
    item: Mapping[str, Any] = items[violation_id]
    return item


@dataclass(frozen=True)
class Reading:
    """What one version says for the facts: one branch of its fine, or what is missing to choose.

    ``kind`` is fine, warning, none, another kind where no fine is provided for, or ``unknown`` where the provision is
    not loaded. ``range`` is the statute's range for the branch; ``amount`` only where nothing is left to choose;
    ``chosen`` is the penalty of the rulebook that was read.
    """

    kind: str
    range: Range | None = None
    amount: float | None = None
    missing: tuple[str, ...] = ()
    alternatives: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    trace: tuple[tuple[str, bool | None], ...] = ()
    chosen: Mapping[str, Any] | None = None

    @property
    def weight(self) -> tuple[float, float]:
        """What is compared to say which law is lighter: the maximum first, then the minimum."""
        return _weight_of(self.range)


@dataclass(frozen=True)
class Choice:
    """The version that applies, by two dates, with the reason and what other dates would bring."""

    version: Version
    reason: str
    missing: tuple[str, ...] = ()
    others: tuple[Version, ...] = field(default=())


def choose_version(
    item: Mapping[str, Any], violation_on: Period | None, decided_on: Period | None, facts: Facts
) -> Choice:
    """Return the text that applies: the one of the violation, unless the one of the decision is lighter.

    Args:
        item: a violation of the rulebook.
        violation_on: when it happened; None when unknown.
        decided_on: when it is decided; None when unknown.
        facts: they decide which branches of the two texts are compared.
    Raises: LawError ``no_rule_on_date``, ``dates_reversed``.
    Source: APL:37
    """
    versions: Sequence[Version] = item["versions"]
    if violation_on and decided_on and decided_on.last < violation_on.first:
        raise LawError("dates_reversed", f"决定日期{decided_on}早于违法行为发生日期{violation_on}，请核对。")
    current = _in_force(versions, decided_on)[-1:] if decided_on else [versions[-1]]
    if violation_on is None:
        chosen = (current or [versions[-1]])[0]
        others = _without(_begun(versions, decided_on), chosen)
        return Choice(chosen, "违法行为发生的日期不明，暂列现行规定。", ("violation_on",), others)
    older = _in_force(versions, violation_on)
    if not older:
        raise LawError(
            "no_rule_on_date",
            f"规则库里「{item['name_zh']}」最早的文本自{iso_zh(versions[0]['effective_from'])}起施行，"
            f"没有{violation_on}的规定，请载入当时的规定。",
        )
    if len(older) > 1:
        reason = f"违法行为发生在{violation_on}，其间规定有变动，需要具体日期。"
        return Choice(older[-1], reason, ("violation_on",), _without(older, older[-1]))
    return _by_decision(versions, older[0], decided_on, facts)


def choice_without_facts(
    item: Mapping[str, Any], violation_on: Period | None, decided_on: Period | None
) -> Choice | None:
    """Return the text that applies where no two texts have to be compared; None where the facts would decide.

    Raises: LawError as :func:`choose_version`.
    """
    versions: Sequence[Version] = item["versions"]
    older = _in_force(versions, violation_on) if violation_on else []
    if len(older) == 1:
        reached = _in_force(versions, decided_on) if decided_on else versions
        if any(version["effective_from"] > older[0]["effective_from"] for version in reached):
            return None
    return choose_version(item, violation_on, decided_on, {})


def _by_decision(versions: Sequence[Version], old: Version, decided_on: Period | None, facts: Facts) -> Choice:
    later = [version for version in versions if version["effective_from"] > old["effective_from"]]
    if decided_on is None:
        lighter = [version for version in later if is_lighter(version, old, facts)]
        missing = ("decided_on",) if lighter else ()
        return Choice(old, f"适用违法行为发生时的规定（{_span(old, decided_on)}）。", missing, tuple(lighter))
    newer = [version for version in _in_force(versions, decided_on) if version in later]
    lighter = [version for version in newer if is_lighter(version, old, facts)]
    if not newer:
        return Choice(old, f"适用违法行为发生时的规定（{_span(old, decided_on)}）。")
    if not lighter:
        reason = (
            f"作出决定时的规定并不更轻，适用违法行为发生时的规定（{_span(old, decided_on)}）（行政处罚法第三十七条）。"
        )
        return Choice(old, reason)
    if len(_in_force(versions, decided_on)) > 1:
        return Choice(old, "作出决定的期间内规定有变动，需要具体日期。", ("decided_on",), tuple(lighter))
    span = _span(lighter[-1], decided_on)
    return Choice(
        lighter[-1], f"作出决定时的规定（{span}）比违法行为发生时的更轻，适用新规定（行政处罚法第三十七条）。"
    )


def is_lighter(new: Version, old: Version, facts: Facts) -> bool:
    """Whether the newer text is lighter for these facts: a lower maximum, or the same maximum and a lower minimum."""
    return read_version(new, facts).weight < read_version(old, facts).weight


def read_version(version: Version, facts: Facts) -> Reading:
    """Return what a version says for the facts; never guesses a fact that is absent."""
    precondition = version.get("precondition")
    if precondition:
        truth = evaluate(precondition, facts)
        if truth.value is False:
            return Reading("none", notes=(f"{version['precondition_zh']}。",), trace=((precondition, False),))
        reading = _branches(version, facts)
        return _asking(reading, truth.missing) if truth.value is None else reading
    return _after_fine_precondition(version, facts)


def _after_fine_precondition(version: Version, facts: Facts) -> Reading:
    condition = version.get("fine_precondition")
    if not condition:
        return _branches(version, facts)
    truth = evaluate(condition, facts)
    if truth.value is False:
        notes = ("已经改正或者没有拒不改正，依法只责令改正，不罚款。",)
        return Reading("none", notes=notes, trace=((condition, False),))
    reading = _branches(version, facts)
    if truth.value is True:
        return reading
    return _asking(reading, truth.missing, {"kind": "none", "when": f"not ({condition})", "zh": "改正的，只责令改正"})


def _asking(reading: Reading, missing: tuple[str, ...], *alternatives: dict[str, Any]) -> Reading:
    """Return the reading with more facts to ask for; an amount is then not fixed."""
    return Reading(
        reading.kind,
        reading.range,
        None,
        tuple(dict.fromkeys((*missing, *reading.missing))),
        (*reading.alternatives, *alternatives),
        reading.notes,
        reading.trace,
        reading.chosen,
    )


def main_penalties(version: Version) -> list[Mapping[str, Any]]:
    """Return the alternative branches of the main penalty: fines, and warnings that stand in place of one."""
    branches = [each for each in version["penalties"] if each["kind"] in {"fine", "warning"}]
    return [each for each in branches if each["kind"] == "fine" or "when" in each]


def penalties_of_others(version: Version, facts: Facts) -> Iterator[Mapping[str, Any]]:
    """Yield what others bear beside the party: responsible persons, crew. Each of them is a party of a case of his own.

    A natural person is asked about as himself, so that conditions on the kind of party hold for him.
    """
    theirs = {**facts, "party_type": "natural_person"}
    for penalty in version["penalties"]:
        if penalty.get("beside") and ("when" not in penalty or evaluate(penalty["when"], theirs).value is not False):
            yield penalty


def _branches(version: Version, facts: Facts) -> Reading:
    if not version.get("penalty_loaded", True):
        return Reading("unknown", notes=(NOT_LOADED,))
    holding, unknown, missing, trace = _sorted_out(main_penalties(version), facts)
    if len(holding) == 1:
        return _read_branch(holding[0], facts, trace)
    if not holding and not unknown:
        return _without_fine(version, facts, trace)
    return _undecided(holding or unknown, facts, missing, trace)


Sorted = tuple[list[Mapping[str, Any]], list[Mapping[str, Any]], tuple[str, ...], tuple[tuple[str, bool | None], ...]]


def _sorted_out(penalties: Sequence[Mapping[str, Any]], facts: Facts) -> Sorted:
    """Return the penalties whose condition holds, those left open, the facts that would decide, and the trace."""
    holding, unknown, trace = [], [], []
    missing: dict[str, None] = {}
    for penalty in penalties:
        truth = evaluate(penalty["when"], facts) if "when" in penalty else Truth(True)
        if "when" in penalty:
            trace.append((penalty["when"], truth.value))
        if truth.value is True:
            holding.append(penalty)
        elif truth.value is None:
            unknown.append(penalty)
            missing.update(dict.fromkeys(truth.missing))
    return holding, unknown, tuple(missing), tuple(trace)


def _without_fine(version: Version, facts: Facts, trace: tuple[tuple[str, bool | None], ...]) -> Reading:
    """No fine is provided for these facts: another kind of penalty, or only the order to correct."""
    main = main_penalties(version)
    others = [
        each
        for each in version["penalties"]
        if each not in main and each["kind"] != "confiscate_illegal_gains" and not each.get("beside")
    ]
    holding, unknown, missing, more = _sorted_out(others, facts)
    trace = (*trace, *more)
    if holding:
        return Reading(holding[0]["kind"], trace=trace, chosen=holding[0])
    alternatives = tuple(described(each) for each in unknown)
    return Reading("none", missing=missing, alternatives=alternatives, notes=(ONLY_CORRECTION,), trace=trace)


def _read_branch(penalty: Mapping[str, Any], facts: Facts, trace: tuple[tuple[str, bool | None], ...]) -> Reading:
    if penalty["kind"] == "warning":
        return Reading("warning", trace=trace, chosen=penalty)
    notes = (f"{penalty['note']}。",) if "note" in penalty else ()
    limits, amount, missing = range_of(penalty, facts), amount_of(penalty, facts), inputs_of(penalty, facts)
    return Reading("fine", limits, amount, missing, notes=notes, trace=trace, chosen=penalty)


def _undecided(
    candidates: Sequence[Mapping[str, Any]],
    facts: Facts,
    missing: tuple[str, ...],
    trace: tuple[tuple[str, bool | None], ...],
) -> Reading:
    """Several branches are open: the lightest that can be told stands, the others are named."""
    fines = [each for each in candidates if each["kind"] == "fine"]
    told = [each for each in fines if not leaves_no_choice(each) and range_of(each, facts)]
    if not told:  # a formula with a warning below it: all that is certain is the ceiling
        ceilings = [limits.max_yuan for each in fines if (limits := range_of(each, facts))]
        bases = dict.fromkeys(key for each in fines for key in inputs_of(each, facts) if key not in COMPUTED)
        alternatives = tuple(described(each) for each in candidates)
        limits = Range(0, max(ceilings)) if ceilings else None
        return Reading("fine", limits, None, tuple(dict.fromkeys((*missing, *bases))), alternatives, trace=trace)
    lightest = min(told, key=lambda each: _weight_of(range_of(each, facts)))
    alternatives = tuple(described(each) for each in candidates if each is not lightest)
    limits = range_of(lightest, facts)
    return Reading("fine", limits, None, missing, alternatives, trace=trace, chosen=lightest)


def _weight_of(limits: Range | None) -> tuple[float, float]:
    return (limits.max_yuan, limits.min_yuan) if limits else (0, 0)


def basis_of(version: Version) -> tuple[str, ...]:
    """Return the citation ids an assessment under this version rests on."""
    cites = [each["cite"] if isinstance(each, Mapping) else each for each in version["penalty_provision"]]
    return tuple(version.get("basis") or cites)


def _in_force(versions: Sequence[Version], period: Period) -> list[Version]:
    return [each for each in versions if period.overlaps(each["effective_from"], each.get("effective_to"))]


def _begun(versions: Sequence[Version], decided_on: Period | None) -> Sequence[Version]:
    """Leave out what came into force after the decision: it could not be known then."""
    if decided_on is None:
        return versions
    return [each for each in versions if each["effective_from"] <= decided_on.last.isoformat()]


def _without(versions: Sequence[Version], chosen: Version) -> tuple[Version, ...]:
    return tuple(each for each in versions if each is not chosen)


def _span(version: Version, decided_on: Period | None) -> str:
    """Say from when to when a text holds; its end only where that was known on the day of the decision."""
    until = str(version.get("effective_to") or "")
    known = until and (decided_on is None or until <= decided_on.last.isoformat())
    return f"{version['source']}，自{iso_zh(version['effective_from'])}起" + (f"，至{iso_zh(until)}止" if known else "")
