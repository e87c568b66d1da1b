"""The whole of ``law.discretion.assess`` for one item in one place, as SQL over columns of facts.

A plan is made from the rules alone, before any row is read: which texts and tables two dates select, what each text
and each table says, and in which order the steps decide. One CASE then gives each row the number of its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from hengtu.law import jurisdiction
from hengtu.law.benchmarks import Benchmark, Selection, select_from, tables_of
from hengtu.law.conditions import keys_of
from hengtu.law.discretion import OVERLIMIT, PERMIT_FACTS
from hengtu.law.first_offence import must_be_penalised
from hengtu.law.jurisdiction import Jurisdiction
from hengtu.law.periods import Period
from hengtu.law.rulebook import records
from hengtu.law.statute import Version, item_of
from hengtu.rulesets.columns import masses
from hengtu.rulesets.columns.amounts import ZERO, Amount, less, lighter, simplified_or
from hengtu.rulesets.columns.conditions import Bits, truth
from hengtu.rulesets.columns.leaves import Leaf, Leaves
from hengtu.rulesets.columns.readings import Reading, VersionReading
from hengtu.rulesets.columns.spans import UNDATED, Spans
from hengtu.rulesets.columns.sql import (
    Sql,
    all_of,
    any_of,
    bits,
    case,
    column,
    compare,
    is_false,
    is_null,
    is_true,
    literal,
    switch,
    within,
)
from hengtu.rulesets.columns.tiers import UNKNOWN, TierColumn, TierOutcome, outcome_of

NO_RULE, REVERSED, CONFLICT = "no_rule_on_date", "dates_reversed", "fact_conflict"


@dataclass(frozen=True)
class Text:
    """The version that applies: what dates are asked for, and whether other texts stand open beside it."""

    reading: VersionReading
    dates: tuple[str, ...] = ()
    has_others: bool = False


@dataclass(frozen=True, eq=False)
class Choice:
    """A text with its tables, for rows in which one of the ``lighter`` texts is lighter than the text ``than``."""

    lighter: tuple[str, ...]
    than: str
    text: Text
    selection: Selection
    is_strict: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two choices the same."""
        chosen = self.selection
        ids = tuple(each["id"] for each in (*chosen.lists, *([chosen.ladder] if chosen.ladder else [])))
        text = (self.text.reading.name, self.text.dates, self.text.has_others)
        return (self.lighter, self.than, text, ids, chosen.only_lighter, self.is_strict)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choice) and self.key == other.key


