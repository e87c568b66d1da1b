"""A receipt of an assessment: everything needed to run it again elsewhere, without a database, and compare."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from hengtu.law.discretion import Assessment, assess
from hengtu.law.errors import LawError
from hengtu.law.plain_json import canonical, hash_of, hash_of_text, written
from hengtu.law.question_text import field_hashes, text_of

FORMAT = "hengtu-receipt/2"
ENGINE = "hengtu-law/1"
PARTS = ("engine", "question", "rules", "trace", "answer", "fields")
WORDS = "explanation"  # sentences may be put better later; what they say is in the other fields of the answer
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: people read them aloud
CODE_LENGTH = 10
_hash = hash_of
ENGINE_HASH = _hash(ENGINE)


def issue(question: Mapping[str, Any], assessment: Assessment) -> dict[str, Any]:
    """Return the receipt for an answered question.

    Returns: JSON object: format, engine, question, rules (rule -> SHA-256), trace (condition -> truth), answer, fields
        (field of the question -> its hash, so that a changed one can be named), and ``hashes`` of each of these parts
        plus ``whole`` over those hashes.
    """
    receipt: dict[str, Any] = json.loads(as_text(question, assessment))
    return receipt


def as_line(question: Mapping[str, Any], assessment: Assessment) -> str:
    """Return the answer with its receipt as one line of JSON, as ``hengtu law assess`` prints it."""
    receipt = as_text(question, assessment)
    return f'{assessment.written["answer"][:-1]}, "receipt": {receipt}}}'


def as_text(question: Mapping[str, Any], assessment: Assessment) -> str:
    """Return the receipt as JSON text: what belongs to the question is written anew, the rest once for an answer."""
    same = assessment.written or _write_once(assessment)
    asked = text_of(question)
    question_hash, fields_hash = hash_of_text(asked.canonical), hash_of_text(asked.fields_canonical)
    whole = hash_of_text(f'{same["before"]}"{fields_hash}","question":"{question_hash}",{same["after"]}')
    return (
        f'{{"format": "{FORMAT}", "engine": "{ENGINE}", "question": {asked.printed}, "fields": {asked.fields_printed}, '
        f"{same['parts']}, "
        f'"hashes": {{"engine": "{ENGINE_HASH}", "question": "{question_hash}", "fields": "{fields_hash}", '
        f'{same["hashes"]}, "whole": "{whole}"}}}}'
    )


def _write_once(assessment: Assessment) -> Mapping[str, str]:
    """Write and hash what every receipt of an answer has in common; kept with the answer."""
    answer = written(assessment.as_json())
    parts = {
        "rules": written(dict(sorted(assessment.rules.items()))),
        "trace": written(assessment.trace),
        "answer": answer,
    }
    hashes = {name: _hash(json.loads(text)) for name, text in parts.items()}
    assessment.written.update(
        answer=answer,
        parts=", ".join(f'"{name}": {text}' for name, text in parts.items()),
        hashes=", ".join(f'"{name}": "{found}"' for name, found in hashes.items()),
        before=f'{{"answer":"{hashes["answer"]}","engine":"{ENGINE_HASH}","fields":',
        after=f'"rules":"{hashes["rules"]}","trace":"{hashes["trace"]}"}}',
    )
    return assessment.written


def code_of(receipt: Any) -> str | None:
    """Return the short code that is printed on the decision: ten characters of the receipt's whole hash, recomputed.

    The hashes a receipt carries are not trusted: one changed byte anywhere gives another code. None: it is no receipt.
    """
    if not isinstance(receipt, Mapping) or receipt.get("format") != FORMAT:
        return None
    number = int(_hash({name: _hash(receipt.get(name)) for name in PARTS}), 16)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(CODE_LENGTH))


def code_printed(code: str) -> str:
    """Return a code in two groups.

    Example:
        >>> code_printed("7K3MPQ9WXZ")
        '7K3MP-Q9WXZ'
    """
    return f"{code[:5]}-{code[5:]}"


def looks_like_a_code(typed: str) -> bool:
    """Whether something typed, without hyphens and in capitals, has the form of a receipt's code."""
    return len(typed) == CODE_LENGTH and set(typed) <= set(ALPHABET)


def verify(receipt: Any) -> list[str]:
    """Run a receipt again and return the names of the fields that differ; empty means it stands.

    Rules are dated and only added to, so that a receipt of years ago comes out the same; an altered rule is named.

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
        differs += [each for each in _differences(name, receipt.get(name), expected[name]) if each != f"answer.{WORDS}"]
    broken = _broken_hashes(receipt)
    if "hashes.answer" in broken and not any(each.startswith("answer.") for each in differs):
        differs.append(f"answer.{WORDS}")
    return [*differs, *_extra_fields(receipt, expected), *broken]


def _extra_fields(receipt: Mapping[str, Any], expected: Mapping[str, Any]) -> list[str]:
    return sorted(str(name) for name in receipt if name not in expected)


def _differences(name: str, given: Any, expected: Any) -> list[str]:
    if canonical(given) == canonical(expected):
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
    broken = [name for name in PARTS if hashes.get(name) != _hash(receipt.get(name))]
    listed = {name: hashes.get(name) for name in PARTS}
    found = [f"hashes.{name}" for name in sorted(map(str, hashes)) if name not in {*PARTS, "whole"}]
    fields = _changed_fields(receipt, whose="" if "question" in broken else "fields.")
    asked_otherwise = "question" in broken and bool(fields)
    found += ["question" if asked_otherwise and name == "question" else f"hashes.{name}" for name in broken]
    found += fields
    return found if hashes.get("whole") == _hash(listed) else [*found, "hashes.whole"]


def _changed_fields(receipt: Mapping[str, Any], *, whose: str) -> list[str]:
    """Name every field of the question (or of its list of hashes) that is not what it was at issue."""
    kept, found = receipt.get("fields"), field_hashes(receipt.get("question"))
    if not isinstance(kept, Mapping):
        return ["fields"]
    return [f"{whose}{name}" for name in sorted({*map(str, kept), *found}) if kept.get(name) != found.get(name)]
