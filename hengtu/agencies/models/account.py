"""Accounts: who signs in. What the person may do follows from posts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password."""

    def create_account(
        self, username: str, name: str, password: str | None, *, legally_qualified_from: date | None = None
    ) -> Account:
        """Create an account; without a password nobody can sign in with it (``None`` makes an unusable one)."""
        account = self.model(username=username, name=name, legally_qualified_from=legally_qualified_from)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Someone who signs in. What the person may do follows from posts, never from the account."""

    username = models.CharField("登录名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField(
        "登录后须先改密码", default=False, help_text="管理员发的一次性密码只用来第一次登录"
    )
    legally_qualified_from = models.DateField(
        "取得国家统一法律职业资格的日期",
        null=True,
        blank=True,
        help_text="初次从事法制审核的人员须取得（行政处罚法第五十八条第二款）",
    )

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"
