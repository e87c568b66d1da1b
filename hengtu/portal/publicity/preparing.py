"""What a publication carries: the records made and checked in the transaction of the act that puts them out."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from hengtu.cases.publishing import Intended
from hengtu.cases.refusals import ActRefused
from hengtu.cases.words import kind_name
from hengtu.law.disclosure.retention import retention_of
from hengtu.law.objections import Objection
from hengtu.law.procedure.outcomes import DISCREDITING, outcome_of
from hengtu.portal.models import PublicMatter, PublicRecord, RecordState
from hengtu.portal.publicity.making import Draft, as_text, drafts_of, hash_of
from hengtu.portal.publicity.matters import current_of, latest_of, matter_of
from hengtu.portal.publicity.sources import Source, source_of

CHECKS = ("姓名、证件号码、电话、车船号、住址已经遮盖", "当事人年龄", "其他人的姓名", "国家秘密、商业秘密、个人隐私")


def prepare(intended: Intended) -> Mapping[str, Any]:
    """Make the records of a publication and return what the act says of them; {} where nothing new goes out.

    A party under eighteen is left out; where nobody else is left, the publication is refused.

    Raises: ActRefused where the text would still tell who somebody is, or a doubt is open and nobody looks.
    """
    source = source_of(intended.case_id, intended.acts, intended.about, intended.of_result)
    if source is None or not _goes_out(intended, source):
        return {}
    matter = matter_of(source, intended.acts)
    drafts = drafts_of(source, intended.hide)
    _refuse(intended, barring(drafts, by_itself=intended.by_itself))
    made = [write_record(source, matter, each) for each in drafts if not each.is_minor]
    return {
        "records": [{"ref": row.ref, "version": row.version, "sm3": row.sm3} for row in made],
        "checked": [*CHECKS, *dict.fromkeys(doubt.message for each in drafts for doubt in each.doubts)],
        "answers_for": intended.by_name,
    }


def _goes_out(intended: Intended, source: Source) -> bool:
    """A withdrawal brings a new text where a remedy changed the decision, a partial withholding where one is shown."""
    if intended.kind == "publication_withdrawn":
        fallen = [act for act in source.situation.acts if outcome_of(act) in DISCREDITING]
        return bool(fallen) and outcome_of(fallen[-1]) == "changed"
    if intended.kind == "publication_withheld":
        return not intended.takes_down and bool(current_of(matter_of(source, intended.acts)))
    return True


def barring(drafts: tuple[Draft, ...], *, by_itself: bool) -> tuple[Objection, ...]:
    """Return what stands against publishing these drafts; doubts count where nobody looks at them."""
    grown = [each for each in drafts if not each.is_minor]
    asked = grown or drafts
    found = [bar for each in asked for bar in each.bars]
    if by_itself:
        found += [doubt for each in drafts for doubt in each.doubts]
        found += [bar for each in drafts if each.is_minor for bar in each.bars]
    return tuple(dict.fromkeys(found))


def _refuse(intended: Intended, found: tuple[Objection, ...]) -> None:
    if found:
        raise ActRefused(kind_name(intended.kind), found)


def write_record(source: Source, matter: PublicMatter, draft: Draft) -> PublicRecord:
    """Write the next version for one party; it is shown once the act that carries it has been read."""
    before = latest_of(matter).get(draft.known.party.id)
    ref = before.ref if before else secrets.token_hex(8)
    version = before.version + 1 if before else 1
    text = as_text(source, draft, ref=ref, version=version, salt=secrets.token_hex(8))
    kept = retention_of(source.publishing, draft.known.is_person, source.place, source.decided_on)
    return PublicRecord.objects.create(
        matter=matter,
        agency=source.agency,
        ref=ref,
        party_uid=draft.known.party.id,
        version=version,
        number=draft.number,
        text=text,
        sm3=hash_of(text),
        state=RecordState.PREPARED,
        expires_on=kept.expires_on,
        retention_source=kept.source,
    )
