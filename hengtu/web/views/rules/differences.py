"""What a version changed: the tiers of two tables line by line."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from hengtu.web.views.rules.sheet import tier_lines


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (没有变、删去、增加, sentence) for every tier of two tables, in the order of the new one."""
    before, after = (_sentences(each) for each in (old, new))
    found: list[tuple[str, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [("没有变", sentence) for sentence in after[j1:j2]]
        else:
            found += [("删去", sentence) for sentence in before[i1:i2]]
            found += [("增加", sentence) for sentence in after[j1:j2]]
    return found


def _sentences(rule: Mapping[str, Any]) -> list[str]:
    return [f"{line['tier']}：{line['when']}，{line['outcome']}" for line in tier_lines(rule["tiers"])]
