"""From facts to an amount: the text that applies, the tier of the benchmark, exemptions, and what must still be asked.

Order: which text (two dates), what it says for the facts, permit, grounds not to punish, the benchmark of the place,
grounds to lighten, confiscation. A fact that would decide is never guessed; doubt never works against the party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from hengtu.law import benchmarks, facts, jurisdiction
from hengtu.law.alike import Lines, conditions_of, lines_of
from hengtu.law.assessment import Assessment, Exemption
from hengtu.law.citations import cite
from hengtu.law.conditions import evaluate, keys_of
from hengtu.law.errors import LawError, nearest
from hengtu.law.first_offence import must_be_penalised
from hengtu.law.jurisdiction import Jurisdiction
from hengtu.law.mass_limits import MassLimit, limit_of
from hengtu.law.measures import described
from hengtu.law.money import yuan, yuan_zh
from hengtu.law.outcome import Outcome, Range
from hengtu.law.periods import Period, read_period
from hengtu.law.rulebook import records, rule_cache, version_of
from hengtu.law.statute import (
    Choice,
    UnknownViolation,
    basis_of,
    choice_without_facts,
    choose_version,
    item_of,
    main_penalties,
    penalties_of_others,
    read_version,
)
from hengtu.law.violations import Violation, violation, violation_of

__all__ = ["Assessment", "Exemption", "UnknownViolation", "Violation", "assess", "violation"]

# ``benchmark`` names one table, as an example or a draft is named; without it the place decides.
QUESTION = ("violation", "jurisdiction", "party_type", "violation_on", "decided_on", "facts", "benchmark")
QUESTION_KEYS = frozenset(QUESTION)
OVERLIMIT = frozenset({"overlimit-mass", "overlimit-dimension"})
HISTORY = frozenset({"first_offence", "prior_violations_within_180d", "prior_violations_within_1y", "nth_time_caught"})
WEIGH_ZH = "从轻、减轻情节与从重情节并存：综合裁量并说明理由，没有互相抵销的算法。"
PERMIT_FACTS = ("permit_matches", "on_permitted_route_time")


def assess(question: Mapping[str, Any]) -> Assessment:
    """Answer one question of the contract's ``law assess``.

    Args:
        question: ``violation``, ``jurisdiction``, ``party_type``, ``violation_on``, ``decided_on``, ``facts``; dates
            may be days, months, years or unknown; money in yuan, mass in kg, length in m.
    Returns: the assessment; ``missing_facts`` non-empty means the tier is open and the lighter reading stands.
    Raises: LawError with a stable code for a question that cannot be answered as put.
    Source: APL:28p2, APL:30 to 34, APL:37; each rule cites its own.
    """
    _refuse_unknown_keys(question)
    frame = _frame_of(question)
    told: Any = question.get("facts")
    party_type = question.get("party_type")
    number = frame.lines.number(told, party_type) if question.get("benchmark") is None else None
    if number is None:
        return _Assessor(question, frame).assessment()
    kept = _kept(frame.kin, number)
    if not kept:
        kept.append(_Assessor(question, frame).assessment())
    known = {key: value for key, value in told.items() if value is not None}
    return kept[0].about(known if party_type is None else {**known, "party_type": party_type})


@dataclass(frozen=True, eq=False)
class _Frame:
    """What of a question does not depend on its facts: batches and pages ask again and again within the same frame.

    ``choice`` is None where texts must be compared by the facts, or where no text can be told. ``layers`` are those of
    the day of the decision, else of the violation. ``strict``: the list of the place that closes the discretionary
    first-offence path; without a day none is known.
    """

    item: Mapping[str, Any]
    place: Jurisdiction
    violation_on: Period | None
    decided_on: Period | None
    choice: Choice | None
    layers: tuple[str, ...]
    strict: Mapping[str, Any] | None
    selections: dict[str, benchmarks.Selection] = field(default_factory=dict)

    @cached_property
    def kin(self) -> object:
        """The same object for frames that differ in their days alone, in nothing that an answer says or rests on."""
        if self.choice is None:
            return self
        choice, selected = self.choice, self.selection(self.choice.version)
        tables = [table for table in (selected.ladder, *selected.lists) if table]
        texts = [(id(each), _ended(each, self.decided_on)) for each in (choice.version, *choice.others)]
        rules = [(each["id"], id(each["tiers"]), each.get("effective_to")) for each in tables]
        read = (self.item["id"], self.place, self.layers, self.strict["source"] if self.strict else None)
        said = (choice.reason, choice.missing, selected.refused, selected.only_lighter, selected.ladder is None)
        return _kin((*read, *said, *texts, *rules))

    @cached_property
    def lines(self) -> Lines:
        """The lines that every condition within the frame draws through the facts."""
        versions = [self.choice.version] if self.choice else self.item["versions"]
        selected = [self.selection(version) for version in versions]
        tables = [table for each in selected for table in (each.ladder, *each.lists)]
        grounds = [ground for _, ground, _ in _grounds()]
        return lines_of(tuple(conditions_of([versions, tables, grounds])))

    def selection(self, version: Mapping[str, Any]) -> benchmarks.Selection:
        """The tables of the place that may be used with a version, looked up once."""
        found = self.selections.get(version["effective_from"])
        if found is None:
            tables = benchmarks.tables_of(self.item["id"], self.layers)
            found = benchmarks.select_from(tables, version, self.violation_on, self.decided_on)
            self.selections[version["effective_from"]] = found
        return found


def _frame_of(question: Mapping[str, Any]) -> _Frame:
    """Return the frame of a question; values of any other type than these are read anew, so that none is mistaken."""
    asked = [question.get(name) for name in ("violation", "jurisdiction", "violation_on", "decided_on")]
    if all(type(each) is str or each is None or type(each) is date for each in asked):
        return _frame(*asked)
    return _read_frame(*asked)


def _read_frame(violation_id: Any, place: Any, violation_on: Any, decided_on: Any) -> _Frame:
    item = item_of(violation_id)
    resolved = jurisdiction.resolve(place or "")
    on, decided = read_period(violation_on, "violation_on"), read_period(decided_on, "decided_on")
    decisive = decided or on
    day = decisive.last if decisive else None
    return _Frame(
        item=item,
        place=resolved,
        violation_on=on,
        decided_on=decided,
        choice=_choice_or_none(item, on, decided),
        layers=(layers := jurisdiction.layers(resolved, day)),
        strict=must_be_penalised(layers=layers, violation=item["id"], on=day) if day else None,
    )


def _choice_or_none(item: Mapping[str, Any], on: Period | None, decided: Period | None) -> Choice | None:
    try:
        return choice_without_facts(item, on, decided)
    except LawError:  # said again once the facts are checked, in its turn
        return None


_frame = rule_cache(_read_frame)


@rule_cache
def _kin(read: tuple[Any, ...]) -> object:
    """One object for everything that answers within a frame are read from."""
    return object()


@rule_cache
def _kept(kin: object, number: int) -> list[Assessment]:
    """Where the answer to all questions of one number is kept; empty until the first of them is answered."""
    return []


class _Assessor:
    """One assessment, step by step; every step may add an explanation, an article, a missing fact, an alternative."""

    def __init__(self, question: Mapping[str, Any], frame: _Frame) -> None:
        self.frame = frame
        self.item, self.place = frame.item, frame.place
        self.violation_on, self.decided_on = frame.violation_on, frame.decided_on
        self.named = question.get("benchmark")
        known = facts.checked(question.get("facts"), question.get("party_type"))
        self.limit: MassLimit | None = limit_of(known) if self.item["id"] == "overlimit-mass" else None
        self.facts = facts.with_excess(known, self.limit.limit_kg) if self.limit else known
        self.choice = frame.choice or choose_version(self.item, self.violation_on, self.decided_on, self.facts)
        self.version = self.choice.version
        self.reading = read_version(self.version, self.facts)
        self.explanation: list[str] = [self.choice.reason, *self.reading.notes]
        self.basis: list[str] = [*basis_of(self.version)]
        self.alternatives: list[Mapping[str, Any]] = [*self._older_texts(), *self.reading.alternatives]
        self.trace = list(self.reading.trace)
        pinned = version_of("violations", self.item["id"], self.version["effective_from"])
        self.rules = {f"violations/{self.item['id']}": pinned}
        if self.limit:
            self.rules |= {f"mass_limits/{rule}": version_of("mass_limits", rule) for rule in self.limit.rules}
        self.exemption: Exemption | None = None
        self.benchmark: Mapping[str, Any] | None = None
        self.adjustments: list[Mapping[str, Any]] = []
        self.mitigated = False
        self.plus: tuple[Mapping[str, Any], ...] = ()
        self.strict = frame.strict

    def assessment(self) -> Assessment:
        """Run the steps and put the answer together."""
        self._weigh_grounds()
        if self.reading.kind == "none":
            return self._finish(None, Outcome("none", amount_yuan=0, may_be_punished=False), self.reading.missing)
        permit_missing = self._permit()
        if permit_missing is None:
            return self._finish(None, Outcome("none", amount_yuan=0, may_be_punished=False), ())
        if self.exemption and self.exemption.mandatory:
            return self._finish("不予处罚", self._unpunished(may=False), self.choice.missing)
        return self._by_benchmark((*self.choice.missing, *permit_missing))

    # --- grounds of the penalty law ---------------------------------------------------------------------------------

    def _weigh_grounds(self) -> None:
        """Take known grounds not to punish, to lighten, to aggravate; none is asked for here (APL:30 to 33)."""
        if _keys_of_grounds().isdisjoint(self.facts):
            return
        for rule, ground, keys in _grounds():
            if self.item["category"] not in rule.get("categories", (self.item["category"],)):
                continue
            if not keys.isdisjoint(self.facts) and evaluate(ground["if"], self.facts).value is True:
                self._take_ground(rule, ground["zh"])
        results = {each["result"] for each in self.adjustments}
        if {"lighten_or_mitigate", "aggravate"} <= results:
            self.adjustments.append({"result": "weigh", "zh": WEIGH_ZH, "mandatory": True})
            self.explanation.append(WEIGH_ZH)

    def _take_ground(self, rule: Mapping[str, Any], zh: str) -> None:
        self.rules[f"adjustments/{rule['id']}"] = version_of("adjustments", rule["id"])
        if self.reading.kind == "none":
            return
        if rule["result"] == "no_penalty" and not rule["mandatory"] and self.strict:
            self._add_note(f"{zh}，但是本项列入{self.strict['source']}，不适用裁量性的首违不罚。")
            return
        self.adjustments.append({"result": rule["result"], "zh": f"{zh}：{rule['zh']}", "mandatory": rule["mandatory"]})
        self.explanation.append(f"{zh}，{rule['zh']}（{'、'.join(map(cite, rule['basis']))}）。")
        self._add_basis(rule["basis"])
        if rule["result"] == "lighten_or_mitigate":
            self.mitigated = True
        if rule["result"] == "no_penalty" and (self.exemption is None or rule["mandatory"]):
            item = cite(rule["basis"][-1])
            self.exemption = Exemption(item, "行政处罚法", rule["mandatory"], tuple(rule["basis"]), zh)
            if not rule["mandatory"]:
                self.alternatives.append({"kind": "none", "zh": rule["zh"], "basis": list(rule["basis"])})

    def _add_note(self, said: str) -> None:
        if said not in self.explanation:
            self.explanation.append(said)

    def _permit(self) -> tuple[str, ...] | None:
        """Return what is missing about a permit; None when a matching permit removes the violation."""
        if self.item["id"] not in OVERLIMIT or self.facts.get("permit_held") is not True:
            return ()
        missing = tuple(key for key in PERMIT_FACTS if key not in self.facts)
        if any(self.facts.get(key) is False for key in PERMIT_FACTS):
            self.explanation.append("持有超限运输车辆通行证，但是装载、路线或者时间与通行证不符，按违法超限运输处理。")
            return ()
        if missing:
            return missing
        self.explanation.append("持有超限运输车辆通行证，装载、路线和时间都与通行证相符，不构成违法超限运输。")
        return None

    # --- benchmark --------------------------------------------------------------------------------------------------

    def _by_benchmark(self, missing: tuple[str, ...]) -> Assessment:
        selection = self._selection()
        self.explanation += selection.refused
        asked = dict.fromkeys(missing)
        for table in selection.lists:
            match = self._match(table)
            if match.tier is not None and self.strict and is_first_offence_path(match.tier):
                self._add_note(f"{benchmarks.title_of(table)}不适用：本项列入{self.strict['source']}。")
                continue
            if match.tier is not None:
                return self._exempted(table, match.tier)
            asked.update(dict.fromkeys(match.missing))
            self.alternatives += match.alternatives
        if selection.ladder is None:
            self.explanation.append(f"{self.place.name}没有载入现行有效的裁量基准，按法定幅度处理，并说明理由。")
            return self._by_statute(tuple(asked))
        late = selection.ladder["id"] in selection.only_lighter
        return self._by_ladder(selection.ladder, tuple(asked), late)

    def _selection(self) -> benchmarks.Selection:
        if self.named is None:
            return self.frame.selection(self.version)
        found = benchmarks.named(self.item["id"], self.named)
        self.explanation.append(f"按问题指名的{benchmarks.title_of(found[0])}计算，是不是本地的规则由使用者负责。")
        return benchmarks.select_from(found, self.version, self.violation_on, self.decided_on)

    def _match(self, table: Mapping[str, Any]) -> benchmarks.Match:
        closed = self.strict and table["role"] != "exemption_list"
        tiers = [each for each in table["tiers"] if not (closed and is_first_offence_path(each))]
        match = benchmarks.match_tier(tiers, self.facts)
        self.trace += match.trace
        self.rules[f"benchmarks/{table['id']}"] = version_of("benchmarks", table["id"])
        return match

    def _exempted(self, table: Mapping[str, Any], tier: Mapping[str, Any]) -> Assessment:
        place, document = jurisdiction.name_of(table["division"]), table["document"]
        item = f"{place} {tier['item']}" if "item" in tier else f"{place}《{document['name']}》"
        self.exemption = Exemption(item, document["name"], not tier.get("may", False), ("APL:33p1",), tier["when"])
        self.benchmark = _described_benchmark(table)
        self._add_basis(("APL:33p1",))
        self.explanation.append(
            f"符合{benchmarks.title_of(table)}不予处罚的条件，可以不予处罚；应当教育当事人并责令改正。"
        )
        return self._finish("不予处罚", self._unpunished(may=tier.get("may", False)), self.choice.missing)

    def _by_ladder(self, table: Mapping[str, Any], asked: tuple[str, ...], late: bool) -> Assessment:
        match = self._match(table)
        missing = tuple(dict.fromkeys((*asked, *match.missing)))
        self.explanation += match.notes
        if match.tier is None or missing:
            self.benchmark = _described_benchmark(table)
            self.alternatives += _new(match.alternatives, self.alternatives)
            return self._by_local_gap() if match.gap and _is_local(table) and not missing else self._by_statute(missing)
        if match.tier["tier"] == "不予处罚" or match.tier["outcome"]["kind"] == "none":
            return self._exempted(table, match.tier)
        self.alternatives += match.alternatives
        return self._by_tier(table, match.tier, late)

    def _by_tier(self, table: Mapping[str, Any], tier: Mapping[str, Any], late: bool) -> Assessment:
        found = benchmarks.tier_range(tier["outcome"], self.facts)
        title = benchmarks.title_of(table)
        if found.missing:
            return self._by_statute(found.missing)
        if refusal := self._tier_refusal(table, found, late):
            self.explanation.append(f"{title}「{tier['tier']}」档不适用：{refusal}。")
            return self._by_statute(())
        self.benchmark = _described_benchmark(table)
        self.explanation.append(f"按{title}属于「{tier['tier']}」档次。")
        if "cite" in table["document"]:
            self._add_basis((table["document"]["cite"],))
        self.plus = tuple(tier["outcome"].get("plus", ()))
        if found.kind == "warning":
            return self._finish(tier["tier"], self._other("warning"), ())
        if found.kind == "mitigate":
            return self._finish(tier["tier"], self._fined(Range(0, self._statutory().min_yuan), None, floor=0), ())
        assert found.range is not None
        return self._finish(tier["tier"], self._fined(found.range, found.amount), ())

    def _tier_refusal(self, table: Mapping[str, Any], found: benchmarks.TierRange, late: bool) -> str | None:
        if found.range is None or _is_local(table):
            return self._local_refusal(found, late)
        statutory = self._statutory()
        if found.range.min_yuan < statutory.min_yuan or found.range.max_yuan > statutory.max_yuan:
            return f"{found.range} 超出现行法定幅度 {statutory}"
        weight = (found.range.max_yuan, found.range.min_yuan)
        return "施行晚于违法行为，而且并不更轻" if late and weight > self.reading.weight else None

    def _local_refusal(self, found: benchmarks.TierRange, late: bool) -> str | None:
        """A local statute stays under the national maximum (APL:12p2); a later one only lightens (APL:37)."""
        known, ceiling = self.reading.range, (found.range.max_yuan if found.range else 0)
        if known is not None and ceiling > known.max_yuan:
            return f"最高 {yuan_zh(ceiling)}，超出法律、行政法规规定的 {known}（行政处罚法第十二条第二款）"
        heavier = (found.amount or 0) > (self.reading.amount or 0)
        return "施行晚于违法行为，而且并不更轻" if late and heavier else None

    # --- outcomes ---------------------------------------------------------------------------------------------------

    def _by_statute(self, missing: tuple[str, ...]) -> Assessment:
        """No tier decides: the statute's own range stands, and what is missing is named."""
        every = tuple(dict.fromkeys((*self._computable(self.reading.missing), *self._computable(missing))))
        if self.reading.kind == "unknown":
            return self._finish(None, Outcome("unknown", amount_yuan=None, may_be_punished=False), every)
        if self.reading.kind != "fine":
            self._say_who_decides()
            return self._finish(None, self._other(self.reading.kind), every)
        undated = set(every) <= {"violation_on", "decided_on"} and not self.choice.others
        amount = self.reading.amount if undated else None
        return self._finish(None, self._fined(self._statutory(), amount), every)

    def _by_local_gap(self) -> Assessment:
        """A local statute displaces the national formula, but its text for these facts is not loaded."""
        self.explanation.append("本地法规另有规定，但这一段的文本没有载入；不高于全国规定的结果，请核对本地法规原文。")
        if self.reading.kind != "fine":
            return self._finish(None, self._other(self.reading.kind), ())
        ceiling = self.reading.amount if self.reading.amount is not None else self._statutory().max_yuan
        return self._finish(None, self._fined(Range(0, ceiling), None, floor=0), ())

    def _computable(self, missing: Sequence[str]) -> tuple[str, ...]:
        """Name what was not weighed or counted instead of a figure that is computed from it."""
        if self.limit is None or not {"excess_kg", "excess_ratio", "mass_limit_kg"} & set(missing):
            return tuple(missing)
        inputs = ("vehicle_form", "axle_count", "gross_mass_kg", "tractor_single_drive_axle")
        if not any(key in self.facts for key in inputs):
            return tuple(dict.fromkeys("excess_kg" if key == "excess_ratio" else key for key in missing))
        needed = [*self.limit.missing] if "mass_limit_kg" not in self.facts else []
        needed += ["gross_mass_kg"] if "gross_mass_kg" not in self.facts and "excess_kg" not in self.facts else []
        others = [key for key in missing if key not in facts.COMPUTED]
        return tuple(dict.fromkeys((*needed, *others)))

    def _statutory(self) -> Range:
        return self.reading.range or Range(0, 0)

    def _fined(self, limits: Range, amount: float | None, floor: float | None = None) -> Outcome:
        statutory = self._statutory()
        lowest = min(statutory.min_yuan, limits.min_yuan) if floor is None else floor
        lawful = Range(0 if self.mitigated else lowest, max(statutory.max_yuan, limits.max_yuan))
        if self.mitigated:
            self.alternatives.append({"kind": "mitigate", "min_yuan": 0, "max_yuan": yuan(statutory.min_yuan)})
        if amount is not None and not self.mitigated:
            return Outcome("fine", amount, amount, amount, self._also(), Range(amount, amount))
        ceiling = limits.max_yuan if amount is None else amount
        lowest = 0 if amount is not None else limits.min_yuan
        return Outcome("fine", lowest, ceiling, None, self._also(), lawful)

    def _say_who_decides(self) -> None:
        """Certificates are revoked by whoever issued them; the agency that found the violation proposes it."""
        chosen = self.reading.chosen or {}
        if "enforcer" in chosen:
            self._add_note(f"{chosen.get('zh', '这种处罚')}由{chosen['enforcer']}决定，办案机关提出建议并移送材料。")

    def _other(self, kind: str) -> Outcome:
        """A warning or another kind without a fine."""
        return Outcome(kind, amount_yuan=0, also=self._also())

    def _unpunished(self, *, may: bool) -> Outcome:
        """Not punished; gains still go. Where the ground only permits it, what the statute provides stays lawful."""
        every = self._also()
        also = tuple(each for each in every if each["kind"] == "confiscate_illegal_gains")
        kinds = frozenset(str(each["kind"]) for each in every) | {self.reading.kind} if may else frozenset()
        lawful = self.reading.range if may else None
        return Outcome("none", amount_yuan=0, also=also, lawful=lawful, may_be_punished=may, other_kinds=kinds)

    def _also(self) -> tuple[Mapping[str, Any], ...]:
        main = main_penalties(self.version)
        found: list[Mapping[str, Any]] = []
        for penalty in (*self.version["penalties"], *self.plus):
            if penalty in main or penalty is self.reading.chosen or penalty.get("beside"):
                continue
            if penalty["kind"] == "confiscate_illegal_gains":
                continue
            if "when" not in penalty or evaluate(penalty["when"], self.facts).value is True:
                found.append(_accompanying(penalty))
        gains = self._confiscation()
        return (*found, gains) if gains else tuple(found)

    def _confiscation(self) -> Mapping[str, Any] | None:
        """Illegal gains are confiscated whether or not the item says so (APL:28p2); a fare is evidence of them."""
        gains, fare = self.facts.get("illegal_gains"), self.facts.get("fare_yuan")
        if gains == 0 or (gains is None and not fare):
            return None
        self._add_basis(("APL:28p2",))
        amount = None if gains is None else yuan(gains)
        found = {"kind": "confiscate_illegal_gains", "amount_yuan": amount, "mandatory": True, "basis": ["APL:28p2"]}
        return found if gains is not None else {**found, "evidence": {"fare_yuan": fare}}

    # --- putting together -------------------------------------------------------------------------------------------

    def _older_texts(self) -> list[Mapping[str, Any]]:
        """Name what other versions would bring where a date decides between them."""
        found: list[Mapping[str, Any]] = []
        for version in self.choice.others:
            span = {"effective_from": version["effective_from"], "effective_to": _ended(version, self.decided_on)}
            found += [{**described(each), **span} for each in main_penalties(version)]
        return found

    def _add_basis(self, basis: Sequence[str]) -> None:
        self.basis += [each for each in basis if each not in self.basis]

    def _finish(self, tier: str | None, outcome: Outcome, missing: Sequence[str]) -> Assessment:
        if "APL:37" not in self.basis and "行政处罚法第三十七条" in self.choice.reason:
            self._add_basis(("APL:37",))
        asked = tuple(missing)
        if asked:
            names = "、".join(facts.name_of(key) for key in asked)
            self.explanation.append(f"还缺少能决定结果的事实：{names}；查明以前不定档，存疑时按较轻的处理。")
        item = violation_of(self.item["id"], self.version["effective_from"])
        return Assessment(
            violation=self.item["id"],
            violation_name=item.name_zh,
            tier=None if asked else tier,
            outcome=outcome,
            statutory=self.reading.range,
            benchmark=self.benchmark,
            missing_facts=asked,
            alternatives=tuple(self.alternatives),
            basis=tuple(self.basis),
            explanation=tuple(each for each in self.explanation if each),
            exemption=self.exemption,
            adjustments=tuple(self.adjustments),
            is_formula=item.is_formula,
            must_order_correction=item.must_order_correction,
            order_kind=item.order_kind,
            crime_referral=item.crime_referral,
            violated=item.violated,
            penalty_provisions=item.penalty_provisions,
            facts=self.facts,
            trace=tuple(self.trace),
            rules=self.rules,
            other_parties=self._others(),
            measures=self._measures(),
            statute_from=self.version["effective_from"],
        )

    def _others(self) -> tuple[Mapping[str, Any], ...]:
        """Responsible persons and crew beside the party: what each of them, in a case of his own, may face."""
        if self.facts.get("party_type") == "natural_person":
            return ()
        return tuple(
            {**described(each), **_accompanying(each), "party": each["party"]}
            for each in penalties_of_others(self.version, self.facts)
        )

    def _measures(self) -> tuple[Mapping[str, Any], ...]:
        """Orders and compulsion that the item names; none of them is a penalty (APL:9, ACL:9)."""
        return tuple(
            {"kind": each["kind"], "zh": each["zh"]}
            for each in self.version.get("measures", ())
            if "when" not in each or evaluate(each["when"], self.facts).value is True
        )


