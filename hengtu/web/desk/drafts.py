"""Drafts in words: what was being written, and where it goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.words import kind_name
from hengtu.documents.catalogue import form, form_ids
from hengtu.ledger.models import Draft, DraftVersion
from hengtu.ledger.selectors.drafts import drafts_of
from hengtu.web.navigation import address_of

SHOWN = 100


@dataclass(frozen=True)
class DraftLine:
    """One draft. ``url`` is where it is resumed, "" where that page is gone."""

    id: int
    name: str
    about: str
    saved_at: datetime
    version: int
    url: str


def draft_lines(account: Account, limit: int = SHOWN) -> tuple[DraftLine, ...]:
    """Return the open drafts of an account, the latest first."""
    return lines_of(account, drafts_of(account.username)[:limit])


def lines_of(account: Account, drafts: Iterable[Draft]) -> tuple[DraftLine, ...]:
    """Say what these drafts are about; cases the account may no longer see are not named."""
    found = list(drafts)
    ids = {each for draft in found if (each := _case_of(draft.key)) is not None}
    on = timezone.localdate()
    cases = (
        {case.pk: case for case in EnforcementCase.objects.visible_to(account, on).filter(pk__in=ids)} if ids else {}
    )
    return tuple(_line(draft, cases) for draft in found)


def writers_of(saved: Iterable[Draft | DraftVersion]) -> dict[str, str]:
    """Return the names behind the login names under which drafts or their versions were saved."""
    logins = {each.saved_by for each in saved}
    return dict(Account.objects.filter(username__in=logins).values_list("username", "name"))


def _line(draft: Draft, cases: dict[UUID, EnforcementCase]) -> DraftLine:
    area, _, rest = draft.key.partition(":")
    name, url, about = "未写完的表单", "", ""
    case_id = _case_of(draft.key)
    if area == "act" and case_id is not None:
        kind = rest.rpartition(":")[2]
        name = kind_name(kind)
        case = cases.get(case_id)
        about = _about(case)
        url = address_of("act", case_id, kind) if case else ""
    elif area == "paper" and case_id is not None:
        name, about, url = _paper(rest.rpartition(":")[2], cases.get(case_id))
    elif area == "lead":
        name, url = "登记线索", address_of("lead_new")
    return DraftLine(draft.pk, name, about, draft.saved_at, draft.version, url)


def _paper(form_id: str, case: EnforcementCase | None) -> tuple[str, str, str]:
    """Name, case and address of a paper half filled in."""
    known = form_id in form_ids()
    url = address_of("paper_new", case.pk, form_id) if case and known else ""
    return form(form_id).title if known else "文书", _about(case), url


def _about(case: EnforcementCase | None) -> str:
    return "，".join(part for part in (case.party_name, case.number or case.title) if part) if case else ""


def _case_of(key: str) -> UUID | None:
    parts = key.split(":")
    if len(parts) != 3 or parts[0] not in {"act", "paper"}:
        return None
    try:
        return UUID(parts[1])
    except ValueError:
        return None
