"""A statement as it stands in the form: rows of words and files, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.http import QueryDict

from hengtu.evidence.models import Upload
from hengtu.lib.uids import uid_of
from hengtu.portal import limits
from hengtu.web.asked import number_in, words_in

AT_FIRST = 2  # empty rows of a new form


@dataclass(frozen=True)
class Row:
    """One point: its words as typed, and the files that lie with it."""

    words: str = ""
    files: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Typed:
    """The whole form. ``troubles`` are sentences that stand above it."""

    key: UUID
    rows: tuple[Row, ...] = (Row(),) * AT_FIRST
    agent_name: str = ""
    agent_relation: str = ""
    mandate: Upload | None = None
    wants_hearing: bool = False
    troubles: tuple[str, ...] = ()

    def with_one_more(self) -> Typed:
        """One more empty row, up to the limit."""
        if len(self.rows) >= limits.MOST_POINTS:
            return self.refused(f"一次最多 {limits.MOST_POINTS} 条，请先提交，再补充。")
        return replace(self, rows=(*self.rows, Row()))

    def with_file(self, field: str, upload: Upload) -> Typed:
        """A file under the row whose field it came in (``files-1``), or the agent's mandate."""
        if field == "mandate":
            return replace(self, mandate=upload)
        place = number_in(field.removeprefix("files-")) or 0
        rows = list(self.rows)
        if not 1 <= place <= len(rows):
            return self
        rows[place - 1] = replace(rows[place - 1], files=(*rows[place - 1].files, upload))
        return replace(self, rows=tuple(rows))

    def without(self, upload: Upload) -> Typed:
        """The form without one file."""
        rows = tuple(replace(row, files=tuple(each for each in row.files if each.pk != upload.pk)) for row in self.rows)
        mandate = None if self.mandate and self.mandate.pk == upload.pk else self.mandate
        return replace(self, rows=rows, mandate=mandate)

    def refused(self, message: str) -> Typed:
        return replace(self, troubles=(*self.troubles, message))

    def uploads(self) -> tuple[Upload, ...]:
        mandate = (self.mandate,) if self.mandate else ()
        return (*(upload for row in self.rows for upload in row.files), *mandate)

    @property
    def has_agent(self) -> bool:
        return bool(self.agent_name or self.agent_relation or self.mandate)


def read(post: QueryDict, kept: Sequence[Upload]) -> Typed:
    """Return the form as it was posted; files sent before are taken again from what the door has kept."""
    by_uid = {str(upload.pk): upload for upload in kept if upload.is_complete}
    count = sum(1 for name in post if name.startswith("point-"))
    rows = tuple(_row(post, by_uid, number) for number in range(1, min(count, limits.MOST_POINTS) + 1))
    typed = Typed(
        key=uid_of(post.get("key", "")) or uuid4(),
        rows=rows or (Row(),) * AT_FIRST,
        agent_name=words_in(post.get("agent_name", ""), 100),
        agent_relation=words_in(post.get("agent_relation", ""), 100),
        mandate=by_uid.get(post.get("kept-mandate", "")),
        wants_hearing=post.get("wants_hearing") == "yes",
    )
    return replace(typed, troubles=tuple(_troubles(typed)))


def _row(post: QueryDict, kept: dict[str, Upload], number: int) -> Row:
    files = tuple(kept[uid] for uid in post.getlist(f"kept-{number}") if uid in kept)
    return Row(post.get(f"point-{number}", "").replace("\0", "").strip(), files)


def _troubles(typed: Typed) -> list[str]:
    too_long = [number for number, row in enumerate(typed.rows, start=1) if len(row.words) > limits.LONGEST_POINT]
    return [
        f"第{number}条有 {len(typed.rows[number - 1].words)} 个字，一条最多 {limits.LONGEST_POINT} 字。"
        "请分成几条，或者把长的内容做成文件一起交；写的都还在下面。"
        for number in too_long
    ]
