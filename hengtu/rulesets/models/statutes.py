"""The law library: texts of instruments as they were loaded, their articles, and the words these are found by."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.rulesets.reach import divisions_of


class TextState(models.TextChoices):
    """A draft is seen by the agency that loaded it; once published a text never changes."""

    DRAFT = "DRAFT", "草稿"
    PUBLISHED = "PUBLISHED", "已发布"
    DISCARDED = "DISCARDED", "已放弃"


class StatuteTextQuerySet(AgencyScopedQuerySet["StatuteText"]):
    """Texts; published ones are read by whoever stands in their division or below, drafts by scope."""

    def readable_by(self, account: Any, on: date) -> Self:
        """Keep what an account may read on a day: its own drafts, and what is published where it stands."""
        published = Q(state=TextState.PUBLISHED, division__in=divisions_of(account, on))
        own = self.visible_to(account, on).values("pk")
        return self.filter(published | Q(pk__in=own))


class StatuteText(AgencyScoped):
    """One text of an instrument 法规文本, or its repeal. Grain: one row per loaded text; ``agency`` is who loaded it.

    ``instrument`` is an id of the rulebook or the name of a new one; ``division`` where it counts (000000: nation).
    ``successors``: article of the text before -> citation in its place, "-" for none. ``rule``: the published record.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.CharField("法规编号", max_length=120, db_index=True)
    title = models.CharField("名称", max_length=200)
    version = models.CharField("版本或者文号", max_length=120)
    division = models.CharField("适用地区", max_length=6)
    effective_from = models.DateField("施行日期")
    is_repeal = models.BooleanField("废止", default=False)
    replaced_by = models.CharField("由什么代替", max_length=120, blank=True)
    source = models.CharField("来源", max_length=300)
    successors = models.JSONField("条文对应", default=dict, blank=True)
    sha256 = models.CharField("正文散列值", max_length=64, blank=True)
    state = models.CharField("状态", max_length=16, choices=TextState)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="载入人"
    )
    loaded_at = models.DateTimeField("载入时间")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="核对发布人"
    )
    published_at = models.DateTimeField("发布时间", null=True)
    rule = models.CharField("发布的规则", max_length=200, blank=True)

    objects = StatuteTextQuerySet.as_manager()

    class Meta:
        verbose_name = "法规文本"
        verbose_name_plural = "法规文本"
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "effective_from"],
                condition=Q(state="PUBLISHED"),
                name="rulesets_text_once_a_day",
                violation_error_code="text_published",
                violation_error_message="这部法规自这一天起施行的文本已经发布。",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("loaded_by")),
                name="rulesets_text_two_people",
                violation_error_code="same_person",
                violation_error_message="载入和核对发布须由两个人分别进行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.version}）"


class StatuteArticle(models.Model):
    """One article of a text. ``body``: its lines as ``law.statute_text`` writes them; ``place``: its headings."""

    text = models.ForeignKey(StatuteText, on_delete=models.CASCADE, related_name="articles", verbose_name="文本")
    position = models.PositiveIntegerField("次序")
    number = models.CharField("条", max_length=12)
    place = models.CharField("章节", max_length=300, blank=True)
    body = models.TextField("条文")
    shape = models.JSONField("各款的项数", default=list)

    class Meta:
        verbose_name = "条文"
        verbose_name_plural = "条文"
        ordering = ["text", "position"]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="rulesets_article_once")]

    def __str__(self) -> str:
        return self.number


class ArticleWord(models.Model):
    """One word an article is found by (``lib.search_words``). Grain: one row per article and word."""

    article = models.ForeignKey(StatuteArticle, on_delete=models.CASCADE, related_name="words", verbose_name="条文")
    word = models.CharField("检索词", max_length=200)

    class Meta:
        verbose_name = "条文检索词"
        verbose_name_plural = "条文检索词"
        indexes = [models.Index(fields=["word", "article"], name="rulesets_word")]

    def __str__(self) -> str:
        return self.word
