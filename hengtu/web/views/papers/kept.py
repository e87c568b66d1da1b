"""What a draft of a paper keeps of a post, and how it becomes a post again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

NOT_KEPT = frozenset({"csrfmiddlewaretoken", "intent", "key", "version", "draft_of"})


def kept(post: QueryDict) -> dict[str, Any]:
    """Return what was typed, every value as a list, without secrets and buttons."""
    return {name: post.getlist(name) for name in post if name not in NOT_KEPT}


def posted(content: Mapping[str, Any]) -> QueryDict:
    """Return a draft as if it were posted."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, [str(value) for value in values])
    return data
