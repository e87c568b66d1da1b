"""What is public: matters, records with their versions, words they are found by, and a log that only grows."""

import django.db.models.deletion
import hengtu.cases.models.search
from django.db import migrations, models


# Words without positions and sizes, as for cases: nothing is asked but which rows have these words.
WORDS = "portal_publicwords"
SQLITE = (
    f"CREATE VIRTUAL TABLE {WORDS}_words USING fts5(words, content='{WORDS}', content_rowid='key', "
    "tokenize=\"ascii tokenchars '_'\", detail='none', columnsize=0)",
    f"CREATE TRIGGER {WORDS}_added AFTER INSERT ON {WORDS} BEGIN "
    f"INSERT INTO {WORDS}_words (rowid, words) VALUES (NEW.key, NEW.words); END",
    f"CREATE TRIGGER {WORDS}_gone AFTER DELETE ON {WORDS} BEGIN "
    f"INSERT INTO {WORDS}_words ({WORDS}_words, rowid, words) VALUES ('delete', OLD.key, OLD.words); END",
    f"CREATE TRIGGER {WORDS}_changed AFTER UPDATE ON {WORDS} BEGIN "
    f"INSERT INTO {WORDS}_words ({WORDS}_words, rowid, words) VALUES ('delete', OLD.key, OLD.words); "
    f"INSERT INTO {WORDS}_words (rowid, words) VALUES (NEW.key, NEW.words); END",
)
POSTGRESQL = (f"CREATE INDEX {WORDS}_words ON {WORDS} USING gin (words)",)
# The log only grows; what went out as a record stays as it went out.
FROZEN = {"portal_publiclogentry": "number = NEW.number", "portal_publicloghead": "number = NEW.number"}
SAID = "公示日志只能追加，不能修改或者删除。"
TEXT_MOVED = "NEW.text <> OLD.text OR NEW.sm3 <> OLD.sm3 OR NEW.ref <> OLD.ref OR NEW.version <> OLD.version"
TEXT_SAID = "已经制作的公示内容不能修改，请制作新的版本。"


