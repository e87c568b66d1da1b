"""What is written stays written: triggers on both engines, and the reading order on PostgreSQL.

On SQLite ``INSERT OR REPLACE`` deletes without firing delete triggers, so inserts over an existing row are refused too.
On PostgreSQL the triggers fire ``ALWAYS``, in replication sessions as well, and ``TRUNCATE`` is refused.
"""

from django.db import migrations

# table -> what makes a row the same row
FROZEN = {
    "ledger_act": ("id = NEW.id", "uid = NEW.uid", "stream_id = NEW.stream_id AND seq = NEW.seq", "key = NEW.key"),
    "ledger_actconcern": ("id = NEW.id", "act_id = NEW.act_id AND stream_id = NEW.stream_id"),
    "ledger_tombstone": ("act_id = NEW.act_id", "erased_by_id = NEW.erased_by_id"),
    "ledger_checkpoint": ("number = NEW.number",),
    "ledger_checkpointhead": ("id = NEW.id", "checkpoint_id = NEW.checkpoint_id AND leaf = NEW.leaf"),
    "ledger_accessentry": ("id = NEW.id", "day_id = NEW.day_id AND seq = NEW.seq"),
}
MOVING = {"ledger_payload": ("act_id = NEW.act_id",), "ledger_stream": ("uid = NEW.uid",), "ledger_accessday": ("day = NEW.day",)}
SAID = "台账只能追加，不能修改或者删除（{table}）。请以新的行为更正。"

ERASED_LAWFULLY = (
    "NEW.act_id = OLD.act_id AND OLD.body IS NOT NULL AND NEW.body IS NULL AND NEW.salt IS NULL"
    " AND EXISTS (SELECT 1 FROM ledger_tombstone t WHERE t.act_id = OLD.act_id)"
)
STREAM_WENT_BACK = (
    "NEW.uid <> OLD.uid OR NEW.kind <> OLD.kind OR NEW.head_seq < OLD.head_seq OR NEW.head_position < OLD.head_position"
    " OR (NEW.head_seq = OLD.head_seq AND NEW.head_hash <> OLD.head_hash)"
)
DAY_WENT_BACK = (
    "NEW.day <> OLD.day OR NEW.head_seq < OLD.head_seq OR (NEW.head_seq = OLD.head_seq AND NEW.head_hash <> OLD.head_hash)"
)
STREAM_IN_USE = "OLD.head_seq > 0"


def _on_sqlite():
    for table, same in {**FROZEN, **MOVING}.items():
        exists = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {row})" for row in same)
        yield _sqlite(table, "replaced", "INSERT", f"WHEN {exists}")
        yield _sqlite(table, "deleted", "DELETE", f"WHEN {STREAM_IN_USE}" if table == "ledger_stream" else "")
    for table in FROZEN:
        yield _sqlite(table, "updated", "UPDATE", "")
    yield _sqlite("ledger_payload", "updated", "UPDATE", f"WHEN NOT ({ERASED_LAWFULLY})")
    yield _sqlite("ledger_stream", "updated", "UPDATE", f"WHEN {STREAM_WENT_BACK}")
    yield _sqlite("ledger_accessday", "updated", "UPDATE", f"WHEN {DAY_WENT_BACK}")


def _sqlite(table, name, event, when):
    said = SAID.format(table=table)
    return f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def _on_postgresql():
    yield (
        "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = replace('{SAID}', '{{table}}', TG_TABLE_NAME);"
        " END $$"
    )
    yield (
        "CREATE FUNCTION ledger_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {ERASED_LAWFULLY} THEN RETURN NEW; END IF;"
        f" RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = replace('{SAID}', '{{table}}', TG_TABLE_NAME);"
        " END $$"
    )
    for table in [*FROZEN, *MOVING]:
        yield from _postgresql(table, "truncated", "TRUNCATE", "FOR EACH STATEMENT", "ledger_refuse")
        when = f" WHEN ({STREAM_IN_USE})" if table == "ledger_stream" else ""
        yield from _postgresql(table, "deleted", "DELETE", f"FOR EACH ROW{when}", "ledger_refuse")
    for table in FROZEN:
        yield from _postgresql(table, "updated", "UPDATE", "FOR EACH ROW", "ledger_refuse")
    yield from _postgresql("ledger_payload", "updated", "UPDATE", "FOR EACH ROW", "ledger_erase_only")
    yield from _postgresql("ledger_stream", "updated", "UPDATE", f"FOR EACH ROW WHEN ({STREAM_WENT_BACK})", "ledger_refuse")
    yield from _postgresql("ledger_accessday", "updated", "UPDATE", f"FOR EACH ROW WHEN ({DAY_WENT_BACK})", "ledger_refuse")
    yield "CREATE INDEX ledger_act_reading ON ledger_act (position, id)"


def _postgresql(table, name, event, each, function):
    yield f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {each} EXECUTE FUNCTION {function}()"
    yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}"


def guard(apps, schema_editor):
    statements = _on_postgresql() if schema_editor.connection.vendor == "postgresql" else _on_sqlite()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unguard(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    names = ("truncated", "deleted", "updated") if on_postgresql else ("replaced", "deleted", "updated")
    for table in [*FROZEN, *MOVING]:
        for name in names:
            schema_editor.execute(f"DROP TRIGGER {table}_{name}" + (f" ON {table}" if on_postgresql else ""))
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION ledger_refuse(); DROP FUNCTION ledger_erase_only(); DROP INDEX ledger_act_reading")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
