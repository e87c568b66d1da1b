"""What anybody reads of an agency before it enforces anything: the list of agencies, one agency, its long lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hengtu.agencies.models import Agency
from hengtu.law.citations import cited
from hengtu.law.jurisdiction import name_of
from hengtu.lib.csv_text import csv_lines
from hengtu.portal.openness.contents import agency_page
from hengtu.portal.openness.powers import Power, powers_of
from hengtu.portal.openness.register import Person, legal_subjects, registers_of
from hengtu.web.asked import LONGEST_QUERY, page_in, words_in
from hengtu.web.navigation import address_of
from hengtu.web.views.pdf import handed_out

SHORT, SHORT_ITEMS, PAGE = 20, 10, 100
FRESH_SECONDS = 300  # how long a browser or a proxy may keep a public page


@dataclass(frozen=True)
class Sheet:
    """One page of a long list."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int

    @property
    def before(self) -> int:
        return self.number - 1 if self.number > 1 else 0

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


@require_safe
def openness(request: HttpRequest) -> HttpResponse:
    """List the agencies that enforce, found by name or code."""
    today, text = timezone.localdate(), _asked(request, "q")
    found = legal_subjects(today, text)
    sheet = _sheet(request, found)
    lines = [(agency, _place(agency)) for agency in sheet.rows]
    shown = {"lines": lines, "sheet": sheet, "q": text, "today": today, "publicity": address_of("publicity")}
    return fresh(render(request, "openness/agencies.html", shown))


@require_safe
def openness_agency(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything an agency makes public before the fact; a unit leads to the body in whose name it acts."""
    today = timezone.localdate()
    agency = _registered(code, today)
    if agency.acts_in_name_of_id is not None:
        return redirect("openness_agency", agency.legal_subject.code)
    page = agency_page(agency, today)
    people = page.register.officers
    shown = {
        "page": page,
        "agency": agency,
        "place": _place(agency),
        "today": today,
        "officers": people[:SHORT],
        "officers_total": len(people),
        "powers": page.powers.items[:SHORT_ITEMS],
        "powers_total": len(page.powers.items),
        "by_kind": _by_kind(page.powers.items),
        "publicity": address_of("publicity"),
    }
    return fresh(render(request, "openness/agency.html", shown))


@require_safe
def openness_officers(request: HttpRequest, code: str) -> HttpResponse:
    """Show everybody who enforces or assists, found by name or certificate."""
    today, text = timezone.localdate(), _asked(request, "q")
    agency = legal_subject(code, today)
    (register,) = registers_of([agency], today)
    people = [each for each in (*register.officers, *register.auxiliaries) if text in each.name or text in each.number]
    shown = {"agency": agency, "sheet": _sheet(request, people), "q": text, "today": today}
    return fresh(render(request, "openness/officers.html", shown))


@require_safe
def openness_items(request: HttpRequest, code: str) -> HttpResponse:
    """Show every item an agency may use, found by name or code, by kind."""
    today, text, kind = timezone.localdate(), _asked(request, "q"), _asked(request, "kind")
    agency = legal_subject(code, today)
    powers = powers_of(agency, today)
    rows = [each for each in powers.items if (text in each.name or text == each.code) and kind in ("", each.kind)]
    kinds = [name for name, _ in _by_kind(powers.items)]
    shown = {"agency": agency, "sheet": _sheet(request, rows), "q": text, "kind": kind, "kinds": kinds, "today": today}
    return fresh(render(request, "openness/items.html", shown | {"unread": powers.unread}))


@require_safe
def openness_officers_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the list of people as a table."""
    today = timezone.localdate()
    agency = legal_subject(code, today)
    (register,) = registers_of([agency], today)
    head = ("姓名", "类别", "单位", "岗位", "证件编号", "执法门类", "有效期至", "状态")
    rows = [_person("执法人员", each) for each in register.officers]
    rows += [_person("执法辅助人员", each) for each in register.auxiliaries]
    return _table(f"{agency.short_name}执法人员.csv", [head, *rows])


@require_safe
def openness_items_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out the list of items as a table."""
    today = timezone.localdate()
    agency = legal_subject(code, today)
    head = ("编号", "事项", "种类", "门类", "实施层级", "依据", "裁量基准")
    rows = [
        (each.code, each.name, each.kind, each.category, each.level, cited(each.basis), each.benchmark)
        for each in powers_of(agency, today).items
    ]
    return _table(f"{agency.short_name}执法事项.csv", [head, *rows])


def legal_subject(code: str, on: date) -> Agency:
    """Return a legal subject in force by its code; for anything else there is no such page."""
    agency = _registered(code, on)
    return agency.legal_subject


def fresh(response: HttpResponse) -> HttpResponse:
    """Let whoever asked keep the answer for a while: it is the same for everybody."""
    response["Cache-Control"] = f"public, max-age={FRESH_SECONDS}"
    return response


def _registered(code: str, on: date) -> Agency:
    found: Agency | None = (
        Agency.objects.in_force(on).select_related("acts_in_name_of", "parent").filter(code=code).first()
    )
    if found is None:
        raise Http404("没有这个代码的执法机关。请从机关列表进入。")
    return found


def _asked(request: HttpRequest, name: str) -> str:
    return words_in(request.GET.get(name, ""), LONGEST_QUERY)


def _sheet(request: HttpRequest, rows: Sequence[Any]) -> Sheet:
    pages = max(1, -(-len(rows) // PAGE))
    number = min(page_in(request.GET.get("page", "")), pages)
    return Sheet(rows[(number - 1) * PAGE : number * PAGE], number, pages, len(rows))


def _by_kind(powers: Sequence[Power]) -> list[tuple[str, int]]:
    kinds = dict.fromkeys(each.kind for each in powers)
    return [(kind, sum(each.kind == kind for each in powers)) for kind in kinds]


def _place(agency: Agency) -> str:
    """The name of the division; "" where the rulebook does not know it."""
    name = name_of(agency.division_code)
    return "" if name == agency.division_code else name


def _person(kind: str, each: Person) -> tuple[str, ...]:
    until = each.valid_to.isoformat() if each.valid_to else ""
    return (each.name, kind, each.unit, each.post, each.number, each.categories, until, each.state)


def _table(name: str, rows: Sequence[Sequence[str]]) -> HttpResponse:
    return fresh(handed_out("".join(csv_lines(rows)), "text/csv; charset=utf-8", name))
