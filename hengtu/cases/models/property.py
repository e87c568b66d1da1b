"""Case property as lists need it, and the counting of a store. Things are a projection; a count is what people did."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import Account, AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet


class CaseThing(AgencyScoped):
    """One thing of case property (涉案财物). Grain: one row per line of a measure's or registration's list.

    Follows from the acts alone and is rebuilt by ``hengtu rebuild``. ``thing`` is its identity in acts, ``code`` what
    stands on its label, ``holder`` the measure or list it lies under. ``is_open``: held, or its price waits.
    ``taken_on`` and ``ended_on`` are civil days, ``ended_on`` null while it is held; ``last_at`` is when the last act
    about it was recorded. ``proceeds_yuan`` null: not sold.
    """

    case = models.ForeignKey(
        "cases.EnforcementCase", on_delete=models.CASCADE, related_name="things", verbose_name="案件"
    )
    thing = models.CharField("标识", max_length=120, unique=True)
    code = models.CharField("标签码", max_length=16, unique=True)
    number = models.PositiveIntegerField("序号")
    name = models.CharField("名称", max_length=300)
    model = models.CharField("规格", max_length=100, blank=True)
    quantity = models.CharField("数量", max_length=60, blank=True)
    remark = models.CharField("特征", max_length=200, blank=True)
    holder = models.CharField("措施或者清单", max_length=100)
    holder_name = models.CharField("哪一项", max_length=200)
    standing = models.CharField("在哪里", max_length=16)
    how = models.CharField("怎样了结", max_length=20, blank=True)
    place = models.CharField("位置", max_length=200, blank=True)
    keeper = models.CharField("保管人标识", max_length=64, blank=True)
    keeper_name = models.CharField("保管人", max_length=100, blank=True)
    ledger_no = models.CharField("台账编号", max_length=60, blank=True)
    lent_to = models.CharField("借给", max_length=200, blank=True)
    back_by = models.DateField("归还日期", null=True)
    taken_on = models.DateField("取得日")
    last_at = models.DateTimeField("最近一次变动")
    ended_on = models.DateField("了结日", null=True)
    proceeds_yuan = models.DecimalField("价款", max_digits=14, decimal_places=2, null=True)
    is_open = models.BooleanField("没有了结")

    objects = AgencyScopedQuerySet["CaseThing"].as_manager()

    class Meta:
        verbose_name = "涉案财物"
        verbose_name_plural = "涉案财物"
        ordering = ("case_id", "holder", "number")
        indexes = [
            *scope_indexes("thing_open", ["standing", "taken_on", "id"], condition=Q(is_open=True)),
            models.Index(fields=["keeper", "is_open"], name="thing_of_keeper"),
        ]

    def __str__(self) -> str:
        return self.name


class StockTaking(AgencyScoped):
    """One counting of what is in a store (盘点). Grain: one row per count somebody began.

    ``place`` narrows it to one store, "" means everything the unit keeps. ``result`` is written when it is closed and
    says what the act in the chain says: expected, found, missing, too many; ``act_uid`` is that act.
    """

    uid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    place = models.CharField("场所", max_length=200, blank=True)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="盘点人")
    opened_at = models.DateTimeField("开始")
    closed_at = models.DateTimeField("结束", null=True)
    act_uid = models.UUIDField("行为", null=True)
    result = models.JSONField("结果", default=dict)

    objects = AgencyScopedQuerySet["StockTaking"].as_manager()

    class Meta:
        verbose_name = "盘点"
        verbose_name_plural = "盘点"
        indexes = [*scope_indexes("stock", ["-opened_at", "id"])]

    def __str__(self) -> str:
        return f"盘点 {self.place or '全部'}"


class StockScan(models.Model):
    """One code scanned or typed during a count. Grain: one row per count and code; the first scan counts.

    ``code`` is kept as it was read, whether or not it is a thing of the house: what is too many is a finding.
    """

    stock = models.ForeignKey(StockTaking, on_delete=models.CASCADE, related_name="scans", verbose_name="盘点")
    code = models.CharField("标签码", max_length=40)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name="扫码人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "盘点记录"
        verbose_name_plural = "盘点记录"
        constraints = [models.UniqueConstraint(fields=["stock", "code"], name="stock_code_once")]

    def __str__(self) -> str:
        return self.code
