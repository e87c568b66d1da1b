"""A reader of the ledger that puts out what was published, takes down what fell, and keeps the public log."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hengtu.cases.history import legal_history
from hengtu.law.acts import LegalAct
from hengtu.law.disclosure.contents import DECISION, RESULT, publishing_kinds, publishing_of
from hengtu.law.disclosure.withholding import GROUNDS, WHOLE
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.measures import LIFTING_GROUNDS
from hengtu.law.procedure.outcomes import DISCREDITING, outcome_of
from hengtu.law.procedure.results import ENFORCING, results_of
from hengtu.ledger.jobs import enqueue
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.dates_zh import civil_date
from hengtu.lib.hiding import hide
from hengtu.portal.models import LogEvent, PublicMatter, PublicRecord, Standing
from hengtu.portal.publicity.log import log_withheld, sign_log
from hengtu.portal.publicity.making import drafts_of
from hengtu.portal.publicity.matters import current_of, matter_of, noted
from hengtu.portal.publicity.preparing import barring, write_record
from hengtu.portal.publicity.shelf import When, show, withdraw
from hengtu.portal.publicity.sources import Source, result_of_act, source_of, sources_of

PUBLISH = "publicity-publish"
ABOUT = {"decision_published": DECISION, "result_published": RESULT}
FALLING = ("decision_revoked", "reconsideration_decided", "lawsuit_judged")
SERVED = ("decision_served", "spot_decided", "enforcement_decided", "substitute_decided", "measure_taken")
# after which a text that is public may say something else
CHANGING = (
    "act_corrected", "credit_repair_answered", "measure_extended", "measure_lifted", "property_disposed",
    "crime_goods_handed_over",
)  # fmt: skip
# after which a measure may have lost its ground
UNGROUNDING = ("measure_lifted", "not_established", "filing_cancelled")
OPEN = (Standing.WAITING, Standing.CHECK)
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Publicity:
    """Follows the ledger. Seeing an act twice changes nothing: records are shown once, fallen ones fall once."""

    clock: Clock
    name: str = "publicity"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Take in acts and sign what they added to the public log."""
        for act in acts:
            if act.kind in followed():
                _follow(act, acts_of_stream(act.stream), self.clock())
        sign_log(self.clock())


def followed() -> frozenset[str]:
    """Return the kinds of act that change anything of what is or is to be public."""
    return publishing_kinds().union(
        ABOUT, FALLING, SERVED, CHANGING, UNGROUNDING, ("publication_withdrawn", "publication_withheld")
    )


def _follow(act: StoredAct, acts: tuple[StoredAct, ...], now: datetime) -> None:
    so_far = tuple(each for each in acts if each.seq <= act.seq)
    when = When(act.recorded_at, now)
    if act.kind in ABOUT:
        _published(act, so_far, ABOUT[act.kind], when)
    elif act.kind == "publication_withdrawn":
        _withdrawn(act, so_far, when)
    elif act.kind == "publication_withheld":
        _withheld(act, so_far, when)
    if act.kind in FALLING:
        _fell(act, so_far)
    if act.kind in UNGROUNDING:
        _lost_ground(act, acts, when)
    if act.kind in CHANGING:
        _changed(act, acts, when)
    if act.kind in publishing_kinds() or act.kind in SERVED:
        _decided(act, acts, now)


def _decided(act: StoredAct, acts: tuple[StoredAct, ...], now: datetime) -> None:
    """Note what is to be published, look at it, and have it published where a standing order says so."""
    publishing = publishing_of(act.kind, civil_date(act.occurred_at))
    about = publishing.about if publishing else DECISION
    source = source_of(act.stream, acts, about, str(act.uid) if about == RESULT else "")
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


def _source(act: StoredAct, acts: tuple[StoredAct, ...], about: str) -> Source | None:
    """What an act publishes or withholds."""
    return source_of(act.stream, acts, about, result_of_act(act, acts) if about == RESULT else "")


def _published(act: StoredAct, acts: tuple[StoredAct, ...], about: str, when: When) -> None:
    source = _source(act, acts, about)
    if source is None:
        return
    matter = matter_of(source, acts)
    named = (act.payload or {}).get("records")
    rows = _named(named) if named else _made_afterwards(matter, source)
    shown = [show(row, when, LogEvent.PUBLISHED) for row in rows]
    if any(shown):
        _stands(matter, Standing.PUBLISHED, done_on=civil_date(act.occurred_at), findings=[])


def _made_afterwards(matter: PublicMatter, source: Source) -> list[PublicRecord]:
    """An act recorded before there was a public site: its record is made now, if the check lets it go out."""
    if matter.records.exists():
        return []
    drafts = drafts_of(source)
    found = barring(drafts, by_itself=True)
    if found:
        _stands(matter, Standing.CHECK, findings=noted(found))
        return []
    return [write_record(source, matter, each) for each in drafts]