@dataclass
class Plan:
    """The columns, leaves and expressions for one item and a chain of divisions, nearest first.

    ``draft``: a benchmark that is tried in the place of the one its division has.
    """

    violation: str
    chain: tuple[str, ...]
    draft: Benchmark | None = None
    leaves: Leaves = field(default_factory=Leaves)
    asks: dict[str, Sql] = field(default_factory=dict)

    @classmethod
    def of(cls, violation: str, chain: Sequence[str], draft: Benchmark | None = None) -> Plan:
        """Return the plan of an item along a chain of divisions. Raises: UnknownViolation."""
        item_of(violation)
        return cls(violation, tuple(chain), draft=draft)

    @property
    def item(self) -> Mapping[str, Any]:
        """The rule of the violation."""
        return item_of(self.violation)

    @property
    def weighs(self) -> bool:
        """Whether limit and excess are computed from what was weighed."""
        return self.violation == "overlimit-mass"

    @property
    def computes(self) -> bool:
        """Whether any amount is computed from a fact."""
        return any(amount.inputs for rule in self._measured() for amount in rule if amount)

    @property
    def permits(self) -> bool:
        """Whether a permit can remove the violation."""
        return self.violation in OVERLIMIT

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every fact the plan reads, in the order of the vocabulary."""
        found = {key for condition in self.conditions() for key in keys_of(condition)}
        found |= {key for rule in self._measured() for amount in rule for key in (amount.inputs if amount else ())}
        found |= set(masses.KEYS) if self.weighs else set()
        found |= {"permit_held", *PERMIT_FACTS} if self.permits else set()
        return tuple(key for key in records("facts") if key in found)

    @cached_property
    def places(self) -> Bits:
        """A bit for each fact that can be asked for."""
        return Bits.of(frozenset(self.keys))

    @cached_property
    def spans(self) -> Spans:
        """The days between which nothing in the rules changes, nor which regions the place belongs to."""
        joined = (each for region in records("regions").values() for each in region["members"])
        members = [each for each in joined if each["division"] in self.chain]
        strict = [row for row in records("must_penalise").values() if self.violation in row["violations"]]
        return Spans.of([*self.item["versions"], *self.tables, *members, *strict])

    @cached_property
    def tables(self) -> tuple[Benchmark, ...]:
        """Every table that may count on some day, nearest layer first."""
        place = Jurisdiction("", self.chain)
        regions = [name for name, region in records("regions").items() if self._is_member(region)]
        return self._tables_in((*place.chain[:-1], *regions, *place.chain[-1:]))

    def _is_member(self, region: Mapping[str, Any]) -> bool:
        return any(each["division"] in self.chain for each in region["members"])

    def _tables_in(self, layers: Sequence[str]) -> tuple[Benchmark, ...]:
        """The tables of some layers, with the draft in the place of the one it would replace."""
        if self.draft is None:
            return tables_of(self.violation, layers)
        found: list[Benchmark] = []
        for code in layers:
            found += [self.draft] if code == self.draft["division"] else []
            found += [each for each in tables_of(self.violation, (code,)) if not _replaces(self.draft, each)]
        return tuple(found)

    @cached_property
    def readings(self) -> tuple[VersionReading, ...]:
        """What each version says, oldest first."""
        return tuple(VersionReading(version, self.places) for version in self.item["versions"])

    @cached_property
    def tier_columns(self) -> dict[tuple[str, bool], TierColumn]:
        """What each table says, by its id and by whether the path of a first offence is closed; filled when asked."""
        return {}

    def tier_column(self, table_id: str, *, is_strict: bool) -> TierColumn:
        """Return what a table says."""
        table = next(each for each in self.tables if each["id"] == table_id)
        return self.tier_columns.setdefault((table_id, is_strict), TierColumn(table, self.places, is_strict))

    @cached_property
    def flags(self) -> dict[str, Sql]:
        """Grounds of the penalty law (APL:30 to 33) that the row's facts meet; what is not known is not met."""
        exempting, lightening = [], []
        for rule in records("adjustments").values():
            if self.item["category"] not in rule.get("categories", (self.item["category"],)):
                continue
            grounds = [truth(ground["if"]) for ground in rule["when"]]
            if rule["result"] == "no_penalty" and rule["mandatory"]:
                exempting += grounds
            if rule["result"] == "lighten_or_mitigate":
                lightening += grounds
        return {"must_not_punish": is_true(any_of(exempting)), "is_mitigated": is_true(any_of(lightening))}

    @cached_property
    def answer(self) -> Sql:
        """The number of each row's leaf."""
        classes: dict[tuple[Choice, ...], list[int]] = {}
        for violation in self.spans.numbers():
            for decided in self.spans.numbers():
                choices = tuple(self._choices(violation, decided))
                classes.setdefault(choices, []).append(self.spans.pair(violation, decided))
        ordered = sorted(classes.items(), key=lambda pair: len(pair[1]))
        branches = [(within(column("span"), numbers), self._of(choices)) for choices, numbers in ordered[:-1]]
        reversed_ = compare(column("decided_on"), "<", column("violation_on"))
        errors = [(reversed_, self.leaves.number(Leaf("error", error=REVERSED)))]
        if self.weighs:
            errors.insert(0, (column("fact_conflict"), self.leaves.number(Leaf("error", error=CONFLICT))))
        return case([*errors, *branches], self._of(ordered[-1][0]))

    @cached_property
    def asked(self) -> Sql:
        """The facts each row still needs, as bits, by the group its leaf names."""
        assert self.answer is not None  # makes the leaves
        groups = [(compare(column("asks", "leaf"), "==", literal(name)), mask) for name, mask in self.asks.items()]
        return case(groups, literal(0))

    # --- which text ---------------------------------------------------------------------------------------------------

    def _of(self, choices: tuple[Choice, ...]) -> Sql:
        """Return the answer where these texts can apply, each with its own tables (APL:37)."""
        if not choices:
            return self.leaves.number(Leaf("error", error=NO_RULE))
        *others, last = ((self._test(each), self._by_text(each)) for each in choices)
        return case(others, last[1])

    def _test(self, choice: Choice) -> Sql:
        """Return whether a choice stands: where any of its texts is lighter than the one it is compared with."""
        by_name = {each.name: each for each in self.readings}
        against = by_name[choice.than]
        return simplified_or(*(by_name[name].is_lighter_than(against) for name in choice.lighter))

    def _choices(self, violation: int, decided: int) -> list[Choice]:
        """Return what two spans leave open; the last choice stands where no other does, none means no text.

        Of two spans the wrong way round nothing is left: such rows are sorted out before.
        """
        if UNDATED not in (violation, decided) and decided < violation:
            return []
        days = self.spans.period(violation), self.spans.period(decided)
        decisive = days[1] or days[0]
        layers = jurisdiction.layers(Jurisdiction("", self.chain), decisive.last if decisive else None)
        strict = decisive is not None and self._closes_first_offence(layers, decisive.last)
        found = []
        for lighter_ones, text, older in self._texts(*days):
            selection = select_from(self._tables_in(layers), text.reading.version, *days)
            found.append(Choice(lighter_ones, older, text, selection, strict))
        return found

    def _closes_first_offence(self, layers: Sequence[str], on: date) -> bool:
        """Whether a list of the place closes the discretionary path of a first offence on a day."""
        return must_be_penalised(layers=layers, violation=self.violation, on=on) is not None

    def _texts(self, on: Period | None, decided_on: Period | None) -> list[tuple[tuple[str, ...], Text, str]]:
        """Return the versions that can apply: which newer ones must be lighter for it, the version, the older one."""
        current = [each for each in self.readings if decided_on is None or _in_force(each.version, decided_on)]
        if on is None:
            chosen = current[-1] if current else self.readings[-1]
            begun = [each for each in self.readings if decided_on is None or _has_begun(each.version, decided_on)]
            others = any(each is not chosen for each in begun)
            return [((), Text(chosen, ("violation_on",), others), chosen.name)]
        older = next((each for each in self.readings if _in_force(each.version, on)), None)
        if older is None:
            return []
        newer = [each for each in current if each.version["effective_from"] > older.version["effective_from"]]
        names = tuple(each.name for each in newer)
        last = ((), Text(older), older.name)
        if decided_on is None:
            return [(names, Text(older, ("decided_on",), True), older.name), last] if newer else [last]
        return [*(((each.name,), Text(each), older.name) for each in newer), last]

    # --- what follows under a text ------------------------------------------------------------------------------------

    def _by_text(self, choice: Choice) -> Sql:
        readings = choice.text.reading.readings
        branches = [(number, _Steps(self, choice, reading).answer()) for number, reading in enumerate(readings)]
        if len(branches) == 1:
            return branches[0][1]
        return switch(column(choice.text.reading.name), branches[1:], branches[0][1])

    def group(self, name: str, masks: Sequence[Sql]) -> str:
        """Remember a group of facts to ask for and return its name."""
        self.asks.setdefault(name, bits(masks))
        return name

    def conditions(self) -> list[str]:
        """Return every condition that the rules of the plan put to a row."""
        grounds = [ground["if"] for rule in records("adjustments").values() for ground in rule["when"]]
        tiers = [tier["when"] for table in self.tables for tier in table["tiers"]]
        named = ("precondition", "fine_precondition")
        own = [version[name] for version in self.item["versions"] for name in named if version.get(name)]
        penalties = [each for version in self.item["versions"] for each in version["penalties"]]
        return [*grounds, *tiers, *own, *(each["when"] for each in penalties if "when" in each)]

    def _measured(self) -> list[tuple[Amount | None, ...]]:
        fines = [each for version in self.item["versions"] for each in version["penalties"] if each["kind"] == "fine"]
        outcomes = [outcome_of({"outcome": each}) for each in fines]
        outcomes += [outcome_of(tier) for table in self.tables for tier in table["tiers"]]
        return [(each.low, each.high, each.amount) for each in outcomes]


