"""Steps in the field and their recordings: the projection, links by hand, explanations, standing alarms."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase


class FieldStep(AgencyScoped):
    """An act done in the field (现场行为), as matching and the gap report read it. Grain: one row per act. Derived.

    ``officers``: list of ``{"id", "name"}``. ``duty``: row of the list that asks for a film, empty where none does;
    ``duty_words`` its name and what it rests on. ``other_film``: an exhibit of the act is a film.
    """

    act_uid = models.UUIDField(primary_key=True, editable=False)
    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="steps", verbose_name="案件")
    kind = models.CharField("种类", max_length=64)
    starts_at = models.DateTimeField("开始时间")
    ends_at = models.DateTimeField("结束时间")
    recorded_at = models.DateTimeField("登记时间")
    officers = models.JSONField("执法人员")
    place = models.CharField("地点", max_length=300, blank=True)
    needs_place = models.BooleanField("应当记明地点")
    device = models.CharField("设备", max_length=100, blank=True)
    duty = models.CharField("清单", max_length=60, blank=True)
    duty_words = models.CharField("清单上的名称和依据", max_length=300, blank=True)
    other_film = models.BooleanField("证据里有视听资料")
    must_identify = models.BooleanField("应当记明出示证件")
    identified = models.BooleanField("记明了出示证件")

    objects = AgencyScopedQuerySet["FieldStep"].as_manager()

    class Meta:
        verbose_name = "现场行为"
        verbose_name_plural = "现场行为"
        # two, and not one per scope column: every field act pays for them, and the reports read a span of days
        indexes = [
            models.Index(fields=["legal_subject_id", "starts_at"], name="cases_step_subject"),
            models.Index(fields=["starts_at"], name="cases_step_when"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at:%Y-%m-%d %H:%M}"


class RecordingLink(models.Model):
    """What people said about a recording and an act (人工关联): it shows it, or it does not. The newest one counts."""

    recording = models.ForeignKey(
        "evidence.Recording", on_delete=models.PROTECT, related_name="links", verbose_name="执法音像"
    )
    act_uid = models.UUIDField("行为")
    stands = models.BooleanField("是这次行为")
    reason = models.CharField("理由", max_length=300)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="关联人"
    )
    linked_at = models.DateTimeField("关联时间")

    class Meta:
        verbose_name = "人工关联"
        verbose_name_plural = "人工关联"
        ordering = ["linked_at", "id"]
        indexes = [models.Index(fields=["act_uid"], name="cases_link_of_act")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="cases_link_has_reason")]

    def __str__(self) -> str:
        return self.reason


class Explained(models.TextChoices):
    """Where an explanation stands."""

    PENDING = "PENDING", "待审核"
    ACCEPTED = "ACCEPTED", "认可"
    RETURNED = "RETURNED", "不认可"


class RecordingExplanation(models.Model):
    """Why an act that had to be filmed was not (缺失说明), and the head's answer. Grain: one row per explanation."""

    act_uid = models.UUIDField("行为")
    case_uid = models.UUIDField("案件")
    reason = models.CharField("原因", max_length=300)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="说明人"
    )
    explained_at = models.DateTimeField("说明时间")
    state = models.CharField("状态", max_length=16, choices=Explained, default=Explained.PENDING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    answered_at = models.DateTimeField("审核时间", null=True)
    answer = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "缺失说明"
        verbose_name_plural = "缺失说明"
        ordering = ["explained_at", "id"]
        indexes = [models.Index(fields=["act_uid"], name="cases_explained_act")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="cases_explanation_has_reason"),
            models.UniqueConstraint(fields=["act_uid"], condition=~Q(state="RETURNED"), name="cases_explained_once"),
        ]

    def __str__(self) -> str:
        return self.reason


class RecordAlarm(AgencyScoped):
    """An alarm that stands until its cause is gone (记录预警): a film that is missing, an original that is damaged.

    Grain: one row per code and thing. ``depends``: what rests on it, as people read it.
    """

    code = models.CharField("种类", max_length=40)
    about = models.CharField("关于", max_length=100)
    message = models.CharField("内容", max_length=500)
    depends = models.JSONField("受影响的", default=list)
    url = models.CharField("去处", max_length=200)
    raised_at = models.DateTimeField("发出时间")
    closed_at = models.DateTimeField("消除时间", null=True)

    objects = AgencyScopedQuerySet["RecordAlarm"].as_manager()

    class Meta:
        verbose_name = "记录预警"
        verbose_name_plural = "记录预警"
        constraints = [models.UniqueConstraint(fields=["code", "about"], name="cases_record_alarm_once")]
        indexes = scope_indexes("cases_ralarm", ["-raised_at", "id"], condition=Q(closed_at=None))

    def __str__(self) -> str:
        return self.message
