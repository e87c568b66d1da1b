"""The form catalogue: what each document must hold, as dated, cited data in ``forms/*.yaml``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hengtu.documents.errors import DocumentRefused
from hengtu.lib.yaml_file import read_yaml

FORMS = Path(__file__).parent / "forms"
TEMPLATES = Path(__file__).parent / "templates" / "typst"
CURRENT = "v2"  # the folder new documents are made from; older folders stay for documents issued from them
CASE_WORD = "立案"
ARCHIVE_WORD = "档"  # of the number under which a file is kept


@dataclass(frozen=True)
class Field:
    """One field of a form.

    ``when`` names the kind of party it applies to, ``when_filled`` the field without which it is not required
    (``key=value``: only where that field says just this);
    ``labels`` maps stored values of an enum to what is printed.
    """

    key: str
    label: str
    type: str
    required: bool = False
    when: str = ""
    when_filled: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    default: Any = None
    multi: bool = False
    max: int | None = None


@dataclass(frozen=True)
class Form:
    """One form: title, who gets it, who signs it, what it must hold. ``word`` is empty where no number is drawn.

    ``door``: its code leads the party to what it can do about it, not only to the verification.
    """

    id: str
    title: str
    kind: str
    template: str
    copies: int
    sealed: bool
    signers: tuple[str, ...]
    fields: tuple[Field, ...]
    effective_from: str
    source: str
    basis: tuple[str, ...]
    word: str
    digest: str
    purpose: str = ""
    door: bool = False

    @property
    def ministry_number(self) -> int | None:
        """Return the running number among the twenty-four forms of the ministry; None for a supplementary form."""
        return int(self.id[1:3]) if self.id.startswith("f") else None

    def keys(self) -> frozenset[str]:
        """Return the keys a caller may fill."""
        return frozenset(item.key for item in self.fields)


@cache
def form(form_id: str) -> Form:
    """Return a form. Raises: DocumentRefused (``document_form_unknown``)."""
    path = FORMS / f"{form_id}.yaml"
    if form_id not in form_ids():
        raise DocumentRefused("document_form_unknown", f"没有编号为“{form_id}”的文书式样。请从文书目录中选择。")
    entry = read_yaml(path)
    fields = tuple(_fields(entry))
    digest = hashlib.sha256(repr((entry["title"], entry["template"], entry["signers"], fields)).encode()).hexdigest()
    return Form(
        id=entry["id"],
        title=entry["title"],
        kind=entry["kind"],
        template=entry["template"],
        copies=entry["copies"],
        sealed=entry["sealed"],
        signers=tuple(entry["signers"]),
        fields=fields,
        effective_from=entry["effective_from"],
        source=entry["source"],
        basis=tuple(entry["basis"]),
        word=entry.get("word", ""),
        digest=digest,
        purpose=entry["purpose"],
        door=entry.get("door", False),
    )


@lru_cache(maxsize=1)
def form_ids() -> tuple[str, ...]:
    """Return the ids of all forms."""
    return tuple(sorted(path.stem for path in FORMS.glob("*.yaml") if not path.stem.startswith("_")))


def form_version(of: Form) -> str:
    """Return what a new document of this form is made from: folder, template digest, catalogue digest."""
    return f"{CURRENT}:{template_digest(CURRENT, of.template)}:{of.digest[:12]}"


@cache
def template_digest(version: str, template: str) -> str:
    """Return twelve hex digits over a template and the shared files of its folder."""
    folder = TEMPLATES / version
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("_*.typ"), folder / f"{template}.typ"]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _fields(entry: Mapping[str, Any]) -> list[Field]:
    also_required = set(entry.get("also_required", ()))
    flat: list[Field] = []
    for item in entry["fields"]:
        for raw in _groups()[item["group"]] if "group" in item else [item]:
            flat.append(_field(raw, also_required))
    return flat


def _field(raw: Mapping[str, Any], also_required: set[str]) -> Field:
    return Field(
        key=raw["key"],
        label=raw["label"],
        type=raw["type"],
        required=raw.get("required", False) or raw["key"] in also_required,
        when=raw.get("when", ""),
        when_filled=raw.get("when_filled", ""),
        labels=raw.get("labels") or {value: value for value in raw.get("values", ())},
        columns=tuple(raw.get("columns", ())),
        default=raw.get("default"),
        multi=raw.get("multi", False),
        max=raw.get("max"),
    )


@lru_cache(maxsize=1)
def _groups() -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = read_yaml(FORMS / "_groups.yaml")
    return groups