@dataclass(frozen=True)
class _Steps:
    """The steps under one text, for rows with one reading of it; each step is a CASE over the next."""

    plan: Plan
    choice: Choice
    reading: Reading

    @property
    def text(self) -> Text:
        """The version, with the dates that are asked for."""
        return self.choice.text

    @property
    def selection(self) -> Selection:
        """The tables that may be used with it."""
        return self.choice.selection

    def answer(self) -> Sql:
        """Return the number of the leaf."""
        if self.reading.kind == "none":
            return self._nothing()
        branches = []
        if self.plan.permits:
            branches.append((_permitted(), self._leaf("none", "none", amount=ZERO)))
        branches.append((column("must_not_punish"), self._exempted(None)))
        return case(branches, self._by_lists(0))

    def _nothing(self) -> Sql:
        """Nothing is provided for these facts, or not before more of them are known."""
        if not self.reading.is_missing:
            return self._leaf("none", "none", amount=ZERO)
        asks = self._ask_for("own", reading=True)
        return self._leaf("missing", "none", amount=ZERO, asks=asks)

    def _by_lists(self, place: int) -> Sql:
        if place == len(self.selection.lists):
            return self._by_ladder()
        tiers = self._tiers(self.selection.lists[place])
        exempted = within(column(tiers.name), tiers.exempting) if tiers.exempting else literal(False)
        return case([(exempted, self._exempted(tiers.table))], self._by_lists(place + 1))

    def _by_ladder(self) -> Sql:
        asked = self._asked_before()
        if self.selection.ladder is None:
            return case([(asked, self._by_statute("statute", asked=True))], self._by_statute("statute"))
        tiers = self._tiers(self.selection.ladder)
        unknown = simplified_or(asked, tiers.met(UNKNOWN))
        met = [(number, self._by_tier(tiers, tier)) for number, tier in tiers.tiers]
        gap = self._local_gap(tiers) if tiers.is_local else self._by_statute("gap", table=tiers.table)
        return case(
            [(unknown, self._by_statute("gap", asked=True, table=tiers.table))], switch(column(tiers.name), met, gap)
        )

    def _by_tier(self, tiers: TierColumn, tier: Mapping[str, Any]) -> Sql:
        outcome = outcome_of(tier)
        if tier["tier"] == "不予处罚" or outcome.kind == "none":
            return self._exempted(tiers.table)
        follows = self._tier_leaf(tiers.table, tier)
        refused = self._refusal(tiers, tier)
        steps = [(refused, self._by_statute("refused"))]
        if outcome.inputs:
            untold = any_of([is_null(column(key)) for key in outcome.inputs])
            steps.insert(0, (untold, self._by_statute("statute", needs=outcome.inputs)))
        return case(steps, follows)

    def _tier_leaf(self, table: Benchmark, tier: Mapping[str, Any]) -> Sql:
        outcome, low = outcome_of(tier), self.reading.statutory[0]
        if outcome.kind == "mitigate":
            return self._fined("decided", ZERO, low, None, tier=tier["tier"], table=table)
        if outcome.kind != "fine":
            return self._leaf("decided", outcome.kind, tier=tier["tier"], table=table, amount=ZERO)
        assert outcome.low is not None
        assert outcome.high is not None
        return self._fined("decided", outcome.low, outcome.high, outcome.amount, tier=tier["tier"], table=table)

    def _refusal(self, tiers: TierColumn, tier: Mapping[str, Any]) -> Sql:
        """Whether the tier lies outside the chosen text, or is newer than the violation and not lighter."""
        outcome, late = outcome_of(tier), tiers.table["id"] in self.selection.only_lighter
        if outcome.low is None or outcome.high is None or tiers.is_local:
            return self._local_refusal(outcome, late)
        low, high = self.reading.statutory
        outside = [less(outcome.low, low), less(high, outcome.high)]
        return simplified_or(*outside, *([lighter((high, low), (outcome.high, outcome.low))] if late else []))

    def _local_refusal(self, outcome: TierOutcome, late: bool) -> Sql:
        """A local statute stays under the national maximum (APL:12p2); a later one only lightens (APL:37)."""
        tests = [less(self.reading.amount or ZERO, outcome.amount or ZERO)] if late else []
        if self.reading.high is not None:
            tests.append(less(self.reading.high, outcome.high or ZERO))
        return simplified_or(*tests)

    # --- outcomes -----------------------------------------------------------------------------------------------------

    def _by_statute(
        self, state: str, *, asked: bool = False, table: Benchmark | None = None, needs: Sequence[str] = ()
    ) -> Sql:
        """The statute's own range stands. ``asked``: something of the earlier steps is missing for these rows."""
        is_missing = asked or bool(needs) or self.reading.is_missing
        asks = ""
        if is_missing:
            asks = self._ask_for("all" if asked else "own", reading=True, earlier=asked, table=table, needs=needs)
        state = "missing" if is_missing else state
        if self.reading.kind != "fine":
            amount = None if self.reading.kind == "unknown" else ZERO
            return self._leaf(state, self.reading.kind, table=table, amount=amount, asks=asks)
        low, high = self.reading.statutory
        # where only dates are asked for, the amount of a formula stands; whether only dates are is known per row
        amount = None if self.text.has_others or needs else self.reading.amount
        without = self._fined(state, low, high, None, table=table, asks=asks)
        if amount is None or not asked:
            return without if amount is None else self._fined(state, low, high, amount, table=table, asks=asks)
        told = self._fined(state, low, high, amount, table=table, asks=asks)
        return case([(self._facts_asked(table), without)], told)

    def _local_gap(self, tiers: TierColumn) -> Sql:
        """A local statute displaces the national formula, but its text for these facts is not loaded."""
        if self.reading.kind != "fine":
            return self._leaf("gap", self.reading.kind, table=tiers.table, amount=ZERO)
        ceiling = self.reading.amount or self.reading.statutory[1]
        return self._fined("gap", ZERO, ceiling, None, table=tiers.table)

    def _fined(
        self,
        state: str,
        low: Amount,
        high: Amount,
        amount: Amount | None,
        *,
        tier: str | None = None,
        table: Benchmark | None = None,
        asks: str = "",
    ) -> Sql:
        """A fine; a ground to mitigate opens a computed amount below."""
        if amount is None:
            return self._leaf(state, "fine", low, high, None, tier=tier, table=table, asks=asks)
        told = self._leaf(state, "fine", amount, amount, amount, tier=tier, table=table, asks=asks)
        opened = self._leaf(state, "fine", ZERO, amount, None, tier=tier, table=table, asks=asks)
        return case([(column("is_mitigated"), opened)], told)

    def _exempted(self, table: Benchmark | None) -> Sql:
        """Not punished; where a date is missing the tier is left open."""
        if not self.text.dates:
            return self._leaf("decided", "none", tier="不予处罚", table=table, amount=ZERO)
        asks = self.plan.group("dates " + ",".join(self.text.dates), [self._dates()])
        return self._leaf("missing", "none", table=table, amount=ZERO, asks=asks)

    def _leaf(
        self,
        state: str,
        kind: str,
        low: Amount = ZERO,
        high: Amount = ZERO,
        amount: Amount | None = None,
        *,
        tier: str | None = None,
        table: Benchmark | None = None,
        asks: str = "",
    ) -> Sql:
        leaf = Leaf(
            state=state,
            kind=kind,
            tier=tier,
            benchmark=table["id"] if table else None,
            statute_from=self.text.reading.version["effective_from"],
            min_yuan=low,
            max_yuan=high,
            amount_yuan=amount,
            statutory_min_yuan=self.reading.low,
            statutory_max_yuan=self.reading.high,
            asks=asks,
        )
        return self.plan.leaves.number(leaf)

    # --- what is missing ----------------------------------------------------------------------------------------------

    def _asked_before(self) -> Sql:
        """Whether dates, a permit or an exemption list leave something to ask."""
        tests = [self._tiers(each).met(UNKNOWN) for each in self.selection.lists]
        tests += [_permit_open()] if self.plan.permits else []
        return literal(True) if self.text.dates else simplified_or(*tests)

    def _facts_asked(self, table: Benchmark | None) -> Sql:
        """Whether a fact, not only a date, is asked for by the earlier steps or the table."""
        tables = [*self.selection.lists, *([table] if table else [])]
        tests = [self._tiers(each).met(UNKNOWN) for each in tables]
        return simplified_or(*tests, *([_permit_open()] if self.plan.permits else []))

    def _ask_for(
        self,
        name: str,
        *,
        reading: bool,
        earlier: bool = False,
        table: Benchmark | None = None,
        needs: Sequence[str] = (),
    ) -> str:
        """Name the group of facts a leaf asks for and keep what it consists of."""
        masks: list[Sql] = [self.text.reading.mask] if reading else []
        tables = [*self.selection.lists, *([table] if table else [])] if earlier else []
        tiers = [self._tiers(each) for each in tables]
        masks += [each.mask for each in tiers]
        if earlier:
            masks += [self._dates(), *([_permit_mask(self.plan.places)] if self.plan.permits else [])]
        masks += [case([(is_null(column(key)), literal(self.plan.places.mask(key)))], literal(0)) for key in needs]
        ids = ",".join((self.text.reading.name, *self.text.dates, *(each.name for each in tiers), *needs))
        return self.plan.group(f"{name} {ids}", masks)

    def _dates(self) -> Sql:
        return literal(self.plan.places.mask(*self.text.dates))

    def _tiers(self, table: Benchmark) -> TierColumn:
        return self.plan.tier_column(table["id"], is_strict=self.choice.is_strict)


