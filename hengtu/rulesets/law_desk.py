"""Who may do what with items, texts, guidance and evaluations: roles alone, no database."""

from __future__ import annotations

from hengtu.agencies.models import Role

HEADS = frozenset({Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD})
LAW_OFFICERS = frozenset({Role.LEGAL_REVIEWER}) | HEADS
# Texts are a matter of the register too: an administrator loads them, a second person checks them.
LIBRARIANS = LAW_OFFICERS | {Role.ADMIN}
# Who meets an article at work may say what is wrong with it.
EVALUATORS = LAW_OFFICERS | {Role.OFFICER, Role.HANDLING_UNIT_HEAD, Role.SUPERVISOR}


def may_propose(role: str) -> bool:
    """Whether a role proposes to clean up an item."""
    return role in LAW_OFFICERS


def may_answer(role: str) -> bool:
    """Whether a role answers for its level; the last level publishes by agreeing."""
    return role in HEADS


def may_load(role: str) -> bool:
    """Whether a role loads texts of the law and checks those somebody else loaded."""
    return role in LIBRARIANS


def may_handle(role: str) -> bool:
    """Whether a role handles the queue of citations and moves an issue on."""
    return role in LAW_OFFICERS
