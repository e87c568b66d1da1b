"""Whose acts: an index of the ledger by person, so that one's own record is read without reading every history."""

from __future__ import annotations

from django.db import models


class OfficerAct(models.Model):
    """One person took part in one act of a case. Grain: one row per person and act; follows the ledger by a reader.

    ``person`` is the id of the actor in the act: the uid of an officer, or ``account:<login>``.
    """

    person = models.CharField("谁", max_length=160)
    act_uid = models.UUIDField("行为")
    stream = models.UUIDField("案件")
    kind = models.CharField("种类", max_length=64)
    occurred_at = models.DateTimeField("发生时间")

    class Meta:
        verbose_name = "本人的行为"
        verbose_name_plural = "本人的行为"
        constraints = [models.UniqueConstraint(fields=["person", "act_uid"], name="oversight_own_act_once")]
        # the newest first, page by page
        indexes = [models.Index(fields=["person", "-occurred_at", "-id"], name="oversight_own_acts")]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"
