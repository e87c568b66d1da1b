"""Checkpoints: all heads at one moment, signed and chained."""

from __future__ import annotations

from django.db import models


class Checkpoint(models.Model):
    """One signed checkpoint, never changed (triggers). Grain: one row per checkpoint; ``number`` counts from 1.

    ``canonical`` holds number, time, counts, Merkle root, public key and the hash of the checkpoint before it;
    ``hash`` is SM3 of it and what may be published; ``signature`` signs the text (hex).
    """

    number = models.PositiveBigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("时间")
    canonical = models.TextField("规范文本")
    hash = models.CharField("摘要", max_length=64)
    algorithm = models.CharField("签名算法", max_length=16)
    public_key = models.CharField("公钥", max_length=200)
    signature = models.CharField("签名", max_length=400)

    class Meta:
        verbose_name = "检查点"
        verbose_name_plural = "检查点"

    def __str__(self) -> str:
        return f"检查点 {self.number}"


class CheckpointHead(models.Model):
    """The head of one chain as a checkpoint found it. Grain: one row per chain that moved since the checkpoint before.

    ``leaf`` is the chain's place in the Merkle tree, given when a checkpoint first meets it. ``chain`` is a stream's
    uid in hex, or a day of the access log (``2026-11-20``).
    """

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="heads", verbose_name="检查点")
    chain = models.CharField("链", max_length=32)
    leaf = models.PositiveBigIntegerField("叶序号")
    seq = models.PositiveBigIntegerField("序号")
    hash = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "检查点链首"
        verbose_name_plural = "检查点链首"
        constraints = [models.UniqueConstraint(fields=["checkpoint", "leaf"], name="ledger_head_once")]
        indexes = [models.Index(fields=["chain", "seq"], name="ledger_head_chain")]
