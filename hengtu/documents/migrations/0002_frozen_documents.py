"""What was issued, and which numbers were drawn, cannot be changed or deleted: the databases refuse it themselves."""

from django.db import migrations

FROZEN = {
    "documents_document": (
        "uid", "stream_id", "agency_id", "form", "form_version", "number", "data", "data_hash", "issued_at",
        "issued_on", "act_uid", "drawn_by", "seal_id", "sealed_by", "verification_code", "masked_party",
    ),
    "documents_drawnnumber": ("agency_id", "form", "word", "year", "seq", "text", "drawn_by", "purpose"),
}
ONCE = {"documents_document": "pdf_key"}  # written by the first rendering, then frozen


def _changed(table, differs):
    changes = [f"NEW.{column} {differs} OLD.{column}" for column in FROZEN[table]]
    if table in ONCE:
        changes.append(f"(OLD.{ONCE[table]} <> '' AND NEW.{ONCE[table]} <> OLD.{ONCE[table]})")
    return " OR ".join(changes)


def _sqlite(table):
    yield (
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {_changed(table, 'IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what was issued is frozen'); END"
    )
    yield (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: what was issued is kept'); END"
    )


def _postgresql(table):
    yield (
        f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{table}: what was issued is frozen' USING ERRCODE = '23001'; END $$"
    )
    yield (
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN ({_changed(table, 'IS DISTINCT FROM')}) EXECUTE FUNCTION {table}_frozen()"
    )
    yield (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
    )


def _drop_sqlite(table):
    yield f"DROP TRIGGER {table}_frozen"
    yield f"DROP TRIGGER {table}_kept"


def _drop_postgresql(table):
    yield f"DROP TRIGGER {table}_frozen ON {table}"
    yield f"DROP TRIGGER {table}_kept ON {table}"
    yield f"DROP FUNCTION {table}_frozen()"


def _run(by_vendor):
    def step(apps, schema_editor):
        for table in FROZEN:
            for statement in by_vendor[schema_editor.connection.vendor](table):
                schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": _sqlite, "postgresql": _postgresql}),
            _run({"sqlite": _drop_sqlite, "postgresql": _drop_postgresql}),
        )
    ]
