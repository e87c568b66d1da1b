"""The row of each decision that concerns the public: until when it is to be published, and where that stands."""

from __future__ import annotations

from uuid import UUID

from hengtu.agencies.models import scope_values
from hengtu.cases.agencies import agency_by_code
from hengtu.law import deadlines
from hengtu.law.disclosure.contents import is_required
from hengtu.law.disclosure.timing import alarm_on
from hengtu.law.objections import Objection
from hengtu.ledger.values import StoredAct
from hengtu.portal.models import PublicMatter, PublicRecord, RecordState
from hengtu.portal.publicity.sources import Source


def matter_of(source: Source, acts: tuple[StoredAct, ...]) -> PublicMatter:
    """Return the row of a decision, made when it is first asked for."""
    unit = agency_by_code(str((acts[0].payload or {})["case"]["agency"]))
    required = is_required(source.publishing, source.place, source.decided_on)
    due_on = deadlines.due(source.publishing.term, source.decided_on).due_on if required else None
    alarmed = alarm_on(source.decided_on, source.place, source.publishing.term) if due_on else None
    row, _ = PublicMatter.objects.get_or_create(
        act_uid=UUID(source.decided.uid),
        defaults={
            "stream_id": source.case_id,
            "about": source.publishing.about,
            "kind": source.decided.kind,
            "decided_on": source.decided_on,
            "due_on": due_on,
            "alarm_on": alarmed,
            "agency": unit,
            **scope_values(unit),
        },
    )
    return row


def current_of(matter: PublicMatter) -> tuple[PublicRecord, ...]:
    """Return the records of a decision that are shown now, one per party."""
    return tuple(matter.records.filter(state=RecordState.PUBLIC).order_by("id"))


def latest_of(matter: PublicMatter) -> dict[str, PublicRecord]:
    """Return the latest version per party, shown or not."""
    return {row.party_uid: row for row in matter.records.order_by("version", "id")}


def noted(objections: tuple[Objection, ...]) -> list[dict[str, object]]:
    """Objections as they are kept with a row, each once."""
    return [each.as_json() for each in dict.fromkeys(objections)]
