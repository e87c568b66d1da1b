"""What is known about an exhibit beyond its intake: stated once, never changed; a later statement counts."""

from __future__ import annotations

import uuid

from django.db import models

from hengtu.evidence.models.exhibit import Exhibit


class Topic(models.TextChoices):
    """What a statement is about; the keys of ``data`` by topic.

    CLAIMS (the file says so of itself): ``taken_at`` ISO instant, ``latitude``, ``longitude``, ``device``.
    KEPT (what looked like a bad scan and was kept): ``doubts`` list of codes, ``reason``.
    EXTRACTION (electronic data): ``method``, ``extractor``, ``carrier``, ``witnessed`` (see there), ``witness``.
    COPY (copy of an original that is elsewhere): ``checked_by``, ``original_at``.
    DEVICE (monitoring record): ``name``, ``certificate``, ``valid_until`` day, and the conditions of APL:41p1 as bool.
    EXPLANATION (of a finding, e.g. a wrong camera clock): ``text``.
    """

    CLAIMS = "CLAIMS", "文件自带的信息"
    KEPT = "KEPT", "质量提示和保留理由"
    EXTRACTION = "EXTRACTION", "电子数据提取"
    COPY = "COPY", "复制件核对"
    DEVICE = "DEVICE", "监控设备"
    EXPLANATION = "EXPLANATION", "说明"


WITNESSED = {
    "party_signed": "当事人签名确认",
    "provider_signed": "提供人签名确认",
    "witness_signed": "见证人签名",
    "party_refused": "当事人拒绝签名，已注明原因并全程录像",
    "own_system": "本单位系统的数据，由提取人签名负责",
}


class Particular(models.Model):
    """One statement about an exhibit (证据说明). Grain: one row per statement; the newest of a topic counts."""

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="particulars", verbose_name="证据")
    topic = models.CharField("关于", max_length=12, choices=Topic)
    data = models.JSONField("内容")
    stated_by = models.CharField("说明人", max_length=150)
    stated_at = models.DateTimeField("说明时间")

    class Meta:
        verbose_name = "证据说明"
        verbose_name_plural = "证据说明"
        ordering = ["exhibit", "stated_at", "uid"]
        indexes = [models.Index(fields=["exhibit", "topic", "stated_at"], name="evidence_particular_newest")]

    def __str__(self) -> str:
        return f"{self.exhibit_id} {self.get_topic_display()}"
