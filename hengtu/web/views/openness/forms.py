"""What an administrator types for a section: its fields, or its rows one per line, or that there is nothing."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from hengtu.agencies.models import OpennessPage
from hengtu.agencies.services.write_openness import LONGEST, Written
from hengtu.law.openness import FIELDS, ROWS, Entry, Section
from hengtu.web.views.administration.forms import EMPTY, PageForm, day_field, reason_field

BETWEEN = re.compile(r"[\t|｜]")
SEPARATOR = "｜"


class SectionForm(PageForm):
    """The form of one section, made from what the law asks for."""

    def __init__(self, section: Section, current: OpennessPage | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        content = current.content if current else {}
        last = {name: self.fields.pop(name) for name in ("none", "changed_on", "reason")}
        if section.holds == FIELDS:
            for entry in section.entries:
                self.fields[f"f_{entry.key}"] = _field(entry, content.get("fields", {}).get(entry.key, ""))
        if section.holds == ROWS:
            self.fields["rows"] = _rows_field(section, content.get("rows", ()))
        if not section.may_be_none:
            del last["none"]
        else:
            last["none"].initial = content.get("none", "")
        self.fields.update(last)

    none = forms.CharField(
        label="没有这一项的，写明没有和原因",
        max_length=LONGEST,
        required=False,
        help_text="例如“本机关没有设置电子技术监控设备”。写了这里，公开页只显示这一句。",
        widget=forms.Textarea(attrs={"rows": 2, "class": "inp"}),
    )
    changed_on = day_field(
        "从哪一天起有变动", required=False, help_text="更正已经公开的内容时填；系统从这一天起算更新期限。"
    )
    reason = reason_field("为什么写或者改，例如文件名称和文号；会留在变更记录里。")

    def written(self) -> Written:
        """Return what was typed, as the service takes it."""
        typed = self.cleaned_data
        fields = {name.removeprefix("f_"): str(value) for name, value in typed.items() if name.startswith("f_")}
        rows = [BETWEEN.split(line) for line in str(typed.get("rows", "")).splitlines() if line.strip()]
        return Written(fields, rows, str(typed.get("none", "")))


def _field(entry: Entry, initial: str) -> forms.Field:
    hint, is_needed = entry.hint, not entry.optional and not entry.required_when
    if entry.required_when:
        hint = f"{hint}。主体性质是{'、'.join(entry.required_when.values())}的必须写".lstrip("。")
    if entry.choices:
        choices = [EMPTY, *((each, each) for each in entry.choices)]
        widget = forms.Select(attrs={"class": "inp"})
        return forms.ChoiceField(
            label=entry.zh, choices=choices, initial=initial, required=is_needed, help_text=hint, widget=widget
        )
    area = forms.Textarea(attrs={"rows": 2, "class": "inp"})
    return forms.CharField(
        label=entry.zh, max_length=LONGEST, initial=initial, required=is_needed, help_text=hint, widget=area
    )


def _rows_field(section: Section, rows: Any) -> forms.Field:
    columns = SEPARATOR.join(entry.zh for entry in section.entries)
    return forms.CharField(
        label=section.zh,
        required=not section.may_be_none,
        initial="\n".join(SEPARATOR.join(row) for row in rows),
        help_text=f"每行一条，各栏用竖线隔开：{columns}。也可以从电子表格直接粘贴。",
        widget=forms.Textarea(attrs={"rows": 10, "class": "inp"}),
    )


class DecisionForm(PageForm):
    """The reason for publishing or dropping a draft."""

    reason = reason_field("例如“已与文件核对一致”；会留在变更记录里。")
