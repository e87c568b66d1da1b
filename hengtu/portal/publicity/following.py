"""A reader of the ledger that puts out what was published, takes down what fell, and keeps the public log."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hengtu.cases.history import legal_history
from hengtu.law.acts import LegalAct
from hengtu.law.disclosure.contents import DECISION, PUBLISHINGS, RESULT
from hengtu.law.disclosure.withholding import GROUNDS, WHOLE
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.outcomes import DISCREDITING, outcome_of
from hengtu.ledger.jobs import enqueue
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.dates_zh import civil_date
from hengtu.lib.hiding import hide
from hengtu.portal.models import LogEvent, PublicMatter, PublicRecord, RecordState, Standing
from hengtu.portal.publicity.index import forget_words, write_words
from hengtu.portal.publicity.log import log_record, log_withheld, sign_log
from hengtu.portal.publicity.making import drafts_of
from hengtu.portal.publicity.matters import current_of, matter_of, noted
from hengtu.portal.publicity.preparing import barring, write_record
from hengtu.portal.publicity.sources import source_of

PUBLISH = "publicity-publish"
ABOUT = {"decision_published": DECISION, "result_published": RESULT}
FALLING = ("decision_revoked", "reconsideration_decided", "lawsuit_judged")
SERVED = ("decision_served", "spot_decided", "enforcement_decided", "substitute_decided")
# What makes a new version of a text that is shown already.
REWRITING = ("act_corrected", "credit_repair_answered")
FOLLOWED = frozenset(
    {*PUBLISHINGS, *ABOUT, *FALLING, *SERVED, "publication_withdrawn", "publication_withheld", *REWRITING}
)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Publicity:
    """Follows the ledger. Seeing an act twice changes nothing: records are shown once, fallen ones fall once."""

    clock: Clock
    name: str = "publicity"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Take in acts and sign what they added to the public log."""
        for act in acts:
            if act.kind in FOLLOWED:
                _follow(act, acts_of_stream(act.stream), self.clock())
        sign_log(self.clock())


def _follow(act: StoredAct, acts: tuple[StoredAct, ...], now: datetime) -> None:
    so_far = tuple(each for each in acts if each.seq <= act.seq)
    if act.kind in ABOUT:
        _published(act, so_far, ABOUT[act.kind])
    elif act.kind == "publication_withdrawn":
        _withdrawn(act, so_far)
    elif act.kind == "publication_withheld":
        _withheld(act, so_far)
    elif act.kind in REWRITING:
        _rewritten(act, so_far)
    if act.kind in FALLING:
        _fell(act, so_far)
    if act.kind in PUBLISHINGS or act.kind in SERVED:
        _decided(act, acts, now)


def _decided(act: StoredAct, acts: tuple[StoredAct, ...], now: datetime) -> None:
    """Note what is to be published, look at it, and have it published where a standing order says so."""
    about = PUBLISHINGS[act.kind].about if act.kind in PUBLISHINGS else DECISION
    source = source_of(act.stream, acts, about)
    if source is None:
        return
    matter = matter_of(source, acts)
    if matter.state != Standing.WAITING or matter.due_on is None:
        return
    found = barring(drafts_of(source), by_itself=True)
    if found:
        PublicMatter.objects.filter(pk=matter.pk).update(state=Standing.CHECK, findings=noted(found))
    elif act.kind in SERVED:
        enqueue(PUBLISH, {"matter": matter.pk}, at=now, key=f"{PUBLISH}:{matter.pk}")


def _published(act: StoredAct, acts: tuple[StoredAct, ...], about: str) -> None:
    source = source_of(act.stream, acts, about)
    if source is None:
        return
    matter = matter_of(source, acts)
    named = (act.payload or {}).get("records")
    rows = _named(named) if named else _made_afterwards(matter, act, acts, about)
    shown = [_show(row, act.recorded_at, LogEvent.PUBLISHED) for row in rows]
    if any(shown):
        _stands(matter, Standing.PUBLISHED, done_on=civil_date(act.occurred_at), findings=[])


def _made_afterwards(
    matter: PublicMatter, act: StoredAct, acts: tuple[StoredAct, ...], about: str
) -> list[PublicRecord]:
    """An act recorded before there was a public site: its record is made now, if the check lets it go out."""
    source = source_of(act.stream, acts, about)
    if source is None or matter.records.exists():
        return []
    drafts = drafts_of(source)
    found = barring(drafts, by_itself=True)
    if found:
        _stands(matter, Standing.CHECK, findings=noted(found))
        return []
    return [write_record(source, matter, each) for each in drafts]


def _withdrawn(act: StoredAct, acts: tuple[StoredAct, ...]) -> None:
    reason = _said(str((act.payload or {}).get("reason") or ""), acts)
    for matter in PublicMatter.objects.filter(stream_id=act.stream, about=DECISION):
        shown = current_of(matter)
        for row in shown:
            _take_down(row, RecordState.WITHDRAWN, reason, act.recorded_at, LogEvent.WITHDRAWN)
        if shown or matter.state == Standing.TO_WITHDRAW:
            _stands(matter, Standing.WITHDRAWN, withdraw_by=None)
    for row in _named((act.payload or {}).get("records") or []):
        if _show(row, act.recorded_at, LogEvent.CHANGED):
            _stands(row.matter, Standing.PUBLISHED)


