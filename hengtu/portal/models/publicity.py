"""What is to be published, what is public, what it is found by, and the log anybody may check."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Agency, AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.search import WordsField


class Standing(models.TextChoices):
    """Where the publication of one decision stands."""

    WAITING = "WAITING", "等待公开"
    CHECK = "CHECK", "需要核对"
    PUBLISHED = "PUBLISHED", "已公开"
    WITHHELD = "WITHHELD", "不予公开"
    TO_WITHDRAW = "TO_WITHDRAW", "等待撤回"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    EXPIRED = "EXPIRED", "已期满"
    DROPPED = "DROPPED", "不必公开"  # the decision fell before it was public


class PublicMatter(AgencyScoped):
    """One decision as far as the public is concerned (公示事项). Grain: one row per deciding act of a case.

    ``about``: ``decision`` or ``result`` (on enforcing); ``kind``: the deciding act. ``due_on`` null: nothing asks for
    it. ``alarm_on``: from which day it is alarmed while it waits. ``withdraw_by``: last day of a withdrawal.
    ``review_on``: when a withholding is looked at again. ``findings``: what a person has to look at, as objections.
    """

    stream_id = models.UUIDField("案件", db_index=True)
    act_uid = models.UUIDField("决定", unique=True)
    about = models.CharField("哪一种", max_length=8)
    kind = models.CharField("行为", max_length=40)
    decided_on = models.DateField("决定日")
    due_on = models.DateField("公开期限", null=True)
    alarm_on = models.DateField("提醒日", null=True)
    state = models.CharField("状态", max_length=12, choices=Standing, default=Standing.WAITING)
    done_on = models.DateField("公开日", null=True)
    withheld_on = models.DateField("决定不予公开日", null=True)
    withheld_ground = models.CharField("不予公开的情形", max_length=40, blank=True)
    review_on = models.DateField("复查日", null=True)
    withdraw_by = models.DateField("撤回期限", null=True)
    findings = models.JSONField("需要核对的", default=list)

    objects = AgencyScopedQuerySet["PublicMatter"].as_manager()

    class Meta:
        verbose_name = "公示事项"
        verbose_name_plural = "公示事项"
        indexes = [
            models.Index(fields=["legal_subject_id", "state", "due_on"], name="portal_matter_subject"),
            models.Index(fields=["legal_subject_id", "due_on"], name="portal_matter_month"),
            models.Index(fields=["state", "due_on"], name="portal_matter_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on}"


class RecordState(models.TextChoices):
    """Whether a version of a public record is shown."""

    PREPARED = "PREPARED", "待公开"
    PUBLIC = "PUBLIC", "公开"
    REPLACED = "REPLACED", "已有新版本"
    WITHDRAWN = "WITHDRAWN", "已撤回"
    EXPIRED = "EXPIRED", "已期满"


class PublicRecord(models.Model):
    """One version of what is published about one party of a decision (公示内容). Grain: one row per party and version.

    ``ref`` is the stable public id, random, so that nobody can guess what is not public. ``text`` is the canonical JSON
    that went out and ``sm3`` its hash; neither changes. ``why`` says why a version is no longer shown.
    """

    matter = models.ForeignKey(PublicMatter, on_delete=models.PROTECT, related_name="records", verbose_name="公示事项")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="执法机关")
    ref = models.CharField("公示编号", max_length=32)
    party_uid = models.CharField("当事人", max_length=64, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    number = models.CharField("决定书文号", max_length=120, blank=True, db_index=True)
    text = models.TextField("公开的内容")
    sm3 = models.CharField("SM3", max_length=64)
    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.PREPARED)
    published_at = models.DateTimeField("公开时间", null=True)
    month = models.CharField("公开月份", max_length=7, blank=True)
    ended_at = models.DateTimeField("停止公开时间", null=True)
    why = models.CharField("停止公开的原因", max_length=1000, blank=True)
    expires_on = models.DateField("公开到")
    retention_source = models.CharField("公开年限的来源", max_length=300, blank=True)

    class Meta:
        verbose_name = "公示内容"
        verbose_name_plural = "公示内容"
        constraints = [
            models.UniqueConstraint(fields=["ref", "version"], name="portal_record_version"),
            models.UniqueConstraint(fields=["ref"], condition=Q(state="PUBLIC"), name="portal_record_one_public"),
        ]
        indexes = [
            models.Index(fields=["month", "id"], name="portal_record_month", condition=Q(state="PUBLIC")),
            models.Index(fields=["expires_on"], name="portal_record_expiring", condition=Q(state="PUBLIC")),
            models.Index(fields=["sm3"], name="portal_record_sm3"),
        ]

    def __str__(self) -> str:
        return f"{self.number} 第{self.version}版"


class PublicWords(models.Model):
    """What a public record is found by (公示检索词): only what its text shows. Grain: one row per record shown now.

    ``key`` orders by day of publication, then at random; on SQLite it is the row number of the full-text table. The
    words of agency, item and month stand among the others.
    """

    key = models.BigIntegerField("排序号", primary_key=True)
    record = models.OneToOneField(PublicRecord, on_delete=models.PROTECT, related_name="words", verbose_name="公示内容")
    agency_id = models.BigIntegerField("执法机关")
    words = WordsField("检索词")

    class Meta:
        verbose_name = "公示检索词"
        verbose_name_plural = "公示检索词"
        indexes = [models.Index(fields=["agency_id", "key"], name="portal_words_agency")]


class LogEvent(models.TextChoices):
    """What the public log says of a record; of what is withheld only the count."""

    PUBLISHED = "published", "公开"
    CHANGED = "changed", "变更"
    WITHDRAWN = "withdrawn", "撤回"
    WITHHELD = "withheld", "不予公开（件数）"
    EXPIRED = "expired", "期满"


class PublicLogEntry(models.Model):
    """One entry of the public log (公示日志), never changed (triggers). Grain: one row per happening.

    ``canonical`` is the text whose SM3 is ``hash``; it repeats the hash of the entry before. It holds no free text and
    nothing about a person. ``at``: when it happened; ``entered_at``: when it was written here, null in entries of the
    first form.
    """

    number = models.PositiveBigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("发生时间")
    entered_at = models.DateTimeField("记入时间", null=True)
    event = models.CharField("事项", max_length=10, choices=LogEvent)
    ref = models.CharField("公示编号", max_length=32, blank=True, db_index=True)
    sm3 = models.CharField("SM3", max_length=64, blank=True, db_index=True)
    canonical = models.TextField("规范文本")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "公示日志"
        verbose_name_plural = "公示日志"

    def __str__(self) -> str:
        return f"{self.number} {self.event}"


class PublicLogHead(models.Model):
    """A signed head of the public log, never changed (triggers). Grain: one row per signature.

    It covers the entries ``first`` to ``last``: their Merkle root, the hash of the last one and the head before.
    """

    number = models.PositiveBigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("时间")
    first = models.PositiveBigIntegerField("第一条")
    last = models.PositiveBigIntegerField("最后一条")
    canonical = models.TextField("规范文本")
    hash = models.CharField("摘要", max_length=64)
    algorithm = models.CharField("签名算法", max_length=16)
    public_key = models.CharField("公钥", max_length=200)
    signature = models.CharField("签名", max_length=400)

    class Meta:
        verbose_name = "公示日志签名"
        verbose_name_plural = "公示日志签名"

    def __str__(self) -> str:
        return f"公示日志签名 {self.number}"


class PublicationOrder(AgencyScoped):
    """Whether an agency publishes by itself what is in order (自动公开). Grain: one row per order; the latest counts.

    ``act_uid`` is the act in the agency's chain by which a head ordered it.
    """

    automatic = models.BooleanField("自动公开")
    effective_from = models.DateField("生效日")
    ordered_by = models.CharField("由谁决定", max_length=100)
    ordered_at = models.DateTimeField("决定时间")
    act_uid = models.UUIDField("行为", unique=True)
    reason = models.CharField("理由", max_length=500)

    objects = AgencyScopedQuerySet["PublicationOrder"].as_manager()

    class Meta:
        verbose_name = "自动公开的决定"
        verbose_name_plural = "自动公开的决定"
        indexes = [models.Index(fields=["legal_subject_id", "-effective_from", "-id"], name="portal_order_latest")]

    def __str__(self) -> str:
        return f"{'自动' if self.automatic else '人工'} {self.effective_from}"
