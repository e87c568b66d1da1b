"""The list of acts that need a film, as it stands at the reader's place, with layer, source and first day."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.agencies.models import BusinessCategory
from hengtu.cases.words import kind_name
from hengtu.law.recording.duties import listed
from hengtu.law.recording.settings import amount_of
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.recordings.desk import own_unit, page

SETTINGS = (
    "match_tolerance",
    "largest_clock_offset",
    "clock_check_within",
    "explain_within",
    "retention_alone",
    "retention_with_case",
    "rehash_within",
    "prompt_record",
)


@require_safe
@login_required
def recording_list(request: SignedInRequest) -> HttpResponse:
    """Show the list; ``?place=`` another place, by name or division code."""
    today = timezone.localdate()
    unit = own_unit(request.user, today)
    place = request.GET.get("place", "").strip() or (unit.division_code if unit else "")
    categories = {value.lower(): label for value, label in BusinessCategory.choices} | dict(BusinessCategory.choices)
    lines = [
        (duty, required, "、".join(map(kind_name, kinds)), "、".join(str(categories.get(c, c)) for c in limited))
        for duty, required, kinds, limited in listed(place, today)
    ]
    amounts = [amount_of(name, place, today) for name in SETTINGS]
    return page(request, "list", {"lines": lines, "amounts": amounts, "place": place, "today": today})
