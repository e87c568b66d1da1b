"""SM3 against the vectors of the standard."""

from pathlib import Path

from hengtu.lib.sm3 import CHUNK, sm3, sm3_hex, sm3_of_file


def test_the_two_examples_of_the_standard() -> None:
    assert sm3_hex(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3_hex(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


def test_a_file_has_the_digest_of_its_content(tmp_path: Path) -> None:
    content = b"x" * (CHUNK + 1)
    (tmp_path / "film").write_bytes(content)
    assert sm3_of_file(tmp_path / "film") == sm3_hex(content) == sm3(content).hex()
