"""What a party writes that is no act of its case: a complaint about how it was handled, an answer to a reminder."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency


class LetterKind(models.TextChoices):
    COMPLAINT = "COMPLAINT", "投诉"
    REMINDER = "REMINDER", "对催告的意见"


class About(models.TextChoices):
    """What a complaint is about."""

    MANNER = "MANNER", "态度、言行"
    PROCEDURE = "PROCEDURE", "没有按程序、超过时限"
    FAIRNESS = "FAIRNESS", "处理不公"
    MONEY = "MONEY", "乱收费、要钱要物"
    PROPERTY = "PROPERTY", "扣的东西没有管好、没有还"
    OTHER = "OTHER", "其他"


class Opinion(models.TextChoices):
    """What the party says of the answer."""

    SATISFIED = "SATISFIED", "满意"
    UNSATISFIED = "UNSATISFIED", "不满意"


class PartyLetter(models.Model):
    """One letter of one party (当事人来信). Grain: one row per letter; its words are never changed.

    ``agency`` is the legal subject that handles the case, ``answering`` the one that answers: the same, or the superior
    where everybody who could answer here has handled the case. ``due_on``: last day to answer a complaint.
    ``closed_at``: the party was satisfied, or has been answered a second time; nothing is closed unanswered.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("种类", max_length=12, choices=LetterKind)
    number = models.CharField("受理号", max_length=20, unique=True)
    stream = models.UUIDField("案件", db_index=True)
    party_uid = models.CharField("当事人", max_length=40)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="办案机关")
    answering = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="答复机关")
    about = models.CharField("事项", max_length=12, choices=About, blank=True)
    words = models.TextField("内容")
    exhibits = models.JSONField("作为证据登记的文件", default=list)
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("答复期限", null=True)
    key = models.UUIDField("提交编号", unique=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    opinion = models.CharField("是否满意", max_length=12, choices=Opinion, blank=True)
    opinion_words = models.TextField("不满意的原因", blank=True)
    opinion_at = models.DateTimeField("评价时间", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "当事人来信"
        verbose_name_plural = "当事人来信"
        indexes = [
            models.Index(fields=["answering", "due_on"], name="portal_letters_open", condition=Q(closed_at=None)),
            models.Index(fields=["stream", "party_uid"], name="portal_letters_of_a_party"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(answered_at__isnull=False),
                name="portal_letter_closed_with_answer",
                violation_error_message="没有答复的投诉不能办结。",
            ),
            models.CheckConstraint(
                condition=Q(opinion="") | Q(answered_at__isnull=False),
                name="portal_letter_opinion_of_answer",
                violation_error_message="还没有答复，不能评价。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def waits_for_answer(self) -> bool:
        """Whether somebody has to answer now: nobody has yet, or the party was not satisfied once."""
        return self.closed_at is None and (self.answered_at is None or self.opinion == Opinion.UNSATISFIED)


class LetterAnswer(models.Model):
    """One answer, only appended."""

    letter = models.ForeignKey(PartyLetter, on_delete=models.PROTECT, related_name="answers", verbose_name="来信")
    words = models.TextField("答复")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="答复人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:40]


class LetterFile(models.Model):
    """One file of a complaint: apart from the evidence of the case, so that its handlers do not come upon it."""

    letter = models.ForeignKey(PartyLetter, on_delete=models.PROTECT, related_name="files", verbose_name="来信")
    key = models.CharField("内容摘要", max_length=64)
    filename = models.CharField("文件名", max_length=255)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")

    class Meta:
        verbose_name = "来信的文件"
        verbose_name_plural = "来信的文件"

    def __str__(self) -> str:
        return self.filename
