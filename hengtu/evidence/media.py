"""What a file is, by its first bytes and never by its name."""

from __future__ import annotations

# first bytes (at an offset) → media type; the order matters where one is a prefix of another
_MARKS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"BM", "image/bmp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (8, b"AVI ", "video/x-msvideo"),
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"PK\x03\x04", "application/zip"),  # Office files among them
    (0, b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (0, b"Rar!", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"PAR1", "application/vnd.apache.parquet"),
)
_PROGRAMS: tuple[bytes, ...] = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!/",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_BY_NAME = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
_NEVER_TEXT = frozenset(
    {".mp4", ".mov", ".m4v", ".3gp", ".avi", ".mkv", ".webm", ".mp3", ".m4a", ".aac", ".wav", ".amr", ".ogg",
     ".heic", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar", ".7z"}
)  # fmt: skip
SHOWN_AS_IMAGE = frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff", "image/webp"})


def is_program(head: bytes) -> bool:
    """Whether the first bytes are those of something that can be run, whatever the file is called."""
    return head.startswith(_PROGRAMS)


def media_type_of(head: bytes) -> str:
    """Return the media type by the first bytes; text if they decode, else application/octet-stream."""
    for offset, mark, media_type in _MARKS:
        if head[offset : offset + len(mark)] == mark:
            return media_type
    return "text/plain" if _is_text(head) else "application/octet-stream"


def promised_by_name(filename: str) -> str:
    """Return the media type a name promises where that can be checked, else an empty text."""
    return _BY_NAME.get("." + filename.lower().rpartition(".")[2], "")


def is_text_in_disguise(filename: str, media_type: str) -> bool:
    """Whether a plain text bears the name of a film, a recording, an Office file or an archive."""
    return media_type == "text/plain" and "." + filename.lower().rpartition(".")[2] in _NEVER_TEXT


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # the last characters may be cut in two by reading only the head
            head[: max(len(head) - 4, 1)].decode(encoding)
        except UnicodeDecodeError as error:
            if error.end < len(head) - 8:
                continue
        return True
    return False
