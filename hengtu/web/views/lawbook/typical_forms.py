"""The forms of typical cases."""

from __future__ import annotations

from typing import Any

from django import forms

from hengtu.rulesets.models import TypicalKind
from hengtu.web.views.administration.forms import EMPTY, PageForm, reason_field, text_field
from hengtu.web.views.lawbook.forms import long_field


class StoryForm(PageForm):
    """A case told without names."""

    def __init__(self, places: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if places:
            self.fields["publisher"].choices = [EMPTY, *places]  # type: ignore[attr-defined]
        else:  # sent in again: to the same agency, as the same kind
            del self.fields["publisher"], self.fields["kind"]

    kind = forms.ChoiceField(label="种类", choices=[EMPTY, *TypicalKind.choices], help_text="指导性案例由部、省发布。")
    publisher = forms.ChoiceField(label="请谁审核发布")
    title = text_field("标题", 200, help_text="写行为，不写人，例如“某公司使用未取得运输证的车辆从事网约车经营案”。")
    happened = long_field(
        "基本案情", 10_000, 8, help_text="姓名、单位、车牌、电话、证件号码都改成“某某”；提交时会核对。"
    )
    handled = long_field("处理结果", 10_000, 6)
    meaning = long_field("典型意义", 10_000, 6, help_text="说清楚难在哪里、为什么这样认定和裁量。")
    reason = reason_field("为什么推荐；会留在记录里。")


class ReviewForm(PageForm):
    """The opinion of whoever reviews a nomination; nothing is preset."""

    answer = forms.ChoiceField(
        label="结论", choices=[("pass", "同意，报负责人发布"), ("return", "退回修改")], widget=forms.RadioSelect
    )
    reason = long_field("意见", 500, 3, help_text="退回的写明改什么。")


class PublishForm(PageForm):
    """Publication by a head."""

    number = text_field("文号", 120, required=False, help_text="例如“某指导案例1号”；没有的不填。")
    reason = reason_field("会留在记录里。")
