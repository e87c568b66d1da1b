"""Reading formats: shape, names and references are checked at load; every mistake comes with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hengtu.agencies.policies import Role
from hengtu.exchange import masks
from hengtu.exchange.format_values import (
    AUDIENCES,
    COLLECTED,
    MARKS,
    TYPES,
    WRITINGS,
    Check,
    Field,
    Format,
    RecordType,
)
from hengtu.exchange.values import CONDITIONS, GRAINS, RULES, VALUES, fits
from hengtu.exchange.values.registry import CONDITION_GRAINS
from hengtu.exchange.yaml_lines import Lined, Spot, read_lined
from hengtu.law.deadlines import all_terms
from hengtu.lib.coded_error import CodedError

FORMAT_KEYS = {
    "id": str, "name": str, "short": str, "version": str, "effective_from": date, "writing": str, "audience": str,
    "duty": list, "seen_by": list, "collect": str, "receipt_days": int, "source": str, "records": list,
}  # fmt: skip
FORMAT_MORE = {"code_lists": dict, "limit": str, "notes": list}
RECORD_KEYS = {"type": str, "zh": str, "each": str, "mark": str, "fields": list}
RECORD_MORE = {"when": str, "checks": list, "needs": list}
FIELD_KEYS = {"name": str, "zh": str, "type": str, "from": str}
FIELD_MORE = {
    "mark": str, "length": int, "digits": int, "scale": int, "codes": str, "required": bool, "wanted": bool,
    "when": str, "mask": str, "sensitive": bool,
}  # fmt: skip
CHECK_KEYS = {"code": str, "rule": str, "severity": str, "zh": str}
PERSONAL = ("party.name", "party.id_number", "party.phone", "party.address", "party.legal_representative")
# what people wrote as they wished may name anybody
FREE_TEXT = (
    "case.title", "case.facts", "case.place", "case.plate", "matter.facts", "decision.reason", "decision.words",
    "statement.content", "statement.recheck", "correction.order", "closing.correction", "closing.reason",
    "transfer.reason", "refund.reason", "hearing.record", "discussion.conclusion",
)  # fmt: skip
KIND_ZH = {str: "文字", int: "整数", bool: "true 或 false", list: "列表", dict: "对照表", date: "日期"}


class BadFormat(CodedError):
    """A format cannot be used; carries every mistake found, each with file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("bad_exchange_format", "报送格式有错误，没有载入：\n" + "\n".join(self.problems))


@dataclass
class Complaints:
    """Mistakes of one file as they are found."""

    lined: Lined
    found: list[str] = field(default_factory=list)

    def add(self, spot: Spot, words: str) -> None:
        """Note a mistake at its line."""
        self.found.append(f"{self.lined.file}:{self.lined.line(spot)}：{words}")

    def shape(self, said: Any, spot: Spot, needed: Mapping[str, type], more: Mapping[str, type]) -> bool:
        """Check that a mapping has what it needs, nothing unknown, each of its kind; whether it can be read on."""
        if not isinstance(said, dict):
            self.add(spot, "这里应当是名称和内容的对照")
            return False
        before = len(self.found)
        for key in needed:
            if key not in said:
                self.add(spot, f"缺少 {key}")
        for key, entry in said.items():
            kind = needed.get(key) or more.get(key)
            if kind is None:
                self.add((*spot, str(key)), f"不认识 {key}")
            elif not isinstance(entry, kind) or (kind is int and isinstance(entry, bool)):
                self.add((*spot, key), f"{key} 应当是{KIND_ZH[kind]}")
        return len(self.found) == before


def load_format(path: Path) -> Format:
    """Read one format.

    Raises: BadFormat with every mistake, each with its line.
    """
    complaints = Complaints(lined_file(path))
    said = complaints.lined.said
    if not complaints.shape(said, (), FORMAT_KEYS, FORMAT_MORE):
        raise BadFormat(complaints.found)
    _check_head(complaints, said)
    if said["id"] != path.stem:
        complaints.add(("id",), f"id 应当与文件名一致：{path.stem}")
    records = tuple(
        record
        for number, entry in enumerate(said["records"])
        if (record := read_record(complaints, entry, ("records", number), public=said["audience"] == "public"))
        is not None
    )
    made = _format(said, records)
    check_references(complaints, made)
    if complaints.found:
        raise BadFormat(complaints.found)
    return made


