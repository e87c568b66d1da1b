"""Agencies: legal subjects, and the units that act in their name."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models.dated import Dated, DatedQuerySet, InForce
from hengtu.agencies.scope import ScopedQuerySet


class Level(models.TextChoices):
    """Place in the tree. A city's detachment with squads of its own takes the county place (it is of county rank)."""

    MINISTRY = "MINISTRY", "部"
    PROVINCE = "PROVINCE", "省"
    CITY = "CITY", "市"
    COUNTY = "COUNTY", "县"
    STATION = "STATION", "基层站所"


class AgencyKind(models.TextChoices):
    """Who bears the decision: the legal subject decides, seals and is sued; a unit acts in its name."""

    LEGAL_SUBJECT = "LEGAL_SUBJECT", "执法主体"
    UNIT = "UNIT", "内设或派出单位"


class BusinessCategory(models.TextChoices):
    """The fields of transport enforcement; the lower-case value is the id used in rules and cases."""

    HIGHWAY_ADMIN = "highway_admin", "公路路政"
    ROAD_TRANSPORT = "road_transport", "道路运政"
    WATER_TRANSPORT = "water_transport", "水路运政"
    WATERWAY = "waterway", "航道行政"
    PORT = "port", "港口行政"
    LOCAL_MARITIME = "local_maritime", "地方海事行政"
    CONSTRUCTION_QUALITY = "construction_quality", "工程质量监督"


class AgencyQuerySet(InForce, ScopedQuerySet["Agency"]):
    """Agencies; scope runs over the tree itself."""

    scope_columns = {
        "legal_subject_id": "legal_subject_key",
        "province_id": "province_id",
        "city_id": "city_id",
        "county_id": "county_id",
        "station_id": "station_id",
    }


class Agency(Dated):
    """A legal subject (执法主体) or a unit that acts in its name (APL:20: entrusted bodies act in the name of another).

    ``province`` … ``station`` are the ancestors (itself included) by level; they are set by
    ``services.register_agency`` and checked by ``selectors.tree.misplaced_agencies``.
    """

    code = models.CharField("统一社会信用代码或站所代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=200)
    short_name = models.CharField("简称", max_length=60)
    division_code = models.CharField("行政区划代码", max_length=6)
    level = models.CharField("层级", max_length=16, choices=Level)
    kind = models.CharField("性质", max_length=16, choices=AgencyKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    acts_in_name_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="units", verbose_name="以其名义执法的主体"
    )
    # the legal subject of every row, its own id included, so that scope is one indexed comparison
    legal_subject_key = models.BigIntegerField("执法主体编号", null=True, editable=False, db_index=True)
    categories = models.JSONField("执法门类", default=list, help_text="执法门类标识的列表")
    address = models.CharField("地址", max_length=300, blank=True)
    zip_code = models.CharField("邮编", max_length=6, blank=True)
    contact = models.CharField("联系人", max_length=64, blank=True)
    phone = models.CharField("联系电话", max_length=32, blank=True)
    reconsideration_body = models.CharField("行政复议机关", max_length=200, blank=True)
    court = models.CharField("管辖的人民法院", max_length=200, blank=True)
    province_short = models.CharField("省简称", max_length=4, blank=True)
    document_word = models.CharField("文书字号中的机关代字", max_length=20, blank=True)
    province = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    city = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    county = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    station = models.ForeignKey("self", on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    objects = AgencyQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "执法机构"
        verbose_name_plural = "执法机构"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind="LEGAL_SUBJECT", acts_in_name_of=None) | Q(kind="UNIT", acts_in_name_of__isnull=False),
                name="agencies_agency_in_whose_name",
                violation_error_code="in_whose_name",
                violation_error_message="内设或派出单位须写明以哪个执法主体的名义执法；执法主体以自己的名义执法。",
            ),
            models.CheckConstraint(
                condition=Q(level="MINISTRY", parent=None) | Q(parent__isnull=False) & ~Q(level="MINISTRY"),
                name="agencies_agency_has_a_parent",
                violation_error_code="no_parent",
                violation_error_message="除部级机构外，执法机构须有上级。",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="agencies_agency_not_its_own_parent",
                violation_error_code="own_parent",
                violation_error_message="机构不能是自己的上级。",
            ),
            models.CheckConstraint(
                condition=(
                    Q(level="MINISTRY", province=None, city=None, county=None, station=None)
                    | Q(level="PROVINCE", city=None, county=None, station=None)
                    | Q(level="CITY", county=None, station=None)
                    | Q(level="COUNTY", station=None)
                    | Q(level="STATION")
                ),
                name="agencies_agency_no_ancestor_below",
                violation_error_code="ancestor_below",
                violation_error_message="机构的上级层级不能低于本级。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def legal_subject_id(self) -> int:
        """Id of the legal subject that answers for what this agency does: its own, or the one it acts for."""
        return self.pk if self.acts_in_name_of_id is None else self.acts_in_name_of_id

    @property
    def legal_subject(self) -> Agency:
        """The legal subject that decides, seals and is sued."""
        return self if self.acts_in_name_of is None else self.acts_in_name_of


class AgencyDivision(Dated):
    """A division outside the agency's own in which it also enforces: bodies that straddle provinces have several."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="divisions", verbose_name="机构")
    division_code = models.CharField("行政区划代码", max_length=6, db_index=True)

    objects = DatedQuerySet["AgencyDivision"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "跨区域管辖范围"
        verbose_name_plural = "跨区域管辖范围"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "division_code", "effective_from"], name="agencies_agencydivision_once"
            ),
        ]


class Region(Dated):
    """A region of co-operation (区域执法协作). Being a member shares no rows by itself."""

    code = models.CharField("代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=100)

    objects = DatedQuerySet["Region"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "执法协作区域"
        verbose_name_plural = "执法协作区域"


class RegionMember(Dated):
    """An agency's membership in a region, dated; an agency may be in several."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="members", verbose_name="区域")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="regions", verbose_name="机构")

    objects = DatedQuerySet["RegionMember"].as_manager()

    class Meta(Dated.Meta):
        verbose_name = "区域成员"
        verbose_name_plural = "区域成员"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["region", "agency", "effective_from"], name="agencies_regionmember_once"),
        ]
