"""A recording and its tombstone cannot be changed or deleted: the databases refuse it themselves."""

from django.db import migrations

RECORDING, DESTRUCTION = "evidence_recording", "evidence_recordingdestruction"
FROZEN = (
    "uid", "agency_id", "legal_subject_id", "camera_id", "officer_id", "serial", "officer_said", "clock_starts_at",
    "clock_ends_at", "offset_seconds", "starts_at", "ends_at", "trust", "place", "docked_at", "docked_by_id", "filename",
    "media_type", "size", "sm3", "sha256", "flaw",
    "act_uid",
)
OF_TOMBSTONE = (
    "recording_id", "sha256", "reason", "retention", "proposed_by_id", "proposed_at",
)


def _changed(differs, columns):
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def _rules(differs):
    """Table, what is not allowed on an update, what is said."""
    approved = f"OLD.state = 'APPROVED' OR {_changed(differs, OF_TOMBSTONE)}"
    return ((RECORDING, _changed(differs, FROZEN)), (DESTRUCTION, approved))


def _freeze(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, changed in _rules("IS NOT" if sqlite else "IS DISTINCT FROM"):
        if sqlite:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} WHEN {changed} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: originals are untouched'); END"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: originals are kept'); END"
            )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{table}: originals are untouched' USING ERRCODE = '23001'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
            f"EXECUTE FUNCTION {table}_frozen()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        )


def _thaw(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table, _ in _rules("IS NOT"):
        of = "" if sqlite else f" ON {table}"
        schema_editor.execute(f"DROP TRIGGER {table}_frozen{of}")
        schema_editor.execute(f"DROP TRIGGER {table}_kept{of}")
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION {table}_frozen()")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0005_recordings")]
    operations = [migrations.RunPython(_freeze, _thaw)]