def _ended(version: Mapping[str, Any], decided_on: Period | None) -> str | None:
    """The day a text ended, as far as that was known when it was decided."""
    until: str | None = version.get("effective_to")
    later = until is not None and decided_on is not None and until > decided_on.last.isoformat()
    return None if later else until


def is_first_offence_path(tier: Mapping[str, Any]) -> bool:
    """Whether a tier lets the agency refrain because it is the first time; a list of the place may close that path."""
    refrains = tier["outcome"]["kind"] == "none" and tier.get("may", False)
    return bool(refrains and keys_of(tier["when"]) & HISTORY)


def _refuse_unknown_keys(question: Mapping[str, Any]) -> None:
    if QUESTION_KEYS.issuperset(question):
        return
    for key in question:
        if key not in QUESTION:
            raise LawError("unknown_key", f"问题里不认识的键 {key}。{nearest(str(key), QUESTION)}")


@rule_cache
def _keys_of_grounds() -> frozenset[str]:
    """Every fact that any ground speaks of: most questions know none of them."""
    return frozenset(key for _, _, keys in _grounds() for key in keys)


@rule_cache
def _grounds() -> tuple[tuple[Mapping[str, Any], Mapping[str, Any], frozenset[str]], ...]:
    """Every ground of the adjustments with the facts it speaks of; without one of them it cannot hold."""
    rules = [rule for rule in records("adjustments").values() if rule["confirmed"]]
    return tuple((rule, ground, keys_of(ground["if"])) for rule in rules for ground in rule["when"])


def _described_benchmark(table: Mapping[str, Any]) -> dict[str, Any]:
    document = table["document"]
    return {
        "id": table["id"],
        "jurisdiction": jurisdiction.name_of(table["division"]),
        "document": document["name"],
        "document_name_confirmed": document["name_confirmed"],
        "number": document.get("number"),
        "item": document.get("item"),
        "effective_from": table["effective_from"],
        "complete": table["complete"],
        "findings": list(table.get("findings", [])),
    }


def _accompanying(penalty: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("zh", "party", "enforcer", "days_min", "days_max", "months_min", "months_max")
    found = {"kind": penalty["kind"], "mandatory": penalty.get("mandatory", True)}
    return found | {key: penalty[key] for key in kept if key in penalty}


def _is_local(table: Mapping[str, Any]) -> bool:
    return bool(table["role"] == "local_statute")


def _new(additions: Sequence[Mapping[str, Any]], present: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Leave out tiers that only repeat the statute's own branches."""
    known = {each.get("when") for each in present}
    return [each for each in additions if each.get("when") not in known]
