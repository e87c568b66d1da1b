"""Rule packs: rules that were published, signed and chained."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class RulePack(models.Model):
    """One published pack, never changed (triggers). Grain: one row per pack; ``seq`` counts from 1 without a gap.

    ``text`` is the whole file, byte for byte (UTF-8); ``sha256`` its digest, which the next pack repeats. Everything
    else repeats what the file says, except who proposed and who approved: people stand in the agency's chain, not in
    what anybody may download.
    """

    seq = models.PositiveBigIntegerField("序号", primary_key=True)
    name = models.CharField("编号", max_length=64, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name="发布机构")
    text = models.TextField("文件内容")
    sha256 = models.CharField("散列值", max_length=64, unique=True)
    previous = models.CharField("前一个规则包的散列值", max_length=64, blank=True)
    algorithm = models.CharField("签名算法", max_length=16)
    public_key = models.CharField("公钥", max_length=200)
    signature = models.CharField("签名", max_length=400)
    reason = models.CharField("发布事由和依据", max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="提出人"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="核准发布人"
    )
    published_at = models.DateTimeField("发布时间")

    class Meta:
        verbose_name = "规则包"
        verbose_name_plural = "规则包"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proposed_by=models.F("approved_by")),
                name="rulesets_pack_two_people",
                violation_error_code="same_person",
                violation_error_message="提出和核准发布须由两个人分别进行。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def file_name(self) -> str:
        """Name of its file; names sort in the order of publication."""
        return f"{self.seq:06d}-{self.name}.json"
