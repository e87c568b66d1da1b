"""Payment numbers 缴款码: twenty digits that nobody guesses and a slip of the pen does not survive."""

from __future__ import annotations

import secrets
from datetime import date

RANDOM = 7


def new_number(division_code: str, on: date) -> str:
    """Return the division, the day, seven random digits and a check digit; a format of this system."""
    body = f"{division_code:0>6.6}{on:%y%m%d}{secrets.randbelow(10**RANDOM):0{RANDOM}}"
    return body + check_digit(body)


def is_well_formed(number: str) -> bool:
    """Whether length and check digit are right."""
    return len(number) == 20 and number.isascii() and number.isdigit() and check_digit(number[:-1]) == number[-1]


def check_digit(body: str) -> str:
    """Return the Luhn digit: catches every single wrong digit and nearly every swap of neighbours.

    >>> check_digit("1301032511281234567")
    '1'
    """
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body)))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def in_groups(number: str) -> str:
    """Return a number as people read it aloud: fours.

    >>> in_groups("13010325112812345678")
    '1301 0325 1128 1234 5678'
    """
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
