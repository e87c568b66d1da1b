"""How a party found the service: five grades, reasons, words; never tied to an officer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency

GRADES = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
REASONS = {
    "clear": "说得清楚",
    "polite": "态度好",
    "quick": "办得快",
    "convenient": "不用多跑",
    "unclear": "没有说清楚",
    "rude": "态度不好",
    "slow": "办得慢",
    "troublesome": "跑了好几趟",
    "unfair": "觉得不公",
}


class Stage(models.TextChoices):
    """After which matter somebody rates."""

    DECIDED = "DECIDED", "听意见、作决定"
    ENDED = "ENDED", "执行、办结"


class ServiceRating(models.Model):
    """One rating (服务评价). Grain: one row per case, party and stage; changed by its party until ``until_on``."""

    stream = models.UUIDField("案件")
    party_uid = models.CharField("当事人", max_length=40)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="机关")
    stage = models.CharField("环节", max_length=12, choices=Stage)
    grade = models.PositiveSmallIntegerField("等级")
    reasons = models.JSONField("原因", default=list)
    words = models.TextField("想说的话", blank=True)
    given_at = models.DateTimeField("评价时间")
    changed_at = models.DateTimeField("修改时间", null=True)
    until_on = models.DateField("可以改到哪一天")

    class Meta:
        verbose_name = "服务评价"
        verbose_name_plural = "服务评价"
        constraints = [
            models.UniqueConstraint(fields=["stream", "party_uid", "stage"], name="portal_rating_once"),
            models.CheckConstraint(condition=Q(grade__gte=1, grade__lte=5), name="portal_rating_grades"),
        ]
        indexes = [models.Index(fields=["agency", "given_at"], name="portal_rating_of_agency")]

    def __str__(self) -> str:
        return GRADES[self.grade]
