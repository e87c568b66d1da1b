"""An export as verification reads it: a folder, or one zip file."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# what reading a damaged export raises
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)


@dataclass(frozen=True)
class Archive:
    """Files of an export by name; ``zipped`` where it is one file."""

    path: Path
    zipped: zipfile.ZipFile | None = None

    def open(self, name: str) -> IO[bytes]:
        """Open a file. Raises: FileNotFoundError for one that is not there, or would lie outside the folder."""
        if self.zipped is None:
            target = (self.path / name).resolve()
            if not target.is_relative_to(self.path.resolve()):
                raise FileNotFoundError(name)
            return target.open("rb")
        try:
            return self.zipped.open(name)
        except KeyError:
            raise FileNotFoundError(name) from None

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        try:
            self.open(name).close()
        except (FileNotFoundError, IsADirectoryError):
            return False
        return True


def open_archive(path: Path) -> Archive:
    """Open a folder or a zip file. Raises: BadZipFile for a file that is cut off or something else."""
    return Archive(path) if path.is_dir() else Archive(path, zipfile.ZipFile(path))
