"""A text column that is encrypted at rest."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from hengtu.lib.encryption import FieldCipher, keys_from

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField  # subscriptable for the type checker only


@lru_cache(maxsize=64)
def _cipher(setting: str, purpose: str) -> FieldCipher:
    return FieldCipher(keys_from(setting), purpose)


def cipher_for(purpose: str) -> FieldCipher:
    """Return the cipher of a purpose under the keys of this installation (``settings.FIELD_KEY``)."""
    return _cipher(settings.FIELD_KEY, purpose)


class EncryptedTextField(_TextField):
    """Text that is encrypted on its way into the database and decrypted on its way out; empty text stays empty.

    ``purpose`` names the column and is bound into every value. The column cannot be searched: keep a digest beside it.
    """

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        """Take the purpose besides what a text field takes."""
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Tell migrations about the purpose."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt."""
        text = super().get_prep_value(value)
        return cipher_for(self.purpose).encrypt(text) if text else text

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        """Decrypt."""
        return cipher_for(self.purpose).decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every comparison but "is null": the same text is never encrypted alike twice."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
