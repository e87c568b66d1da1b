"""Nothing in the project names the machine it was written on. The patterns are split so that this file passes."""

import re

from tests.architecture.project import ROOT, tracked_files

MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.-])/wo" r"rk/",
            r"(?<![\w.-])/ro" r"ot/",
            r"\.lib" r"rary\b",
            r"file:/" r"//",
            r"farm-(bench|st" r"udio)",
        ]
    )
)


def _places(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), start=1) if MACHINE.search(line)]


def test_no_file_names_a_path_or_a_tool_of_this_machine() -> None:
    found: list[str] = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found += [f"{path.relative_to(ROOT)}:{number}" for number in _places(content.decode())]
    assert found == []


def test_the_pattern_sees_such_a_path() -> None:
    assert _places("see /wo" + "rk/shared/notes") == [1]
    assert _places("file:/" + "//tmp/x") == [1]
    assert _places("https://example.org/wo" + "rk/of/others") == []


def test_the_locks_name_no_address() -> None:
    locks = [path for path in tracked_files() if path.suffix == ".lock"]
    assert locks
    for lock in locks:
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
        assert "--index-url" not in text
        assert "--find-links" not in text
