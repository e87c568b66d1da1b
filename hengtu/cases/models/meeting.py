"""A collective discussion while it is going on: who was called, who is there, what each said, who has signed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet


class MeetingState(models.TextChoices):
    """Where a discussion is."""

    SITTING = "SITTING", "讨论中"
    SIGNING = "SIGNING", "等签字"
    DONE = "DONE", "已办"
    CANCELLED = "CANCELLED", "已取消"


class Meeting(AgencyScoped):
    """The heads' discussion of one case (集体讨论). Grain: one row per discussion, over all its sittings.

    It becomes the act ``discussed`` by the last signature; ``act_uid`` is that act. ``proposed`` is what is put before
    the heads, ``concluded`` what they concluded, both as a decision names penalties.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.ForeignKey(
        "ledger.Stream", on_delete=models.PROTECT, related_name="meetings", verbose_name="行为链"
    )
    state = models.CharField("状态", max_length=12, choices=MeetingState, default=MeetingState.SITTING)
    agenda = models.TextField("讨论的问题")
    proposed = models.JSONField("提请的处理意见", default=list)
    held_at = models.DateTimeField("讨论时间")
    place = models.CharField("地点", max_length=120)
    reporter = models.CharField("汇报人", max_length=60)
    recorder = models.CharField("记录人", max_length=60)
    sitting = models.PositiveSmallIntegerField("第几次", default=1)
    seen_seq = models.PositiveIntegerField("讨论的是到第几个行为的案情")
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meetings_called", verbose_name="提请人"
    )
    called_at = models.DateTimeField("提请时间")
    conclusion = models.TextField("结论", blank=True)
    concluded = models.JSONField("结论的处理决定", default=list)
    follows_proposal = models.BooleanField("按提请的意见", null=True)
    because = models.CharField("不按多数意见的理由", max_length=1000, blank=True)
    closed_at = models.DateTimeField("了结时间", null=True, blank=True)
    act_uid = models.UUIDField("办成的行为", null=True, blank=True)

    objects = AgencyScopedQuerySet["Meeting"].as_manager()

    class Meta:
        verbose_name = "集体讨论"
        verbose_name_plural = "集体讨论"
        constraints = [
            models.UniqueConstraint(
                fields=["stream"], condition=Q(state__in=("SITTING", "SIGNING")), name="cases_meeting_one_at_a_time"
            )
        ]
        indexes = [
            models.Index(
                fields=["legal_subject_id", "held_at"],
                name="cases_meeting_open",
                condition=Q(state__in=("SITTING", "SIGNING")),
            )
        ]

    def __str__(self) -> str:
        return self.agenda[:60]


class SeatState(models.TextChoices):
    """Whether a head takes part. The lower-case value is the state that the law package knows."""

    ABSENT = "ABSENT", "还没有到会"
    PRESENT = "PRESENT", "到会"
    RECUSED = "RECUSED", "回避"
    LEFT = "LEFT", "中途离会"


class MeetingSeat(models.Model):
    """One head called to a discussion (席位). ``spoke`` is the place of his view among all, 0 before he gave it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats", verbose_name="集体讨论")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats", verbose_name="负责人"
    )
    post = models.CharField("职务", max_length=60)
    is_chair = models.BooleanField("主持", default=False)
    state = models.CharField("到会情况", max_length=8, choices=SeatState, default=SeatState.ABSENT)
    reason = models.CharField("回避、缺席的原因", max_length=500, blank=True)
    view = models.TextField("意见", blank=True)
    vote = models.CharField("表决", max_length=8, blank=True)
    spoke = models.PositiveSmallIntegerField("第几个发言", default=0)
    dissent = models.CharField("签字时的不同意见", max_length=1000, blank=True)
    signed_at = models.DateTimeField("签字时间", null=True, blank=True)

    class Meta:
        verbose_name = "席位"
        verbose_name_plural = "席位"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "account"], name="cases_seat_once")]

    def __str__(self) -> str:
        return f"{self.account.name} {self.get_state_display()}"