def _withdrawn(act: StoredAct, acts: tuple[StoredAct, ...], when: When) -> None:
    reason = _said(str((act.payload or {}).get("reason") or ""), acts)
    fallen = Q(about=DECISION) | Q(about=RESULT, state=Standing.TO_WITHDRAW)
    for matter in PublicMatter.objects.filter(fallen, stream_id=act.stream):
        shown = current_of(matter)
        for row in shown:
            withdraw(row, reason, when)
        if shown or matter.state == Standing.TO_WITHDRAW:
            _stands(matter, Standing.WITHDRAWN, withdraw_by=None)
    for row in _named((act.payload or {}).get("records") or []):
        if show(row, when, LogEvent.CHANGED):
            _stands(row.matter, Standing.PUBLISHED)


def _withheld(act: StoredAct, acts: tuple[StoredAct, ...], when: When) -> None:
    payload = act.payload or {}
    source = _source(act, acts, str(payload.get("about") or DECISION))
    if source is None:
        return
    matter = matter_of(source, acts)
    if payload.get("scope") != WHOLE:
        for row in _named(payload.get("records") or []):
            show(row, when, LogEvent.CHANGED)
        _stands(matter, matter.state, review_on=_day(payload.get("review_on")))
        return
    ground = GROUNDS[str(payload["ground"])]
    for row in current_of(matter):
        withdraw(row, f"依法不予公开：{ground.zh}", when)
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
        log_withheld(source.agency.code, count, when.at, when.entered)


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
        elif matter.state in OPEN and _is_gone(fallen):
            _stands(matter, Standing.DROPPED, findings=[])
    if outcome_of(fallen) != "changed":
        _enforcement_fell(act.stream, clock.due.due_on if clock else None)


def _enforcement_fell(stream: UUID, withdraw_by: date | None) -> None:
    """With the decision goes what was decided to enforce it; a measure of the investigation stood by itself."""
    for matter in PublicMatter.objects.filter(stream_id=stream, about=RESULT, kind__in=ENFORCING):
        if matter.state == Standing.PUBLISHED and current_of(matter):
            _stands(matter, Standing.TO_WITHDRAW, withdraw_by=withdraw_by)
        elif matter.state in OPEN:
            _stands(matter, Standing.DROPPED, findings=[])


def _is_gone(fallen: LegalAct) -> bool:
    return outcome_of(fallen) in ("revoked", "void")


def _lost_ground(act: StoredAct, acts: tuple[StoredAct, ...], when: When) -> None:
    """A measure that should not have been taken is held up to nobody: taken down at once, or never put out."""
    results = {each.id: each for each in results_of(Situation.of(legal_history(acts))) if each.groundless}
    for matter in PublicMatter.objects.filter(stream_id=act.stream, about=RESULT, act_uid__in=list(results)):
        for row in current_of(matter):
            withdraw(row, f"这项强制措施已经解除：{_why_groundless(results[str(matter.act_uid)].groundless)}", when)
            _stands(matter, Standing.WITHDRAWN)
        if matter.state in OPEN:
            _stands(matter, Standing.DROPPED, findings=[])


def _why_groundless(act: LegalAct | None) -> str:
    ground = act.payload.get("ground") if act else None
    return LIFTING_GROUNDS[str(ground)] if ground in LIFTING_GROUNDS else "违法事实不能成立，或者与违法行为无关"


def _changed(act: StoredAct, acts: tuple[StoredAct, ...], when: When) -> None:
    """What changes a public text makes a new version of it: a correction, a repaired record, how a measure went on.

    The text is made from the whole history as it is now: reading an act again never brings an older one back.
    """
    for source in sources_of(act.stream, acts):
        matter = PublicMatter.objects.filter(act_uid=source.decided.uid).first()
        shown = {row.party_uid: row for row in current_of(matter)} if matter else {}
        for draft in drafts_of(source) if shown else ():
            row = shown.get(draft.known.party.id)
            if matter and row is not None and not draft.bars and _differs(row, draft.shown):
                show(write_record(source, matter, draft), when, LogEvent.CHANGED)


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


def _stands(matter: PublicMatter, state: str, **more: Any) -> None:
    PublicMatter.objects.filter(pk=matter.pk).update(state=state, **more)


def _said(reason: str, acts: tuple[StoredAct, ...]) -> str:
    """The reason as it may be read by anybody: names of the case and numbers are hidden in it, too."""
    case = Situation.of(legal_history(acts)).case
    names = [each.name for each in case.parties if each.kind == "natural_person"] if case else []
    return hide(reason, names=names).text


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)) if text else None
