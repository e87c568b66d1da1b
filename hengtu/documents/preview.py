"""How a document would read: its blocks in the order of the form, with what is still missing marked.

Nothing is written, numbered or sealed. Personal numbers are masked: a preview stands on a screen beside a form, and
whoever needs the full number reads it on the document itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from hengtu.agencies.models import Agency
from hengtu.documents import values
from hengtu.documents.catalogue import Field, Form
from hengtu.documents.content import ORG_KEYS, PARTY_KEYS, given_values, missing_fields, party_entries
from hengtu.documents.errors import DocumentRefused
from hengtu.lib.dates_zh import day_zh, moment_zh
from hengtu.lib.masking import mask_id_number, mask_phone

State = Literal["", "missing", "changed"]

STILL = "还缺"
# said in one sentence each, where the form spreads them over several fields
REVIEW = ("reconsideration_body", "review_days")
COURT = ("court", "litigation_months")
CONTACT = ("agency_address", "agency_contact", "agency_phone", "agency_zip")
PERSONAL_IDS = ("party_id_no", "interviewee_id_no", "person_id_no", "recipient_id_no", "party_person_id")
PERSONAL_PHONES = ("party_phone", "interviewee_phone", "person_phone", "mobile")
NUMBER_OF_CASE = "case_no"  # stands above the text where the form has no number of its own
HOW = {
    "int": "写成整数",
    "money": "写成数字，最多两位小数",
    "date": "写成年月日",
    "datetime": "写成年月日和时刻",
    "datetime_range": "写明起止时刻，结束不早于开始",
    "enum": "从列出的选项中选择",
    "table": "逐栏填写",
}
REVIEW_FIRST = ("spot",)  # templates of decisions against which reconsideration comes before court (ARL:23p1i1)


@dataclass(frozen=True)
class PaperBlock:
    """One labelled part of a paper. A table has ``columns`` and ``rows`` and no ``text``.

    ``state``: "missing" names a field that must be filled before the paper can be made (``text`` says so), "changed"
    one that says something else than the paper before it.
    """

    label: str
    text: str
    state: State = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class PaperPreview:
    """A paper as it would be issued. ``number`` is empty where it will be drawn on issue; ``party`` are lines."""

    form: str
    title: str
    agency: str
    number: str
    party: tuple[str, ...]
    blocks: tuple[PaperBlock, ...]
    sealed: bool = False
    signers: tuple[str, ...] = ()
    note: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the labels of what is still missing."""
        return tuple(block.label for block in self.blocks if block.state == "missing")


def preview_paper(
    form: Form,
    data: Mapping[str, Any],
    agency: Agency,
    *,
    before: Mapping[str, str] | None = None,
    note: str = "",
) -> PaperPreview:
    """Return how a form would read with these values, however incomplete they are.

    Args:
        agency: the legal subject it is made for. data: values by field key as ``issue_document`` takes them; keys the
            form does not have are left out. before: words of an earlier paper by field key; what differs is marked.
    """
    subject = agency.legal_subject
    filled, wrong = _readable(form, masked(data), subject)
    missing = {item.key for item in missing_fields(form, filled)}
    blocks = [block for item in form.fields for block in _block(item, filled, wrong, missing, before or {}, form)]
    return PaperPreview(
        form=form.id,
        title=form.title,
        agency=subject.name,
        number="" if form.word else str(filled.get(NUMBER_OF_CASE, "")),
        party=tuple("：".join(entry) for entry in party_entries(form, filled)),
        blocks=tuple(blocks),
        sealed=form.sealed,
        signers=form.signers,
        note=note,
    )


def problems_of(form: Form, data: Mapping[str, Any], agency: Agency) -> dict[str, str]:
    """Return by field key what stands against issuing a form with these values; empty when nothing does."""
    filled, wrong = _readable(form, data, agency.legal_subject)
    labels = {item.key: item for item in form.fields}
    found = {item.key: f"{STILL}{item.label}" for item in missing_fields(form, filled)}
    return found | {key: _ask(labels[key], value) for key, value in wrong.items()}


def _ask(item: Field, value: str) -> str:
    wanted = HOW.get(item.type, "按栏目要求填写")
    limit = f"，不能大于{item.max}" if item.max is not None else ""
    return f"{item.label}“{value}”不合要求，请{wanted}{limit}"


def blank_paper(form: Form, agency: Agency, note: str = "") -> PaperPreview:
    """Return a form with nothing filled in but what is known of the agency."""
    return preview_paper(form, {}, agency, note=note)


def masked(data: Mapping[str, Any]) -> dict[str, Any]:
    """Hide the middle of identity and telephone numbers of people."""
    return {key: _masked(key, value) for key, value in data.items()}


def _masked(key: str, value: Any) -> Any:
    if not isinstance(value, str) or "*" in value:
        return value
    if key in PERSONAL_IDS:
        return mask_id_number(value) if any(char.isdigit() for char in value) else value
    return mask_phone(value) if key in PERSONAL_PHONES else value


def _readable(form: Form, data: Mapping[str, Any], subject: Agency) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what can be read, and by key what cannot, as it was typed."""
    filled: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for item, value in given_values(form, data, subject):
        try:
            filled[item.key] = values.canonical(item, value)
        except DocumentRefused:
            wrong[item.key] = _said(value)[:60]
    return filled, wrong


def _said(value: Any) -> str:
    """Write what could not be taken as people write it: days and instants too, a range from one to the other."""
    if isinstance(value, list | tuple):
        return "至".join(map(_said, value))
    if isinstance(value, datetime):
        return moment_zh(value)
    return day_zh(value) if isinstance(value, date) else str(value)


def _block(
    item: Field,
    filled: Mapping[str, Any],
    wrong: Mapping[str, str],
    missing: set[str],
    before: Mapping[str, str],
    form: Form,
) -> Sequence[PaperBlock]:
    unsaid = ("party_kind",) if form.word else ("party_kind", NUMBER_OF_CASE)
    if item.key in wrong:
        return (PaperBlock(item.label, f"“{wrong[item.key]}”不合要求", "missing"),)
    if item.key in missing:
        return (PaperBlock(item.label, f"{STILL}{item.label}", "missing"),)
    if item.key not in filled or item.key in (*unsaid, *PARTY_KEYS, *ORG_KEYS):
        return ()
    if item.key in (*REVIEW, *CONTACT) or (item.key in COURT and COURT[1] in filled):
        return _in_one(item.key, filled, form.template)
    if item.type == "table":
        return (PaperBlock(item.label, "", columns=item.columns, rows=tuple(map(tuple, filled[item.key]))),)
    words = values.printed(item, filled[item.key])
    state: State = "changed" if item.key in before and before[item.key] != words else ""
    return (PaperBlock(item.label, words, state),)


def _in_one(key: str, filled: Mapping[str, Any], template: str) -> Sequence[PaperBlock]:
    """Say review, court and contact once, at their first field."""
    if key == REVIEW[0]:
        return (PaperBlock("行政复议", f"{filled.get('review_days', '')}日内，{filled[key]}"),)
    if key == COURT[0] and template in REVIEW_FIRST:
        return (PaperBlock("行政诉讼", f"先复议；对复议决定不服的，十五日内，{filled[key]}"),)
    if key == COURT[0]:
        return (PaperBlock("行政诉讼", f"{filled.get('litigation_months', '')}个月内，{filled[key]}"),)
    if key == CONTACT[0]:
        return (PaperBlock("联系方式", "，".join(str(filled[part]) for part in CONTACT[:3] if part in filled)),)
    return ()
