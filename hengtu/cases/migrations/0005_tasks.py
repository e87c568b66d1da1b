import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0004_leads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("legal_subject_id", models.BigIntegerField(editable=False, verbose_name="执法主体")),
                ("province_id", models.BigIntegerField(editable=False, null=True, verbose_name="省级机构")),
                ("city_id", models.BigIntegerField(editable=False, null=True, verbose_name="市级机构")),
                ("county_id", models.BigIntegerField(editable=False, null=True, verbose_name="县级机构")),
                ("station_id", models.BigIntegerField(editable=False, null=True, verbose_name="基层站所")),
                ("kind", models.CharField(max_length=64, verbose_name="行为种类")),
                ("role", models.CharField(max_length=32, verbose_name="轮到的岗位")),
                ("ready_on", models.DateField(null=True, verbose_name="最早可办日")),
                ("due_on", models.DateField(null=True, verbose_name="届满日")),
                ("term", models.CharField(blank=True, max_length=40, verbose_name="期限")),
                ("sort_on", models.DateField(verbose_name="排序日")),
                ("cause", models.CharField(max_length=64, verbose_name="由哪种行为引起")),
                ("cause_by", models.CharField(blank=True, max_length=100, verbose_name="谁作出")),
                ("since_on", models.DateField(verbose_name="哪天起")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="机构",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="cases.enforcementcase",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "待办",
                "verbose_name_plural": "待办",
                "indexes": [
                    models.Index(fields=["legal_subject_id", "role", "sort_on", "id"], name="cases_task_subject"),
                    models.Index(fields=["agency", "role", "sort_on", "id"], name="cases_task_agency"),
                ],
                "constraints": [models.UniqueConstraint(fields=("case", "kind"), name="cases_task_once")],
            },
        ),
        migrations.CreateModel(
            name="TaskHand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_on", models.DateField(verbose_name="排序日")),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hands",
                        to="cases.casetask",
                        verbose_name="待办",
                    ),
                ),
            ],
            options={
                "verbose_name": "待办的人",
                "verbose_name_plural": "待办的人",
                "indexes": [models.Index(fields=["account", "sort_on", "task"], name="cases_task_mine")],
                "constraints": [models.UniqueConstraint(fields=("task", "account"), name="cases_task_hand_once")],
            },
        ),
    ]
