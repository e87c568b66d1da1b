"""One row of any model at a place in the tree, for the leak matrix.

Rows are filled by field type, so a new scoped model joins the matrix by itself. One that cannot be filled like that
gets an entry in ``MAKERS``; without it the matrix fails and says so.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models

from hengtu.agencies.models import Agency, AgencyScoped, scope_values
from hengtu.agencies.scope import ScopedQuerySet
from hengtu.officers.models import Officer, ShiftPair

_serial = itertools.count(1)

VALUES: dict[type[models.Field[Any, Any]], Callable[[], Any]] = {
    models.CharField: lambda: f"x{next(_serial)}",
    models.TextField: lambda: "x",
    models.BooleanField: lambda: False,
    models.DateField: lambda: date(2024, 1, 1),
    models.DateTimeField: lambda: datetime(2024, 1, 1, tzinfo=UTC),
    models.DecimalField: lambda: Decimal(1),
    models.PositiveSmallIntegerField: lambda: 2,
    models.PositiveIntegerField: lambda: 1,
    models.IntegerField: lambda: 1,
    models.BigIntegerField: lambda: 1,
    models.PositiveBigIntegerField: lambda: 1,
    models.BinaryField: lambda: b"x",
    models.UUIDField: uuid.uuid4,
    models.JSONField: list,
}


def _shift_pair(agency: Agency) -> models.Model:
    """Two officers who are in the matrix already: more of them would be rows of their own."""
    one = Officer.objects.get(agency=agency)
    other = Officer.objects.exclude(pk=one.pk).earliest("pk")
    day = datetime(2024, 1, 1, tzinfo=UTC)
    times = {"starts_at": day, "ends_at": day.replace(hour=8), "proposed_at": day}
    return ShiftPair.objects.create(agency=agency, **scope_values(agency), proposed_by=one, partner=other, **times)


MAKERS: dict[str, Callable[[Agency], models.Model]] = {
    "officers.ShiftPair": _shift_pair,
    "agencies.Agency": lambda agency: agency,
    "cases.Lead": lambda agency: _of_a_case("cases.Lead", agency),
    "cases.FieldStep": lambda agency: _of_a_case("cases.FieldStep", agency),
    "cases.LeadShare": lambda agency: _lead_share(agency),
    "cases.DecidedMatter": lambda agency: _of_a_case("cases.DecidedMatter", agency),
    "cases.CaseService": lambda agency: _of_a_case("cases.CaseService", agency),
    "cases.CaseThing": lambda agency: _of_a_case("cases.CaseThing", agency),
    "cases.StockTaking": lambda agency: _stock_taking(agency),
    "cases.LenientOutcome": lambda agency: _of_a_case("cases.LenientOutcome", agency),
    "cases.ExecutionPhase": lambda agency: _of_a_case("cases.ExecutionPhase", agency, obligation="money", state="term"),
    "cases.RemedyContest": lambda agency: _of_a_case("cases.RemedyContest", agency, kind="lawsuit"),
    "cases.ArchivedFile": lambda agency: _of_a_case("cases.ArchivedFile", agency),
    "cases.FileLoan": lambda agency: _of_a_case("cases.FileLoan", agency),
    "cases.FileAppraisal": lambda agency: _of_a_case("cases.FileAppraisal", agency, destroys=True),
    "cases.CaseTask": lambda agency: _case_task(agency),
    "cases.TaskHand": lambda agency: _task_hand(agency),
    "cases.Refund": lambda agency: _refund(agency),
    "agencies.Adviser": lambda agency: _adviser(agency),
    "cases.Consultation": lambda agency: _consultation(agency),
    "rulesets.ItemProposal": lambda agency: _item_proposal(agency),
    "rulesets.CitationTask": lambda agency: _citation_task(agency),
    "rulesets.TypicalCase": lambda agency: _typical_case(agency),
    "oversight.SupervisedCase": lambda agency: _supervised_case(agency),
}


def scoped_models() -> list[type[models.Model]]:
    """Every concrete model whose rows have a scope, found in the registry."""
    return [model for model in apps.get_models() if issubclass(model, AgencyScoped) or _is_scoped(model)]


def make_row(model: type[models.Model], agency: Agency) -> models.Model:
    """Return a saved row of the model that belongs to the agency."""
    maker = MAKERS.get(model._meta.label)
    return (
        maker(agency) if maker else model._default_manager.create(agency=agency, **scope_values(agency), **_fill(model))
    )


def _is_scoped(model: type[models.Model]) -> bool:
    return isinstance(model._default_manager.all(), ScopedQuerySet)


def _row_at(label: str, agency: Agency) -> models.Model:
    """The row of the matrix itself, so that a row hanging on it adds none to the other table."""
    model = apps.get_model(label)
    return model._default_manager.filter(agency=agency).first() or make_row(model, agency)


def _case_task(agency: Agency) -> models.Model:
    case = _row_at("cases.EnforcementCase", agency)
    day = date(2024, 1, 1)
    place = {"agency": agency, **scope_values(agency)}
    return apps.get_model("cases.CaseTask")._default_manager.create(
        case=case, kind="investigated", role="OFFICER", sort_on=day, since_on=day, cause="case_filed", **place
    )


def _task_hand(agency: Agency) -> models.Model:
    account = apps.get_model("agencies.Account")._default_manager.create(username=f"hand-{next(_serial)}", name="某人")
    hands = apps.get_model("cases.TaskHand")._default_manager
    return hands.create(task=_row_at("cases.CaseTask", agency), account=account, sort_on=date(2024, 1, 1))


def _refund(agency: Agency) -> models.Model:
    refund, payment = apps.get_model("cases.Refund"), _row_at("cases.ReceivedPayment", agency)
    filled = {**_fill(refund, "payment"), "payment": payment}
    return refund._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _item_proposal(agency: Agency) -> models.Model:
    proposal = apps.get_model("rulesets.ItemProposal")
    filled = {**_fill(proposal), "waits_for": agency}
    return proposal._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _citation_task(agency: Agency) -> models.Model:
    task, text = apps.get_model("rulesets.CitationTask"), _row_at("rulesets.StatuteText", agency)
    filled = {**_fill(task, "text"), "text": text}
    return task._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _adviser(agency: Agency) -> models.Model:
    adviser = apps.get_model("agencies.Adviser")
    return adviser._default_manager.create(
        agency=agency, effective_to=date(2030, 1, 1), **scope_values(agency), **_fill(adviser)
    )


def _consultation(agency: Agency) -> models.Model:
    adviser = _row_at("agencies.Adviser", agency)
    asked = apps.get_model("cases.Consultation")
    filled = {**_fill(asked, "adviser", "account"), "adviser": adviser, "account": adviser.account}
    return asked._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _typical_case(agency: Agency) -> models.Model:
    case = apps.get_model("rulesets.TypicalCase")
    filled = {**_fill(case, "publisher"), "publisher": agency}
    return case._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _supervised_case(agency: Agency) -> models.Model:
    case = apps.get_model("oversight.SupervisedCase")
    filled = {**_fill(case, "superior"), "superior": agency}
    return case._default_manager.create(agency=agency, **scope_values(agency), **filled)


def _of_a_case(label: str, agency: Agency, **words: Any) -> models.Model:
    """A row of the matrix's own case; ``words`` are columns that pages read as words of their own."""
    model, case = apps.get_model(label), _row_at("cases.EnforcementCase", agency)
    filled = {**_fill(model, "case"), **words}
    return model._default_manager.create(case=case, agency=agency, **scope_values(agency), **filled)


