"""The form that goes with the files: what they show, where, when, and who took them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.timezone import localtime

from hengtu.evidence.models import WITNESSED, ExhibitKind, Topic
from hengtu.evidence.services.take_in import Sheet
from hengtu.law.procedure.guards.evidence import CERTIFICATE_VALID, DEVICE_ASKED
from hengtu.officers.models import Officer
from hengtu.officers.selectors.certificates import certificates_on

YES_NO = [("", "请选择"), ("yes", "是"), ("no", "否")]
LATEST = "%Y-%m-%dT%H:%M"
REQUIRED = {
    "kind": "没有选证据种类。请选一种（行政处罚法第四十六条）。",
    "title": "没有写名称。请写它是什么，例如：现场照片。",
    "proof_purpose": "没有写证明目的。请写它要证明什么，例如：证明车辆轴数。",
    "place": "没有写取证地点。请写到路段或者门牌。",
    "collected_at": "没有写取证时间。请写年月日和时分。",
    "collectors": "没有选取证人。请至少选一人，调查取证应当有两人（行政处罚法第四十二条第一款）。",
}


ELECTRONIC = {
    "source": "没有写数据的来源。请写明取自哪个系统、设备或者网址。",
    "method": "没有写提取方法。请写明怎样取得，例如：从车载终端导出，全程录像。",
    "witnessed": "没有选由谁签名或者确认。请选一项。",
}
MONITORED = {
    "device_name": "没有写监控设备。请写名称和编号。",
    "device_certificate": "没有写检定或者校准证书编号。请按证书填写。",
    "device_valid_until": "没有写证书有效期。请按证书填写到哪一天。",
    **{f"device_{key}": f"没有答：{asked}。请选是或者否。" for key, asked in DEVICE_ASKED.items()},
}
COPY = {
    "checked_by": "没有写由谁与原件核对。请写核对人。",
    "original_at": "没有写原件在哪里。请写原件的保存人或者地点。",
}
LENGTHS = {
    "title": 200, "proof_purpose": 500, "place": 300, "source": 200, "note": 1000, "method": 300, "extractor": 100,
    "carrier": 200, "witness": 100, "checked_by": 100, "original_at": 200, "device_name": 100,
    "device_certificate": 100, "keep_reason": 300,
}  # fmt: skip


class EvidenceForm(forms.Form):
    """One sheet for all files of a post. ``officers`` are who may be named as having taken them."""

    kind = forms.ChoiceField(choices=[("", "请选择"), *ExhibitKind.choices])
    title = forms.CharField()
    proof_purpose = forms.CharField()
    place = forms.CharField()
    collected_at = forms.DateTimeField(
        input_formats=[LATEST, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y%m%d %H%M", "%Y%m%d%H%M"]
    )
    collectors = forms.MultipleChoiceField()
    source = forms.CharField(required=False)
    note = forms.CharField(required=False)
    monitored = forms.BooleanField(required=False)
    method = forms.CharField(required=False)
    extractor = forms.CharField(required=False)
    carrier = forms.CharField(required=False)
    witnessed = forms.ChoiceField(choices=[("", "请选择"), *WITNESSED.items()], required=False)
    witness = forms.CharField(required=False)
    is_copy = forms.BooleanField(required=False)
    checked_by = forms.CharField(required=False)
    original_at = forms.CharField(required=False)
    device_name = forms.CharField(required=False)
    device_certificate = forms.CharField(required=False)
    device_valid_until = forms.DateField(required=False)
    keep_reason = forms.CharField(required=False)

    def __init__(self, *arguments: Any, officers: Sequence[Officer], latest: datetime, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.officers = {str(officer.uid): officer for officer in officers}
        self.latest = latest
        collectors = self.fields["collectors"]
        assert isinstance(collectors, forms.MultipleChoiceField)
        collectors.choices = [(uid, officer.name) for uid, officer in self.officers.items()]
        for name, message in REQUIRED.items():
            self.fields[name].error_messages |= {"required": message, "invalid": "没有认出来。请按示例填写。"}
        for key in DEVICE_ASKED:
            self.fields[f"device_{key}"] = forms.ChoiceField(choices=YES_NO, required=False)
        for name, limit in LENGTHS.items():
            self.fields[name].validators.append(MaxLengthValidator(limit, f"太长了，请写在 {limit} 字以内。"))
        self.fields["device_valid_until"].error_messages["invalid"] = "没有认出来。请按 2026-12-31 的样子填写。"

    def clean_collected_at(self) -> datetime:
        collected_at: datetime = self.cleaned_data["collected_at"]
        if collected_at > self.latest:
            raise forms.ValidationError("取证时间晚于现在。请核对日期和钟点。", "exhibit_collected_later")
        return collected_at

    def clean(self) -> dict[str, Any]:
        """Ask what the kind of evidence asks for (APL:41p1, APL:46)."""
        data: dict[str, Any] = super().clean() or {}
        wanted: dict[str, str] = {}
        if data.get("kind") == ExhibitKind.ELECTRONIC:
            wanted |= ELECTRONIC
        if data.get("monitored"):
            wanted |= MONITORED
        if data.get("is_copy"):
            wanted |= COPY
        for name, message in wanted.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, forms.ValidationError(message, "required"))
        return data

    def stated(self) -> dict[Topic, dict[str, Any]]:
        """Return what is stated about each file by topic; nothing where nothing was asked."""
        data = self.cleaned_data
        found: dict[Topic, dict[str, Any]] = {}
        if data["kind"] == ExhibitKind.ELECTRONIC:
            names = "、".join(self.officers[uid].name for uid in data["collectors"])
            found[Topic.EXTRACTION] = {key: data[key] for key in ("method", "carrier", "witnessed", "witness")}
            found[Topic.EXTRACTION]["extractor"] = data["extractor"] or names
        if data["is_copy"]:
            found[Topic.COPY] = {key: data[key] for key in COPY}
        if data["monitored"]:
            found[Topic.DEVICE] = self._device()
        return found

    def _device(self) -> dict[str, Any]:
        """Return the device with its answers; whether its certificate held is read off the day of collecting."""
        data = self.cleaned_data
        until, on = data["device_valid_until"], localtime(data["collected_at"]).date()
        answers = {key: data[f"device_{key}"] == "yes" for key in DEVICE_ASKED}
        named = {"name": data["device_name"], "certificate": data["device_certificate"]}
        return {**named, "valid_until": until.isoformat(), CERTIFICATE_VALID: on <= until, **answers}

    def sheet(self, category: str, *, by: str = "") -> Sheet:
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
            keep_reason=data["keep_reason"],
            stated=self.stated(),
            by=by,
        )


def prefilled(*, place: str, now: datetime, known: Sequence[UUID], kind: str = "") -> dict[str, Any]:
    """Return what is known already: the place of the case, the present minute, the officers on the case."""
    return {
        "kind": kind,
        "place": place,
        "collected_at": localtime(now).strftime(LATEST),
        "collectors": [str(uid) for uid in known],
    }
