"""Erasing the content of an act 依法删除: the chain stays whole, the rows follow."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hengtu.cases.participants import Participant, actors_of
from hengtu.cases.projection import agency_of, project
from hengtu.cases.refusals import CaseNotFound
from hengtu.cases.search.index import index_case
from hengtu.law.procedure import day_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.values import StoredAct


def erase_content(
    *, case_id: UUID, act: UUID, by: tuple[Participant, ...], at: datetime, reason: str, basis: str
) -> StoredAct:
    """Erase the content of one act of a case where a law demands or allows it, and leave a tombstone.

    Args:
        act: uid of the act.
        reason: why, in words.
        basis: the article, as a citation id.

    Raises: CaseNotFound; ledger.ErasureRefused.
    """
    acts = acts_of_stream(case_id)
    if not any(each.uid == act for each in acts):
        raise CaseNotFound(case_id)
    agency = agency_of(acts)
    actors = actors_of(by, agency=agency, category="", act_kind="content_erased", on=day_of(at))
    refs = tuple(person.as_ref(actor) for person, actor in zip(by, actors, strict=True))
    with transaction.atomic():
        erasure = erase_payload(act, reason=reason, basis=basis, by=refs, in_name_of=agency.legal_subject.code, at=at)
        left = acts_of_stream(case_id)
        project(case_id, left, agency_of(left))
        index_case(case_id, left)
    return erasure
