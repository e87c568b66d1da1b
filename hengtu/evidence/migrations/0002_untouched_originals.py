"""An original and what was recorded when it was taken cannot be changed or deleted: the databases refuse it themselves."""

from django.db import migrations

TABLE = "evidence_exhibit"
FROZEN = (
    "uid", "stream_id", "seq", "kind", "title", "proof_purpose", "collected_at", "recorded_at", "place", "latitude",
    "longitude", "source", "filename", "media_type", "size", "sm3", "sha256", "original_key",
)


def _changed(differs, collectors):
    return " OR ".join([*(f"NEW.{column} {differs} OLD.{column}" for column in FROZEN), collectors])


def _freeze(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        changed = _changed("IS NOT", "NEW.collectors IS NOT OLD.collectors")
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} WHEN {changed} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE}: originals are untouched'); END"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE}: originals are kept'); END"
        )
        return
    changed = _changed("IS DISTINCT FROM", "NEW.collectors::text IS DISTINCT FROM OLD.collectors::text")
    schema_editor.execute(
        f"CREATE FUNCTION {TABLE}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{TABLE}: originals are untouched' USING ERRCODE = '23001'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_frozen BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {TABLE}_frozen()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_kept BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_frozen()"
    )


def _thaw(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {TABLE}_frozen")
        schema_editor.execute(f"DROP TRIGGER {TABLE}_kept")
        return
    schema_editor.execute(f"DROP TRIGGER {TABLE}_frozen ON {TABLE}")
    schema_editor.execute(f"DROP TRIGGER {TABLE}_kept ON {TABLE}")
    schema_editor.execute(f"DROP FUNCTION {TABLE}_frozen()")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(_freeze, _thaw)]
