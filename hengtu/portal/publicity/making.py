"""Making a public record: the fields the law names, each masked as it says, and what the check thinks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hengtu.cases.papers.wording import penalties_in_words
from hengtu.law.disclosure.checking import Examined, age_on, bars, doubts, is_minor
from hengtu.law.disclosure.contents import FIELDS, Mask
from hengtu.law.objections import Objection
from hengtu.law.procedure.credit_repair import repaired_on
from hengtu.law.procedure.outcomes import COURT_OUTCOMES, REVIEW_OUTCOMES, outcome_of
from hengtu.law.procedure.situation import Situation
from hengtu.law.rulebook import records
from hengtu.lib.canonical import canonical
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.hiding import Hidden, hide, identifying_left, suspects
from hengtu.lib.person_names import mask_person
from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.publicity.sources import PartyKnown, Source

SCHEMA = "hengtu-publicity-1"
KINDS_OF_PARTY = {
    "natural_person": "自然人",
    "individual_business": "个体工商户",
    "legal_person": "法人",
    "other_organisation": "其他组织",
}
_CODES = re.compile(r"裁量计算凭证编号：[^。\n]*。?")
_PLAIN_PENALTY = "不予行政处罚"


@dataclass(frozen=True)
class Draft:
    """One record as it would go out, with what stood there before, and what the check found.

    ``fields``: key -> (label, as decided, as published) in order; ``hidden``: kinds and counts.
    """

    known: PartyKnown
    number: str
    fields: dict[str, tuple[str, str, str]]
    hidden: tuple[tuple[str, int], ...]
    examined: Examined

    @property
    def bars(self) -> tuple[Objection, ...]:
        return bars(self.examined)

    @property
    def doubts(self) -> tuple[Objection, ...]:
        return doubts(self.examined)

    @property
    def is_minor(self) -> bool:
        return is_minor(self.examined)

    @property
    def shown(self) -> dict[str, str]:
        return {key: published for key, (_, _, published) in self.fields.items()}


def drafts_of(source: Source, hidden_words: Iterable[str] = ()) -> tuple[Draft, ...]:
    """Return one draft per party of a decision.

    Args:
        hidden_words: passages an officer hides besides; what earlier acts of the case hid stays hidden.
    """
    words = (*hidden_words, *earlier_hidden(source.situation))
    return tuple(_draft(source, each, words) for each in source.parties)


def earlier_hidden(situation: Situation) -> tuple[str, ...]:
    """Return the passages that acts of the case have hidden: once hidden, never shown by a later version."""
    acts = situation.all("decision_published", "result_published", "publication_withheld")
    found = (word for act in acts for key in ("hide", "parts") for word in act.payload.get(key) or ())
    return tuple(dict.fromkeys(str(word) for word in found))


def as_text(source: Source, draft: Draft, *, ref: str, version: int, salt: str) -> str:
    """Return the canonical text of a record: what is published, its public id, its version, and a salt.

    The salt keeps anybody from guessing a withdrawn record by its hash in the log.
    """
    party = draft.known.party
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "ref": ref,
        "version": version,
        "kind": source.publishing.zh,
        "agency_code": source.agency.code,
        "party_kind": KINDS_OF_PARTY.get(party.kind, party.kind),
        "items": sorted({each.violation for each in source.matters_of(party.id)}),
        "salt": salt,
        **draft.shown,
    }
    return canonical(content)


def hash_of(text: str) -> str:
    """Return the SM3 of a record."""
    return sm3_hex(text.encode())


def _draft(source: Source, known: PartyKnown, words: tuple[str, ...]) -> Draft:
    number, original = _decided(source, known)
    found: dict[str, int] = {}
    fields = {}
    for field in FIELDS:
        shown = _masked(field.mask, original[field.key], source, known, words)
        fields[field.key] = (field.zh, original[field.key], shown.text)
        for kind, count in shown.found:
            found[kind] = found.get(kind, 0) + count
    text = "\n".join(fields[field.key][2] for field in FIELDS if field.mask is Mask.TEXT)
    return Draft(known, number, fields, tuple(found.items()), _examined(source, known, text))


def _masked(mask: Mask, text: str, source: Source, known: PartyKnown, words: tuple[str, ...]) -> Hidden:
    if mask is Mask.PARTY and known.is_person:
        return Hidden(mask_person(text), (("姓名", 1),))
    if mask is Mask.ORGANISATION and known.is_person:
        return Hidden("")
    if mask is Mask.TEXT or mask is Mask.PARTY:
        return _hidden(text, source, words)
    return Hidden(text)


def _hidden(text: str, source: Source, words: tuple[str, ...]) -> Hidden:
    """Hide everywhere but in the names of organisations, which are published in full and may hold a surname."""
    firms = sorted({each.party.name for each in source.parties if not each.is_person}, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, firms))})", text) if firms else [text]
    numbers = [number for each in source.parties for number in each.numbers]
    homes = [each.address for each in source.parties if each.address]
    shown, found = "", dict[str, int]()
    for part in parts:
        names = () if part in firms else source.people
        one = (
            Hidden(part)
            if part in firms and not words
            else hide(part, names=names, words=(*numbers, *words), addresses=homes)
        )
        shown += one.text
        for kind, count in one.found:
            found[kind] = found.get(kind, 0) + count
    return Hidden(shown, tuple(found.items()))


def _examined(source: Source, known: PartyKnown, text: str) -> Examined:
    notice = source.situation.last("hearing_notice_served")
    return Examined(
        is_person=known.is_person,
        age=age_on(known.born_on, source.violation_on),
        masked=text,
        left=identifying_left(text),
        suspected=suspects(text),
        heard_in_private=notice is not None and notice.payload.get("is_public") is False,
        is_juvenile_ground=source.decided.payload.get("ground") == "under_14",
    )


def _decided(source: Source, known: PartyKnown) -> tuple[str, dict[str, str]]:
    """The fields as the decision has them, before anything is masked."""
    number, words = source.papers.get(known.party.id, ("", {}))
    return number, {
        "agency": source.agency.name,
        "party": known.party.name,
        "credit_code": known.credit_code,
        "number": number,
        "item": "、".join(_items(source, known)),
        "facts": _facts(words) or "、".join(_items(source, known)),
        "basis": "、".join(dict.fromkeys(filter(None, (words.get("violated_articles"), _basis(words))))),
        "result": f"{_result(source, known, words)}{_repaired(source, known)}",
        "decided_on": day_zh(source.decided_on),
    }


def _repaired(source: Source, known: PartyKnown) -> str:
    """That the credit platform repaired this party's record, said beside a penalty; the decision itself stands."""
    on = repaired_on(source.situation, known.party.id) if source.publishing.about == "decision" else None
    return f"（{day_zh(on)}已完成信用修复）" if on else ""


def _items(source: Source, known: PartyKnown) -> list[str]:
    rules = records("violations")
    ids = dict.fromkeys(each.violation for each in source.matters_of(known.party.id))
    return [str(rules[each]["name_zh"]) if each in rules else each for each in ids]


def _facts(words: Any) -> str:
    """What was found, without the evidence it rests on: that is how it was investigated, and is not published."""
    text = str(words.get("facts_evidence") or words.get("facts") or words.get("decided_what") or "")
    return _CODES.sub("", text.partition("\n")[0]).strip()


def _basis(words: Any) -> str:
    return str(words.get("penalty_articles") or words.get("legal_basis") or "")


def _result(source: Source, known: PartyKnown, words: Any) -> str:
    """What was decided; after a remedy changed it or a slip was corrected, as it counts now."""
    changed = _changed(source.situation)
    if source.publishing.about == "result":
        return "，".join(filter(None, (str(words.get(key) or "") for key in ("mode", "manner", "when_how"))))
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
