"""What a format says, as frozen values: platforms, record types, fields, checks. Read from ``formats/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Severity = Literal["blocks", "warns"]
MARKS: Mapping[str, str] = {
    "C": "标准、法律或者通知写明",
    "O": "见于运行中的系统或者公开的接口",
    "K": "凭专业知识，未经核对",
    "I": "本系统自定，标准文本到手后换成映射",
}
TYPES: Mapping[str, str] = {
    "s": "文字",
    "d": "日期",
    "dt": "日期时间",
    "n": "数值",
    "b": "是否",
    "code": "代码",
    "list": "多个文字",
    "codes": "多个代码",
}
WRITINGS = ("jsonl", "xml", "csv")
AUDIENCES: Mapping[str, str] = {"government": "机关之间", "public": "向社会公示"}
COLLECTED = ("daily", "by_hand")


@dataclass(frozen=True)
class Field:
    """One field of a record. ``source`` names a value of the case; ``required`` blocks when empty, ``wanted`` warns.

    ``length`` counts characters; ``n`` has ``digits`` in all, ``scale`` of them after the point. ``sensitive`` is shown
    masked on pages; ``mask`` changes what is handed over itself.
    """

    name: str
    zh: str
    type: str
    source: str
    mark: str
    length: int = 0
    digits: int = 0
    scale: int = 0
    codes: str = ""
    required: bool = False
    wanted: bool = False
    when: str = ""
    mask: str = ""
    sensitive: bool = False
    layer: str = ""


@dataclass(frozen=True)
class Check:
    """One named rule over a record, with the code, severity and words a format gives it."""

    code: str
    rule: str
    severity: Severity
    zh: str


@dataclass(frozen=True)
class RecordType:
    """One kind of record: one per entry of ``each``, where ``when`` holds. ``needs``: records that must go with it."""

    type: str
    zh: str
    each: str
    mark: str
    fields: tuple[Field, ...]
    when: str = ""
    checks: tuple[Check, ...] = ()
    needs: tuple[str, ...] = ()

    def field_named(self, name: str) -> Field | None:
        """Return a field by its name on the wire."""
        return next((each for each in self.fields if each.name == name), None)


@dataclass(frozen=True)
class Format:
    """What one platform is given, as of a day and for a place.

    ``duty`` are the roles that hand over and take receipts, ``seen_by`` those that may look on at all. ``limit`` names
    the term of the law by which a record must be there, ``receipt_days`` is after how many days a missing receipt is
    said: a setting, no text gives it.
    """

    id: str
    name: str
    short: str
    version: str
    effective_from: date
    writing: str
    audience: str
    duty: tuple[str, ...]
    seen_by: tuple[str, ...]
    collect: str
    receipt_days: int
    source: str
    records: tuple[RecordType, ...]
    code_lists: Mapping[str, Mapping[str, str]]
    limit: str = ""
    layers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=lambda: MARKS)
    # what is worked out from it once; a layered format is another one and begins anew
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def spec(self) -> str:
        """The version a package names, layers included: ``2026-1+13:2026-1``."""
        return "+".join((self.version, *self.layers))

    def record(self, record_type: str) -> RecordType | None:
        """Return a record type by its name on the wire."""
        return next((each for each in self.records if each.type == record_type), None)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one record: which check, how bad, which field, whose it is and where it is mended.

    ``mend`` is ``party``, ``case``, or ``act:<kind>`` for the sheet of an act; empty where only a correction helps.
    """

    code: str
    severity: Severity
    field: str
    message: str
    owner: str = ""
    mend: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the shape kept with the record."""
        return {
            "code": self.code, "severity": self.severity, "field": self.field,
            "message": self.message, "owner": self.owner, "mend": self.mend,
        }  # fmt: skip


@dataclass(frozen=True)
class Produced:
    """One record as the case gives it now: content field by field, all text, and the acts it comes from."""

    record_type: str
    source_id: str
    content: Mapping[str, str]
    acts: tuple[str, ...]
    problems: tuple[Problem, ...]
    due_on: date | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether something is missing or wrong that keeps it from being handed over."""
        return any(each.severity == "blocks" for each in self.problems)
