"""Where somebody is signed in, and what a form held when the session ended under it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class EndedBecause(models.TextChoices):
    """Why a session ended; the sign-in page explains it."""

    SIGNED_OUT = "SIGNED_OUT", "本人退出"
    IDLE = "IDLE", "停用太久"
    TOO_LONG = "TOO_LONG", "登录已满时限"
    TOO_MANY = "TOO_MANY", "在别处登录，超过同时登录的数目"
    BY_OWNER = "BY_OWNER", "本人在别处结束"
    PASSWORD_CHANGED = "PASSWORD_CHANGED", "密码已经更换"


class SignedInSession(models.Model):
    """One sign-in of one account in one browser. Grain: one row per sign-in; the session key is never kept here.

    The browser's session holds ``uid``; a request whose row is missing or ended is signed out.
    """

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions", verbose_name="账号"
    )
    device = models.CharField("设备", max_length=80)
    began_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近使用时间", help_text="精确到一分钟")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_because = models.CharField("结束原因", max_length=24, choices=EndedBecause, blank=True)

    class Meta:
        verbose_name = "登录"
        verbose_name_plural = "登录"
        indexes = [
            models.Index(
                fields=["account", "began_at"], name="agencies_session_open", condition=models.Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.device}"


class KeptPost(models.Model):
    """A form that arrived after its session had ended, kept for whoever was signed in in that browser.

    Grain: one row per arrival. ``content`` is encrypted and holds no passwords and no files; rows go after two hours.
    """

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="账号"
    )
    browser = models.CharField("浏览器标记的摘要", max_length=64)
    path = models.CharField("提交地址", max_length=2000)
    came_from = models.CharField("填写的页面", max_length=2000)
    content = models.TextField("加密的内容")
    left_out = models.BooleanField("有没有保留的文件或密码", default=False)
    kept_at = models.DateTimeField("保留时间", db_index=True)

    class Meta:
        verbose_name = "保留的表单"
        verbose_name_plural = "保留的表单"

    def __str__(self) -> str:
        return f"{self.uid}"
