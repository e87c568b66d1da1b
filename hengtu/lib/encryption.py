"""Encryption of single values at rest: SM4 in GCM mode, and keyed digests (HMAC-SM3) for exact search.

A value is stored as ``g1.<key id>.<base64url of nonce ‖ tag ‖ ciphertext>``: the scheme and the key are named, so keys
can be changed and old values still be read. Keys are derived per purpose (HKDF), and the purpose is authenticated: a
phone number moved into the column of identity numbers cannot be read there.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hengtu.lib.coded_error import CodedError

SCHEME = "g1"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_MIN_KEY_CHARACTERS = 32


class UnreadableCiphertext(CodedError):
    """A stored value that cannot be decrypted; ``code`` says why."""


@dataclass(frozen=True)
class FieldCipher:
    """Encrypts, decrypts and digests the values of one purpose (one column).

    ``keys`` are secrets of at least 32 characters: the first one writes, all of them read. To change keys put the new
    one in front, write every value again (``rotate``), then drop the old one.
    """

    keys: tuple[str, ...] = field(repr=False)
    purpose: str

    def __post_init__(self) -> None:
        """Refuse to work without a key worth the name."""
        if not self.keys or any(len(key) < _MIN_KEY_CHARACTERS for key in self.keys):
            raise ValueError("字段加密密钥未配置或过短：每个密钥至少 32 个字符。")

    def encrypt(self, text: str) -> str:
        """Return the stored form; the same text gives another one each time."""
        key, nonce = self.keys[0], os.urandom(_NONCE_BYTES)
        encryptor = Cipher(algorithms.SM4(self._derive(key, "encrypt", 16)), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(self.purpose.encode())
        ciphertext = encryptor.update(text.encode()) + encryptor.finalize()
        packed = base64.urlsafe_b64encode(nonce + encryptor.tag + ciphertext).decode()
        return f"{SCHEME}.{_key_id(key)}.{packed}"

    def decrypt(self, stored: str) -> str:
        """Return the text.

        Raises:
            UnreadableCiphertext: ``unknown_scheme``, ``unknown_key``, ``malformed`` or ``tampered``.
        """
        scheme, _, rest = stored.partition(".")
        key_id, _, packed = rest.partition(".")
        if scheme != SCHEME:
            raise UnreadableCiphertext("unknown_scheme", "加密字段的格式无法识别，数据可能已损坏。")
        key = next((key for key in self.keys if _key_id(key) == key_id), None)
        if key is None:
            raise UnreadableCiphertext("unknown_key", f"没有编号为 {key_id} 的字段密钥，请先恢复该密钥。")
        raw = _unpack(packed)
        nonce, tag, ciphertext = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:][:_TAG_BYTES], raw[_NONCE_BYTES + _TAG_BYTES :]
        decryptor = Cipher(algorithms.SM4(self._derive(key, "encrypt", 16)), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(self.purpose.encode())
        try:
            return (decryptor.update(ciphertext) + decryptor.finalize()).decode()
        except InvalidTag:
            raise UnreadableCiphertext("tampered", "加密字段未通过完整性校验，数据被改动或放错了位置。") from None

    def is_current(self, stored: str) -> bool:
        """Whether a stored value was written with the key that writes now."""
        return stored.startswith(f"{SCHEME}.{_key_id(self.keys[0])}.")

    def rotate(self, stored: str) -> str:
        """Return the value written with the current key."""
        return stored if self.is_current(stored) else self.encrypt(self.decrypt(stored))

    def digest(self, text: str) -> str:
        """Return the keyed digest (64 hex digits) under the key that writes now; equal texts give equal digests."""
        return self._digest_with(self.keys[0], text)

    def digests(self, text: str) -> list[str]:
        """Return the digests under every key, so that a search also finds values not yet written again."""
        return [self._digest_with(key, text) for key in self.keys]

    def _digest_with(self, key: str, text: str) -> str:
        mac = hmac.HMAC(self._derive(key, "digest", 32), hashes.SM3())
        mac.update(text.encode())
        return mac.finalize().hex()

    def _derive(self, key: str, use: str, length: int) -> bytes:
        return _derived(key, f"hengtu field|{use}|{self.purpose}", length)


def keys_from(setting: str) -> tuple[str, ...]:
    """Return the keys of a setting: one key, or the writing key and older ones separated by commas."""
    return tuple(key.strip() for key in setting.split(",") if key.strip())


@lru_cache(maxsize=256)
def _derived(key: str, info: str, length: int) -> bytes:
    return HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=info.encode()).derive(key.encode())


@lru_cache(maxsize=16)
def _key_id(key: str) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"hengtu field key id|" + key.encode())
    return digest.finalize().hex()[:8]


def _unpack(packed: str) -> bytes:
    try:
        raw = base64.b64decode(packed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) < _NONCE_BYTES + _TAG_BYTES:
        raise UnreadableCiphertext("malformed", "加密字段不完整，数据可能已损坏。")
    return raw
