"""Register parties: numbers are checked before they are kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from hengtu.agencies.models import Agency, scope_values
from hengtu.lib.coded_error import CodedError
from hengtu.lib.credit_codes import parse_credit_code
from hengtu.lib.dates_zh import BEIJING
from hengtu.lib.id_numbers import parse_id_number
from hengtu.subjects.models import IdDocument, Party, PartyKind

MAX_NAME = 300
_PHONE = re.compile(r"\+?[0-9][0-9 \-()]{4,22}[0-9]", re.ASCII)
_OTHER_DOCUMENT = re.compile(r"[0-9A-Z()\-字第号军\u4e00-\u9fff]{4,40}")


class PartyRefused(CodedError):
    """The party's data are not in order."""


def register_party(
    *,
    agency: Agency,
    kind: str,
    name: str,
    at: datetime,
    id_document: str = "",
    id_number: str = "",
    credit_code: str = "",
    legal_representative: str = "",
    address: str = "",
    phone: str = "",
    is_operator: bool = False,
) -> Party:
    """Register a party for an agency.

    Args:
        agency: the agency that registers it; its legal subject sees it.
        kind: a ``PartyKind``.
        name: as on the document, any Chinese character, up to 300.
        id_document: which document ``id_number`` is from; a resident identity card unless said.
        id_number: of the person, or of the operator of an individual business; may still be unknown.
        credit_code: of an individual business or an organisation; may still be unknown.
        at: instant of registration.
    Raises:
        PartyRefused: ``unknown_kind``, ``name_missing``, ``name_too_long``, ``name_unreadable``,
            ``credit_code_of_person``, ``id_number_of_organisation``, ``id_document``, ``id_number`` or ``phone``;
        BadIdNumber, BadCreditCode: the number fails its own check.
    """
    if kind not in PartyKind.values:
        raise PartyRefused(
            "unknown_kind", f"没有「{kind}」这一当事人类型，请从自然人、个体工商户、法人、其他组织中选择。"
        )
    check_which_numbers(kind, id_number, credit_code)
    document = (id_document or IdDocument.RESIDENT_ID) if id_number else ""
    return Party.objects.create(
        agency=agency,
        **scope_values(agency),
        kind=kind,
        name=clean_name(name),
        id_document=document,
        id_number=clean_id_number(document, id_number, at) if id_number else "",
        credit_code=parse_credit_code(credit_code) if credit_code else "",
        legal_representative=legal_representative.strip(),
        address=address.strip(),
        phone=clean_phone(phone) if phone.strip() else "",
        is_operator=is_operator,
        registered_at=at,
    )


def clean_name(name: str) -> str:
    """Return the name without outer blanks; rare characters stay as they are, unprintable ones are refused."""
    cleaned = unicodedata.normalize("NFC", name).strip()
    if not cleaned:
        raise PartyRefused("name_missing", "请填写当事人的姓名或名称。")
    if len(cleaned) > MAX_NAME:
        raise PartyRefused("name_too_long", f"姓名或名称不能超过 {MAX_NAME} 个字，现在是 {len(cleaned)} 个字。请核对。")
    for place, character in enumerate(cleaned, 1):
        if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"} or character == "\ufffd":
            raise PartyRefused(
                "name_unreadable",
                f"姓名或名称第 {place} 个字无法识别（可能是自造字或乱码）。"
                "请按身份证件重新录入，生僻字请用国家标准编码。",
            )
    return cleaned


def clean_id_number(document: str, number: str, at: datetime) -> str:
    """Return the number in its one written form; only resident identity numbers have a check digit."""
    if document not in IdDocument.values:
        raise PartyRefused("id_document", f"没有「{document}」这一证件类型，请从目录中选择。")
    if document == IdDocument.RESIDENT_ID:
        return parse_id_number(number, on=at.astimezone(BEIJING).date()).number
    cleaned = re.sub(r"\s", "", unicodedata.normalize("NFKC", number)).upper()
    if not _OTHER_DOCUMENT.fullmatch(cleaned):
        raise PartyRefused("id_number", "证件号码应为 4 至 40 位的数字、字母或证件上的字样，请按证件核对。")
    return cleaned


def check_which_numbers(kind: str, id_number: str, credit_code: str) -> None:
    if kind == PartyKind.NATURAL_PERSON and credit_code:
        raise PartyRefused("credit_code_of_person", "自然人没有统一社会信用代码；个体工商户请改选类型。")
    if kind in {PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION} and id_number:
        raise PartyRefused("id_number_of_organisation", "单位没有身份证件号码，请填写统一社会信用代码。")


def clean_phone(phone: str) -> str:
    cleaned = unicodedata.normalize("NFKC", phone).strip()
    if not _PHONE.fullmatch(cleaned):
        raise PartyRefused("phone", "联系电话应为 6 至 24 位数字，可带区号和短横线。请核对。")
    return cleaned
