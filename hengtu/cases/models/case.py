"""Projections of case streams. Every row follows from acts alone and is rebuilt exactly by ``hengtu rebuild``."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class CaseState(models.TextChoices):
    """Where a case is in its life. The finer stage is told by the acts."""

    LEAD = "LEAD", "线索"
    OPEN = "OPEN", "在办"
    CLOSED = "CLOSED", "已结案"
    ARCHIVED = "ARCHIVED", "已归档"
    NOT_FILED = "NOT_FILED", "不予立案"
    TRANSFERRED = "TRANSFERRED", "已移送"
    MERGED = "MERGED", "已并入"


class Track(models.TextChoices):
    """Which procedure the case runs under."""

    SUMMARY = "SUMMARY", "简易程序"
    ORDINARY = "ORDINARY", "普通程序"


class EnforcementCase(AgencyScoped):
    """One case (案件). Grain: one row per stream of kind ``case``; ``id`` is the stream's uid, ``seq`` its last act.

    ``due_on`` is the nearest open deadline of the agency; null when none runs. ``handlers`` are the names of the
    investigating officers as of their acts.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    seq = models.PositiveIntegerField("最后一个行为")
    number = models.CharField("案号", max_length=120, blank=True, db_index=True)
    title = models.CharField("案由", max_length=300)
    track = models.CharField("程序", max_length=16, choices=Track)
    procedure_version = models.CharField("程序版本", max_length=60)
    category = models.CharField("执法门类", max_length=32)
    jurisdiction = models.CharField("管辖地", max_length=60)
    violation = models.CharField("违法事项", max_length=60, db_index=True)
    violation_on = models.DateField("违法行为日")
    party_uid = models.CharField("当事人编号", max_length=36)
    party_name = models.CharField("当事人", max_length=300, db_index=True)
    plate = models.CharField("车船号", max_length=60, blank=True, db_index=True)
    handlers = models.CharField("办案人员", max_length=300, blank=True)
    state = models.CharField("状态", max_length=16, choices=CaseState)
    is_open = models.BooleanField("未办结", editable=False)
    stage = models.CharField("进程", max_length=40)
    found_on = models.DateField("发现日")
    filed_on = models.DateField("立案日", null=True)
    closed_on = models.DateField("结案日", null=True)
    due_term = models.CharField("最近的期限", max_length=40, blank=True)
    due_on = models.DateField("最近的届满日", null=True)
    has_alarm = models.BooleanField("有逾期", default=False)

    objects = AgencyScopedQuerySet["EnforcementCase"].as_manager()

    class Meta:
        verbose_name = "案件"
        verbose_name_plural = "案件"
        indexes = [
            *scope_indexes("case_open", ["due_on", "id"], condition=Q(is_open=True)),
            *scope_indexes("case_found", ["found_on", "id", "is_open"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def called(self) -> str:
        """What a message calls it: party and number, its title while it has neither."""
        return "，".join(part for part in (self.party_name, self.number) if part) or self.title


class CaseDeadline(models.Model):
    """One clock of a case (期限). Grain: one row per case, deadline id and thing; ``due_on`` null: no number.

    ``warn_on``: day of the alarm where a stricter reading ends earlier. The last four columns are what the day was
    counted from, so that a new calendar moves it without reading the acts: ``suspended`` holds spans of days left out,
    ``2026-01-05:2026-01-12;…``; ``place`` is empty where no layer speaks of the term; ``follows_calendar`` is false
    where an act set the day or hours run.

    ``about`` tells apart what a case may have several of (two seizures): the uid of the act that opened it, else empty.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="deadlines", verbose_name="案件")
    term = models.CharField("期限", max_length=40)
    about = models.CharField("关于", max_length=64, blank=True, default="")
    start_on = models.DateField("起算日")
    due_on = models.DateField("届满日", null=True)
    ended_on = models.DateField("办结日", null=True)
    binds = models.CharField("约束谁", max_length=8)
    provisional = models.BooleanField("待放假通知确认", default=False)
    warn_on = models.DateField("较早的提醒日", null=True)
    extended = models.BooleanField("已延长", default=False)
    suspended = models.TextField("扣除的期间", blank=True, default="")
    place = models.CharField("适用地的规定", max_length=60, blank=True, default="")
    follows_calendar = models.BooleanField("随日历重算", default=False)

    class Meta:
        verbose_name = "期限"
        verbose_name_plural = "期限"
        constraints = [models.UniqueConstraint(fields=["case", "term", "about"], name="cases_deadline_once")]
        indexes = [
            models.Index(fields=["due_on", "case"], name="cases_deadline_open", condition=Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.due_on}"


class DeadlineChange(models.Model):
    """Why a deadline moved though nothing was done on the case (期限变动): a notice was loaded or corrected.

    Grain: one row per deadline and change. Written when the rules change, never by an act, so a rebuild neither
    empties nor repeats it; no constraint ties it to the case, whose row a rebuild writes anew. ``followed_at``: when
    the tasks of the case were brought in line and ``handlers`` (keys of accounts) found in its acts; ``told_at``: when
    those concerned were told.
    """

    case = models.ForeignKey(
        EnforcementCase,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="deadline_changes",
        verbose_name="案件",
    )
    term = models.CharField("期限", max_length=40)
    old_due_on = models.DateField("原届满日", null=True)
    new_due_on = models.DateField("现届满日", null=True)
    was_provisional = models.BooleanField("原为暂定")
    is_provisional = models.BooleanField("现为暂定")
    was_open = models.BooleanField("变动时未办结")
    cause = models.CharField("缘由编号", max_length=120)
    why = models.CharField("缘由", max_length=500)
    changed_at = models.DateTimeField("变动时间")
    followed_at = models.DateTimeField("任务调整时间", null=True)
    handlers = models.JSONField("办案人员的账号", default=list)
    told_at = models.DateTimeField("告知时间", null=True)

    class Meta:
        verbose_name = "期限变动"
        verbose_name_plural = "期限变动"
        indexes = [
            models.Index(fields=["case"], name="cases_change_untold", condition=Q(told_at=None)),
            models.Index(fields=["case", "-changed_at"], name="cases_change_of_case"),
        ]

    def __str__(self) -> str:
        return self.why


class Alarm(models.Model):
    """What supervisors should look at: an act done late, a fine at the edge; why, and who allowed it. Derived."""

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="alarms", verbose_name="案件")
    act_uid = models.UUIDField("行为")
    code = models.CharField("种类", max_length=60)
    message = models.CharField("内容", max_length=500)
    reason = models.CharField("原因", max_length=500)
    approved_by = models.CharField("批准人", max_length=100)
    raised_at = models.DateTimeField("发出时间")

    class Meta:
        verbose_name = "预警"
        verbose_name_plural = "预警"
        constraints = [models.UniqueConstraint(fields=["act_uid", "code"], name="cases_alarm_once")]
        indexes = [models.Index(fields=["-raised_at", "-id"], name="cases_alarm_newest")]

    def __str__(self) -> str:
        return self.message