def _withheld(act: StoredAct, acts: tuple[StoredAct, ...]) -> None:
    payload = act.payload or {}
    source = source_of(act.stream, acts, str(payload.get("about") or DECISION))
    if source is None:
        return
    matter = matter_of(source, acts)
    if payload.get("scope") != WHOLE:
        for row in _named(payload.get("records") or []):
            _show(row, act.recorded_at, LogEvent.CHANGED)
        _stands(matter, matter.state, review_on=_day(payload.get("review_on")))
        return
    ground = GROUNDS[str(payload["ground"])]
    for row in current_of(matter):
        _take_down(row, RecordState.WITHDRAWN, f"依法不予公开：{ground.zh}", act.recorded_at, LogEvent.WITHDRAWN)
    is_new = matter.state != Standing.WITHHELD
    _stands(
        matter,
        Standing.WITHHELD,
        withheld_on=civil_date(act.occurred_at),
        withheld_ground=ground.id,
        review_on=_day(payload.get("review_on")),
    )
    if is_new:
        count = PublicMatter.objects.filter(legal_subject_id=matter.legal_subject_id, state=Standing.WITHHELD).count()
        log_withheld(source.agency.code, count, act.recorded_at)


def _fell(act: StoredAct, acts: tuple[StoredAct, ...]) -> None:
    """What fell is no longer to be published; what is public says so at once and waits for its withdrawal."""
    situation = Situation.of(legal_history(acts))
    fallen = next((each for each in situation.acts if each.uid == str(act.uid)), None)
    if fallen is None or outcome_of(fallen) not in DISCREDITING:
        return
    clock = clock_of(situation, "withdraw_publication")
    for matter in PublicMatter.objects.filter(stream_id=act.stream, about=DECISION):
        if matter.state == Standing.PUBLISHED and current_of(matter):
            _stands(matter, Standing.TO_WITHDRAW, withdraw_by=clock.due.due_on if clock else None)
        elif matter.state in (Standing.WAITING, Standing.CHECK) and _is_gone(fallen):
            _stands(matter, Standing.DROPPED, findings=[])


def _is_gone(fallen: LegalAct) -> bool:
    return outcome_of(fallen) in ("revoked", "void")


def _rewritten(act: StoredAct, acts: tuple[StoredAct, ...]) -> None:
    """A correction or a repaired credit record that changes a public text makes a new version of it."""
    for about in (DECISION, RESULT):
        source = source_of(act.stream, acts, about)
        if source is None:
            continue
        matter = matter_of(source, acts)
        shown = {row.party_uid: row for row in current_of(matter)}
        for draft in drafts_of(source):
            row = shown.get(draft.known.party.id)
            if row is not None and not draft.bars and _differs(row, draft.shown):
                _show(write_record(source, matter, draft), act.recorded_at, LogEvent.CHANGED)


def _differs(row: PublicRecord, shown: dict[str, str]) -> bool:
    content: dict[str, Any] = fields_of(row)
    return any(content.get(key) != value for key, value in shown.items())


def fields_of(row: PublicRecord) -> dict[str, Any]:
    """Return what a record says."""
    content: dict[str, Any] = json.loads(row.text)
    return content


def _named(entries: Sequence[dict[str, Any]]) -> list[PublicRecord]:
    """The records an act names."""
    found = (PublicRecord.objects.filter(ref=each["ref"], version=each["version"]).first() for each in entries)
    return [row for row in found if row is not None]


def _show(row: PublicRecord, at: datetime, event: LogEvent) -> bool:
    """Put a version out, the one before it gives way; return whether it was not out yet."""
    if row.state != RecordState.PREPARED:
        return False
    for before in PublicRecord.objects.filter(ref=row.ref, state=RecordState.PUBLIC):
        _take_down(before, RecordState.REPLACED, "有了新的版本", at, None)
    row.state, row.published_at, row.month = RecordState.PUBLIC, at, f"{civil_date(at):%Y-%m}"
    row.save(update_fields=["state", "published_at", "month"])
    write_words(row)
    log_record(event, row, at)
    return True


def _take_down(row: PublicRecord, state: RecordState, why: str, at: datetime, event: LogEvent | None) -> None:
    forget_words(row)
    row.state, row.ended_at, row.why = state, at, why[:1000]
    row.save(update_fields=["state", "ended_at", "why"])
    if event is not None:
        log_record(event, row, at)


def take_down(row: PublicRecord, why: str, at: datetime) -> None:
    """Take down a record whose time is over."""
    _take_down(row, RecordState.EXPIRED, why, at, LogEvent.EXPIRED)


def _stands(matter: PublicMatter, state: str, **more: Any) -> None:
    PublicMatter.objects.filter(pk=matter.pk).update(state=state, **more)


def _said(reason: str, acts: tuple[StoredAct, ...]) -> str:
    """The reason as it may be read by anybody: names of the case and numbers are hidden in it, too."""
    case = Situation.of(legal_history(acts)).case
    names = [each.name for each in case.parties if each.kind == "natural_person"] if case else []
    return hide(reason, names=names).text


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
