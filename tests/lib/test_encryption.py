"""Encryption of values at rest."""

import base64

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from hengtu.lib.encryption import FieldCipher, UnreadableCiphertext, keys_from

OLD, NEW = "o" * 32, "n" * 64
CIPHER = FieldCipher((OLD,), "test.number")


def test_sm4_is_the_national_algorithm() -> None:
    """The example of GB/T 32907: one block, key equal to text."""
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    encryptor = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()
    assert (encryptor.update(block) + encryptor.finalize()).hex() == "681edf34d206965e86b3e94f536e4246"


@given(st.text())
def test_what_goes_in_comes_out(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert CIPHER.decrypt(CIPHER.encrypt(text)) == text


def test_the_same_text_is_never_written_alike_and_never_in_the_clear() -> None:
    first, second = CIPHER.encrypt("11010519491231002X"), CIPHER.encrypt("11010519491231002X")
    assert first != second
    assert "1949" not in first
    assert b"19491231" not in base64.urlsafe_b64decode(first.rsplit(".", 1)[1])


def test_a_flipped_bit_anywhere_is_noticed() -> None:
    head, packed = CIPHER.encrypt("秘密").rsplit(".", 1)
    raw = base64.urlsafe_b64decode(packed)
    for place in range(len(raw)):
        flipped = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(UnreadableCiphertext) as refusal:
            CIPHER.decrypt(f"{head}.{base64.urlsafe_b64encode(flipped).decode()}")
        assert refusal.value.code == "tampered"


def test_a_value_moved_to_another_column_is_noticed() -> None:
    with pytest.raises(UnreadableCiphertext) as refusal:
        FieldCipher((OLD,), "test.phone").decrypt(CIPHER.encrypt("1"))
    assert refusal.value.code == "tampered"


@pytest.mark.parametrize(
    ("stored", "code"),
    [
        ("110105", "unknown_scheme"),
        ("", "unknown_scheme"),
        ("g1.00000000.AAAA", "unknown_key"),
        ("g9.x.y", "unknown_scheme"),
    ],
)
def test_what_was_never_encrypted_here_is_refused(stored: str, code: str) -> None:
    with pytest.raises(UnreadableCiphertext) as refusal:
        CIPHER.decrypt(stored)
    assert refusal.value.code == code


def test_a_cut_value_is_refused() -> None:
    stored = CIPHER.encrypt("1")
    for cut in range(len("g1.01234567."), len(stored) - 1):
        with pytest.raises(UnreadableCiphertext):
            CIPHER.decrypt(stored[:cut])


def test_keys_can_be_changed_without_losing_anything() -> None:
    stored = CIPHER.encrypt("110105")
    both = FieldCipher((NEW, OLD), "test.number")
    assert both.decrypt(stored) == "110105"
    rotated = both.rotate(stored)
    assert not both.is_current(stored)
    assert both.is_current(rotated)
    assert both.rotate(rotated) == rotated
    assert FieldCipher((NEW,), "test.number").decrypt(rotated) == "110105"
    with pytest.raises(UnreadableCiphertext) as refusal:
        FieldCipher((NEW,), "test.number").decrypt(stored)
    assert refusal.value.code == "unknown_key"


def test_digests_find_and_do_not_tell() -> None:
    assert CIPHER.digest("110105") == CIPHER.digest("110105")
    assert CIPHER.digest("110105") != FieldCipher((NEW,), "test.number").digest("110105")
    assert CIPHER.digest("110105") != FieldCipher((OLD,), "test.phone").digest("110105")
    assert CIPHER.digest("110105") in FieldCipher((NEW, OLD), "test.number").digests("110105")


def test_a_missing_or_short_key_stops_the_work() -> None:
    for keys in ((), ("",), ("short",), (OLD, "short")):
        with pytest.raises(ValueError, match="密钥"):
            FieldCipher(keys, "x")
    assert keys_from(f" {NEW} , {OLD},") == (NEW, OLD)
    assert OLD not in repr(CIPHER)
