"""Archived files: what follows from the acts (files, volumes), and what is handed in, lent and appraised besides."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase
from hengtu.law.archive.layout import Part
from hengtu.law.archive.retention import Period


def part_choices() -> list[tuple[str, str]]:
    """Return the parts of a file with their names; a callable, so that a new one needs no migration."""
    return [(each.value, each.zh) for each in Part]


def period_choices() -> list[tuple[str, str]]:
    """Return the periods files are kept for."""
    return [(each.value, each.zh) for each in Period]


class ArchivedFile(AgencyScoped):
    """One archived file (档案). Grain: one row per case that was archived and is not open again. Follows from acts.

    ``ends_on``: first day after the period it is kept for, null for 永久; an approved appraisal moves it.
    ``destroyed_on``: day on which its bytes were erased. ``waits_since``: day of the first act that is not bound in.
    """

    case = models.OneToOneField(
        EnforcementCase, on_delete=models.CASCADE, primary_key=True, related_name="archived_file", verbose_name="案件"
    )
    number = models.CharField("档号", max_length=120, db_index=True)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("案由", max_length=300)
    party_name = models.CharField("当事人", max_length=300, blank=True)
    case_number = models.CharField("案号", max_length=120, blank=True)
    archived_on = models.DateField("归档日")
    period = models.CharField("保管期限", max_length=12, choices=period_choices)
    ends_on = models.DateField("期满日", null=True)
    volumes = models.PositiveSmallIntegerField("册数")
    pages = models.PositiveIntegerField("页数")
    waits_since = models.DateField("等补充", null=True)
    destroyed_on = models.DateField("销毁日", null=True)

    objects = AgencyScopedQuerySet["ArchivedFile"].as_manager()

    class Meta:
        verbose_name = "档案"
        verbose_name_plural = "档案"
        ordering = ("-year", "-archived_on", "case_id")
        indexes = [
            *scope_indexes("archived", ["year", "archived_on", "case"]),
            models.Index(fields=["ends_on"], name="cases_archived_ends", condition=Q(destroyed_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ArchiveVolume(models.Model):
    """One bound volume (册). Grain: one row per volume of an act ``archived`` or ``file_supplemented``.

    ``sha256`` is its name in the blob store, ``sm3`` what the act says. ``entries``: lines of its index.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="volumes", verbose_name="案件")
    act_uid = models.UUIDField("行为")
    seq = models.PositiveIntegerField("行为序号")
    part = models.CharField("卷", max_length=8, choices=part_choices)
    is_supplement = models.BooleanField("补充卷")
    number = models.PositiveSmallIntegerField("第几册")
    of = models.PositiveSmallIntegerField("共几册")
    pages = models.PositiveIntegerField("页数")
    size = models.PositiveBigIntegerField("大小（字节）")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    entries = models.JSONField("目录", default=list)
    bound_on = models.DateField("装订日")

    class Meta:
        verbose_name = "册"
        verbose_name_plural = "册"
        ordering = ("case_id", "seq", "-part", "number")
        constraints = [
            models.UniqueConstraint(fields=["act_uid", "part", "number"], name="cases_volume_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people call it: 正卷第1册，副卷补充第1册."""
        extra = "补充" if self.is_supplement else ""
        return f"{Part(self.part).zh}{extra}第{self.number}册"


class FileNumber(models.Model):
    """The number under which a file is kept 档号. Grain: one row per case; drawn once, kept if archiving fails."""

    case_id = models.UUIDField("案件", primary_key=True)
    number = models.CharField("档号", max_length=120, unique=True)

    class Meta:
        verbose_name = "档号"
        verbose_name_plural = "档号"

    def __str__(self) -> str:
        return self.number


class FilePaper(models.Model):
    """A paper handed in for a file that no act has made (补入的材料). Grain: one row per paper.

    ``media``: ``jpeg`` (a scan, bound on a sheet) or ``pdf`` (PDF/A, bound as it is). ``supplies``: code of the missing
    paper it stands for. ``act_uid``: the act that bound it, null while it waits and can be taken out again.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        EnforcementCase,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="handed_in",
        verbose_name="案件",
    )
    part = models.CharField("卷", max_length=8, choices=part_choices)
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=100, blank=True)
    dated_on = models.DateField("材料日期")
    media = models.CharField("格式", max_length=8)
    pages = models.PositiveIntegerField("页数")
    size = models.PositiveBigIntegerField("大小（字节）")
    sm3 = models.CharField("SM3", max_length=64)
    sha256 = models.CharField("SHA-256", max_length=64)
    supplies = models.CharField("补的是", max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="补入人"
    )
    added_at = models.DateTimeField("补入时间")
    act_uid = models.UUIDField("装订行为", null=True)

    class Meta:
        verbose_name = "补入的材料"
        verbose_name_plural = "补入的材料"
        ordering = ("dated_on", "added_at", "uid")

    def __str__(self) -> str:
        return self.title


class LoanState(models.TextChoices):
    """Where a request to consult a file stands."""

    ASKED = "ASKED", "等批准"
    GRANTED = "GRANTED", "可以调阅"
    REFUSED = "REFUSED", "不同意"


class FileLoan(AgencyScoped):
    """A request to consult an archived file (调阅). Grain: one row per request; scope is that of the file."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        EnforcementCase,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="loans",
        verbose_name="案件",
    )
    wanted = models.CharField("档号或者案号", max_length=120)
    purpose = models.CharField("用途", max_length=300)
    inner = models.BooleanField("包括副卷", default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="file_loans", verbose_name="调阅人"
    )
    asked_at = models.DateTimeField("提出时间")
    until_on = models.DateField("调阅到", null=True)
    state = models.CharField("状态", max_length=12, choices=LoanState, default=LoanState.ASKED)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    answered_at = models.DateTimeField("批准时间", null=True)
    answer = models.CharField("意见", max_length=300, blank=True)

    objects = AgencyScopedQuerySet["FileLoan"].as_manager()

    class Meta:
        verbose_name = "调阅"
        verbose_name_plural = "调阅"
        ordering = ("-asked_at", "uid")
        indexes = [models.Index(fields=["legal_subject_id", "state"], name="cases_loan_state")]
        constraints = [models.CheckConstraint(condition=~Q(purpose=""), name="cases_loan_has_purpose")]

    def __str__(self) -> str:
        return f"{self.wanted} {self.purpose}"


class AppraisalState(models.TextChoices):
    """Where an appraisal stands."""

    PROPOSED = "PROPOSED", "等审定"
    APPROVED = "APPROVED", "已审定"
    RETURNED = "RETURNED", "不同意"


class FileAppraisal(AgencyScoped):
    """What is to become of a file whose period has ended (鉴定). Grain: one row per proposal; two people.

    ``destroys``: the bytes go and this row stays as tombstone; otherwise it is kept until ``keep_until``.
    ``erased``: digests of the volumes that went. ``act_uid``: the act of the agency's chain.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        EnforcementCase,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="appraisals",
        verbose_name="案件",
    )
    number = models.CharField("档号", max_length=120)
    title = models.CharField("案由", max_length=300)
    destroys = models.BooleanField("销毁")
    keep_until = models.DateField("延长到", null=True)
    reason = models.CharField("理由", max_length=300)
    period_ended_on = models.DateField("期满日")
    state = models.CharField("状态", max_length=12, choices=AppraisalState, default=AppraisalState.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    proposed_at = models.DateTimeField("提出时间")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="审定人"
    )
    answered_at = models.DateTimeField("审定时间", null=True)
    answer = models.CharField("意见", max_length=300, blank=True)
    erased = models.JSONField("销毁的册", default=list)
    act_uid = models.UUIDField("行为", null=True)

    objects = AgencyScopedQuerySet["FileAppraisal"].as_manager()

    class Meta:
        verbose_name = "鉴定"
        verbose_name_plural = "鉴定"
        ordering = ("-proposed_at", "uid")
        indexes = [models.Index(fields=["legal_subject_id", "state"], name="cases_appraisal_state")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="PROPOSED"), name="cases_appraised_once"),
            models.CheckConstraint(condition=Q(destroys=True) | Q(keep_until__isnull=False), name="cases_kept_until"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.reason}"
