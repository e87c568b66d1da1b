"""Unified social credit codes (统一社会信用代码, GB 32100): format and check character."""

from __future__ import annotations

import re
import unicodedata

from hengtu.lib.coded_error import CodedError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]")
_DIVISION = re.compile(r"[0-9]{6}", re.ASCII)


class BadCreditCode(CodedError):
    """A text that is no credit code; the message says which characters to look at."""


def check_character(first_17: str) -> str:
    """Return the last character for 17 characters of the alphabet.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    total = sum(_VALUES[character] * weight for character, weight in zip(first_17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def parse_credit_code(text: str) -> str:
    """Return the code in upper case without blanks.

    Raises:
        BadCreditCode: ``credit_code_length``, ``credit_code_letters``, ``credit_code_division`` or
            ``credit_code_check``.
    """
    code = _SPACES.sub("", unicodedata.normalize("NFKC", text)).upper()
    if len(code) != 18:
        raise BadCreditCode(
            "credit_code_length",
            f"统一社会信用代码应为 18 位，现在是 {len(code)} 位。请对照营业执照核对是否漏填或多填。",
        )
    wrong = [str(place) for place, character in enumerate(code, 1) if character not in _VALUES]
    if wrong:
        raise BadCreditCode(
            "credit_code_letters",
            f"第 {'、'.join(wrong)} 位有误：代码只用数字和大写字母，不用 I、O、S、V、Z（常与 1、0、5、2 混淆）。"
            "请核对这些位。",
        )
    if not _DIVISION.fullmatch(code[2:8]):
        raise BadCreditCode("credit_code_division", "第 3 至 8 位是登记机关的行政区划代码，应为数字。请核对这 6 位。")
    if code[17] != check_character(code[:17]):
        raise BadCreditCode(
            "credit_code_check", "最后一位校验不对，请核对第 17、18 位；仍不符的，请对照营业执照逐位核对。"
        )
    return code