def _stock_taking(agency: Agency) -> models.Model:
    account = apps.get_model("agencies.Account")._default_manager.create(username=f"count-{next(_serial)}", name="某人")
    counts = apps.get_model("cases.StockTaking")._default_manager
    day = datetime(2024, 1, 1, tzinfo=UTC)
    return counts.create(agency=agency, **scope_values(agency), opened_by=account, opened_at=day)


def _lead_share(agency: Agency) -> models.Model:
    share = apps.get_model("cases.LeadShare")
    filled = _fill(share, "sender")
    return share._default_manager.create(agency=agency, sender=agency, **scope_values(agency), **filled)


def _fill(model: type[models.Model], *given: str) -> dict[str, Any]:
    scope = {field.name for field in AgencyScoped._meta.get_fields()} | set(given)
    return {
        field.name: _value(field)
        for field in model._meta.concrete_fields
        if field.name not in scope
        and not field.has_default()
        and not field.null
        and not field.blank
        and not isinstance(field, models.AutoField)
    }


def _value(field: models.Field[Any, Any]) -> Any:
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        assert not isinstance(target, str)
        return target._default_manager.create(**_fill(target))
    if field.choices:
        return next(iter(dict(field.flatchoices)))
    kind = next((kind for kind in type(field).__mro__ if kind in VALUES), None)
    assert kind is not None, (
        f"{field.model._meta.label}.{field.name}: give the model an entry in tests/access/makers.py"
    )
    return VALUES[kind]()
