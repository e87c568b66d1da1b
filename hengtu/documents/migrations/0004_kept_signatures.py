"""What was signed cannot be changed or deleted: the databases refuse it themselves."""

from django.db import migrations

TABLE = "documents_documentsignature"
REFUSAL = f"{TABLE}: what was signed is kept"


def _sqlite():
    for event in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {TABLE}_{event.lower()} BEFORE {event} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql():
    yield (
        f"CREATE FUNCTION {TABLE}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END $$"
    )
    yield (
        f"CREATE TRIGGER {TABLE}_kept BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_kept()"
    )


def _drop_sqlite():
    for event in ("UPDATE", "DELETE"):
        yield f"DROP TRIGGER {TABLE}_{event.lower()}"


def _drop_postgresql():
    yield f"DROP TRIGGER {TABLE}_kept ON {TABLE}"
    yield f"DROP FUNCTION {TABLE}_kept()"


def _run(by_vendor):
    def step(apps, schema_editor):
        for statement in by_vendor[schema_editor.connection.vendor]():
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_signatures")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": _sqlite, "postgresql": _postgresql}),
            _run({"sqlite": _drop_sqlite, "postgresql": _drop_postgresql}),
        )
    ]
