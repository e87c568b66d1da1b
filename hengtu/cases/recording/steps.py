"""From acts to steps in the field: what matching and the gap report read. Derived, written again by a rebuild."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency, scope_values
from hengtu.cases.models import FieldStep
from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.law.procedure.precheck_recording import IDENTITY_SHOWN
from hengtu.law.recording.duties import FILM, IDENTITY, Duty, duty_of
from hengtu.law.recording.steps import FIELD_KINDS, PLACED_KINDS, place_of, span_of
from hengtu.ledger.values import StoredAct

DEVICE = "device"  # of the notes of an act
# acts that change steps written before them
TOUCHING = frozenset({"act_corrected", "decision_revoked", "content_erased", "reconsideration_decided",
                      "lawsuit_judged", "court_refused", "case_returned_by_justice"})  # fmt: skip
FILM_KINDS = (ExhibitKind.AUDIOVISUAL, ExhibitKind.RECORDING)


def write_steps(
    case_id: UUID, acts: tuple[StoredAct, ...], situation: Situation, agency: Agency, *, anew: bool
) -> None:
    """Bring the steps of a case in line with its acts; most acts are none and cost nothing."""
    last = acts[-1]
    if anew or last.kind in TOUCHING or any(act.payload is None for act in acts):
        _write_all(case_id, acts, situation, agency)
    elif last.kind in FIELD_KINDS:
        act = next(each for each in reversed(situation.acts) if each.uid == str(last.uid))
        FieldStep.objects.create(act_uid=last.uid, case_id=case_id, **_row(act, last, situation, agency))


def _write_all(case_id: UUID, acts: tuple[StoredAct, ...], situation: Situation, agency: Agency) -> None:
    stored = {str(act.uid): act for act in acts}
    rows = {
        act.uid: _row(act, stored[act.uid], situation, agency)
        for act in situation.acts
        if act.kind in FIELD_KINDS and act.uid in stored
    }
    FieldStep.objects.filter(case_id=case_id).exclude(act_uid__in=list(rows)).delete()
    for uid, row in rows.items():
        FieldStep.objects.update_or_create(act_uid=uid, defaults={"case_id": case_id, **row})


def _row(act: LegalAct, stored: StoredAct, situation: Situation, agency: Agency) -> dict[str, Any]:
    starts_at, ends_at = span_of(act)
    film, identity = (_duty(act, situation, mode) for mode in (FILM, IDENTITY))
    return {
        "agency_id": agency.pk,
        **scope_values(agency),
        "kind": act.kind,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "recorded_at": stored.recorded_at,
        "officers": [{"id": ref.id, "name": ref.name} for ref in stored.by if ref.kind == "OFFICER"],
        "place": place_of(act)[:300],
        "needs_place": act.kind in PLACED_KINDS,
        "device": str(stored.notes.get(DEVICE, ""))[:100],
        "duty": film.id if film else "",
        "duty_words": f"{film.name}（{film.layer}：{film.rests_on}）"[:300] if film else "",
        "other_film": _has_film(act),
        "must_identify": identity is not None,
        "identified": bool(act.payload.get(IDENTITY_SHOWN)),
    }


def _duty(act: LegalAct, situation: Situation, mode: str) -> Duty | None:
    case = situation.case
    return duty_of(act, category=case.category, place=case.jurisdiction, mode=mode) if case else None


def _has_film(act: LegalAct) -> bool:
    """Whether an exhibit of the act is itself a film: a phone, a dash camera, a scale's camera."""
    named = [str(entry.get("uid")) for entry in act.payload.get("exhibits") or () if entry.get("uid")]
    if not named:
        return False
    films = Exhibit.objects.filter(pk__in=named, kind__in=FILM_KINDS, media_type__regex="^(video|audio)/")
    return films.exists()


def forget_steps() -> None:
    """Empty the projection before a rebuild."""
    FieldStep.objects.all().delete()


def step_snapshot() -> Iterable[tuple[Any, ...]]:
    """Yield every step as a tuple of hashable values."""
    columns = [field.attname for field in FieldStep._meta.concrete_fields if field.attname != "officers"]
    for officers, *row in FieldStep.objects.order_by("pk").values_list("officers", *columns):
        yield (*row, ";".join(f"{each['id']}{each['name']}" for each in officers))