def lay(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (*POSTGRESQL, *_on_postgresql()) if postgresql else (*SQLITE, *_on_sqlite()):
        schema_editor.execute(statement, params=None)


def lift(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in (*FROZEN, "portal_publicrecord"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_guarded ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS portal_refuse() CASCADE")
    else:
        schema_editor.execute(f"DROP TABLE {WORDS}_words")


def _on_sqlite():
    for table, same in FROZEN.items():
        exists = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"
        for name, event, when in (("replaced", "INSERT", f"WHEN {exists}"), ("updated", "UPDATE", ""), ("deleted", "DELETE", "")):
            yield f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    yield (
        f"CREATE TRIGGER portal_publicrecord_kept BEFORE UPDATE ON portal_publicrecord WHEN {TEXT_MOVED} "
        f"BEGIN SELECT RAISE(ABORT, '{TEXT_SAID}'); END"
    )


def _on_postgresql():
    yield (
        "CREATE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{SAID}'; END $$"
    )
    for table in FROZEN:
        yield (
            f"CREATE TRIGGER {table}_guarded BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION portal_refuse()"
        )
        yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_guarded"
        yield (
            f"CREATE TRIGGER {table}_kept BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION portal_refuse()"
        )
    yield (
        f"CREATE TRIGGER portal_publicrecord_guarded BEFORE UPDATE ON portal_publicrecord FOR EACH ROW WHEN ({TEXT_MOVED})"
        " EXECUTE FUNCTION portal_refuse()"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_advisers'),
        ('portal', '0001_tries'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicLogEntry',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='序号')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('event', models.CharField(choices=[('published', '公开'), ('changed', '变更'), ('withdrawn', '撤回'), ('withheld', '不予公开（件数）'), ('expired', '期满')], max_length=10, verbose_name='事项')),
                ('ref', models.CharField(blank=True, db_index=True, max_length=32, verbose_name='公示编号')),
                ('sm3', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='SM3')),
                ('canonical', models.TextField(verbose_name='规范文本')),
                ('hash', models.CharField(max_length=64, verbose_name='摘要')),
            ],
            options={
                'verbose_name': '公示日志',
                'verbose_name_plural': '公示日志',
            },
        ),
        migrations.CreateModel(
            name='PublicLogHead',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name='编号')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('first', models.PositiveBigIntegerField(verbose_name='第一条')),
                ('last', models.PositiveBigIntegerField(verbose_name='最后一条')),
                ('canonical', models.TextField(verbose_name='规范文本')),
                ('hash', models.CharField(max_length=64, verbose_name='摘要')),
                ('algorithm', models.CharField(max_length=16, verbose_name='签名算法')),
                ('public_key', models.CharField(max_length=200, verbose_name='公钥')),
                ('signature', models.CharField(max_length=400, verbose_name='签名')),
            ],
            options={
                'verbose_name': '公示日志签名',
                'verbose_name_plural': '公示日志签名',
            },
        ),
        migrations.CreateModel(
            name='PublicMatter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legal_subject_id', models.BigIntegerField(editable=False, verbose_name='执法主体')),
                ('province_id', models.BigIntegerField(editable=False, null=True, verbose_name='省级机构')),
                ('city_id', models.BigIntegerField(editable=False, null=True, verbose_name='市级机构')),
                ('county_id', models.BigIntegerField(editable=False, null=True, verbose_name='县级机构')),
                ('station_id', models.BigIntegerField(editable=False, null=True, verbose_name='基层站所')),
                ('stream_id', models.UUIDField(db_index=True, verbose_name='案件')),
                ('act_uid', models.UUIDField(unique=True, verbose_name='决定')),
                ('about', models.CharField(max_length=8, verbose_name='哪一种')),
                ('kind', models.CharField(max_length=40, verbose_name='行为')),
                ('decided_on', models.DateField(verbose_name='决定日')),
                ('due_on', models.DateField(null=True, verbose_name='公开期限')),
                ('alarm_on', models.DateField(null=True, verbose_name='提醒日')),
                ('state', models.CharField(choices=[('WAITING', '等待公开'), ('CHECK', '需要核对'), ('PUBLISHED', '已公开'), ('WITHHELD', '不予公开'), ('TO_WITHDRAW', '等待撤回'), ('WITHDRAWN', '已撤回'), ('EXPIRED', '已期满'), ('DROPPED', '不必公开')], default='WAITING', max_length=12, verbose_name='状态')),
                ('done_on', models.DateField(null=True, verbose_name='公开日')),
                ('withheld_on', models.DateField(null=True, verbose_name='决定不予公开日')),
                ('withheld_ground', models.CharField(blank=True, max_length=40, verbose_name='不予公开的情形')),
                ('review_on', models.DateField(null=True, verbose_name='复查日')),
                ('withdraw_by', models.DateField(null=True, verbose_name='撤回期限')),
                ('findings', models.JSONField(default=list, verbose_name='需要核对的')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='机构')),
            ],
            options={
                'verbose_name': '公示事项',
                'verbose_name_plural': '公示事项',
            },
        ),
        migrations.CreateModel(
            name='PublicRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=32, verbose_name='公示编号')),
                ('party_uid', models.CharField(blank=True, max_length=64, verbose_name='当事人')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='版本')),
                ('number', models.CharField(blank=True, db_index=True, max_length=120, verbose_name='决定书文号')),
                ('text', models.TextField(verbose_name='公开的内容')),
                ('sm3', models.CharField(max_length=64, verbose_name='SM3')),
                ('state', models.CharField(choices=[('PREPARED', '待公开'), ('PUBLIC', '公开'), ('REPLACED', '已有新版本'), ('WITHDRAWN', '已撤回'), ('EXPIRED', '已期满')], default='PREPARED', max_length=10, verbose_name='状态')),
                ('published_at', models.DateTimeField(null=True, verbose_name='公开时间')),
                ('month', models.CharField(blank=True, max_length=7, verbose_name='公开月份')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='停止公开时间')),
                ('why', models.CharField(blank=True, max_length=1000, verbose_name='停止公开的原因')),
                ('expires_on', models.DateField(verbose_name='公开到')),
                ('retention_source', models.CharField(blank=True, max_length=300, verbose_name='公开年限的来源')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='执法机关')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='portal.publicmatter', verbose_name='公示事项')),
            ],
            options={
                'verbose_name': '公示内容',
                'verbose_name_plural': '公示内容',
            },
        ),
        migrations.CreateModel(
            name='PublicWords',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='排序号')),
                ('agency_id', models.BigIntegerField(verbose_name='执法机关')),
                ('words', hengtu.cases.models.search.WordsField(verbose_name='检索词')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='portal.publicrecord', verbose_name='公示内容')),
            ],
            options={
                'verbose_name': '公示检索词',
                'verbose_name_plural': '公示检索词',
            },
        ),
        migrations.CreateModel(
            name='PublicationOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('legal_subject_id', models.BigIntegerField(editable=False, verbose_name='执法主体')),
                ('province_id', models.BigIntegerField(editable=False, null=True, verbose_name='省级机构')),
                ('city_id', models.BigIntegerField(editable=False, null=True, verbose_name='市级机构')),
                ('county_id', models.BigIntegerField(editable=False, null=True, verbose_name='县级机构')),
                ('station_id', models.BigIntegerField(editable=False, null=True, verbose_name='基层站所')),
                ('automatic', models.BooleanField(verbose_name='自动公开')),
                ('effective_from', models.DateField(verbose_name='生效日')),
                ('ordered_by', models.CharField(max_length=100, verbose_name='由谁决定')),
                ('ordered_at', models.DateTimeField(verbose_name='决定时间')),
                ('act_uid', models.UUIDField(unique=True, verbose_name='行为')),
                ('reason', models.CharField(max_length=500, verbose_name='理由')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency', verbose_name='机构')),
            ],
            options={
                'verbose_name': '自动公开的决定',
                'verbose_name_plural': '自动公开的决定',
                'indexes': [models.Index(fields=['legal_subject_id', '-effective_from', '-id'], name='portal_order_latest')],
            },
        ),
        migrations.AddIndex(
            model_name='publicmatter',
            index=models.Index(fields=['legal_subject_id', 'state', 'due_on'], name='portal_matter_subject'),
        ),
        migrations.AddIndex(
            model_name='publicmatter',
            index=models.Index(fields=['legal_subject_id', 'due_on'], name='portal_matter_month'),
        ),
        migrations.AddIndex(
            model_name='publicmatter',
            index=models.Index(fields=['state', 'due_on'], name='portal_matter_state'),
        ),
        migrations.AddIndex(
            model_name='publicrecord',
            index=models.Index(condition=models.Q(('state', 'PUBLIC')), fields=['month', 'id'], name='portal_record_month'),
        ),
        migrations.AddIndex(
            model_name='publicrecord',
            index=models.Index(condition=models.Q(('state', 'PUBLIC')), fields=['expires_on'], name='portal_record_expiring'),
        ),
        migrations.AddIndex(
            model_name='publicrecord',
            index=models.Index(fields=['sm3'], name='portal_record_sm3'),
        ),
        migrations.AddConstraint(
            model_name='publicrecord',
            constraint=models.UniqueConstraint(fields=('ref', 'version'), name='portal_record_version'),
        ),
        migrations.AddConstraint(
            model_name='publicrecord',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'PUBLIC')), fields=('ref',), name='portal_record_one_public'),
        ),
        migrations.AddIndex(
            model_name='publicwords',
            index=models.Index(fields=['agency_id', 'key'], name='portal_words_agency'),
        ),
        migrations.RunPython(lay, lift),
    ]
