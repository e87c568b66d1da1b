"""What archives ask of a PDF (PDF/A-2b, ISO 19005-2), checked on its structure; no validator is needed for that.

Checked: identification in the metadata, one output intent with its profile, no encryption, no attached files or
scripts, every font embedded on every page and in every drawn object, pictures whose colours the intent covers, no
content outside the file. Not checked: the inside of fonts and profiles, which the typesetter's own PDF/A export vouches
for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide", "/SetOCGState", "/Rendition",
    "/Trans", "/GoTo3DView",
}  # fmt: skip
ALLOWED_FILTERS = {
    "/FlateDecode", "/DCTDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/CCITTFaxDecode", "/RunLengthDecode",
    "/JBIG2Decode", "/JPXDecode",
}  # fmt: skip
_PAGES = re.compile(rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)")
_PART = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*(\d)")
_LEVEL = re.compile(rb"pdfaid:conformance(?:>|=[\"'])\s*([A-Z])")


def forget_structure(bound: pikepdf.Pdf) -> None:
    """Drop the tags of a joined file: those of its first part alone would claim too much. Level b needs none."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests", "/OpenAction", "/PageLabels"):
        if key in bound.Root:
            del bound.Root[key]
    for page in bound.pages:
        for key in ("/StructParents", "/Tabs"):
            if key in page.obj:
                del page.obj[key]
        _forget_inside(page.obj)


def _forget_inside(page: Any) -> None:
    for drawn in dict(page.get("/Resources", {}).get("/XObject", {})).values():
        for key in ("/StructParents", "/StructParent"):
            if key in drawn:
                del drawn[key]


def count_pages_in_metadata(bound: pikepdf.Pdf) -> None:
    """Let the metadata say how many pages the joined file has; its first part has counted only its own."""
    metadata = bound.Root.get("/Metadata")
    if metadata is not None:
        text = _PAGES.sub(b"\\g<1>%d\\g<2>" % len(bound.pages), metadata.read_bytes())
        metadata.write(text)


def faults_of(pdf: pikepdf.Pdf) -> list[str]:
    """Return what keeps a PDF from being a PDF/A-2b, in Chinese; empty where nothing was found."""
    found = [*_of_the_file(pdf), *_of_the_metadata(pdf)]
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, start=1):
        found += [f"第{number}页{fault}" for fault in _of_page(page.obj, seen)]
    return list(dict.fromkeys(found))


def _of_the_file(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "文件加了密"
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.get("/S") == Name("/GTS_PDFA1")]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "没有唯一的输出意图和色彩配置"
    names: Any = pdf.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield "带有脚本"
    if "/EmbeddedFiles" in names:
        yield "带有附件"
    for key in ("/AA", "/NeedsRendering", "/Requirements"):
        if key in pdf.Root:
            yield f"带有不许可的{key}"
    if _acts(pdf.Root.get("/OpenAction")):
        yield "打开时会执行动作"


def _of_the_metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    metadata = pdf.Root.get("/Metadata")
    if metadata is None:
        yield "没有元数据"
        return
    text = metadata.read_bytes()
    part, level = _PART.search(text), _LEVEL.search(text)
    if part is None or part[1] != b"2" or level is None or level[1] not in (b"B", b"U", b"A"):
        yield "元数据没有标明PDF/A-2b"


def _of_page(page: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    if "/AA" in page:
        yield "带有动作"
    for note in page.get("/Annots", []):
        if note.get("/Subtype") in (Name("/Movie"), Name("/Sound"), Name("/Screen"), Name("/FileAttachment")):
            yield "带有不许可的批注"
        if note.get("/Subtype") not in (Name("/Link"), Name("/Popup")) and "/AP" not in note:
            yield "批注没有外观"
        if _acts(note.get("/A")):
            yield "带有不许可的动作"
    yield from _of_resources(page.get("/Resources", {}), seen)


def _acts(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in FORBIDDEN_ACTIONS


def _of_resources(resources: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    for font in dict(resources.get("/Font", {})).values():
        if _is_new(font, seen):
            yield from _of_font(font)
    for drawn in dict(resources.get("/XObject", {})).values():
        if _is_new(drawn, seen):
            yield from _of_drawn(drawn, seen)


def _is_new(thing: Any, seen: set[tuple[int, int]]) -> bool:
    """Shared fonts and drawings are looked at once, however many pages use them."""
    if thing.objgen == (0, 0):
        return True
    if thing.objgen in seen:
        return False
    seen.add(thing.objgen)
    return True


def _of_font(font: Any) -> Iterator[str]:
    if font.get("/Subtype") == Name("/Type3"):
        return
    inner = font.DescendantFonts[0] if font.get("/Subtype") == Name("/Type0") else font
    descriptor = inner.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in FONT_FILES):
        yield f"的字体{str(font.get('/BaseFont', '')).lstrip('/')}没有嵌入"


def _filters(drawn: Any) -> list[str]:
    said = drawn.get("/Filter")
    if said is None:
        return []
    return [str(each) for each in said] if isinstance(said, pikepdf.Array) else [str(said)]


def _of_drawn(drawn: Any, seen: set[tuple[int, int]]) -> Iterator[str]:
    if any(key in drawn for key in ("/F", "/OPI", "/Ref", "/PS")):
        yield "引用了文件以外的内容"
    if any(each not in ALLOWED_FILTERS for each in _filters(drawn)):
        yield "用了不许可的压缩"
    if drawn.get("/Subtype") == Name("/Form"):
        yield from _of_resources(drawn.get("/Resources", {}), seen)
        return
    if drawn.get("/Subtype") == Name("/PS"):
        yield "带有PostScript"
    if drawn.get("/Interpolate", False):
        yield "的图片要求插值"
    if drawn.get("/ColorSpace") == Name("/DeviceCMYK"):
        yield "的图片是CMYK，色彩配置不包括"
