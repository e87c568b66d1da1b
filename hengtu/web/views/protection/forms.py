"""Forms of accountability: opening a record, a step in words, recusal, a decision."""

from __future__ import annotations

from typing import Any

from django import forms

from hengtu.law.accountability import OUTCOMES_ZH, SOURCES, Step
from hengtu.web.views.administration.forms import EMPTY, PageForm
from hengtu.web.views.lawbook.forms import long_field

HINTS = {
    Step.STATED: "当时的情况、依据和理由；履职记录可以一键附上，不用再写一遍。",
    Step.NOTED: "查到了什么，和谁核对过。",
    Step.DROPPED: "为什么不再认定。",
    Step.APPEALED: "不服哪一点，理由和证据。",
    Step.RECUSAL_ASKED: "为什么他可能影响公正。",
    Step.RECUSED: "回避的理由。",
    Step.RECUSAL_REFUSED: "不准的理由。",
    Step.UPHELD: "查明的情况和维持的理由。",
    Step.REVOKED: "哪里认定有误。撤销以后不再显示。",
}


class OpenForm(PageForm):
    """Opening a record."""

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [EMPTY, *people]  # type: ignore[attr-defined]

    officer = forms.ChoiceField(label="认定谁", choices=[EMPTY])
    source = forms.ChoiceField(label="事情从哪里来", choices=[EMPTY, *SOURCES.items()])
    matter = long_field("事项", 4000, 5, help_text="什么事、涉及哪一步。只写要查的事，不下结论；本人会看到。")


class WordsForm(PageForm):
    """A step that takes words alone."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = HINTS.get(step, "")

    text = long_field("内容", 4000, 6)


class RecusalForm(WordsForm):
    """Of whom recusal is asked, said or refused."""

    def __init__(self, step: Step, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(step, *args, **kwargs)
        self.fields["concerns"].choices = [EMPTY, *people]  # type: ignore[attr-defined]
        self.order_fields(["concerns", "text"])

    concerns = forms.ChoiceField(label="谁", choices=[EMPTY])


class DecisionForm(PageForm):
    """What is decided; lists are data of the place, each said to be what it is."""

    def __init__(self, lists: tuple[list[tuple[str, str]], list[tuple[str, str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "不追究"), *lists[0]]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", "没有"), *lists[1]]  # type: ignore[attr-defined]

    outcome = forms.ChoiceField(
        label="认定", choices=[EMPTY, *((str(each), name) for each, name in OUTCOMES_ZH.items())]
    )
    duty = long_field("没有尽到哪一项职责，依据是什么", 2000, 3, required=False, help_text="没有过错的不填。")
    measure = forms.ChoiceField(label="有过错的，怎样追究", required=False, choices=[("", "不追究")])
    ground = forms.ChoiceField(label="免予追究的，理由", required=False, choices=[("", "没有")])
    proof = long_field("免予追究的，用什么证明", 2000, 3, required=False, help_text="例如本人附的履职记录第几项。")
    text = long_field("查明的情况和理由", 4000, 6)