def _in_force(version: Version, period: Any) -> bool:
    return bool(period.overlaps(version["effective_from"], version.get("effective_to")))


def _has_begun(version: Version, period: Period) -> bool:
    """Whether a text was known by the last day of a period."""
    return bool(version["effective_from"] <= period.last.isoformat())


def _replaces(draft: Benchmark, table: Benchmark) -> bool:
    """Whether a draft would take the place of a table: same division, same text, both lists or both ladders."""
    lists = [each["role"] == "exemption_list" for each in (draft, table)]
    same = all(draft[name] == table[name] for name in ("division", "statute_from"))
    return lists[0] == lists[1] and same


def _permitted() -> Sql:
    """A permit that matches load, route and time removes the violation."""
    return is_true(all_of([column("permit_held"), *(column(key) for key in PERMIT_FACTS)]))


def _permit_open() -> Sql:
    """A permit is held, nothing contradicts it, and not everything about it is known."""
    contradicted = any_of([is_false(column(key)) for key in PERMIT_FACTS])
    unknown = any_of([is_null(column(key)) for key in PERMIT_FACTS])
    return all_of([is_true(column("permit_held")), unknown, compare(contradicted, "==", literal(False))])


def _permit_mask(places: Bits) -> Sql:
    parts = [case([(is_null(column(key)), literal(places.mask(key)))], literal(0)) for key in PERMIT_FACTS]
    return case([(_permit_open(), bits(parts))], literal(0))
