"""How far each reader has read."""

from __future__ import annotations

from django.db import models


class ReaderCursor(models.Model):
    """The last act a reader has handled, by ``Act.position`` and ``Act.id``. Grain: one row per reader.

    ``error`` keeps the failure that holds the reader back; it is tried again and cleared on success.
    """

    name = models.CharField("读者", max_length=64, primary_key=True)
    position = models.BigIntegerField("读取位置", default=0)
    act_id = models.BigIntegerField("行为", default=0)
    error = models.TextField("最近一次错误", blank=True)

    class Meta:
        verbose_name = "读者游标"
        verbose_name_plural = "读者游标"

    def __str__(self) -> str:
        return self.name
