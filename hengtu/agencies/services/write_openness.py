"""Contents public before the fact: an administrator writes a version, a second person publishes it or it is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from hengtu.agencies.administration import (
    AdministrationRefused,
    Mandate,
    check_mandate,
    check_reason,
    record_change,
)
from hengtu.agencies.models import Agency, OpennessPage, OpennessState, Post, Role, scope_values
from hengtu.law.openness import DERIVED, FIELDS, Section, empty_fields, section
from hengtu.lib.id_numbers import BadIdNumber, parse_id_number
from hengtu.lib.identifying import identifying

HEADS = frozenset({Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD})
LONGEST = 600  # characters of one entry
MOST_ROWS = 500
MOBILE = 11  # digits of a mobile number


@dataclass(frozen=True)
class Written:
    """What somebody wrote for a section: its fields, its rows, or why there is nothing of the kind."""

    fields: Mapping[str, str] = field(default_factory=dict)
    rows: Sequence[Sequence[str]] = ()
    none: str = ""

    def texts(self) -> Iterable[str]:
        yield from self.fields.values()
        yield from (cell for row in self.rows for cell in row)
        yield self.none


@transaction.atomic
def write_openness(
    *, agency: Agency, section_id: str, written: Written, mandate: Mandate, changed_on: date | None = None
) -> OpennessPage:
    """Keep the next version of a section of a legal subject as a draft.

    Args:
        changed_on: civil day since which things are so, where an older version is out of date.
    Raises: AdministrationRefused ``not_administered``, ``reason_missing``, ``openness_unknown``, ``openness_empty``,
        ``openness_incomplete``, ``openness_too_long``, ``openness_personal``, ``openness_never_none``,
        ``openness_in_future``.
    """
    subject = agency.legal_subject
    check_mandate(mandate, subject)
    asked = _section(section_id, mandate.day)
    content = _checked(asked, written, mandate.day)
    if changed_on is not None and changed_on > mandate.day:
        raise AdministrationRefused("openness_in_future", "变动的日期不能晚于今天；还没有发生的变动，到时再写。")
    page = OpennessPage.objects.create(
        agency=subject,
        **scope_values(subject),
        section=asked.id,
        version=_next_version(subject, asked.id),
        content=content,
        changed_on=changed_on,
        state=OpennessState.DRAFT,
        written_by=mandate.by,
        written_at=mandate.at,
    )
    _record(page, asked, "openness_written", mandate)
    return page


@transaction.atomic
def publish_openness(*, page: OpennessPage, mandate: Mandate) -> OpennessPage:
    """Publish a draft; who wrote it cannot. The version before stays kept and is no longer shown.

    Raises: AdministrationRefused ``openness_not_a_draft``, ``openness_same_person``, ``openness_superseded``,
        ``not_administered``, ``reason_missing``.
    """
    row = _draft(page, mandate)
    if row.written_by_id == mandate.by.pk:
        raise AdministrationRefused(
            "openness_same_person", "起草和发布须由两个人分别进行，请由另一位系统管理员或者本机关负责人核对后发布。"
        )
    newer = OpennessPage.objects.published().filter(agency=row.agency, section=row.section, version__gt=row.version)
    if newer.exists():
        raise AdministrationRefused("openness_superseded", "已经发布了更新的一版，这一版不能再发布。请放弃这份草稿。")
    row.state, row.published_by, row.published_at = OpennessState.PUBLISHED, mandate.by, mandate.at
    row.save(update_fields=["state", "published_by", "published_at"])
    _record(row, _section(row.section, mandate.day), "openness_published", mandate)
    return row


@transaction.atomic
def discard_openness(*, page: OpennessPage, mandate: Mandate) -> OpennessPage:
    """Drop a draft; it stays kept among the versions.

    Raises: AdministrationRefused ``openness_not_a_draft``, ``not_administered``, ``reason_missing``.
    """
    row = _draft(page, mandate)
    row.state = OpennessState.DISCARDED
    row.save(update_fields=["state"])
    _record(row, _section(row.section, mandate.day), "openness_discarded", mandate)
    return row


def may_publish(mandate: Mandate, agency: Agency) -> bool:
    """Whether somebody may publish or drop drafts of an agency: its administrators and its heads."""
    if mandate.reach.holds(agency):
        return True
    posts = Post.objects.in_force(mandate.day).filter(account=mandate.by, role__in=HEADS, account__is_active=True)
    return any(post.agency.legal_subject_id == agency.pk for post in posts.select_related("agency"))


def _draft(page: OpennessPage, mandate: Mandate) -> OpennessPage:
    row = OpennessPage.objects.select_for_update().get(pk=page.pk)
    if row.state != OpennessState.DRAFT:
        raise AdministrationRefused(
            "openness_not_a_draft", f"这一版{row.get_state_display()}，不是草稿。要改内容的，请另起草一版。"
        )
    check_reason(mandate)
    if not may_publish(mandate, row.agency):
        raise AdministrationRefused(
            "not_administered",
            f"{mandate.by.name}不是{row.agency.short_name}的系统管理员或者负责人，不能办理。请由本机关的人办理。",
        )
    return row


def _section(section_id: str, on: date) -> Section:
    try:
        found = section(section_id, on)
    except KeyError:
        raise AdministrationRefused("openness_unknown", "没有这一项公开内容，请从检查清单进入。") from None
    if found.holds == DERIVED and not found.may_be_none:
        raise AdministrationRefused(
            "openness_unknown", f"“{found.zh}”从登记和规则直接生成，不用填写；有误的，请改登记。"
        )
    return found


def _checked(asked: Section, written: Written, on: date) -> dict[str, Any]:
    """Return the content as it is kept, blanks at the ends cut off."""
    _check_texts(written, on)
    if written.none.strip():
        if not asked.may_be_none:
            raise AdministrationRefused("openness_never_none", f"“{asked.zh}”每个执法主体都有，不能写没有。请填写。")
        return {"none": written.none.strip()}
    if asked.holds == FIELDS:
        return {"fields": _fields(asked, written.fields)}
    return {"rows": _rows(asked, written.rows)}


def _fields(asked: Section, given: Mapping[str, str]) -> dict[str, str]:
    kept = {entry.key: given.get(entry.key, "").strip() for entry in asked.entries}
    if empty := empty_fields(asked, kept):
        names = "、".join(entry.zh for entry in empty)
        raise AdministrationRefused("openness_incomplete", f"{names}没有填写，请补填。")
    for entry in asked.entries:
        if entry.choices and kept[entry.key] not in entry.choices:
            raise AdministrationRefused("openness_incomplete", f"{entry.zh}不在可选范围里，请重新选择。")
    return kept


def _rows(asked: Section, given: Sequence[Sequence[str]]) -> list[list[str]]:
    kept = [[cell.strip() for cell in row] for row in given if any(cell.strip() for cell in row)]
    if not kept:
        raise AdministrationRefused("openness_empty", f"“{asked.zh}”一行也没有，请填写。")
    if len(kept) > MOST_ROWS:
        raise AdministrationRefused("openness_too_long", f"最多{MOST_ROWS}行，请合并同类的行。")
    wrong = [fault for number, row in enumerate(kept, start=1) if (fault := _fault(asked, number, row))]
    if wrong:
        raise AdministrationRefused("openness_incomplete", "；".join(wrong[:5]) + "。请改好后再保存。")
    return [row + [""] * (len(asked.entries) - len(row)) for row in kept]


def _fault(asked: Section, number: int, row: Sequence[str]) -> str:
    if len(row) > len(asked.entries):
        return f"第{number}行有{len(row)}列，应当是{len(asked.entries)}列"
    empty = [
        entry.zh
        for position, entry in enumerate(asked.entries)
        if not entry.optional and (position >= len(row) or not row[position])
    ]
    return f"第{number}行没有写{'、'.join(empty)}" if empty else ""


def _check_texts(written: Written, on: date) -> None:
    for text in written.texts():
        if len(text) > LONGEST:
            raise AdministrationRefused("openness_too_long", f"一项最多{LONGEST}个字，请缩短。")
        if personal := _personal(text, on):
            raise AdministrationRefused(
                "openness_personal", f"“{personal}”像个人的手机号或者身份证号，不能公开。请改成单位的电话，或者删去。"
            )


def _personal(text: str, on: date) -> str:
    for found in identifying(text):
        if found.isdigit() and len(found) == MOBILE:
            return found
        try:
            parse_id_number(found, on=on)
        except BadIdNumber:
            continue
        return found
    return ""


def _next_version(agency: Agency, section_id: str) -> int:
    same = OpennessPage.objects.filter(agency=agency, section=section_id)
    return (same.aggregate(last=Max("version"))["last"] or 0) + 1


def _record(page: OpennessPage, asked: Section, kind: str, mandate: Mandate) -> None:
    more = {"openness": page.uid.hex, "section": page.section, "version": page.version, "content": page.content}
    record_change(page.agency, kind, mandate, subject=f"{asked.zh}第{page.version}版", more=more)
