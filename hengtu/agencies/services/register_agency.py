"""Put an agency into the tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from hengtu.agencies.models import Agency, AgencyDivision, AgencyKind, BusinessCategory, Level
from hengtu.lib.coded_error import CodedError
from hengtu.lib.credit_codes import parse_credit_code
from hengtu.lib.divisions import check_division_code

_CREDIT_CODE_LENGTH = 18
RANK_OF_LEVEL = {Level.MINISTRY: 0, Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3, Level.STATION: 4}


class AgencyRefused(CodedError):
    """The agency cannot be registered like this."""


class Letterhead(TypedDict, total=False):
    """What documents print about an agency."""

    address: str
    zip_code: str
    contact: str
    phone: str
    reconsideration_body: str
    court: str
    province_short: str
    document_word: str


@transaction.atomic
def register_agency(
    *,
    code: str,
    name: str,
    short_name: str,
    division_code: str,
    level: str,
    effective_from: date,
    parent: Agency | None = None,
    acts_in_name_of: Agency | None = None,
    categories: Sequence[str] = (),
    further_divisions: Sequence[str] = (),
    **letterhead: Unpack[Letterhead],
) -> Agency:
    """Register a legal subject, or a unit when ``acts_in_name_of`` is given, and set its place in the tree.

    Args:
        code: unified social credit code (18 characters, checked) or a station's own code.
        division_code: six digits.
        level: a ``Level``; lower than the parent's.
        acts_in_name_of: the legal subject above whose powers the unit uses (APL:20).
        categories: ids of ``BusinessCategory``.
        further_divisions: division codes outside its own in which the body also enforces.
    Raises:
        AgencyRefused: the place, the legal subject or a category is not in order; also the errors of the codes.
    """
    _check_place(level, parent, acts_in_name_of)
    _check_categories(categories)
    agency = Agency.objects.create(
        code=parse_credit_code(code) if len(code) == _CREDIT_CODE_LENGTH else code,
        name=name,
        short_name=short_name,
        division_code=check_division_code(division_code),
        level=level,
        kind=AgencyKind.UNIT if acts_in_name_of else AgencyKind.LEGAL_SUBJECT,
        parent=parent,
        acts_in_name_of=acts_in_name_of,
        categories=list(categories),
        effective_from=effective_from,
        **letterhead,
    )
    _set_place(agency)
    AgencyDivision.objects.bulk_create(
        AgencyDivision(agency=agency, division_code=check_division_code(code), effective_from=effective_from)
        for code in further_divisions
    )
    return agency


def _check_place(level: str, parent: Agency | None, acts_in_name_of: Agency | None) -> None:
    if level not in Level.values:
        raise AgencyRefused("unknown_level", f"没有「{level}」这一层级，请选择部、省、市、县或基层站所。")
    if (parent is None) != (level == Level.MINISTRY):
        raise AgencyRefused("parent_missing", "除部级机构外，执法机构须有上级；请选择上级机构。")
    if parent is not None and RANK_OF_LEVEL[Level(parent.level)] >= RANK_OF_LEVEL[Level(level)]:
        raise AgencyRefused("parent_not_above", f"上级「{parent.name}」的层级不高于本机构，请核对层级或另选上级。")
    if acts_in_name_of is None:
        return
    if acts_in_name_of.kind != AgencyKind.LEGAL_SUBJECT:
        raise AgencyRefused(
            "not_a_legal_subject",
            f"「{acts_in_name_of.name}」不是执法主体，受委托的组织不能再委托（行政处罚法第二十条第四款）。请选择执法主体。",
        )
    if parent is None or acts_in_name_of.pk not in {parent.pk, *_ancestor_ids(parent)}:
        raise AgencyRefused("legal_subject_not_above", f"「{acts_in_name_of.name}」不是本机构的上级，请核对。")


def _check_categories(categories: Sequence[str]) -> None:
    unknown = sorted(set(categories) - set(BusinessCategory.values))
    if unknown:
        raise AgencyRefused("unknown_category", f"没有「{'、'.join(unknown)}」这一执法门类，请从目录中选择。")


def _set_place(agency: Agency) -> None:
    """Copy the parent's ancestors and add the agency itself on its own level."""
    parent = agency.parent
    if parent is not None:
        agency.province_id, agency.city_id = parent.province_id, parent.city_id
        agency.county_id, agency.station_id = parent.county_id, parent.station_id
    if agency.level != Level.MINISTRY:
        setattr(agency, f"{agency.level.lower()}_id", agency.pk)
    agency.legal_subject_key = agency.legal_subject_id
    agency.save(update_fields=["province", "city", "county", "station", "legal_subject_key"])


def _ancestor_ids(agency: Agency) -> set[int]:
    ids = (agency.province_id, agency.city_id, agency.county_id, agency.station_id)
    return {pk for pk in ids if pk is not None}
