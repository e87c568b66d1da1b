"""From frozen content to PDF/A: one compiler per thread and template, data by ``sys.inputs``."""

from __future__ import annotations

import hashlib
import threading
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import typst

from hengtu.documents.catalogue import TEMPLATES
from hengtu.documents.fonts import FontSet, font_set

_compilers = threading.local()


def engine() -> str:
    """Return what the bytes depend on besides content and template: the typesetter and the fonts."""
    return f"typst {version('typst')}, fonts {font_set().digest}"


def typeset(folder: str, template: str, inputs: dict[str, str], at: datetime) -> bytes:
    """Return a PDF/A-2b, the same bytes for the same arguments and engine.

    Args: folder: version of the templates, as in ``"v1"``. inputs: for ``sys.inputs``. at: time written into the PDF.
    """
    fonts = font_set()
    compiler = _compiler(TEMPLATES / folder / f"{template}.typ", fonts)
    return compile_pdf(compiler, inputs, at, fonts)


def compile_pdf(compiler: typst.Compiler, inputs: dict[str, str], at: datetime, fonts: FontSet) -> bytes:
    """Compile with the families of this installation; PDF/A makes a missing character an error, not a gap."""
    families = {"body-fonts": fonts.body, "heading-fonts": fonts.heading, "small-fonts": fonts.small}
    pdf = compiler.compile(
        format="pdf", sys_inputs={**inputs, **families}, pdf_standards=["a-2b"], timestamp=int(at.timestamp())
    )
    assert isinstance(pdf, bytes)
    return pdf


def _compiler(path: Path, fonts: FontSet) -> typst.Compiler:
    kept: dict[tuple[Path, str], typst.Compiler] = _compilers.__dict__.setdefault("kept", {})
    key = (path, fonts.digest)
    if key not in kept:
        kept[key] = typst.Compiler(str(path), root=str(path.parent), font_paths=fonts.typst_fonts())
    return kept[key]


def sha256(content: bytes) -> str:
    """Return the SHA-256 in hex, the name of the PDF in the blob store."""
    return hashlib.sha256(content).hexdigest()
