"""What proves a service besides its method: asked on one form part, carried by every act of service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.services.do_act import given
from hengtu.evidence.models import Exhibit

PROOF_KEYS = frozenset(
    {
        "witness",
        "filmed",
        "left_at",
        "receiver",
        "receiver_adult",
        "receipt_signed",
        "through",
        "direct_tried",
        "party_absent",
        "announce_ground",
        "searched",
        "announce_until",
        "attempt",
        "tracking_no",
    }
)


def proved_by(proof: Mapping[str, Any] | None, case_id: UUID, exhibits: Sequence[Exhibit] = ()) -> dict[str, Any]:
    """Return the entries of a payload that prove a service.

    Args:
        proof: entries of :data:`PROOF_KEYS`; anything else is refused.
        exhibits: photos, films, slips of this case; the act keeps their hashes.
    Raises: ValueError for an entry nobody knows; ExhibitOfAnotherCase.
    """
    strange = set(proof or ()) - PROOF_KEYS
    if strange:
        raise ValueError(f"不认识的送达凭证栏目：{'、'.join(sorted(strange))}")
    return given(**(proof or {}), exhibits=named(case_id, exhibits))
