"""Words in a text that may be the name of somebody nobody has named: a surname where the words around ask for a name.

Surnames and the words around are dated data (``rulebook/name_signs``). The method reports, it never hides: what it
finds goes to people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hengtu.law.rulebook import records, rule_cache

_HAN = r"\u3400-\u9fff\U00020000-\U000323af"
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}[·•・‧][\u4e00-\u9fff]{2,8}")
_RARE = r"\U00020000-\U000323af"


@dataclass(frozen=True)
class _Signs:
    """The compiled signs: after a role, between other words, and what is no name though it begins like one."""

    after_role: re.Pattern[str]
    between: re.Pattern[str]
    no_name: re.Pattern[str]
    within_trade_name: re.Pattern[str]


def suspects(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return what may be somebody's name, in the order in which it stands.

    Args:
        known: names that are no doubt any more: officials, who act in public.

    >>> suspects("证人李建国称，驾驶员途中甩客")
    ('李建国',)
    >>> suspects("与王小明商定运费，车辆由刘洋驾驶")
    ('王小明', '刘洋')
    """
    found = (word for word in _candidates(text) if word not in known and not _is_ordinary(word))
    return tuple(dict.fromkeys(found))


def name_in_trade_name(trade_name: str) -> str:
    """Return what may be the operator's name in the name of an individual business, "" where nothing is.

    >>> name_in_trade_name("示范县贺长林运输户"), name_in_trade_name("示范县顺达运输户")
    ('贺长林', '')
    """
    match = _signs().within_trade_name.search(trade_name)
    return match.group(1) if match and not _is_ordinary(match.group(1)) else ""


def _candidates(text: str) -> Iterator[str]:
    signs = _signs()
    places = [(match.start(1), match.group(1)) for match in signs.after_role.finditer(text)]
    places += [(match.start(1), match.group(1)) for match in signs.between.finditer(text)]
    places += [(match.start(), match.group()) for match in _DOTTED.finditer(text)]
    for _, word in sorted(places):
        yield word


def _is_ordinary(word: str) -> bool:
    return "某" in word or _signs().no_name.fullmatch(word) is not None


@rule_cache
def _signs() -> _Signs:
    rows = records("name_signs")
    words = {identity: [re.escape(word) for word in row["words"]] for identity, row in rows.items()}
    surname = f"(?:{'|'.join(words['compound'])}|[{''.join(words['surnames'])}{_RARE}])"
    stop = rf"(?=[，。；、,;:：（）()！？\s]|{'|'.join(words['follows'])}|$)"
    start = rf"(?:^|[，。；、,;:：（(\s]|{'|'.join(words['precedes'])})"
    given = rf"[{_HAN}]"
    return _Signs(
        after_role=re.compile(
            rf"(?:{'|'.join(words['roles'])})[\s：:为是系叫名]{{0,2}}({surname}{given}{{1,3}}?){stop}"
        ),
        between=re.compile(rf"{start}({surname}{given}{{1,2}}?){stop}"),
        no_name=re.compile(rf"(?:{'|'.join(words['ordinary-beginnings'])}).*|{'|'.join(words['ordinary'])}"),
        within_trade_name=re.compile(
            rf"(?:省|市|县|区|旗|州|镇|乡|^)({surname}{given}{{1,2}}?)(?:{'|'.join(words['trades'])})"
        ),
    )
