"""Archived files as rows: what the acts say of them, and what appraisals have decided since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency, scope_values
from hengtu.cases.models import AppraisalState, ArchivedFile, ArchiveVolume, FileAppraisal
from hengtu.law.archive.retention import Period, proposed_period
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.follow_ups import since_bound, waits_for_supplement
from hengtu.ledger.values import StoredAct

BINDING = ("archived", "file_supplemented")


def write_archive(
    case_id: UUID,
    acts: tuple[StoredAct, ...],
    situation: Situation,
    agency: Agency,
    about: dict[str, Any],
    *,
    anew: bool = False,
) -> None:
    """Bring the file and volumes of one case in line with its acts; ``about`` are columns of the case's row."""
    binding = [act for act in acts if act.kind in BINDING and act.payload]
    if not binding:
        return
    if anew or acts[-1].kind in BINDING:
        _write_volumes(case_id, binding)
    last = next((act for act in reversed(binding) if act.kind == "archived"), None)
    if last is None:
        return
    row = _file_row(last, binding, situation, agency, about)
    row.update(_appraised(case_id))
    ArchivedFile.objects.update_or_create(case_id=case_id, defaults={**row, "agency_id": agency.pk})


def _write_volumes(case_id: UUID, binding: Iterable[StoredAct]) -> None:
    known = set(ArchiveVolume.objects.filter(case_id=case_id).values_list("act_uid", flat=True))
    ArchiveVolume.objects.bulk_create(
        _volume(case_id, act, said)
        for act in binding
        if act.uid not in known
        for said in (act.payload or {}).get("volumes", ())
    )


def _volume(case_id: UUID, act: StoredAct, said: dict[str, Any]) -> ArchiveVolume:
    columns = ("part", "number", "of", "pages", "size", "sm3", "sha256", "entries")
    return ArchiveVolume(
        case_id=case_id,
        act_uid=act.uid,
        seq=act.seq,
        is_supplement=act.kind == "file_supplemented",
        bound_on=day_of(act.occurred_at),
        **{column: said[column] for column in columns},
    )


def _file_row(
    last: StoredAct, binding: list[StoredAct], situation: Situation, agency: Agency, about: dict[str, Any]
) -> dict[str, Any]:
    said = last.payload or {}
    on = day_of(last.occurred_at)
    period = Period(said.get("period") or proposed_period(situation, str(agency.division_code), on).period)
    volumes = [each for act in binding if act.seq >= last.seq for each in (act.payload or {}).get("volumes", ())]
    later = since_bound(situation) if waits_for_supplement(situation) else ()
    return {
        **scope_values(agency),
        "number": str(said.get("archive_number", "")),
        "year": on.year,
        "title": about["title"],
        "party_name": about["party_name"],
        "case_number": about["number"],
        "archived_on": on,
        "period": period.value,
        "ends_on": period.ends_on(on),
        "volumes": len(volumes),
        "pages": sum(each["pages"] for each in volumes),
        "waits_since": day_of(later[0].occurred_at) if later else None,
    }


def _appraised(case_id: UUID) -> dict[str, Any]:
    """What approved appraisals say, the last of them first."""
    rows = FileAppraisal.objects.filter(case_id=case_id, state=AppraisalState.APPROVED).order_by("-answered_at")
    last = rows.first()
    if last is None:
        return {"destroyed_on": None}
    if last.destroys:
        return {"destroyed_on": day_of(last.answered_at) if last.answered_at else None}
    return {"destroyed_on": None, "ends_on": last.keep_until}


def archive_snapshot() -> Iterator[tuple[Any, ...]]:
    """Yield every row without its own key, for comparing before and after a rebuild."""
    yield from ArchivedFile.objects.order_by("case_id").values_list()
    columns = [field.attname for field in ArchiveVolume._meta.concrete_fields if field.attname != "id"]
    for row in ArchiveVolume.objects.order_by("act_uid", "part", "number").values_list(*columns):
        yield tuple(str(value) if isinstance(value, list) else value for value in row)


def forget_archive() -> None:
    """Empty the rows before a rebuild."""
    ArchiveVolume.objects.all().delete()
    ArchivedFile.objects.all().delete()
