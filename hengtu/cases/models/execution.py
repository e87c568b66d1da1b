"""What is still to be carried out, and what was contested, as lists need them. Rows follow from acts alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.cases.models.case import EnforcementCase


class ExecutionPhase(AgencyScoped):
    """One stretch of days in the carrying out of a decision (执行阶段). Grain: one row per obligation and phase.

    ``party_uid`` and ``party_name`` say whose obligation it is where the case has several parties; empty with one, and
    for what was ordered of all.

    The phases of an obligation follow one another without a gap, so on any day exactly one of them holds; a list of a
    day reads no history. Columns are those of ``law.procedure.execution_phases.Phase``: ``first_on`` to ``last_on``
    inclusive, null: open; ``turns_on`` orders the list; ``basis`` articles apart by spaces.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="phases", verbose_name="案件")
    obligation = models.CharField("义务", max_length=8)
    party_uid = models.CharField("当事人编号", max_length=40, blank=True, default="")
    party_name = models.CharField("当事人", max_length=300, blank=True, default="")
    place = models.PositiveSmallIntegerField("次序")
    state = models.CharField("阶段", max_length=20)
    first_on = models.DateField("起")
    last_on = models.DateField("止", null=True)
    step = models.CharField("能办的行为", max_length=40, blank=True)
    is_ours = models.BooleanField("本机关能办")
    due_on = models.DateField("最后一天", null=True)
    turns_on = models.DateField("下一个日子", null=True)
    why = models.CharField("说明", max_length=600)
    then = models.CharField("接着", max_length=300, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    adds_from = models.DateField("加处罚款起算", null=True)
    pause = models.CharField("加处罚款为什么不计算", max_length=100, blank=True)

    objects = AgencyScopedQuerySet["ExecutionPhase"].as_manager()

    class Meta:
        verbose_name = "执行阶段"
        verbose_name_plural = "执行阶段"
        constraints = [
            models.UniqueConstraint(fields=["case", "obligation", "party_uid", "place"], name="cases_phase_once"),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__gte=models.F("first_on")), name="cases_phase_has_days"
            ),
        ]
        indexes = [*scope_indexes("phase", ["first_on", "last_on", "state"])]

    def __str__(self) -> str:
        return f"{self.state} {self.first_on}"


class RemedyContest(AgencyScoped):
    """One reconsideration or lawsuit (复议、诉讼). Grain: one row per contest, from its first act to its outcome.

    Columns are those of ``law.procedure.contests.Contest``; ``rate`` is the word it is counted under, "" while it runs.
    ``follow_ups`` holds ``{"kind", "zh", "due_on", "done_on"}`` each; ``waits_for`` is what the agency has to do next
    (a kind of act, "" nothing) and ``waits_until`` its last day.
    """

    case = models.ForeignKey(EnforcementCase, on_delete=models.CASCADE, related_name="contests", verbose_name="案件")
    contest = models.CharField("编号", max_length=64)
    kind = models.CharField("种类", max_length=16)
    body = models.CharField("复议机关、法院", max_length=200, blank=True)
    reference = models.CharField("案号", max_length=100, blank=True)
    applied_on = models.DateField("申请、起诉日")
    received_on = models.DateField("收到日", null=True)
    procedure = models.CharField("程序", max_length=16, blank=True)
    answer_due_on = models.DateField("答复期限", null=True)
    answered_on = models.DateField("答复日", null=True)
    outcome = models.CharField("结果", max_length=16, blank=True)
    rate = models.CharField("归类", max_length=16, blank=True)
    ended_on = models.DateField("结果收到日", null=True)
    follow_ups = models.JSONField("后续", default=list)
    waits_for = models.CharField("等办", max_length=40, blank=True)
    waits_until = models.DateField("最后一天", null=True)
    is_open = models.BooleanField("没有了结")

    objects = AgencyScopedQuerySet["RemedyContest"].as_manager()

    class Meta:
        verbose_name = "复议和诉讼"
        verbose_name_plural = "复议和诉讼"
        constraints = [models.UniqueConstraint(fields=["case", "contest"], name="cases_contest_once")]
        indexes = [
            *scope_indexes("contest", ["ended_on", "kind", "rate"]),
            models.Index(fields=["waits_until"], name="contest_waits", condition=~Q(waits_for="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.applied_on}"
