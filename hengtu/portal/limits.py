"""How often, how long, how much: settings of the door, each with its default; no law gives these numbers."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from hengtu.rulesets.columns.like_cases import FEWEST


def wrong_tries() -> int:
    """How many wrong identities in a row lock a party's door."""
    return int(settings.HENGTU_DOOR_WRONG_TRIES)


def locked_for() -> timedelta:
    """How long a locked door stays locked."""
    return timedelta(hours=settings.HENGTU_DOOR_LOCKED_HOURS)


def open_for() -> timedelta:
    """How long an opened door stays open without anything being done."""
    return timedelta(minutes=settings.HENGTU_DOOR_MINUTES)


def fewest_like_cases() -> int:
    """How many like decisions there must be before a party is told where they lie; never fewer than officers need."""
    return max(FEWEST, int(settings.HENGTU_DOOR_LIKE_CASES))


def complaint_days() -> int:
    """Within how many days a complaint about the handling of a case is answered."""
    return int(settings.HENGTU_COMPLAINT_DAYS)


def rating_days() -> int:
    """For how many days a rating may be changed."""
    return int(settings.HENGTU_RATING_DAYS)


def window_days() -> int:
    """For how many days at most a case is opened for another window."""
    return int(settings.HENGTU_WINDOW_DAYS)


def agent_days() -> int:
    """For how many days at most somebody is named to act for a party; no law gives this number."""
    return int(settings.HENGTU_AGENT_DAYS)


MOST_LETTERS = 5  # of one party in one case within a day
MOST_POINTS = 20
LONGEST_POINT = 2000  # characters
MOST_FILES = 10
TAIL = 6  # last characters of the identity number or credit code
PHONE_TAIL = 4
