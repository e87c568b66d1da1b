"""When an entry of the public log was written, beside when it happened; entries from before do not say it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_agents")]

    operations = [
        migrations.AlterField("publiclogentry", "at", models.DateTimeField(verbose_name="发生时间")),
        migrations.AddField("publiclogentry", "entered_at", models.DateTimeField(null=True, verbose_name="记入时间")),
    ]
