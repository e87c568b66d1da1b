"""The act, what it concerns, its payload, and what is left when the payload was erased."""

from __future__ import annotations

from django.db import models

from hengtu.ledger.models.stream import Stream


class Origin(models.TextChoices):
    """How the act came into the ledger."""

    LIVE = "LIVE", "实时"
    OFFLINE = "OFFLINE", "离线"
    BACKFILLED = "BACKFILLED", "补录"
    IMPORTED = "IMPORTED", "导入"
    RECEIVED = "RECEIVED", "接收"


class Act(models.Model):
    """One act, never updated or deleted (triggers). Grain: one row per act; ``seq`` counts from 1 without a gap.

    ``canonical`` is the text that is hashed; the other columns repeat its beginning so that it can be searched, and
    are compared with it on verification. ``position`` orders reading: on PostgreSQL the transaction that wrote the act
    (or that of the act before it in the stream, if later), 0 on SQLite, which has one writer at a time.
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True, editable=False)
    stream = models.ForeignKey(
        Stream, on_delete=models.PROTECT, related_name="acts", verbose_name="行为链", db_index=False
    )
    seq = models.PositiveBigIntegerField("序号")
    kind = models.CharField("种类", max_length=64)
    occurred_at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记录时间")
    origin = models.CharField("来源", max_length=12, choices=Origin)
    in_name_of = models.CharField("执法主体", max_length=64)
    key = models.CharField("提交编号", max_length=100, null=True, blank=True, unique=True)
    position = models.BigIntegerField("读取位置", default=0)
    canonical = models.TextField("规范文本")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "执法行为"
        verbose_name_plural = "执法行为"
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="ledger_act_seq_once")]

    def __str__(self) -> str:
        return f"{self.seq}. {self.kind}"


class ActConcern(models.Model):
    """Another stream an act touches (a seizure that serves two cases). Grain: one row per act and stream."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="concerned", verbose_name="执法行为")
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="concerned_by", verbose_name="行为链")

    class Meta:
        verbose_name = "涉及的行为链"
        verbose_name_plural = "涉及的行为链"
        constraints = [models.UniqueConstraint(fields=["act", "stream"], name="ledger_concern_once")]


class Payload(models.Model):
    """The content of an act, apart from the chain. ``body`` and ``salt`` are null once erased, and then for good.

    The salt goes with the body: with it alone a short content could be guessed from the commitment.
    """

    act = models.OneToOneField(
        Act, on_delete=models.PROTECT, primary_key=True, related_name="payload", verbose_name="执法行为"
    )
    salt = models.BinaryField("盐", max_length=32, null=True)
    body = models.TextField("内容", null=True)

    class Meta:
        verbose_name = "行为内容"
        verbose_name_plural = "行为内容"


class Tombstone(models.Model):
    """What stands where a payload was lawfully erased: the act of erasure, which holds reason, basis, by and at."""

    act = models.OneToOneField(
        Act, on_delete=models.PROTECT, primary_key=True, related_name="tombstone", verbose_name="被删除内容的行为"
    )
    erased_by = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="erases", verbose_name="删除行为")

    class Meta:
        verbose_name = "删除标记"
        verbose_name_plural = "删除标记"
