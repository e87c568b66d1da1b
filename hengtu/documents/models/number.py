"""Numbers: gap-free per legal subject, year and type word."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

DEFAULT_TEMPLATE = "{prov}（{org}）交执{word}〔{yyyy}〕{seq:05d}号"


class NumberFormat(models.Model):
    """How one legal subject writes its numbers; without a row the default template and words hold.

    ``template`` takes ``{prov} {org} {word} {yyyy} {seq}``; ``words`` maps form ids to type words and overrides the
    words of the form catalogue. The pattern is local (no national rule fixes it), hence data.
    """

    agency = models.OneToOneField(
        "agencies.Agency", on_delete=models.PROTECT, related_name="number_format", verbose_name="执法主体"
    )
    template = models.CharField("文号格式", max_length=120, default=DEFAULT_TEMPLATE)
    words = models.JSONField("文种代字", default=dict, blank=True)

    class Meta:
        verbose_name = "文号格式"
        verbose_name_plural = "文号格式"

    def __str__(self) -> str:
        return self.template


class NumberCounter(models.Model):
    """The last number drawn by one legal subject in one year for one type word; its row is the only lock."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="执法主体")
    word = models.CharField("文种代字", max_length=16)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "文号计数"
        verbose_name_plural = "文号计数"
        constraints = [
            models.UniqueConstraint(fields=["agency", "word", "year"], name="documents_counter_once"),
        ]


class DrawnNumber(models.Model):
    """The register: one row per number drawn, by whom and for what. A void number keeps its row and its reason."""

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="drawn_numbers", verbose_name="执法主体"
    )
    form = models.CharField("文种", max_length=48)
    word = models.CharField("文种代字", max_length=16)
    year = models.PositiveSmallIntegerField("年度")
    seq = models.PositiveIntegerField("序号")
    text = models.CharField("文号", max_length=120)
    drawn_by = models.CharField("取号人", max_length=100)
    purpose = models.CharField("用途", max_length=200, blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "取号登记"
        verbose_name_plural = "取号登记"
        ordering = ["agency", "year", "word", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "word", "seq"], name="documents_number_once"),
            models.UniqueConstraint(fields=["agency", "text"], name="documents_number_text_once"),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason=""),
                name="documents_void_number_has_a_reason",
                violation_error_code="void_without_reason",
                violation_error_message="作废文号须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.text
