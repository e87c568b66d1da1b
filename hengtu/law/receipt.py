"""A receipt of an assessment: everything needed to run it again elsewhere, without a database, and compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from hengtu.law.discretion import Assessment, assess
from hengtu.law.errors import LawError

FORMAT = "hengtu-receipt/1"
ENGINE = "hengtu-law/1"


def issue(question: Mapping[str, Any], assessment: Assessment) -> dict[str, Any]:
    """Return the receipt for an answered question.

    Returns: JSON object: format, engine, question, rules (rule -> SHA-256), trace (condition -> truth), answer, and
        ``hashes`` of each of these parts plus ``whole`` over those hashes.
    """
    parts = {
        "engine": ENGINE,
        "question": _plain(question),
        "rules": dict(sorted(assessment.rules.items())),
        "trace": [[condition, value] for condition, value in assessment.trace],
        "answer": assessment.as_json(),
    }
    hashes = {name: _hash(part) for name, part in parts.items()}
    return {"format": FORMAT, **parts, "hashes": {**hashes, "whole": _hash(hashes)}}


def verify(receipt: Any) -> list[str]:
    """Run a receipt again and return the names of the fields that differ; empty means it stands.

    Args:
        receipt: a JSON object made by :func:`issue`.
    Returns: dotted names such as ``rules.benchmarks/overlimit-mass@1``, ``answer.tier``, ``hashes.whole``.
    """
    if not isinstance(receipt, Mapping):
        return ["format"]
    differs = [] if receipt.get("format") == FORMAT else ["format"]
    question = receipt.get("question")
    try:
        expected = issue(question, assess(question)) if isinstance(question, Mapping) else None
    except LawError:
        expected = None
    if expected is None:
        return [*differs, "question", *_broken_hashes(receipt)]
    for name in ("engine", "rules", "trace", "answer"):
        differs += _differences(name, receipt.get(name), expected[name])
    return [*differs, *_extra_fields(receipt, expected), *_broken_hashes(receipt)]


def _extra_fields(receipt: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    return sorted(str(name) for name in receipt if name not in expected)


def _differences(name: str, given: Any, expected: Any) -> list[str]:
    if _canonical(given) == _canonical(expected):
        return []
    if isinstance(given, Mapping) and isinstance(expected, Mapping):
        pairs = [(key, given.get(key), expected.get(key)) for key in sorted({*given, *expected})]
        return [each for key, left, right in pairs for each in _differences(f"{name}.{key}", left, right)] or [name]
    return [name]


def _broken_hashes(receipt: Mapping[str, Any]) -> list[str]:
    """Name every part whose own hash no longer fits it, and the whole when the list of hashes was altered."""
    hashes = receipt.get("hashes")
    if not isinstance(hashes, Mapping):
        return ["hashes"]
    names = ("engine", "question", "rules", "trace", "answer")
    broken = [name for name in names if hashes.get(name) != _hash(receipt.get(name))]
    listed = {name: hashes.get(name) for name in names}
    found = [f"hashes.{name}" if name != "question" else "question" for name in broken]
    return found if hashes.get("whole") == _hash(listed) else [*found, "hashes.whole"]


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(value: Any) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()
