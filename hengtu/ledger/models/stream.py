"""The stream: one chain of acts."""

from __future__ import annotations

import uuid

from django.db import models


class Stream(models.Model):
    """One chain of acts: a case, an officer's certificates, an agency. Grain: one row per chain.

    ``head_seq`` is the number of acts, ``head_hash`` the hash of the last one (64 zeros before the first);
    ``head_position`` is the place of the last act in reading order (see ``Act.position``).
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类别", max_length=32)
    name = models.CharField("名称", max_length=200, blank=True)
    head_seq = models.PositiveBigIntegerField("行为数", default=0, db_default=0, editable=False)
    head_hash = models.CharField("末项摘要", max_length=64, default="0" * 64, db_default="0" * 64, editable=False)
    head_position = models.BigIntegerField("末项读取位置", default=0, db_default=0, editable=False)

    class Meta:
        verbose_name = "行为链"
        verbose_name_plural = "行为链"
        indexes = [models.Index(fields=["kind", "uid"], name="ledger_stream_kind")]

    def __str__(self) -> str:
        return self.name or str(self.uid)
