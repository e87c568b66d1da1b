"""Records of accountability: the list of those one may know of, one of them, opening it and every later step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengtu.agencies.models import Account, Agency, Post
from hengtu.cases.models import EnforcementCase
from hengtu.cases.words import kind_name
from hengtu.law.accountability import (
    DECIDING,
    OF_OFFICER,
    OF_REVIEW,
    OUTCOMES_ZH,
    SOURCES,
    STEPS_ZH,
    Finding,
    Outcome,
    Step,
)
from hengtu.law.diligence.grounds import grounds_at, measures_at
from hengtu.ledger.access_log import note_access
from hengtu.ledger.selectors.acts import act_of_uid
from hengtu.lib.sm3 import sm3_hex
from hengtu.oversight.models import Accountability
from hengtu.oversight.protection.build import protection_file
from hengtu.oversight.protection.masking import masked_file
from hengtu.oversight.protection.paper import paper_of
from hengtu.oversight.protection.policies import OVERSEEING, oversees, own_id
from hengtu.oversight.protection.record import acts_in_case
from hengtu.oversight.selectors.results import result_words
from hengtu.oversight.services.accountability import (
    Matter,
    deciders_of,
    may_decide,
    open_accountability,
    take_accountability_step,
)
from hengtu.web.views.administration.answering import FormPage
from hengtu.web.views.administration.forms import EMPTY, PageForm
from hengtu.web.views.lawbook.desk import Desk, answer, reading
from hengtu.web.views.lawbook.forms import long_field
from hengtu.web.views.protection.own import TABS

PAGE = 50
HINTS = {
    Step.STATED: "当时的情况、依据和理由；履职记录可以一键附上，不用再写一遍。",
    Step.NOTED: "查到了什么，和谁核对过。",
    Step.DROPPED: "为什么不再认定。",
    Step.APPEALED: "不服哪一点，理由和证据。",
    Step.RECUSAL_ASKED: "为什么他可能影响公正。",
    Step.RECUSED: "回避的理由。",
    Step.RECUSAL_REFUSED: "不准的理由。",
    Step.UPHELD: "查明的情况和维持的理由。",
    Step.REVOKED: "哪里认定有误。撤销以后不再显示。",
}


class OpenForm(PageForm):
    """Opening a record."""

    def __init__(self, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [EMPTY, *people]  # type: ignore[attr-defined]

    officer = forms.ChoiceField(label="认定谁", choices=[EMPTY])
    source = forms.ChoiceField(label="事情从哪里来", choices=[EMPTY, *SOURCES.items()])
    matter = long_field("事项", 4000, 5, help_text="什么事、涉及哪一步。只写要查的事，不下结论；本人会看到。")


class WordsForm(PageForm):
    """A step that takes words alone."""

    def __init__(self, step: Step, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = HINTS.get(step, "")

    text = long_field("内容", 4000, 6)


class RecusalForm(WordsForm):
    """Of whom recusal is asked, said or refused."""

    def __init__(self, step: Step, people: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(step, *args, **kwargs)
        self.fields["concerns"].choices = [EMPTY, *people]  # type: ignore[attr-defined]
        self.order_fields(["concerns", "text"])

    concerns = forms.ChoiceField(label="谁", choices=[EMPTY])


class DecisionForm(PageForm):
    """What is decided; lists are data of the place, each said to be what it is."""

    def __init__(self, lists: tuple[list[tuple[str, str]], list[tuple[str, str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "不追究"), *lists[0]]  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", "没有"), *lists[1]]  # type: ignore[attr-defined]

    outcome = forms.ChoiceField(
        label="认定", choices=[EMPTY, *((str(each), name) for each, name in OUTCOMES_ZH.items())]
    )
    duty = long_field("没有尽到哪一项职责，依据是什么", 2000, 3, required=False, help_text="没有过错的不填。")
    measure = forms.ChoiceField(label="有过错的，怎样追究", required=False, choices=[("", "不追究")])
    ground = forms.ChoiceField(label="免予追究的，理由", required=False, choices=[("", "没有")])
    proof = long_field("免予追究的，用什么证明", 2000, 3, required=False, help_text="例如本人附的履职记录第几项。")
    text = long_field("查明的情况和理由", 4000, 6)


@require_safe
@reading(TABS)
def accountability(desk: Desk) -> HttpResponse:
    """What the reader may know of: about himself, opened by him, within what he oversees."""
    rows = Accountability.objects.readable_by(desk.account, desk.today).select_related("agency", "officer")
    open_rows = list(rows.filter(ended_on=None).order_by("decide_until", "uid")[: PAGE + 1])
    ended = rows.exclude(ended_on=None).order_by("-ended_on", "uid")[:PAGE]
    shown = {
        "open": open_rows[:PAGE],
        "is_cut": len(open_rows) > PAGE,
        "most": PAGE,
        "ended": [{"row": row, "words": result_words(row)} for row in ended],
        "may_open": desk.agency_for(OVERSEEING) is not None,
    }
    return desk.page("protection/accountability.html", shown)


@require_safe
@reading(TABS)
def accountability_record(desk: Desk, uid: UUID) -> HttpResponse:
    record = _record(desk, uid)
    _note(desk, record, "查看责任认定")
    is_own = record.officer_id == desk.account.pk
    steps = record.steps.select_related("by", "concerns").order_by("-id")
    case = EnforcementCase.objects.filter(pk=record.stream).first() if record.stream else None
    acts = acts_in_case(own_id(record.officer), case.pk) if case else ()
    shown = {
        "record": record,
        "steps": steps,
        "case": case,
        "acts": acts,
        "person": own_id(record.officer),
        "is_own": is_own,
        "words": result_words(record),
        "may": _may(desk, record),
        "is_late": _is_late(record, desk),
        "deciders": deciders_of(record, desk.today),
    }
    return desk.page("protection/record.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def accountability_new(desk: Desk) -> HttpResponse:
    """Open a record; ``?case=``, ``?source=`` and ``?about=`` say what it is about, ``?of=`` about whom."""
    agency = desk.agency_for(OVERSEEING)
    if agency is None:
        raise PermissionDenied("开始认定由负责人、执法监督人员办理。请把情况告诉他们。")
    case = _case_meant(desk)
    where = case.agency.legal_subject if case else agency
    people = _people(where, desk)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        matter = Matter(words["matter"], words["source"], case.pk if case else None, desk.asked("about", 64))
        mandate = desk.mandate(words["matter"])
        record = open_accountability(officer=people[words["officer"]], agency=where, matter=matter, mandate=mandate)
        return redirect("accountability_record", record.pk)

    back = reverse("accountability")
    about = f"关于案件{case.number or case.title}。" if case else ""
    intro = f"{about}本人会收到消息，可以陈述、附履职记录、申请回避；由另一名没有参加的负责人认定。"
    page = FormPage("开始责任认定", "开始认定", back, intro, [(back, "责任认定")])
    choices = [(key, person.name) for key, person in people.items()]
    first = {"officer": desk.asked("of"), "source": desk.asked("source") or ("case" if case else "")}
    return answer(desk, page, lambda **sent: OpenForm(choices, initial=first, **sent), act)


@require_http_methods(["GET", "HEAD", "POST"])
@reading(TABS)
def accountability_step(desk: Desk, uid: UUID, name: str) -> HttpResponse:
    record = _record(desk, uid)
    step = Step(name)
    if step not in _may(desk, record):
        raise PermissionDenied("这一步现在不能由您办理。请回到认定看下一步由谁办。")
    people = _people_of_step(desk, record, step)

    def act(form: Any) -> HttpResponse:
        words = form.cleaned_data
        take_accountability_step(
            record=record, step=step, text=words["text"], mandate=desk.mandate(words["text"]),
            finding=_finding(step, words), concerns=people.get(words.get("concerns", "")),
        )  # fmt: skip
        return redirect("accountability_record", record.pk)

    back = reverse("accountability_record", args=[record.pk])
    intro = "结果保留在执法人员档案里到期限为止；清单里没有依据的，不作为法律引用。" if step in DECIDING else ""
    crumbs = [(reverse("accountability"), "责任认定"), (back, "经过")]
    page = FormPage(STEPS_ZH[step], STEPS_ZH[step], back, intro, crumbs)
    return answer(desk, page, lambda **sent: _form(desk, record, step, people, sent), act)


@require_http_methods(["POST"])
@reading(TABS)
def accountability_attach(desk: Desk, uid: UUID) -> HttpResponse:
    """Attach the protection file of one act with one click: its uid and the SM3 of the paper as it is now."""
    record = _record(desk, uid)
    act = _own_act(desk, record)
    case = EnforcementCase.objects.select_related("agency__acts_in_name_of").get(pk=act.stream)
    file = protection_file(case, act.uid, own_id(desk.account), at=desk.now)
    assert file is not None  # the act is his own
    digest = sm3_hex(paper_of(masked_file(file)))
    text = f"附上“{kind_name(act.kind)}”的履职记录（{file.tag.label}）"
    take_accountability_step(
        record=record, step=Step.ATTACHED, text=text, mandate=desk.mandate(text), attached=(act.uid, digest)
    )
    return redirect("accountability_record", record.pk)


def _own_act(desk: Desk, record: Accountability) -> Any:
    try:
        act = act_of_uid(UUID(desk.request.POST.get("act", "")))
    except ValueError:
        act = None
    own = own_id(desk.account)
    if act is None or record.officer_id != desk.account.pk or own not in {ref.id for ref in act.by}:
        raise Http404("没有选自己办的行为。请回到认定，从自己的行为里选。")
    if act.stream != record.stream:
        raise Http404("这次行为不是这件案件的。请从这件案件里选。")
    return act


def _record(desk: Desk, uid: UUID) -> Accountability:
    rows = Accountability.objects.readable_by(desk.account, desk.today)
    found: Accountability = get_object_or_404(
        rows.select_related("agency", "officer", "opened_by", "decided_by"), pk=uid
    )
    return found


def _may(desk: Desk, record: Accountability) -> dict[Step, str]:
    """The steps the reader may take now; the services decide again."""
    if record.ended_on is not None:
        return {}
    is_own = record.officer_id == desk.account.pk
    return {step: STEPS_ZH[step] for step in _in_turn(record) if _is_mine(step, is_own, desk, record)}


def _in_turn(record: Accountability) -> list[Step]:
    if record.decided_on is None:
        waits = record.standing().recusal_open
        answers = [Step.RECUSED, Step.RECUSAL_REFUSED] if waits else [Step.RECUSED]
        return [Step.STATED, Step.DECIDED, Step.NOTED, Step.DROPPED, Step.RECUSAL_ASKED, *answers]
    return sorted(OF_REVIEW) if record.appealed_on else [Step.APPEALED]


def _is_mine(step: Step, is_own: bool, desk: Desk, record: Accountability) -> bool:
    if step in OF_OFFICER or is_own:
        return is_own and step in OF_OFFICER
    if step in DECIDING:
        not_again = step is Step.DECIDED or record.decided_by_id != desk.account.pk
        return not_again and may_decide(record, desk.account, desk.today)
    return oversees(desk.account, record.agency, desk.today)


def _is_late(record: Accountability, desk: Desk) -> bool:
    due = record.review_until if record.appealed_on else record.decide_until
    waits = record.ended_on is None and (record.decided_on is None or record.appealed_on is not None)
    return waits and due is not None and due < desk.today


def _form(desk: Desk, record: Accountability, step: Step, people: dict[str, Account], sent: dict[str, Any]) -> PageForm:
    if step in (Step.DECIDED, Step.CHANGED):
        place, on = record.agency.division_code, desk.today
        measures = [(each.id, each.zh) for each in measures_at(place, on).values()]
        grounds = [(each.id, f"{each.zh}（{each.rests_on}）") for each in grounds_at(place, on).values()]
        return DecisionForm((measures, grounds), **sent)
    if people:
        return RecusalForm(step, [(key, person.name) for key, person in people.items()], **sent)
    return WordsForm(step, **sent)


def _finding(step: Step, words: dict[str, Any]) -> Finding | None:
    if step not in (Step.DECIDED, Step.CHANGED):
        return None
    return Finding(Outcome(words["outcome"]), words["duty"], words["measure"], words["ground"], words["proof"])


def _people_of_step(desk: Desk, record: Accountability, step: Step) -> dict[str, Account]:
    """Of whom recusal can be meant: who opened it, who could decide, and the reader himself."""
    if step not in (Step.RECUSAL_ASKED, Step.RECUSED, Step.RECUSAL_REFUSED):
        return {}
    asked = [row.concerns for row in record.steps.filter(step=Step.RECUSAL_ASKED).select_related("concerns")]
    meant = [record.opened_by, *deciders_of(record, desk.today)] if step is Step.RECUSAL_ASKED else asked
    own = [desk.account] if step is Step.RECUSED else []
    return {str(each.pk): each for each in [*own, *meant] if each is not None and each.pk != record.officer_id}


def _case_meant(desk: Desk) -> EnforcementCase | None:
    wanted = desk.asked("case")
    if not wanted:
        return None
    try:
        key = UUID(wanted)
    except ValueError:
        raise Http404("没有这件案件，或者不在您的查阅范围内。") from None
    rows = EnforcementCase.objects.visible_to(desk.account, desk.today).select_related("agency__acts_in_name_of")
    found: EnforcementCase = get_object_or_404(rows, pk=key)
    return found


def _people(agency: Agency, desk: Desk) -> dict[str, Account]:
    """Whoever holds a post there today, without the reader."""
    posts = Post.objects.in_force(desk.today).filter(agency__legal_subject_key=agency.pk)
    held = Account.objects.filter(posts__in=posts).exclude(pk=desk.account.pk).distinct()
    return {str(each.pk): each for each in held.order_by("name", "pk")}


def _note(desk: Desk, record: Accountability, purpose: str) -> None:
    note_access(who=desk.account.get_username(), what=f"accountability/{record.pk}", purpose=purpose, at=desk.now)
