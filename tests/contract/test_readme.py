"""What the two READMEs tell people to type exists."""

import re
from importlib.util import find_spec

import pytest

from hengtu.web.commandline.main import GROUPS
from tests.architecture.project import ROOT

READMES = ["README.md", "README.zh-CN.md"]
BLOCK = re.compile(r"```(?:sh|console|bash)\n(.*?)```", re.DOTALL)


def _commands(readme: str) -> list[str]:
    blocks = BLOCK.findall((ROOT / readme).read_text())
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.split("#")[0].strip()]


@pytest.mark.parametrize("readme", READMES)
def test_every_make_target_of_the_readme_exists(readme: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = {target for command in _commands(readme) for target in re.findall(r"\bmake (\w+)", command)}
    assert {"run", "test", "check", "bench"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_hengtu_command_of_the_readme_exists(readme: str) -> None:
    groups = {group for command in _commands(readme) for group in re.findall(r"\bhengtu ([a-z]\w*)", command)}
    assert groups
    assert [group for group in groups if group not in GROUPS or find_spec(GROUPS[group]) is None] == []


def test_both_readmes_show_the_same_commands() -> None:
    assert _commands(READMES[0]) == _commands(READMES[1])
