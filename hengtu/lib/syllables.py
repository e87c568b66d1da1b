"""Pinyin of names, for finding: every usual reading of a person's name, surnames as surnames are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin

LONGEST_PERSON = 4  # characters; longer names are organisations, read as phrases
LONGEST_SPELLED = 60
WINDOW = 6  # syllables from a character in the middle of a long name
READINGS, COMBINATIONS = 2, 8

# characters that are read otherwise when they are surnames
SURNAMES = {
    **{"单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "朴": "piao", "任": "ren", "盖": "ge"},
    **{"区": "ou", "乐": "yue", "缪": "miao", "翟": "zhai", "冼": "xian", "覃": "qin", "华": "hua", "召": "shao"},
    **{"员": "yun", "折": "she", "繁": "po", "秘": "bi", "种": "chong", "逄": "pang", "隗": "wei", "郇": "xun"},
    **{"黑": "he", "纪": "ji", "祭": "zhai", "牟": "mou", "撒": "sa", "么": "yao", "能": "nai", "过": "guo"},
    **{"车": "che", "宁": "ning", "应": "ying", "於": "yu", "洗": "xian", "哈": "ha", "尹": "yin", "重": "chong"},
    **{"藏": "zang", "石": "shi", "贾": "jia", "俞": "yu", "万": "wan", "柏": "bai", "谌": "chen", "阚": "kan"},
}


def spellings(name: str) -> set[str]:
    """Return the pinyin of a name from each of its characters on: in full and as initials.

    Args:
        name: Chinese characters alone; those without a known reading are passed over.
    Example:
        >>> {"hechanglin", "changlin", "hcl"} <= spellings("贺长林")
        True
    """
    found: set[str] = set()
    for syllables in _readings_of_name(name[:LONGEST_SPELLED]):
        found |= set(_from_each(syllables))
    return found


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """Return the usual readings of one character, without tones, ü as v; none when no dictionary has it."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(found[0]))[:READINGS] if found else ()


def _readings_of_name(name: str) -> Iterator[Sequence[str]]:
    as_phrase = lazy_pinyin(name, errors=_silent)
    surname = SURNAMES.get(name[:1])
    if len(name) > LONGEST_PERSON:
        yield as_phrase
        if surname and surname != as_phrase[0]:
            yield [surname, *as_phrase[1:]]
        return
    choices = [
        dict.fromkeys([*([surname] if surname and not place else []), as_phrase[place], *readings(character)])
        for place, character in enumerate(name)
    ]
    yield from islice(product(*choices), COMBINATIONS)


def _silent(unknown: str) -> Any:
    """One empty syllable for each character no dictionary has, so that the others keep their places."""
    return [""] * len(unknown)


def _from_each(syllables: Sequence[str]) -> Iterator[str]:
    spoken = [syllable for syllable in syllables if syllable]
    for start in range(len(spoken)):
        some = spoken[start : start + WINDOW] if start else spoken
        yield "".join(some)
        if len(some) > 1:
            yield "".join(syllable[0] for syllable in some)
