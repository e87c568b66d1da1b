"""The fields of a public record as the decision has them, before anything is masked: one reader per kind of content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from hengtu.cases.papers.wording import penalties_in_words
from hengtu.law.citations import cite_in_full
from hengtu.law.disclosure.contents import DECISION
from hengtu.law.powers import KIND_NAMES
from hengtu.law.procedure import day_of
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.credit_repair import repaired_on
from hengtu.law.procedure.guards.measures import DISPOSALS
from hengtu.law.procedure.measures import Measure
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES, outcome_of
from hengtu.law.procedure.results import results_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.procedure.things import named_things
from hengtu.law.rulebook import records
from hengtu.lib.dates_zh import day_zh
from hengtu.portal.publicity.sources import PartyKnown, Source

Words = Mapping[str, Any]
_CODES = re.compile(r"裁量计算凭证编号：[^。\n]*。?")
_PLAIN_PENALTY = "不予行政处罚"


def original_fields(source: Source, known: PartyKnown) -> tuple[str, dict[str, str]]:
    """Return the number of the paper and every field its content has, for one party."""
    number, words = source.papers.get(known.party.id, ("", {}))
    common = {
        "agency": source.agency.name,
        "party": known.party.name,
        "credit_code": known.credit_code,
        "number": number,
        "decided_on": day_zh(source.decided_on),
    }
    return number, {**common, **READERS[source.publishing.content](source, known, words)}


def _decision(source: Source, known: PartyKnown, words: Words) -> dict[str, str]:
    items = "、".join(_items(source, known))
    return {
        "item": items,
        "facts": _facts(words) or items,
        "basis": "、".join(dict.fromkeys(filter(None, (words.get("violated_articles"), _basis(words))))),
        "result": f"{_result(source, known, words)}{_repaired(source, known)}",
    }


def _repaired(source: Source, known: PartyKnown) -> str:
    """That the credit platform repaired this party's record, said beside a penalty; the decision itself stands."""
    on = repaired_on(source.situation, known.party.id) if source.publishing.about == DECISION else None
    return f"（{day_zh(on)}已完成信用修复）" if on else ""


def _enforcement(source: Source, known: PartyKnown, words: Words) -> dict[str, str]:
    said = (str(words.get(key) or "") for key in ("mode", "manner", "when_how"))
    return {**_decision(source, known, words), "result": "，".join(filter(None, said))}


def _measure(source: Source, known: PartyKnown, words: Words) -> dict[str, str]:
    """What was taken and until when, and what became of it; nothing of the investigation it belongs to."""
    measure = next(each.measure for each in results_of(source.situation) if each.id == source.decided.uid)
    assert measure is not None
    return {
        "basis": _basis(words) or cite_in_full(measure.article),
        "result": _taken(source.situation, measure),
        "followed": "；".join(_followed(measure)),
    }


# Where a room offers results of another kind (an inspection), its reader stands here and its row in ``publishings``.
READERS: Mapping[str, Callable[[Source, PartyKnown, Words], dict[str, str]]] = {
    "decision": _decision,
    "enforcement": _enforcement,
    "measure": _measure,
}


def _taken(situation: Situation, measure: Measure) -> str:
    things = "、".join(" ".join(filter(None, (row.name, row.model, row.quantity))) for row in measure.rows)
    name = measure.name or KIND_NAMES[measure.kind]
    clock = clock_of(situation, "seizure", measure.id)
    until = f"，期限到{day_zh(clock.due.due_on)}" if clock and clock.due.due_on else ""
    return f"{name}{f'：{things}' if things and things != name else ''}{until}"


def _followed(measure: Measure) -> list[str]:
    said = [f"{day_zh(day_of(measure.extended.occurred_at))}批准延长期限"] if measure.extended else []
    ends = measure.ends or ((measure.ended,) if measure.ended else ())
    for act in ends:
        part = "一部分" if named_things(act) and act is not measure.ended else ""
        how = {
            "measure_lifted": f"解除{part}",
            "property_disposed": f"处理{part}：{DISPOSALS.get(str(act.payload.get('how')), '依法处理')}",
            "crime_goods_handed_over": "移送公安机关",
        }[act.kind]
        said.append(f"{day_zh(day_of(act.occurred_at))}{how}")
    return said


def _items(source: Source, known: PartyKnown) -> list[str]:
    rules = records("violations")
    ids = dict.fromkeys(each.violation for each in source.matters_of(known.party.id))
    return [str(rules[each]["name_zh"]) if each in rules else each for each in ids]


def _facts(words: Words) -> str:
    """What was found, without the evidence it rests on: that is how it was investigated, and is not published."""
    text = str(words.get("facts_evidence") or words.get("facts") or words.get("decided_what") or "")
    return _CODES.sub("", text.partition("\n")[0]).strip()


def _basis(words: Words) -> str:
    return str(words.get("penalty_articles") or words.get("legal_basis") or "")


def _result(source: Source, known: PartyKnown, words: Words) -> str:
    """What was decided; after a remedy changed it or a slip was corrected, as it counts now."""
    changed = _changed(source.situation)
    if source.decided.kind == "not_punished" and not changed:
        return _PLAIN_PENALTY
    if not changed and words.get("penalty"):
        return str(words["penalty"])
    matters = source.matters_of(known.party.id)
    names = {each.id: name for each, name in zip(matters, [_name(each.violation) for each in matters], strict=True)}
    decided = [(each, source.situation.decided[each.id]) for each in matters if each.id in source.situation.decided]
    said = penalties_in_words(decided, names, parties=False) if decided else _PLAIN_PENALTY
    return f"{said}（{changed}）" if changed else said


def _name(violation: str) -> str:
    rules = records("violations")
    return str(rules[violation]["name_zh"]) if violation in rules else violation


def _changed(situation: Situation) -> str:
    """By what the decision was changed since it was printed; "" where it stands as printed."""
    changing = [act for act in situation.acts if outcome_of(act) == "changed"]
    if changing:
        by_court = changing[-1].kind == "lawsuit_judged"
        words = (COURT_OUTCOMES if by_court else REVIEW_OUTCOMES)["changed"]
        return f"经{'人民法院判决' if by_court else '行政复议决定'}{words}"
    decision = situation.decision
    corrected = situation.all("act_corrected")
    mended = [act for act in corrected if decision is not None and act.payload.get("act") == decision.uid]
    return "已更正" if mended and "decided" in (mended[-1].payload.get("changes") or {}) else ""
