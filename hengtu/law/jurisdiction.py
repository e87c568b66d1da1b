"""Whose rules apply: a place name or a division code becomes its layers: city, region, province, nation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.errors import LawError, nearest
from hengtu.law.rulebook import records, rule_cache

NATION = "000000"
NATION_WORDS = frozenset({"国家", "全国", "中国"})
EXAMPLE = "example"  # tables whose place the published document does not name: no layer of any place


@dataclass(frozen=True)
class Jurisdiction:
    """A place and its layers. ``chain`` holds division codes, nearest first, the nation (000000) last."""

    name: str
    chain: tuple[str, ...]

    @property
    def province(self) -> str | None:
        """The province's code, None for the nation."""
        return self.chain[-2] if len(self.chain) > 1 else None


def resolve(text: str) -> Jurisdiction:
    """Return the jurisdiction for 国家, a name (福建, 福建南安, 河北(石家庄市)) or a division code (350583).

    A place below the layers the rulebook knows keeps its name and takes the rules of its province or city.
    Raises: LawError ``unknown_jurisdiction``.
    """
    if not isinstance(text, str) or not text.strip():
        raise LawError("unknown_jurisdiction", "没有说明管辖地，请写国家、地名或者六位行政区划代码。")
    return _resolve(text)


def is_place(text: str) -> bool:
    """Whether the rulebook knows where that is."""
    try:
        resolve(text)
    except LawError:
        return False
    return True


def layers(place: Jurisdiction, on: date | None) -> tuple[str, ...]:
    """Return the layers whose rules count on a day, nearest first: city, the regions it belongs to, province, nation.

    A region stands above its members and before their province, from the day a member joined.

    Args:
        place: from :func:`resolve`.
        on: day of the decision; None for the current members.
    Returns: division codes and region ids, the nation last.
    """
    joined = tuple(_regions_of(place.chain, on))
    province = place.province
    if province is None or not joined:
        return place.chain
    above = place.chain.index(province)
    return (*place.chain[:above], *joined, *place.chain[above:])


def _regions_of(chain: tuple[str, ...], on: date | None) -> Iterator[str]:
    """Yield the regions of which one of these divisions is a member; the one that began last comes first."""
    found = sorted(records("regions").values(), key=lambda region: str(region["effective_from"]), reverse=True)
    for region in found:
        if region["confirmed"] and any(each["division"] in chain and _holds(each, on) for each in region["members"]):
            yield str(region["id"])


def _holds(span: Mapping[str, Any], on: date | None) -> bool:
    until = span.get("effective_to")
    if on is None:
        return until is None
    return bool(span["effective_from"] <= on.isoformat() and (until is None or on.isoformat() < until))


@rule_cache
def _resolve(text: str) -> Jurisdiction:
    words = re.sub(r"[()（）\s·]", "", text)
    if words in NATION_WORDS or words == NATION:
        return Jurisdiction("国家", (NATION,))
    return _by_code(words) if words.isascii() and words.isdigit() else _by_name(words)


def name_of(code: str) -> str:
    """Return the short name of a division or region: 江苏, 石家庄, 川渝, 国家; else the code."""
    own = {NATION: "国家", EXAMPLE: "示例"}
    known = records("divisions").get(code) or records("regions").get(code)
    return own[code] if code in own else str(known["short"]) if known else code


def _by_code(code: str) -> Jurisdiction:
    divisions = records("divisions")
    province = code[:2] + "0000"
    if len(code) != 6 or province not in divisions:
        raise LawError("unknown_jurisdiction", f"没有行政区划代码 {code}，应当是六位，前两位是省级代码。")
    chain = [each for each in dict.fromkeys((code, code[:4] + "00", province)) if each in divisions | _lawgivers()]
    return Jurisdiction(name_of(chain[0]) if chain[0] == code else code, (*chain, NATION))


@rule_cache
def _lawgivers() -> dict[str, None]:
    """Return the divisions that have tables of their own: a county may publish one though nobody gave it a name."""
    return dict.fromkeys(str(table["division"]) for table in records("benchmarks").values())


def _by_name(words: str) -> Jurisdiction:
    for code, division in records("divisions").items():
        rest = _rest_after(words, division)
        if rest is None:
            continue
        if not code.endswith("0000"):
            return _chain_of(code, words)
        return _chain_of(_innermost(code, rest), words)
    hint = nearest(words, [division["short"] for division in records("divisions").values()])
    raise LawError("unknown_jurisdiction", f"不认识的管辖地「{words}」，请从省名写起或者用行政区划代码。{hint}")


def _rest_after(words: str, division: dict[str, object]) -> str | None:
    for name in (division["name"], division["short"]):
        if words.startswith(str(name)):
            return words[len(str(name)) :]
    return None


def _innermost(code: str, rest: str) -> str:
    """Follow the words after a division's name down to the smallest division they name."""
    for inner in records("divisions"):
        is_inside = inner != code and inner.startswith(code[:4] if code[2:4] != "00" else code[:2])
        left = _rest_after(rest, records("divisions")[inner]) if is_inside else None
        if left is not None:
            return _innermost(inner, left)
    return code


def _chain_of(code: str, name: str) -> Jurisdiction:
    layers = dict.fromkeys((code, code[:4] + "00", code[:2] + "0000"))
    return Jurisdiction(name, (*[each for each in layers if each in records("divisions")], NATION))
