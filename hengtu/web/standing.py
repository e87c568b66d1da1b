"""Where the reader stands: shown in the bar, noted at sign-in. What may be seen is asked anew at every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hengtu.agencies.models import Account, Agency, Post, Role

DESK_OF_ROLE = {
    Role.LEGAL_REVIEWER: "审核",
    Role.CHIEF_HEAD: "签批",
    Role.AGENCY_HEAD: "签批",
    Role.DEPUTY_HEAD: "签批",
    Role.HEARING_HOST: "听证",
    Role.HEARING_RECORDER: "听证",
    Role.ARCHIVIST: "案卷",
    Role.CASHIER: "收缴",
    Role.HOTLINE: "受理",
    Role.ADMIN: "管理",
    Role.SUPERVISOR: "查阅（只读）",
}


@dataclass(frozen=True)
class Standing:
    """``org`` names the agency, ``post`` what the person is there, ``desk`` heads the navigation.

    ``role`` and ``post_id`` are those of the post one stands in; ``others`` the (id, words) of the further ones.
    """

    org: str = ""
    post: str = ""
    desk: str = "办案"
    role: str = ""
    post_id: int = 0
    others: tuple[tuple[int, str], ...] = field(default=())

    def as_note(self) -> dict[str, Any]:
        """Return what a session keeps: plain JSON."""
        return {
            "org": self.org,
            "post": self.post,
            "desk": self.desk,
            "role": self.role,
            "post_id": self.post_id,
            "others": [list(other) for other in self.others],
        }


def posts_of(account: Account, on: date, first: int = 0) -> list[Post]:
    """Return the posts held or delegated on a day; the one with the id ``first``, if it is among them, in front."""
    posts = Post.objects.held_or_delegated(account, on).select_related("agency__acts_in_name_of").order_by("id")
    return sorted(posts, key=lambda post: post.pk != first)


def standing_of(account: Account, on: date, post_id: int = 0) -> Standing:
    """Return where the account stands on a day, in words: in the post asked for, else in the first.

    Without a post only the person is known.
    """
    return standing_in(posts_of(account, on, post_id))


def standing_in(posts: Sequence[Post]) -> Standing:
    """Return the standing in the first of these posts."""
    if not posts:
        return Standing()
    post, role = posts[0], Role(posts[0].role)
    others = tuple((other.pk, f"{other.agency.short_name} {Role(other.role).label}") for other in posts[1:])
    return Standing(
        _org(post.agency), str(role.label), DESK_OF_ROLE.get(role, "办案"), str(role.value), post.pk, others
    )


def _org(agency: Agency) -> str:
    subject = agency.acts_in_name_of
    return agency.name if subject is None else f"{subject.name} · {agency.short_name}"
