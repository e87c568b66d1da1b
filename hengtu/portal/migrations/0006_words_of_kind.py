"""What is public is found by its kind as well; records from before get that word. Running it again adds nothing."""

from django.db import migrations

SQLITE = (
    "UPDATE portal_publicwords SET words = words || ' _kind_' || ({kind}) "
    "WHERE instr(words, '_kind_') = 0",
)
POSTGRESQL = (
    "UPDATE portal_publicwords SET words = words || array_to_tsvector(ARRAY['_kind_' || ({kind})]) "
    "WHERE NOT words @@ ('_kind_' || ({kind}))::tsquery",
)
KIND = (
    "SELECT m.kind FROM portal_publicrecord r JOIN portal_publicmatter m ON m.id = r.matter_id "
    "WHERE r.id = portal_publicwords.record_id"
)


def add(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        schema_editor.execute(statement.format(kind=KIND), params=None)


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_log_entered")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
