"""The protection file as PDF/A: the same lines as the page, the party masked, every digest in full."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import CURRENT, Field, Form
from hengtu.documents.codes import new_code
from hengtu.documents.content import content
from hengtu.documents.fonts import refuse_unprintable
from hengtu.documents.models import Document
from hengtu.documents.services.issue_document import verification_base
from hengtu.documents.typesetting import typeset
from hengtu.lib.canonical import canonical
from hengtu.lib.dates_zh import civil_date, moment_zh
from hengtu.lib.sm3 import sm3_hex
from hengtu.oversight.models import ProtectionCode
from hengtu.oversight.protection.values import Line, ProtectionFile, Section

TITLE = "执法履职记录"
COLUMNS = ("项目", "内容", "时间", "凭据")


def paper_of(file: ProtectionFile) -> bytes:
    """Return the PDF/A of a file that has been masked; the same file gives the same bytes and keeps its code.

    Raises: DocumentRefused ``document_character_missing`` for a character no font has.
    """
    values: dict[str, object] = {
        "case_no": file.case.number or "尚未编号",
        "person": file.person.name,
        "act": file.examined.name,
        "state": file.tag.label,
        "made": moment_zh(file.made_at),
        "place": f"行为链第{file.anchor.seq}个行为",
        "hash": _grouped(file.anchor.hash),
        "commitment": _grouped(file.anchor.commitment),
    }
    values |= {each.key + "_rows": _rows(each) for each in file.sections}
    refuse_unprintable(_texts(values))
    subject = file.case.agency.legal_subject
    row = _coded(values, subject, civil_date(file.made_at))
    base = verification_base()
    values["verify"] = (
        f"验真码 {row.code[:4]}-{row.code[4:8]}-{row.code[8:]}，在 {base.split('://', 1)[-1]}/verify 核验"
    )
    frozen = content(
        _form(file.sections), values, agency=subject, number="", issued_on=row.made_on, code=row.code,
        verify_base=base, seal=None, signatures={},
    )  # fmt: skip
    frozen |= {"number_or_case": str(values["case_no"])}
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True)
    pdf = typeset(CURRENT, "form", {"data": text}, file.made_at)
    ProtectionCode.objects.filter(pk=row.pk, pdf_sha256="").update(pdf_sha256=sha256(pdf).hexdigest())
    return pdf


def _coded(values: Mapping[str, object], agency: Agency, on: date) -> ProtectionCode:
    """The code of this very content: the one it was given before, else a new one that no document has."""
    digest = sm3_hex(canonical(dict(values)).encode())
    code = new_code()
    while Document.objects.filter(verification_code=code).exists():
        code = new_code()
    row, _ = ProtectionCode.objects.get_or_create(
        content=digest, defaults={"code": code, "agency": agency, "made_on": on}
    )
    return row


def _form(sections: tuple[Section, ...]) -> Form:
    heads = {
        "person": "谁的记录", "act": "哪次行为", "state": "是否完整", "made": "生成时间", "place": "在链里的位置",
        "verify": "核验",
    }  # fmt: skip
    fields = [Field("case_no", "案号", "string")]
    fields += [Field(key, label, "string") for key, label in heads.items()]
    fields += [Field("hash", "行为摘要", "text"), Field("commitment", "内容承诺", "text")]
    fields += [Field(f"{each.key}_rows", each.title, "table", columns=COLUMNS) for each in sections]
    return Form(
        id="protection", title=TITLE, kind="internal", template="form", copies=1, sealed=False, signers=(),
        fields=tuple(fields), effective_from="2021-07-15", source="本系统自拟", basis=(), word="", digest="",
    )  # fmt: skip


def _rows(section: Section) -> list[list[str]]:
    if not section.lines:
        return [["／", section.empty, "／", "／"]]
    return [_row(line) for line in section.lines]


def _row(line: Line) -> list[str]:
    tag = f"【{line.tag.label}】" if line.tag else ""
    when = _when(line.at) if line.at else "／"
    return [line.what, f"{tag}{line.text}" or "／", when, _proof(line)]


def _proof(line: Line) -> str:
    if line.proof is None:
        return "／"
    return f"{line.proof.words} {_grouped(line.proof.digest)}".strip()


def _when(at: datetime) -> str:
    return moment_zh(at)


def _grouped(digest: str) -> str:
    """Break a digest into pieces that fit a narrow column."""
    return " ".join(re.findall(".{1,8}", digest))


def _texts(values: dict[str, object]) -> list[str]:
    texts = [each for each in values.values() if isinstance(each, str)]
    tables = [each for each in values.values() if isinstance(each, list)]
    return texts + [cell for table in tables for row in table for cell in row]
