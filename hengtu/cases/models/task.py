"""What there is to do on each case. Every row follows from acts alone and is rebuilt exactly by ``hengtu rebuild``."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet, ScopedQuerySet
from hengtu.cases.models.case import EnforcementCase


class CaseTask(AgencyScoped):
    """One act a case waits for (待办). Grain: one row per case and kind of act.

    ``role`` is the post whose hand is due (``agencies.Role``). ``sort_on`` is ``due_on``, or a day far off where no
    number is fixed, so that one index serves the order. ``cause``, ``cause_by`` and ``since_on`` tell which act
    brought the task about, who did it, and when.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="tasks", verbose_name="案件")
    kind = models.CharField("行为种类", max_length=64)
    role = models.CharField("轮到的岗位", max_length=32)
    ready_on = models.DateField("最早可办日", null=True)
    due_on = models.DateField("届满日", null=True)
    term = models.CharField("期限", max_length=40, blank=True)
    sort_on = models.DateField("排序日")
    cause = models.CharField("由哪种行为引起", max_length=64)
    cause_by = models.CharField("谁作出", max_length=100, blank=True)
    since_on = models.DateField("哪天起")

    objects = AgencyScopedQuerySet["CaseTask"].as_manager()

    class Meta:
        verbose_name = "待办"
        verbose_name_plural = "待办"
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="cases_task_once")]
        indexes = [
            models.Index(fields=["legal_subject_id", "role", "sort_on", "id"], name="cases_task_subject"),
            models.Index(fields=["agency", "role", "sort_on", "id"], name="cases_task_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class TaskHandQuerySet(ScopedQuerySet["TaskHand"]):
    """Rows of the tasks an account may see: the scope is the task's."""

    scope_columns = {
        column: f"task__{column}"
        for column in ("legal_subject_id", "province_id", "city_id", "county_id", "station_id")
    }


class TaskHand(models.Model):
    """One person who sees to a task: an officer who handles the case, the host of a hearing.

    Grain: one row per task and account. ``sort_on`` repeats the task's, so that a personal list is read in order.
    """

    task = models.ForeignKey(CaseTask, on_delete=models.CASCADE, related_name="hands", verbose_name="待办")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name="账号"
    )
    sort_on = models.DateField("排序日")

    objects = TaskHandQuerySet.as_manager()

    class Meta:
        verbose_name = "待办的人"
        verbose_name_plural = "待办的人"
        constraints = [models.UniqueConstraint(fields=["task", "account"], name="cases_task_hand_once")]
        indexes = [models.Index(fields=["account", "sort_on", "task"], name="cases_task_mine")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.sort_on}"
