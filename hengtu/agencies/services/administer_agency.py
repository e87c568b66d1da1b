"""Change what documents print about an agency, from a day on, and add a unit below it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import CharField

from hengtu.agencies.administration import AdministrationRefused, Change, Mandate, check_mandate, record_change
from hengtu.agencies.models import Agency
from hengtu.agencies.services.register_agency import register_agency
from hengtu.ledger import jobs
from hengtu.lib.dates_zh import BEIJING, day_zh

JOB = "agencies.change_agency"
# What an administrator may change; name, code, level and place in the tree are a matter of registration.
CHANGEABLE = (
    "address",
    "zip_code",
    "contact",
    "phone",
    "reconsideration_body",
    "court",
    "province_short",
    "document_word",
)
_FOR_NUMBERS = ("province_short", "document_word")


@transaction.atomic
def change_agency(*, agency: Agency, values: Mapping[str, str], effective_from: date, mandate: Mandate) -> list[Change]:
    """Change fields of an agency from a day on; what did not change is left out of the record.

    A day to come is kept by a job that writes the values when it has come; until then everything prints as before.

    Args:
        values: by field of ``CHANGEABLE``.
        effective_from: the day of recording or a later one; documents issued before are not touched.
    Returns: what changes, empty when nothing does (then nothing is recorded).
    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``field_not_changeable``, ``field_too_long``,
            ``backdated`` or ``word_missing``.
    """
    check_mandate(mandate, agency)
    _check_values(agency, values)
    if effective_from < mandate.day:
        raise AdministrationRefused(
            "backdated", f"变更不能早于登记当日（{day_zh(mandate.day)}）：以前的文书已按原来的资料发出。请改生效日期。"
        )
    current = Agency.objects.select_for_update().get(pk=agency.pk)
    wanted = {field: value.strip() for field, value in values.items() if getattr(current, field) != value.strip()}
    changes = [Change(_label(field), getattr(current, field), value) for field, value in wanted.items()]
    if not changes:
        return []
    act = record_change(
        agency, "agency_changed", mandate, subject=agency.name, effective_from=effective_from, changes=changes
    )
    task = {"agency": agency.pk, "values": wanted}
    if effective_from > mandate.day:
        start = datetime.combine(effective_from, time.min, BEIJING)
        jobs.enqueue(JOB, task, at=mandate.at, run_at=start, key=f"{JOB}:{act.uid.hex}")
    else:
        apply_change(task)
    return changes


def apply_change(task: dict[str, Any]) -> None:
    """Write the values of a change whose day has come; twice is as good as once."""
    Agency.objects.filter(pk=task["agency"]).update(**{field: task["values"][field] for field in task["values"]})


@transaction.atomic
def add_unit(
    *, parent: Agency, code: str, name: str, short_name: str, division_code: str, effective_from: date, mandate: Mandate
) -> Agency:
    """Register a unit that acts in the name of its parent's legal subject, with the parent's fields of business.

    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``code_taken`` or ``name_missing``; also the
            refusals of ``register_agency``.
    """
    check_mandate(mandate, parent)
    if not name.strip() or not short_name.strip() or not code.strip():
        raise AdministrationRefused("name_missing", "请填写站所代码、名称和简称。")
    if Agency.objects.filter(code=code.strip()).exists():
        raise AdministrationRefused("code_taken", f"代码 {code.strip()} 已经登记，请核对，或者换一个站所代码。")
    unit = register_agency(
        code=code.strip(),
        name=name.strip(),
        short_name=short_name.strip(),
        division_code=division_code,
        level="STATION",
        parent=parent,
        acts_in_name_of=parent.legal_subject,
        categories=parent.categories,
        effective_from=effective_from,
    )
    for where in (parent, unit):
        record_change(where, "agency_registered", mandate, subject=unit.name, effective_from=effective_from)
    return unit


def _check_values(agency: Agency, values: Mapping[str, str]) -> None:
    for field, value in values.items():
        if field not in CHANGEABLE:
            raise AdministrationRefused("field_not_changeable", f"「{field}」不能在这里变更，请按机构登记办理。")
        longest = _column(field).max_length
        if longest is not None and len(value.strip()) > longest:
            raise AdministrationRefused("field_too_long", f"{_label(field)}最多 {longest} 个字，请缩短。")
        if field in _FOR_NUMBERS and getattr(agency, field) and not value.strip():
            raise AdministrationRefused(
                "word_missing", f"{_label(field)}用于文号，不能清空；清空以后不能编号。请填写。"
            )


def _label(field: str) -> str:
    return str(_column(field).verbose_name)


def _column(field: str) -> CharField[str, str]:
    column = Agency._meta.get_field(field)
    assert isinstance(column, CharField)
    return column
