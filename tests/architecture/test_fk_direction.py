"""Foreign keys point down. import-linter cannot see ``ForeignKey("app.Model")``, so this walks the models."""

from django.apps import apps
from django.db.models import Model

from tests.architecture.project import PACKAGE, floors


def _points_down(source: str, target: str) -> bool:
    """A room may refer to itself and to lower floors, never to a neighbour on its own floor."""
    return source == target or floors()[target] < floors()[source]


def _room(model: type[Model]) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "hengtu" else None


def _relations() -> list[tuple[type[Model], str, type[Model]]]:
    """Return (model, field, target) for every forward relation, those of hidden many-to-many tables included."""
    return [
        (model, field.name, field.related_model)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
    ]


def test_every_relation_points_to_the_same_room_or_to_a_lower_floor() -> None:
    upward = [
        f"{model._meta.label}.{name} -> {target._meta.label}"
        for model, name, target in _relations()
        if (source := _room(model)) and (goal := _room(target)) and not _points_down(source, goal)
    ]
    assert upward == []


def test_the_rule_refuses_upward_and_sideways_and_allows_down() -> None:
    assert _points_down("cases", "ledger")
    assert _points_down("cases", "cases")
    assert not _points_down("ledger", "cases")
    assert not _points_down("officers", "subjects")


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(floors())
