"""The formats in force on a day for a place: the national ones with the layers of provinces over them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hengtu.exchange.format_file import (
    BadFormat,
    Complaints,
    check_references,
    code_lists_of,
    lined_file,
    load_format,
    read_field,
)
from hengtu.exchange.format_values import Field, Format, RecordType

FOLDER = Path(__file__).parent / "formats"
LAYER_KEYS: Mapping[str, type] = {
    "format": str, "division": str, "version": str, "effective_from": date, "source": str,
}  # fmt: skip
LAYER_MORE: Mapping[str, type] = {
    "effective_to": date, "fields": list, "code_lists": dict, "collect": str, "receipt_days": int,
}  # fmt: skip
ORDER = ("mot", "justice", "credit", "nontax")


@dataclass(frozen=True)
class Layer:
    """What a place adds to or changes in one format, from a day on; ``division`` is the beginning of a code."""

    format: str
    division: str
    version: str
    effective_from: date
    effective_to: date | None
    fields: tuple[tuple[str, Field], ...]
    dropped: tuple[tuple[str, str], ...]
    code_lists: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, Any]

    def holds(self, division: str, on: date) -> bool:
        """Whether it is in force at a place on a day."""
        ended = self.effective_to is not None and on >= self.effective_to
        return division.startswith(self.division) and self.effective_from <= on and not ended


def layer_folders() -> tuple[Path, ...]:
    """Where layers lie: beside the formats, and where an installation keeps its own (``HENGTU_EXCHANGE_LAYERS``)."""
    own = os.environ.get("HENGTU_EXCHANGE_LAYERS", "")
    return (FOLDER / "layers", *((Path(own),) if own else ()))


@cache
def national() -> Mapping[str, Format]:
    """Return the formats as the nation has them, by id. Raises: BadFormat."""
    return {format_id: load_format(FOLDER / f"{format_id}.yaml") for format_id in format_ids()}


@cache
def layers() -> tuple[Layer, ...]:
    """Return every layer, the wider place first, so that the nearer one has the last word. Raises: BadFormat."""
    found = [load_layer(path) for folder in layer_folders() for path in sorted(folder.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda each: (len(each.division), each.effective_from)))


def format_ids() -> tuple[str, ...]:
    """Return the ids of the formats in the order pages show them, without reading what they say."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.yaml")), key=_place))


def _place(format_id: str) -> tuple[int, str]:
    return (ORDER.index(format_id) if format_id in ORDER else len(ORDER), format_id)


def formats() -> tuple[Format, ...]:
    """Return the national formats in the order pages show them."""
    return tuple(national().values())


@cache
def format_for(format_id: str, division: str, on: date) -> Format:
    """Return one format as it holds at a place on a day. Raises: KeyError for an unknown format."""
    made = national()[format_id]
    for layer in layers():
        if layer.format == format_id and layer.holds(division, on):
            made = with_layer(made, layer)
    return made


def forget() -> None:
    """Read everything anew next time; for whoever lays a new file."""
    for kept in (national, layers, format_for):
        kept.cache_clear()


def with_layer(made: Format, layer: Layer) -> Format:
    """Return a format with what a layer adds, replaces or leaves out."""
    named = f"{layer.division}:{layer.version}"
    records = tuple(_layered(record, layer, named) for record in made.records)
    lists = {**made.code_lists, **{name: dict(codes) for name, codes in layer.code_lists.items()}}
    return replace(made, records=records, code_lists=lists, layers=(*made.layers, named), **layer.settings)


def _layered(record: RecordType, layer: Layer, named: str) -> RecordType:
    dropped = {name for record_type, name in layer.dropped if record_type == record.type}
    fields = {each.name: each for each in record.fields if each.name not in dropped}
    fields |= {
        each.name: replace(each, layer=named) for record_type, each in layer.fields if record_type == record.type
    }
    return replace(record, fields=tuple(fields.values()))


def load_layer(path: Path) -> Layer:
    """Read one layer over the format it names. Raises: BadFormat with every mistake and its line."""
    complaints = Complaints(lined_file(path))
    said = complaints.lined.said
    if not complaints.shape(said, (), LAYER_KEYS, LAYER_MORE):
        raise BadFormat(complaints.found)
    made = national().get(said["format"])
    if made is None:
        complaints.add(("format",), f"没有报送格式 {said['format']}")
        raise BadFormat(complaints.found)
    fields, dropped = _layer_fields(complaints, said, made)
    settings = {key: said[key] for key in ("collect", "receipt_days") if key in said}
    layer = Layer(
        said["format"], said["division"], said["version"], said["effective_from"], said.get("effective_to"),
        tuple(fields), tuple(dropped), code_lists_of(said), settings,
    )  # fmt: skip
    if not complaints.found:
        check_references(complaints, with_layer(made, layer))
    if complaints.found:
        raise BadFormat(complaints.found)
    return layer


def _layer_fields(
    complaints: Complaints, said: Mapping[str, Any], made: Format
) -> tuple[list[tuple[str, Field]], list[tuple[str, str]]]:
    """Each entry names its ``record`` and is a field of it, or ``drop: true`` with the name of one."""
    fields: list[tuple[str, Field]] = []
    dropped: list[tuple[str, str]] = []
    for number, entry in enumerate(said.get("fields", ())):
        spot = ("fields", number)
        record = made.record(entry.get("record", "")) if isinstance(entry, dict) else None
        if record is None:
            complaints.add(spot, "要写明 record，并且是本格式里的记录")
        elif entry.get("drop") is True:
            _drop(complaints, record, entry, spot, dropped)
        else:
            own = {key: each for key, each in entry.items() if key != "record"}
            field = read_field(
                complaints, own, {"each": record.each, "mark": record.mark}, spot, public=made.audience == "public"
            )
            fields += [(record.type, field)] if field else []
    return fields, dropped


def _drop(
    complaints: Complaints, record: RecordType, entry: Mapping[str, Any], spot: Any, dropped: list[tuple[str, str]]
) -> None:
    field = record.field_named(str(entry.get("name", "")))
    if field is None:
        complaints.add(spot, f"{record.type} 里没有字段 {entry.get('name', '')}")
    elif field.required:
        complaints.add(spot, f"{field.zh}是必报字段，地方可以改来源，不能去掉")
    else:
        dropped.append((record.type, field.name))
