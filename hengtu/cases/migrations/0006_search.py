"""The words cases are found by: a tsvector with its index on PostgreSQL, a full-text table beside on SQLite."""

import django.db.models.deletion
from django.db import migrations, models

import hengtu.cases.models.search

# Words without positions and sizes: nothing is asked but "which rows have these words". The ascii tokenizer takes
# every character beyond ASCII as part of a word, also those that no table of Unicode in the engine knows yet.
SQLITE = (
    "CREATE VIRTUAL TABLE cases_casesearch_words USING fts5(words, content='cases_casesearch', content_rowid='key', "
    "tokenize=\"ascii tokenchars '_'\", detail='none', columnsize=0)",
    "CREATE TRIGGER cases_casesearch_added AFTER INSERT ON cases_casesearch BEGIN "
    "INSERT INTO cases_casesearch_words (rowid, words) VALUES (NEW.key, NEW.words); END",
    "CREATE TRIGGER cases_casesearch_gone AFTER DELETE ON cases_casesearch BEGIN "
    "INSERT INTO cases_casesearch_words (cases_casesearch_words, rowid, words) "
    "VALUES ('delete', OLD.key, OLD.words); END",
    "CREATE TRIGGER cases_casesearch_changed AFTER UPDATE ON cases_casesearch BEGIN "
    "INSERT INTO cases_casesearch_words (cases_casesearch_words, rowid, words) "
    "VALUES ('delete', OLD.key, OLD.words); "
    "INSERT INTO cases_casesearch_words (rowid, words) VALUES (NEW.key, NEW.words); END",
)
SQLITE_BACK = (
    "DROP TRIGGER cases_casesearch_changed",
    "DROP TRIGGER cases_casesearch_gone",
    "DROP TRIGGER cases_casesearch_added",
    "DROP TABLE cases_casesearch_words",
)
POSTGRESQL = ("CREATE INDEX cases_casesearch_words ON cases_casesearch USING gin (words)",)
POSTGRESQL_BACK = ("DROP INDEX cases_casesearch_words",)


def _run(by_vendor):
    def step(apps, schema_editor):
        for statement in by_vendor[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_tasks"), ("ledger", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="CaseSearch",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="排序号")),
                ("words", hengtu.cases.models.search.WordsField(verbose_name="检索词")),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.stream",
                        verbose_name="行为链",
                    ),
                ),
            ],
            options={"verbose_name": "检索词", "verbose_name_plural": "检索词"},
        ),
        migrations.RunPython(
            _run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            _run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        ),
    ]
