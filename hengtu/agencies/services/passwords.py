"""What a password must be, and changing one's own."""

from __future__ import annotations

import re
import unicodedata
import uuid
from datetime import datetime

from django.contrib.auth.hashers import check_password, identify_hasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from pypinyin import lazy_pinyin

from hengtu.agencies.models import Account, EndedBecause, FormerPassword
from hengtu.agencies.services.sign_ins import end_sessions
from hengtu.lib.coded_error import CodedError

SHORT, LONG, REMEMBERED = 12, 16, 5
_KINDS_OF_A_SHORT_ONE = 3
_DIFFERENT_CHARACTERS = 6
_LONGEST = 128
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
RULES_ZH = (
    f"至少{SHORT}个字符，大写字母、小写字母、数字、符号里有三种；或者至少{LONG}个字符，不限种类。"
    f"不含登录名和姓名的拼音，不用常见的密码，不用最近{REMEMBERED}次用过的。"
)


class PasswordRefused(CodedError):
    """The password cannot be taken."""


class PasswordRules:
    """The rules as Django's validator, for whatever sets a password through Django's own forms."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises: ValidationError with the sentence of the first rule that is not met."""
        try:
            check_new_password(user, password)
        except PasswordRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused

    def get_help_text(self) -> str:
        """Return the rules in words."""
        return RULES_ZH


def check_new_password(account: Account | None, password: str) -> None:
    """Return if the password may be taken.

    Raises:
        PasswordRefused: ``password_too_short``, ``password_too_long``, ``password_too_few_kinds``,
            ``password_monotonous``, ``password_common``, ``password_like_name`` or ``password_used_before``.
    """
    _check_form(password)
    _check_common(password)
    if account is None:
        return
    if any(part in password.lower() for part in _names(account)):
        raise PasswordRefused("password_like_name", "密码里有登录名或者姓名，别人容易猜到。请换掉这一段。")
    former = account.former_passwords.values_list("digest", flat=True)[: REMEMBERED - 1]
    if any(_is(password, digest) for digest in (account.password, *former)):
        raise PasswordRefused("password_used_before", f"这个密码最近{REMEMBERED}次里用过。请换一个没有用过的。")


@transaction.atomic
def change_password(*, account: Account, new: str, at: datetime, keep_session: uuid.UUID | None = None) -> None:
    """Replace the password, remember the old one, and end the account's other sessions.

    Whoever calls has made sure that the owner asks: by the current password.

    Args:
        new: the new password in clear.
        at: aware instant.
        keep_session: uid of the session that goes on.
    Raises: PasswordRefused as ``check_new_password``.
    """
    check_new_password(account, new)
    remember_password(account, at)
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    end_sessions(account, because=EndedBecause.PASSWORD_CHANGED, at=at, keep=keep_session)


def remember_password(account: Account, at: datetime) -> None:
    """Keep the digest of the password about to be replaced, and no more digests than are asked for."""
    if account.has_usable_password():
        FormerPassword.objects.create(account=account, digest=account.password, replaced_at=at)
    old = account.former_passwords.values_list("pk", flat=True)[REMEMBERED:]
    FormerPassword.objects.filter(pk__in=list(old)).delete()


def _check_form(password: str) -> None:
    if len(password) < SHORT:
        raise PasswordRefused("password_too_short", f"密码有{len(password)}个字符，至少要{SHORT}个。请再加长。")
    if len(password) > _LONGEST:
        raise PasswordRefused("password_too_long", f"密码最多{_LONGEST}个字符，请缩短。")
    if len(password) < LONG and sum(bool(re.search(kind, password)) for kind in _KINDS) < _KINDS_OF_A_SHORT_ONE:
        raise PasswordRefused(
            "password_too_few_kinds",
            f"不到{LONG}个字符的密码，大写字母、小写字母、数字、符号里要有三种。请加一种，或者加长到{LONG}个字符。",
        )
    if len(set(password)) < _DIFFERENT_CHARACTERS:
        raise PasswordRefused(
            "password_monotonous", f"密码里不同的字符不到{_DIFFERENT_CHARACTERS}个。请少重复同一个字符。"
        )


def _check_common(password: str) -> None:
    try:
        _COMMON.validate(password)
    except ValidationError:
        raise PasswordRefused("password_common", "这是常见的密码，别人会先试它。请换一个自己想的。") from None


_COMMON = CommonPasswordValidator()


def _names(account: Account) -> set[str]:
    """What must not stand in the password: the user name, the name and its pinyin, if long enough to say anything."""
    name = unicodedata.normalize("NFKC", account.name)
    parts = {account.username.lower(), name.lower(), "".join(lazy_pinyin(name)).lower()}
    return {part for part in parts if len(part) > 3 or (len(part) > 1 and not part.isascii())}


def _is(password: str, digest: str) -> bool:
    try:
        identify_hasher(digest)
    except ValueError:  # no usable password: nothing to compare with
        return False
    return check_password(password, digest)
