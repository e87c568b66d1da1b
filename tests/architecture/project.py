"""What the architecture tests read: the checkout, its files under version control, and the floors of pyproject.toml."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hengtu"


def floors() -> dict[str, int]:
    """Return room -> floor from the import-linter layers, 0 being the lowest: one list for imports and foreign keys."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        name.strip().removeprefix("hengtu."): floor
        for floor, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }


def tracked_files() -> list[Path]:
    """Return the files under version control that are in the working tree."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def python_files(*patterns: str) -> Iterator[Path]:
    """Yield the package's modules that match the patterns, relative to ``hengtu/``, migrations left out."""
    for pattern in patterns:
        yield from (path for path in sorted(PACKAGE.glob(pattern)) if "migrations" not in path.parts)
