"""The code on a served paper that opens the party's door: whose paper it is, and nothing else."""

from __future__ import annotations

from django.db import models


class DocumentDoor(models.Model):
    """One code of one document. Grain: one row per document that leads its party to the door, never changed.

    ``code`` is sixty random bits and a check character (``documents.codes``); ``party_uid`` is the party the paper was
    made for, as acts name it.
    """

    code = models.CharField("入口码", max_length=13, primary_key=True)
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, related_name="door", verbose_name="文书"
    )
    party_uid = models.CharField("当事人", max_length=40)

    class Meta:
        verbose_name = "当事人入口"
        verbose_name_plural = "当事人入口"

    def __str__(self) -> str:
        return str(self.document)
