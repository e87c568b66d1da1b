"""Verification codes: eight unguessable characters and a check character."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: people read them aloud
RANDOM = 8
DOOR_RANDOM = 12  # sixty bits: a door is worth more guesses than a verification


def new_code() -> str:
    """Return eight random characters (40 bits) and their check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return body + check_character(body)


def new_door_code() -> str:
    """Return twelve random characters (60 bits) and their check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(DOOR_RANDOM))
    return body + check_character(body)


def door_code_printed(code: str) -> str:
    """Return a door code as people read it: four, four, five."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def is_door_code(code: str) -> bool:
    """Whether length, alphabet and check character are those of a door code."""
    return len(code) == DOOR_RANDOM + 1 and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def normal_code(typed: str) -> str:
    """Return a typed code without hyphens and spaces, in capitals."""
    return "".join(typed.split()).replace("-", "").upper()


def is_well_formed(code: str) -> bool:
    """Whether length, alphabet and check character are right: a slip of the pen is told from a forgery."""
    return len(code) == RANDOM + 1 and set(code) <= set(ALPHABET) and check_character(code[:-1]) == code[-1]


def check_character(body: str) -> str:
    """Return the Luhn character modulo 32: catches every single wrong character and nearly every swap."""
    total = 0
    for place, char in enumerate(reversed(body)):
        value = ALPHABET.index(char) * (2 - place % 2)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
