"""A published pack stays as it is: triggers on both engines, as for the acts of the ledger.

On SQLite ``INSERT OR REPLACE`` deletes without firing delete triggers, so inserts over an existing row are refused too.
On PostgreSQL the triggers fire ``ALWAYS``, in replication sessions as well, and ``TRUNCATE`` is refused.
"""

from django.db import migrations

TABLE = "rulesets_rulepack"
SAME = ("seq = NEW.seq", "name = NEW.name", "sha256 = NEW.sha256")
SAID = "规则包发布后不能修改或者删除。请发布新的版本，由施行日期接替旧的。"


def _on_sqlite():
    exists = " OR ".join(f"EXISTS (SELECT 1 FROM {TABLE} WHERE {row})" for row in SAME)
    for name, event, when in (("replaced", "INSERT", f"WHEN {exists}"), ("deleted", "DELETE", ""), ("updated", "UPDATE", "")):
        yield (
            f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} {when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def _on_postgresql():
    yield (
        "CREATE FUNCTION rulesets_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{SAID}'; END $$"
    )
    for name, event, each in (
        ("truncated", "TRUNCATE", "STATEMENT"), ("deleted", "DELETE", "ROW"), ("updated", "UPDATE", "ROW")
    ):
        yield f"CREATE TRIGGER {TABLE}_{name} BEFORE {event} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION rulesets_refuse()"
        yield f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {TABLE}_{name}"


def guard(apps, schema_editor):
    statements = _on_postgresql() if schema_editor.connection.vendor == "postgresql" else _on_sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for name in ("truncated", "deleted", "updated") if on_postgresql else ("replaced", "deleted", "updated"):
        schema_editor.execute(f"DROP TRIGGER {TABLE}_{name}" + (f" ON {TABLE}" if on_postgresql else ""))
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION rulesets_refuse()")


class Migration(migrations.Migration):
    dependencies = [("rulesets", "0001_rule_packs")]
    operations = [migrations.RunPython(guard, unguard)]
