"""The forms of the law's own pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from hengtu.rulesets.models import GuidanceKind, ItemChangeKind, ProposalAnswer
from hengtu.web.views.administration.forms import EMPTY, PageForm, day_field, reason_field, text_field

ANSWERS = (ProposalAnswer.AGREED, ProposalAnswer.AMENDED, ProposalAnswer.RETURNED)


def long_field(label: str, longest: int, rows: int, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """Return a field for several lines."""
    widget = forms.Textarea(attrs={"rows": rows, "class": "inp"})
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text, widget=widget)


class ItemChangeForm(PageForm):
    """A proposal to clean up an item."""

    change = forms.ChoiceField(label="怎样清理", choices=[EMPTY, *ItemChangeKind.choices])
    effective_from = day_field("自哪一天起", help_text="今天或者以后；那一天起立案的案件不能再用，以前立案的照旧。")
    basis = text_field("依据", 300, help_text="文件名称和文号，或者《……》第……条。")
    adjusted_to = text_field("调整后的内容", 500, required=False, help_text="只在调整时填写。")
    reason = long_field("理由", 500, 3, help_text="会留在记录里；发布以后，不能立案的人会看到它。")


class ProposalAnswerForm(PageForm):
    """The answer of one level; nothing is preset."""

    answer = forms.ChoiceField(
        label="答复", choices=[(each.value, each.label) for each in ANSWERS], widget=forms.RadioSelect
    )
    effective_from = day_field("改为自哪一天起", required=False, help_text="修改后同意的才填。")
    change = forms.ChoiceField(
        label="改为怎样清理", required=False, choices=[("", "不改"), *ItemChangeKind.choices], help_text="不改的不选。"
    )
    reason = long_field("理由", 500, 3)

    def amended(self) -> dict[str, Any]:
        words = self.cleaned_data
        return {field: words[field] for field in ("effective_from", "change") if words[field]}


class ReasonForm(PageForm):
    """An act that needs only its reason."""

    reason = reason_field("会留在记录里。")


class LoadForm(PageForm):
    """A text of the law as it is handed in."""

    def __init__(self, places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = [EMPTY, *places]  # type: ignore[attr-defined]

    title = text_field("法规名称", 200, help_text="全称；已经登记的会并到同一部法规。")
    version = text_field("文号或者版本", 120, help_text="例如“交通运输部令2021年第6号修正”。")
    division = forms.ChoiceField(label="适用地区")
    effective_from = day_field("施行日期", help_text="废止的填废止之日；这一天起旧文本不再有效。")
    source = text_field("来源", 300, help_text="在哪里公布的，例如公报期号或者网址。")
    file = forms.FileField(
        label="文件", required=False, help_text="文本、JSON 或者 .xlsx（两栏：条、内容）；也可以直接贴在下面。"
    )
    text = long_field("正文", 2_000_000, 14, required=False, help_text="每条另起一行，写“第一条　……”；款另起一行。")
    is_repeal = forms.BooleanField(label="这是废止，没有新的文本", required=False)
    replaced_by = text_field("由什么代替", 120, required=False, help_text="只在废止时填写，例如新法规的名称。")
    successors = long_field(
        "取消的条文由什么代替",
        4000,
        3,
        required=False,
        help_text="每行一条：第十二条 第十三条；没有的写“第十二条 无”。",
    )
    reason = reason_field("例如“法规已公布修订”；会留在记录里。")


class GuidanceForm(PageForm):
    """A paper on an item."""

    def __init__(
        self, items: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [EMPTY, *items]  # type: ignore[attr-defined]
        self.fields["division"].choices = [EMPTY, *places]  # type: ignore[attr-defined]

    kind = forms.ChoiceField(label="种类", choices=[EMPTY, *GuidanceKind.choices])
    item = forms.ChoiceField(label="事项")
    division = forms.ChoiceField(label="适用地区")
    title = text_field("标题", 200)
    number = text_field("文号", 120, required=False)
    body = long_field("内容", 20_000, 12, help_text="可以用 Markdown：## 标题、- 列表、**加粗**。")
    effective_from = day_field("自哪一天起")
    effective_to = day_field("到哪一天止", required=False, help_text="这一天起不再显示；没有定的不填。")
    reason = reason_field("为什么要发，例如会议纪要文号；会留在记录里。")


class EducationForm(PageForm):
    """One version of an education page."""

    def __init__(
        self, items: Sequence[tuple[str, str]], places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [EMPTY, *items]  # type: ignore[attr-defined]
        self.fields["division"].choices = [EMPTY, *places]  # type: ignore[attr-defined]

    item = forms.ChoiceField(label="事项")
    division = forms.ChoiceField(label="适用地区")
    title = text_field("标题", 60, help_text="当事人一看就懂，例如“超限运输：上路前先过磅”。")
    how_to = long_field("怎样做才合法", 8000, 8, help_text="一步一步写；可以用 Markdown：- 列表、**加粗**。")
    body = long_field("法律怎么规定", 8000, 6, help_text="用大白话说清为什么不能这样做、会有什么后果。")
    clip = forms.FileField(label="视频", required=False, help_text="MP4 或者 WebM；没有视频也可以。")
    transcript = long_field(
        "视频文字稿", 8000, 4, required=False, help_text="有视频的必须写，看不了、听不到的人也能知道。"
    )
    subtitles = forms.FileField(label="字幕", required=False, help_text="WebVTT 文件；没有的不传。")
    effective_from = day_field("自哪一天起")
    reason = reason_field("为什么要发，例如“年度普法计划”；会留在记录里。")


class FineIssueForm(PageForm):
    """An issue with a provision on fines."""

    article = text_field("哪一条", 160, help_text="例如“《公路安全保护条例》第六十四条”。")
    title = text_field("问题", 200, help_text="一句话，例如“罚款起点与后果不相称”。")
    problem = long_field("情况和建议", 5000, 6)
    cases = long_field(
        "案件", 2000, 3, required=False, help_text="每行一个案号；只能列您可以查阅的案件。当事人的姓名不要写在上面。"
    )
    reason = reason_field("因为什么提出，例如“罚款规定集中评估”；会留在记录里。")


class MoveIssueForm(PageForm):
    """The next step of an issue."""

    def __init__(self, states: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [EMPTY, *states]  # type: ignore[attr-defined]

    state = forms.ChoiceField(label="下一步")
    receiver = text_field("报送给谁", 200, required=False, help_text="报送时填写。")
    reason = long_field("说明", 500, 3, help_text="研究、答复或者办结的内容；会留在经过里。")
