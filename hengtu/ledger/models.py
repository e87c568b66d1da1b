"""The ledger: streams of acts, chained and never changed."""

import uuid

from django.db import models


class Stream(models.Model):
    """One chain of acts: a case, an officer's certificates, an agency."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类别", max_length=32)
    name = models.CharField("名称", max_length=200, blank=True)

    class Meta:
        verbose_name = "行为链"
        verbose_name_plural = "行为链"
