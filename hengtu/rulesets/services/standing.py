"""On whose authority something is done here: a post with a fitting role, a reason, and never one's own approval."""

from __future__ import annotations

from collections.abc import Collection

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Agency, Role
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.reach import post_of


def check_post(mandate: Mandate, agency: Agency, roles: Collection[Role], what: str) -> None:
    """Refuse whoever holds none of the roles at the agency on the day, or gives no reason.

    Args:
        what: the act in words, for the message: 提出清理建议.
    Raises: RulesRefused ``no_post``, ``reason_missing``.
    """
    if post_of(mandate.by, roles, mandate.day, agency) is None:
        names = "、".join(str(role.label) for role in Role if role in roles)
        raise RulesRefused("no_post", f"{mandate.by.name}不能在{agency.short_name}{what}。请由这里的{names}办理。")
    if not mandate.reason.strip():
        raise RulesRefused("reason_missing", "请写明理由，例如文件的名称和文号；理由会留在记录里。")


def check_other_person(mandate: Mandate, first: int, what: str) -> None:
    """Refuse approval by the person who made it. Raises: RulesRefused ``same_person``."""
    if mandate.by.pk == first:
        raise RulesRefused("same_person", f"{what}须由两个人分别进行，请由另一位有权的同事办理。")


def filled(value: str, longest: int, label: str) -> str:
    """Return a text without blanks at its ends. Raises: RulesRefused ``text_missing``, ``text_too_long``."""
    text = value.strip()
    if not text:
        raise RulesRefused("text_missing", f"{label}没有填写，请补填。")
    if len(text) > longest:
        raise RulesRefused("text_too_long", f"{label}最多 {longest} 个字，请缩短。")
    return text
