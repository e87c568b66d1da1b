"""The case page: everything a handler needs to see, gathered once and said in Chinese."""

from __future__ import annotations

from datetime import date, datetime, time

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.recording.tags import film_tags
from hengtu.cases.selectors.case_view import CasePage, Chain, DocumentLine, ExhibitLine, Station, Tag
from hengtu.cases.selectors.deadlines import due_of
from hengtu.cases.selectors.facts import fact_lines, party_lines
from hengtu.cases.selectors.money import money_of
from hengtu.cases.selectors.outlook import Outlook, outlook_of
from hengtu.cases.selectors.penalty import penalty_view
from hengtu.cases.selectors.precheck import before_the_review
from hengtu.cases.selectors.receipt import kept_in
from hengtu.cases.selectors.timeline import timeline_of
from hengtu.cases.words import CATEGORY_NAMES, STATE_TAGS, TRACK_NAMES
from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.evidence.models import Exhibit
from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.procedure.versions import STATIONS
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.selectors.soundness import stream_is_whole


def case_page(case: EnforcementCase, *, on: date) -> CasePage:
    """Gather the page of one case as of a day. Authorisation has happened before (``access_case``)."""
    acts = acts_of_stream(case.pk)
    history = legal_history(acts)
    situation = Situation.of(history)
    documents = tuple(documents_of(case.pk))
    outlook = outlook_of(history, situation, max(_evening(on), history[-1].occurred_at))
    label, form = STATE_TAGS[case.state]
    return CasePage(
        id=case.pk,
        number=case.number,
        title=case.title,
        status=Tag(label, form),
        procedure=TRACK_NAMES[case.track],
        category=CATEGORY_NAMES.get(case.category, case.category),
        agency=case.agency.name,
        in_name_of=case.agency.legal_subject.name,
        handlers=case.handlers,
        filed_on=case.filed_on,
        party=party_lines(case),
        facts=fact_lines(situation, acts[0].payload or {}),
        route=_route(case, situation, outlook),
        next_act=outlook.next_act,
        also_lawful=outlook.also_lawful,
        not_yet=outlook.not_yet,
        deadlines=tuple(due_of(clock, on) for clock in clocks_of(situation)),
        penalty=penalty_view(situation, kept_in(documents)),
        timeline=timeline_of(acts, documents, film_tags(case.pk)),
        documents=tuple(_document(document) for document in documents),
        exhibits=tuple(_exhibit(exhibit) for exhibit in Exhibit.objects.filter(stream=case.pk).order_by("seq")),
        chain=Chain(len(acts), acts[-1].hash[:12], stream_is_whole(case.pk)),
        money=money_of(situation, on),
        found=before_the_review(history, on, case_id=case.pk).lines,
    )


def _evening(on: date) -> datetime:
    return datetime.combine(on, time(23, 59), CIVIL_TIME)


def _route(case: EnforcementCase, situation: Situation, outlook: Outlook) -> tuple[Station, ...]:
    """A station is done when one of its acts is; the first one not done is where the case stands."""
    stations = []
    reached = False
    for name, kinds in STATIONS[case.track.lower()]:
        act = situation.last(*kinds)
        if act is not None:
            day = act.occurred_at.astimezone(CIVIL_TIME)
            stations.append(Station(name, "done", f"{day.month}月{day.day}日"))
        elif _passed_over(name, case, situation):
            stations.append(Station(name, "done", "不需要"))
        elif not reached:
            reached = True
            stations.append(Station(name, "now", ""))
        else:
            stations.append(Station(name, "gate" if name in outlook.shut_gates else "todo", ""))
    return tuple(stations)


def _passed_over(name: str, case: EnforcementCase, situation: Situation) -> bool:
    """A station that the case went past without needing it: no discussion, no notice where nothing is punished."""
    order = [station for station, _ in STATIONS[case.track.lower()]]
    kinds = dict(STATIONS[case.track.lower()])
    later = order[order.index(name) + 1 :]
    return any(situation.has(*kinds[station]) for station in later)


def _document(document: Document) -> DocumentLine:
    return DocumentLine(
        document.uid,
        document.form,
        title_of(document),
        document.number,
        document.issued_on,
        document.verification_code,
        document.get_state_display(),
    )


def _exhibit(exhibit: Exhibit) -> ExhibitLine:
    return ExhibitLine(
        exhibit.uid,
        exhibit.seq,
        exhibit.title,
        exhibit.get_kind_display(),
        exhibit.proof_purpose,
        exhibit.collected_at,
        exhibit.place,
        exhibit.sm3[:12],
    )
