"""Resident identity numbers (公民身份号码, GB 11643): format, date of birth, check digit.

The county code is deliberately not compared with a table of counties: codes are reorganised, numbers are kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from hengtu.lib.coded_error import CodedError
from hengtu.lib.divisions import PROVINCES

_FORM = re.compile(r"[0-9]{17}[0-9X]", re.ASCII)
_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECK_CHARACTERS = "10X98765432"
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]")


class BadIdNumber(CodedError):
    """A text that is no resident identity number; the message says which digits to look at."""


@dataclass(frozen=True)
class IdNumber:
    """A number in order: 18 characters, upper case."""

    number: str
    born_on: date

    @property
    def is_male(self) -> bool:
        """Odd sequence numbers are given to men."""
        return int(self.number[16]) % 2 == 1


def check_character(first_17: str) -> str:
    """Return the last character for 17 digits (ISO 7064 MOD 11-2).

    >>> check_character("11010519491231002")
    'X'
    """
    return _CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


def parse_id_number(text: str, *, on: date) -> IdNumber:
    """Read a resident identity number; full-width characters and blanks are forgiven.

    Args:
        text: what was typed or scanned.
        on: civil date of the entry; nobody is born after it.
    Raises:
        BadIdNumber: ``id_length``, ``id_first_generation``, ``id_format``, ``id_place``, ``id_birth_date``,
            ``id_born_later`` or ``id_check_digit``.
    Example:
        >>> parse_id_number("１１０１０５ 19491231 002x", on=date(2025, 1, 1)).number
        '11010519491231002X'
    """
    number = _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()
    if len(number) == 15 and number.isascii() and number.isdigit():
        raise BadIdNumber("id_first_generation", "这是 15 位的旧号码，已经停用。请按现行居民身份证填写 18 位号码。")
    if len(number) != 18:
        raise BadIdNumber("id_length", f"公民身份号码应为 18 位，现在是 {len(number)} 位。请核对是否漏填或多填。")
    if not _FORM.fullmatch(number):
        places = _wrong_places(number)
        raise BadIdNumber("id_format", f"{places}有误：前 17 位应为数字，第 18 位为数字或 X。请核对这些位。")
    # 83: residence permits of Taiwan residents; 9: residence cards of foreigners
    if number[:2] not in PROVINCES and number[:2] != "83" and number[0] != "9":
        raise BadIdNumber("id_place", f"前两位 {number[:2]} 不是省级行政区划代码，请核对第 1、2 位。")
    born_on = _birth_date(number)
    if born_on > on:
        raise BadIdNumber("id_born_later", f"出生日期 {born_on} 晚于登记当日，请核对第 7 至 14 位。")
    if number[17] != check_character(number[:17]):
        raise BadIdNumber("id_check_digit", "最后一位校验不对，请核对第 17、18 位；仍不符的，请逐位核对全部号码。")
    return IdNumber(number, born_on)


def _birth_date(number: str) -> date:
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born_on = date.min
    if born_on.year < 1850:
        raise BadIdNumber("id_birth_date", f"第 7 至 14 位 {number[6:14]} 不是有效的出生日期，请核对这 8 位。")
    return born_on


def _wrong_places(number: str) -> str:
    wrong = [place for place, character in enumerate(number, 1) if character not in "0123456789" + "X" * (place == 18)]
    return "第 " + "、".join(map(str, wrong)) + " 位"
