"""The form that goes with the files: what they show, where, when, and who took them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localtime

from hengtu.evidence.models import ExhibitKind
from hengtu.evidence.services.take_in import Sheet
from hengtu.officers.models import Officer
from hengtu.officers.selectors.certificates import certificates_on

LATEST = "%Y-%m-%dT%H:%M"
REQUIRED = {
    "kind": "没有选证据种类。请选一种（行政处罚法第四十六条）。",
    "title": "没有写名称。请写它是什么，例如：现场照片。",
    "proof_purpose": "没有写证明目的。请写它要证明什么，例如：证明车辆轴数。",
    "place": "没有写取证地点。请写到路段或者门牌。",
    "collected_at": "没有写取证时间。请写年月日和时分。",
    "collectors": "没有选取证人。请至少选一人，调查取证应当有两人（行政处罚法第四十二条第一款）。",
}


class EvidenceForm(forms.Form):
    """One sheet for all files of a post. ``officers`` are who may be named as having taken them."""

    kind = forms.ChoiceField(choices=[("", "请选择"), *ExhibitKind.choices])
    title = forms.CharField(max_length=200)
    proof_purpose = forms.CharField(max_length=500)
    place = forms.CharField(max_length=300)
    collected_at = forms.DateTimeField(
        input_formats=[LATEST, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%d %H%M", "%Y%m%d%H%M"]
    )
    collectors = forms.MultipleChoiceField()
    source = forms.CharField(max_length=200, required=False)
    note = forms.CharField(max_length=1000, required=False)
    monitored = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, officers: Sequence[Officer], latest: datetime, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.officers = {str(officer.uid): officer for officer in officers}
        self.latest = latest
        collectors = self.fields["collectors"]
        assert isinstance(collectors, forms.MultipleChoiceField)
        collectors.choices = [(uid, officer.name) for uid, officer in self.officers.items()]
        for name, message in REQUIRED.items():
            self.fields[name].error_messages |= {"required": message, "invalid": "没有认出来。请按示例填写。"}
        for name, limit in (("title", 200), ("proof_purpose", 500), ("place", 300), ("source", 200), ("note", 1000)):
            self.fields[name].error_messages["max_length"] = f"太长了，请写在 {limit} 字以内。"

    def clean_collected_at(self) -> datetime:
        collected_at: datetime = self.cleaned_data["collected_at"]
        if collected_at > self.latest:
            raise forms.ValidationError("取证时间晚于现在。请核对日期和钟点。", "exhibit_collected_later")
        return collected_at

    def sheet(self, category: str) -> Sheet:
        """Return what was written, the certificates of the collectors as of the day of collecting."""
        data = self.cleaned_data
        chosen = [self.officers[uid] for uid in data["collectors"]]
        states = certificates_on(chosen, category, localtime(data["collected_at"]).date())
        return Sheet(
            kind=ExhibitKind(data["kind"]),
            title=data["title"],
            proof_purpose=data["proof_purpose"],
            collected_at=data["collected_at"],
            place=data["place"],
            collectors=[
                {"id": str(each.uid), "name": each.name, "certificate": states[each.pk].number} for each in chosen
            ],
            source=data["source"],
            note=data["note"],
            monitored=data["monitored"],
        )


def prefilled(*, place: str, now: datetime, known: Sequence[UUID], kind: str = "") -> dict[str, Any]:
    """Return what is known already: the place of the case, the present minute, the officers on the case."""
    return {
        "kind": kind,
        "place": place,
        "collected_at": localtime(now).strftime(LATEST),
        "collectors": [str(uid) for uid in known],
    }
