"""Numbers as articles are numbered: 一百一十 and 110 are the same."""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHARACTERS = "〇零一二两三四五六七八九十百千"
NUMERAL = rf"(?:[{CHARACTERS}]{{1,9}}|[0-9０-９]{{1,4}})"


def number_of(text: str) -> int | None:
    """Return the whole number from 0 to 9999 that a text is, in Chinese or in digits; None where it is none.

    Example:
        >>> number_of("一百一十"), number_of("十二"), number_of("108"), number_of("十百")
        (110, 12, 108, None)
    """
    if re.fullmatch(r"[0-9０-９]{1,4}", text):
        return int(text)
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            if character not in _DIGITS or digit not in (None, 0):
                return None
            digit = _DIGITS[character]
            continue
        if unit >= last_unit or (digit is None and (unit != 10 or total)):
            return None
        total, digit, last_unit = total + (1 if digit is None else digit) * unit, None, unit
    return total + (digit or 0) if text else None
