"""The form of one sheet on one desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Entry, Sheet
from hengtu.cases.papers.reasoning.draft import drafted
from hengtu.cases.papers.reasoning.taking import Taken, Typed, take_over
from hengtu.law.procedure.matters import plain
from hengtu.web.acts.fields import SIMPLE
from hengtu.web.acts.parts import PARTS
from hengtu.web.acts.reasons import too_long, typed_reasons
from hengtu.web.acts.when import occurred_at

REASONS = "reasons"
# What a draft never keeps: who sends it, secrets, what the button was.
PERSONAL = frozenset({"account", "mail_address", "recipient"})  # numbers and addresses, kept encrypted or not at all
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "pin", "intent", "key", "seen", "version"}) | PERSONAL


@dataclass(frozen=True)
class Asked:
    """One entry with its fields, as templates show it."""

    entry: Entry
    fields: tuple[forms.BoundField, ...]

    @property
    def type(self) -> str:
        return self.entry.type

    @property
    def one(self) -> forms.BoundField:
        """The only field of a simple entry."""
        return self.fields[0]


class ActForm(forms.Form):
    """Fields for every entry of a sheet. Nothing is required here: what is missing the law says, with its article."""

    def __init__(self, sheet: Sheet, desk: Desk, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=None, label_suffix="")
        self.sheet, self.desk = sheet, desk
        self.posted = data
        self._answers: dict[str, Any] | None = None
        self.reasons: tuple[Taken, ...] = ()  # filled with the answers, which they follow from
        self.entries = sheet.asked(desk)
        for entry in self.entries:
            self._add(entry)
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("id", f"f-{name.replace('.', '-')}")

    def _add(self, entry: Entry) -> None:
        if entry.type == REASONS:
            return
        part = PARTS.get(entry.type)
        if part is None:
            self.fields[entry.key] = SIMPLE[entry.type](entry, self.desk)
            self.initial[entry.key] = _shown(entry, entry.known(self.desk))
            return
        self.fields.update(part.fields(entry, self.desk))
        self.initial.update(part.initial(entry, self.desk))

    def asked(self) -> list[Asked]:
        """Return the entries in their order with their bound fields."""
        return [Asked(entry, tuple(self[name] for name in self._names(entry))) for entry in self.entries]

    def _names(self, entry: Entry) -> Sequence[str]:
        if entry.type == REASONS:
            return ()
        if entry.type not in PARTS:
            return (entry.key,)
        return [name for name in self.fields if name.startswith(f"{entry.key}.")]

    def answers(self) -> dict[str, Any]:
        """Return what was typed as plain JSON, unreadable fields left out; asks for validation first."""
        if self._answers is None:
            self._answers = self._read()
        return self._answers

    def _read(self) -> dict[str, Any]:
        self.is_valid()
        plain = [entry for entry in self.entries if entry.type != REASONS]
        found = {entry.key: self._answer(entry) for entry in plain if self._is_answered(entry)}
        if len(plain) < len(self.entries):
            self.reasons = self._take_over(found)
            written = [each.as_payload() for each in self.reasons if each.text]
            found |= {REASONS: written} if written else {}
        return found

    def _take_over(self, answers: Mapping[str, Any]) -> tuple[Taken, ...]:
        """The paragraphs as they follow from the other answers, with what people changed in them."""
        desk, kind = self.desk, self.sheet.kind
        typed = typed_reasons(desk, kind, self.posted)
        said = self.posted.get("occurred_at", "") if self.posted is not None else ""
        at, _ = occurred_at(said, now=desk.at, after=desk.acts[-1].occurred_at)
        return take_over(drafted(desk.case_id, desk.acts, kind, answers, at, desk.agency), typed)

    def overlong(self) -> list[tuple[str, str]]:
        """Return anchor and sentence for every paragraph of the reasons that is too long to be taken over."""
        return too_long([Typed("", "", "", each.paragraph.title, each.text, "") for each in self.reasons])

    def _answer(self, entry: Entry) -> Any:
        part = PARTS.get(entry.type)
        if part is not None:
            return part.read(entry, self.desk, self.cleaned_data)
        return _plain(entry, self.cleaned_data.get(entry.key))

    def _is_answered(self, entry: Entry) -> bool:
        """Services take what has a default as absent; what they need they get, empty or not."""
        if not entry.optional and entry.type != "facts":
            return True
        return self._answer(entry) not in (None, "", [], {}, False)


def _shown(entry: Entry, value: Any) -> Any:
    """What the case knows, as people would have typed it: one a line, 55000 and not 55000.0."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if entry.type == "lines":
        return "\n".join(value) if isinstance(value, (list, tuple)) else value
    return plain(value) if isinstance(value, float) else value


def _plain(entry: Entry, value: Any) -> Any:
    if entry.type == "lines":
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
    if entry.type == "changes":
        return _changes(str(value or ""))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if entry.type in {"yes"}:
        return True if value else None
    return value.strip() if isinstance(value, str) else value


def _changes(written: str) -> dict[str, str]:
    """Read 栏目：内容, one a line; a line without a colon is kept under its own words."""
    pairs = (line.replace(":", "：", 1).partition("：") for line in written.splitlines() if line.strip())
    return {name.strip(): text.strip() for name, _, text in pairs}


def kept(data: QueryDict) -> dict[str, list[str]]:
    """Return what a draft keeps of a posted form."""
    return {name: data.getlist(name) for name in data if name not in NOT_KEPT}


def posted(content: Mapping[str, Any]) -> QueryDict:
    """Return a draft's content as if it had just been posted."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, [str(value) for value in values])
    return data
