"""Where the reader stands: shown in the bar, noted at sign-in. What may be seen is asked anew at every page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from hengtu.agencies.models import Account, Agency, Post, Role

DESK_OF_ROLE = {
    Role.LEGAL_REVIEWER: "审核",
    Role.CHIEF_HEAD: "签批",
    Role.AGENCY_HEAD: "签批",
    Role.DEPUTY_HEAD: "签批",
    Role.SUPERVISOR: "查阅（只读）",
}


@dataclass(frozen=True)
class Standing:
    """``org`` names the agency, ``post`` what the person is there, ``desk`` heads the navigation."""

    org: str = ""
    post: str = ""
    desk: str = "办案"

    def as_note(self) -> dict[str, str]:
        return asdict(self)


def standing_of(account: Account, on: date) -> Standing:
    """Return the first post held on a day in words; without a post only the person is known."""
    post = Post.objects.held_or_delegated(account, on).select_related("agency__acts_in_name_of").order_by("id").first()
    if post is None:
        return Standing()
    role = Role(post.role)
    return Standing(_org(post.agency), str(role.label), DESK_OF_ROLE.get(role, "办案"))


def _org(agency: Agency) -> str:
    subject = agency.acts_in_name_of
    return agency.name if subject is None else f"{subject.name} · {agency.short_name}"
