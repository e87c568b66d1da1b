"""What papers need to know about a party and nobody has asked yet: number, address, phone, representative."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hengtu.cases.selectors.access import case_to_work_on
from hengtu.ledger.access_log import note_access
from hengtu.lib.coded_error import CodedError
from hengtu.subjects.models import IdDocument, Party, PartyKind
from hengtu.subjects.services.complete_party import complete_party
from hengtu.web.acts import fields
from hengtu.web.requests import SignedInRequest

PEOPLE = {PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS}


class PartyForm(forms.Form):
    """The fields that apply to the kind of party; empty ones leave what is kept."""

    def __init__(self, party: Party, data: object = None) -> None:
        super().__init__(data, label_suffix="")  # type: ignore[arg-type]
        if party.kind in PEOPLE:
            self.fields["id_document"] = fields.pick_from(IdDocument.choices, label="证件类型")
            self.fields["id_number"] = fields.line(label="证件号码")
        if party.kind != PartyKind.NATURAL_PERSON:
            self.fields["credit_code"] = fields.line(label="统一社会信用代码")
            self.fields["legal_representative"] = fields.line(label="法定代表人或者负责人")
        self.fields["address"] = fields.line(label="住址或者住所")
        self.fields["phone"] = fields.line(label="联系电话")
        for name, field in self.fields.items():
            field.widget.attrs["id"] = f"f-{name}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def party(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show what is kept, masked, and take what is new. ``next`` is the kind of act to go on with."""
    now = timezone.now()
    case = case_to_work_on(request.user, case_id, on=timezone.localdate(now))
    found = Party.objects.filter(uid=case.party_uid).first()
    if found is None:
        raise Http404("本案的当事人没有登记。请回到案件。")
    form = PartyForm(found, request.POST if request.method == "POST" else None)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            changed = complete_party(found.uid, at=now, **form.cleaned_data)
        except CodedError as refusal:
            trouble = refusal.message
        else:
            note_access(
                who=request.user.get_username(),
                what=f"subjects/{found.uid}",
                purpose=f"补充：{'、'.join(changed)}",
                at=now,
            )
            return _onwards(request, case_id)
    shown = {"case": case, "party": found, "form": form, "trouble": trouble, "next": request.GET.get("next", "")}
    return render(request, "acts/party.html", shown, status=422 if trouble or form.errors else 200)


def _onwards(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    kind = request.POST.get("next", "")
    return redirect("act", case_id, kind) if kind.isidentifier() else redirect("case", case_id)
