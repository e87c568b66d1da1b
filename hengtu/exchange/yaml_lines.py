"""A YAML file as plain values, with the line of every entry, so that a mistake can be pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hengtu.lib.yaml_file import LOADER, read_yaml

Spot = tuple[str | int, ...]


@dataclass(frozen=True)
class Lined:
    """What a file says, and on which line each entry stands (``("records", 0, "fields", 2)`` -> 31)."""

    file: str
    said: Any
    lines: Mapping[Spot, int]

    def line(self, spot: Spot) -> int:
        """Return the line of an entry, or of the nearest one above it."""
        while spot and spot not in self.lines:
            spot = spot[:-1]
        return self.lines.get(spot, 1)


def read_lined(path: Path) -> Lined:
    """Read one file. Raises: yaml.YAMLError, OSError."""
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    lines: dict[Spot, int] = {}
    if node is not None:
        _walk(node, (), lines)
    return Lined(path.name, read_yaml(path), lines)


def _walk(node: yaml.Node, spot: Spot, lines: dict[Spot, int]) -> None:
    lines[spot] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            _walk(child, (*spot, str(key.value)), lines)
            lines[(*spot, str(key.value))] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            _walk(child, (*spot, number), lines)