def lined_file(path: Path) -> Lined:
    """Read a file with its lines. Raises: BadFormat where it is no YAML."""
    try:
        return read_lined(path)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadFormat([f"{path.name}:{mark.line + 1 if mark else 1}：不是有效的 YAML"]) from error


def _format(said: Mapping[str, Any], records: tuple[RecordType, ...]) -> Format:
    return Format(
        id=said["id"],
        name=said["name"],
        short=said["short"],
        version=said["version"],
        effective_from=said["effective_from"],
        writing=said["writing"],
        audience=said["audience"],
        duty=tuple(said["duty"]),
        seen_by=tuple(said["seen_by"]),
        collect=said["collect"],
        receipt_days=said["receipt_days"],
        source=said["source"],
        records=records,
        code_lists=code_lists_of(said),
        limit=said.get("limit", ""),
        notes=tuple(said.get("notes", ())),
    )


def code_lists_of(said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the code lists of a file, all text."""
    lists = said.get("code_lists") or {}
    return {name: {str(key): str(code) for key, code in codes.items()} for name, codes in lists.items()}


def _check_head(complaints: Complaints, said: Mapping[str, Any]) -> None:
    for key, known in (("writing", WRITINGS), ("audience", AUDIENCES), ("collect", COLLECTED)):
        if said[key] not in known:
            complaints.add((key,), f"{key} 应当是 {'、'.join(known)} 之一，现在是 {said[key]}")
    for key in ("duty", "seen_by"):
        if not said[key]:
            complaints.add((key,), f"{key} 不能为空：没有写明的岗位什么也看不到")
        for number, role in enumerate(said[key]):
            if role not in Role.values:
                complaints.add((key, number), f"没有岗位 {role}")
    if said["receipt_days"] < 1:
        complaints.add(("receipt_days",), "receipt_days 至少是 1")
    if said.get("limit") and said["limit"] not in all_terms():
        complaints.add(("limit",), f"规则库里没有期限 {said['limit']}")


def read_record(complaints: Complaints, said: Any, spot: Spot, *, public: bool) -> RecordType | None:
    """Read one record type; None where its shape is wrong, with complaints."""
    if not complaints.shape(said, spot, RECORD_KEYS, RECORD_MORE):
        return None
    if said["each"] not in GRAINS:
        complaints.add((*spot, "each"), f"没有 {said['each']} 这种记录对象，可以用：{'、'.join(sorted(GRAINS))}")
        return None
    _check_mark(complaints, said["mark"], (*spot, "mark"))
    _check_condition(complaints, said.get("when", ""), said["each"], (*spot, "when"))
    fields = tuple(
        made
        for number, entry in enumerate(said["fields"])
        if (made := read_field(complaints, entry, said, (*spot, "fields", number), public=public)) is not None
    )
    checks = tuple(_checks(complaints, said, spot))
    when, needs = said.get("when", ""), tuple(said.get("needs", ()))
    return RecordType(said["type"], said["zh"], said["each"], said["mark"], fields, when, checks, needs)


def _check_mark(complaints: Complaints, mark: str, spot: Spot) -> None:
    if mark not in MARKS:
        complaints.add(spot, f"来源标记应当是 {'、'.join(MARKS)} 之一，现在是 {mark}")


def _check_condition(complaints: Complaints, name: str, each: str, spot: Spot) -> None:
    if not name:
        return
    if name not in CONDITIONS:
        complaints.add(spot, f"没有条件 {name}，可以用：{'、'.join(sorted(CONDITIONS))}")
    elif not fits(CONDITION_GRAINS[name], each):
        complaints.add(spot, f"条件 {name} 不能用在 {each} 的记录上")


def read_field(
    complaints: Complaints, said: Any, record: Mapping[str, Any], spot: Spot, *, public: bool
) -> Field | None:
    """Read one field; None with complaints where it cannot be used."""
    if not complaints.shape(said, spot, FIELD_KEYS, FIELD_MORE):
        return None
    before = len(complaints.found)
    _check_value(complaints, said["from"], record["each"], (*spot, "from"))
    _check_condition(complaints, said.get("when", ""), record["each"], (*spot, "when"))
    _check_mark(complaints, said.get("mark", record["mark"]), (*spot, "mark"))
    _check_type(complaints, said, spot)
    _check_mask(complaints, said, public=public, spot=spot)
    if len(complaints.found) > before:
        return None
    kept = {key: said[key] for key in FIELD_MORE if key in said and key != "mark"}
    mark = said.get("mark", record["mark"])
    return Field(said["name"], said["zh"], said["type"], said["from"], mark, **kept)


def _check_mask(complaints: Complaints, said: Mapping[str, Any], *, public: bool, spot: Spot) -> None:
    """What the public reads hides who a natural person is; a format that forgets it is refused."""
    mask, source = said.get("mask", ""), str(said["from"])
    if mask and mask not in masks.MASKS:
        complaints.add((*spot, "mask"), f"没有遮盖方式 {mask}，可以用：{'、'.join(masks.MASKS)}")
    elif mask and mask != masks.TEXT and not source.startswith("party."):
        complaints.add((*spot, "mask"), f"遮盖方式 {mask} 只用在当事人的取值上，其他文字用 text")
    elif public and not mask and (source in PERSONAL or source in FREE_TEXT):
        complaints.add(spot, f"这个格式向社会公示，{said['zh']}要写明遮盖方式 mask")


def _check_value(complaints: Complaints, name: str, each: str, spot: Spot) -> None:
    known = VALUES.get(name)
    if known is None:
        complaints.add(spot, f"没有取值 {name}：格式只能用系统里登记过的取值")
    elif not fits(known.grain, each):
        complaints.add(spot, f"取值 {name} 不能用在 {each} 的记录上")


def _check_type(complaints: Complaints, said: Mapping[str, Any], spot: Spot) -> None:
    kind = said["type"]
    if kind not in TYPES:
        complaints.add((*spot, "type"), f"类型应当是 {'、'.join(TYPES)} 之一，现在是 {kind}")
    elif kind in ("s", "list") and said.get("length", 0) < 1:
        complaints.add(spot, "文字要写明长度 length")
    elif kind == "n" and not 0 <= said.get("scale", 0) <= said.get("digits", 0) <= 30:
        complaints.add(spot, "数值要写明总位数 digits 和小数位数 scale")
    elif kind in ("code", "codes") and not said.get("codes"):
        complaints.add(spot, "代码要写明代码表 codes")


def _checks(complaints: Complaints, said: Mapping[str, Any], spot: Spot) -> Iterator[Check]:
    for number, entry in enumerate(said.get("checks", ())):
        here = (*spot, "checks", number)
        if not complaints.shape(entry, here, CHECK_KEYS, {}):
            continue
        known = RULES.get(entry["rule"])
        if known is None:
            complaints.add((*here, "rule"), f"没有检查 {entry['rule']}，可以用：{'、'.join(sorted(RULES))}")
        elif not fits(known.grain, said["each"]):
            complaints.add((*here, "rule"), f"检查 {entry['rule']} 不能用在 {said['each']} 的记录上")
        elif entry["severity"] not in ("blocks", "warns"):
            complaints.add((*here, "severity"), "severity 应当是 blocks 或者 warns")
        else:
            yield Check(entry["code"], entry["rule"], entry["severity"], entry["zh"])


def check_references(complaints: Complaints, made: Format) -> None:
    """Complain of names used twice, code lists and records that are named but not there."""
    types = [record.type for record in made.records]
    if len(set(types)) < len(types):
        complaints.add(("records",), "有两种记录用了同一个 type")
    if made.writing == "csv" and len(types) != 1:
        complaints.add(("writing",), "csv 只能写一种记录；多种记录请用 jsonl 或者 xml")
    for number, record in enumerate(made.records):
        _check_record_references(complaints, made, record, ("records", number))


def _check_record_references(complaints: Complaints, made: Format, record: RecordType, spot: Spot) -> None:
    names = [each.name for each in record.fields]
    if len(set(names)) < len(names):
        complaints.add((*spot, "fields"), f"{record.type} 有两个字段同名")
    for need in record.needs:
        if made.record(need) is None:
            complaints.add((*spot, "needs"), f"{record.type} 要求的记录 {need} 不在本格式里")
    for number, each in enumerate(record.fields):
        if each.codes and each.codes not in made.code_lists:
            complaints.add((*spot, "fields", number, "codes"), f"没有代码表 {each.codes}")
