"""Whether a draft may be put into force: what is missing, what the proof says, whether it leaves the layer above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.benchmarks import title_of
from hengtu.law.errors import LawError
from hengtu.law.proof import Proof, prove, version_for
from hengtu.law.rulebook import records
from hengtu.rulesets.drafting.content import Problem, day_of, head_problems, problem_in_words, rule_of, tiers_of
from hengtu.rulesets.layers import outside_the_upper, upper_table
from hengtu.rulesets.models import BenchmarkDraft

PROVING = "draft"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: a sentence, and the row it is about (from 0; None for the whole)."""

    message: str
    row: int | None = None
    anchor: str = ""


@dataclass(frozen=True)
class Checked:
    """What was found out about a draft. ``proof`` is None while rows mean nothing yet.

    ``conflicts``: rows that leave the table of the layer above, which is named in ``upper``.
    """

    problems: tuple[Finding, ...]
    proof: Proof | None
    conflicts: tuple[Finding, ...]
    upper: str
    rule: Mapping[str, Any]

    @property
    def is_proved(self) -> bool:
        """Whether the table itself is sound: only its head may still lack something."""
        return self.proof is not None and self.proof.sound and not self.conflicts


def check_table(draft: BenchmarkDraft, content: Mapping[str, Any], *, today: date) -> Checked:
    """Return what is wrong with the table of a draft, its head aside.

    Args:
        content: of the draft, perhaps not saved yet.
        today: the layer above is read as of the day of coming into force, or of today while there is none.
    """
    facts = records("facts")
    tiers, problems = tiers_of(content, facts)
    rule = rule_of(
        content,
        identity=PROVING,
        violation=draft.violation,
        division=draft.division,
        tiers=tiers,
        statute_from=draft.statute_from,
        **({"replaces": list(draft.replaces)} if draft.replaces else {}),
    )
    found = _findings(problems, content)
    if problems:
        return Checked(found, None, (), "", rule)
    version = version_for(rule)
    try:
        proof = prove(rule, version, vocabulary=facts)
    except LawError as error:
        return Checked((Finding(error.message),), None, (), "", rule)
    on = max(day_of(content.get("effective_from")) or today, today)
    upper = upper_table(draft.violation, draft.division, version, on)
    conflicts = (
        ()
        if upper is None
        else tuple(
            Finding(f"第 {row + 1} 行：{said}。", row, f"r{row}-min")
            for row, said in outside_the_upper(rule, upper, version)
        )
    )
    return Checked((), proof, conflicts, title_of(upper) if upper else "", rule)


def check_head(content: Mapping[str, Any], *, place: str, today: date) -> tuple[Finding, ...]:
    """Return what the head of a draft lacks; ``place``: the name of the layer, "" where it must be typed."""
    problems = list(head_problems(content, today))
    if not place and not str(content.get("place", "")).strip():
        problems.append(Problem(None, "place", "适用地方的名称没有填写，请写行政区划的名称"))
    return _findings(problems, content)


def said_of_proof(proof: Proof) -> list[Finding]:
    """Return every counter-example as a finding, linked to the first row it is about."""
    return [
        Finding(each.message, each.positions[0] if each.positions else None, _anchor(each.positions))
        for each in proof.counter_examples
    ]


def _anchor(positions: Sequence[int]) -> str:
    return f"r{positions[0]}-tier" if positions else "rows"


def _findings(problems: Sequence[Problem], content: Mapping[str, Any]) -> tuple[Finding, ...]:
    return tuple(Finding(problem_in_words(each, content), each.row, each.anchor) for each in problems)
