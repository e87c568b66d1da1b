"""Files of a plain form on their way in: straight to the folder of uploads, so that keeping one is a rename.

A file the disk could not hold, or larger than any file may be, arrives with a ``problem``: the form goes on, and every
other file and all that was typed is there.
"""

from __future__ import annotations

import os
import tempfile
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from hengtu.evidence.limits import MAX_FILM
from hengtu.lib.disk import FULL

TOO_LARGE, DISK_FULL = "exhibit_too_large", "blob_store_full"

if TYPE_CHECKING:
    Uploaded = UploadedFile[bytes]
else:
    Uploaded = UploadedFile


class ArrivedFile(Uploaded):
    """A file that lies at ``path`` until somebody moves it; ``problem`` (a code) says why it does not."""

    path: Path | None = None
    problem = ""
    _target: FileIO | None = None

    def begin(self) -> None:
        """Make the file; unbuffered, so that a full disk shows at once and not at closing."""
        folder = Path(settings.BLOB_ROOT) / "partial"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=".post-", dir=folder)
        except OSError as error:
            self._full(error)
            return
        self.path, self._target = Path(name), FileIO(descriptor, "wb")

    def append(self, content: bytes, start: int) -> None:
        """Write what came next; after a problem nothing more is written."""
        if self._target is None:
            return
        if start + len(content) > MAX_FILM:
            self.drop(TOO_LARGE)
            return
        rest = memoryview(content)
        try:
            while rest:
                rest = rest[self._target.write(rest) :]
        except OSError as error:
            self._full(error)

    def finish(self, size: int) -> None:
        """Flush what came; from here on the file is whole."""
        self.size = size
        if self._target is not None:
            os.fsync(self._target.fileno())
            self._target.close()
            self._target = None

    def drop(self, problem: str) -> None:
        """Take back what was written."""
        self.problem = problem
        self.close()

    def close(self) -> None:
        """Forget the file unless somebody moved it; Django calls this when the request ends."""
        if self._target is not None:
            self._target.close()
            self._target = None
        if self.path is not None:
            self.path.unlink(missing_ok=True)

    def _full(self, error: OSError) -> None:
        if error.errno not in FULL:
            raise error
        self.drop(DISK_FULL)


class IntoUploads(FileUploadHandler):
    """Writes each file of a form into the folder of uploads, piece by piece."""

    chunk_size = 1 << 20
    file: ArrivedFile

    def new_file(self, *arguments: Any, **more: Any) -> None:
        super().new_file(*arguments, **more)
        self.file = ArrivedFile(None, self.file_name, self.content_type)
        self.file.begin()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.append(raw_data, start)

    def file_complete(self, file_size: int) -> ArrivedFile:
        self.file.finish(file_size)
        return self.file

    def upload_interrupted(self) -> None:
        self.file.close()
