"""A draft says for which division of its agency it is: bodies that straddle provinces have several."""

from django.db import migrations, models


def fill(apps, schema_editor):
    drafts = apps.get_model("rulesets", "BenchmarkDraft")
    for draft in drafts.objects.filter(division="").select_related("agency").iterator():
        drafts.objects.filter(pk=draft.pk).update(division=draft.agency.division_code)


class Migration(migrations.Migration):
    dependencies = [("rulesets", "0005_calendar_drafts")]
    operations = [
        migrations.AddField(
            model_name="benchmarkdraft",
            name="division",
            field=models.CharField(default="", max_length=6, verbose_name="行政区划代码"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
