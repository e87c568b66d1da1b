"""What is handed over of a case to one platform, version by version, and the packages it goes in."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.models.scoped import scope_indexes
from hengtu.agencies.scope import AgencyScopedQuerySet, reach_of
from hengtu.exchange.format_values import Format
from hengtu.subjects.fields import EncryptedTextField

CONTENT_PURPOSE = "exchange.record.content"


class RecordAction(models.TextChoices):
    """What the receiver is to do with it. Deletion is logical: a withdrawn record says that the last one is void."""

    NEW = "NEW", "新增"
    CHANGED = "CHANGED", "变更"
    WITHDRAWN = "WITHDRAWN", "撤回"


class RecordState(models.TextChoices):
    """How far one version has come."""

    FAILING = "FAILING", "检查没有通过"
    WAITING = "WAITING", "等着报送"
    PACKED = "PACKED", "已经打包"
    HANDED = "HANDED", "已交给平台，等回执"
    RECEIVED = "RECEIVED", "平台已接收"
    REFUSED = "REFUSED", "平台退回"


M = TypeVar("M", bound=models.Model)


class PlatformQuerySet(AgencyScopedQuerySet[M]):
    """Rows of platforms: who may see them hangs on the role as well, and each platform says on which."""

    def of_platform(self, account: Any, made: Format, on: date) -> Self:
        """Keep the rows of one platform that the account may look at on a day."""
        return self.filter(format=made.id)._within(reach_of(account, on, roles=made.seen_by))

    def in_duty_of(self, account: Any, made: Format, on: date) -> Self:
        """Keep the rows of one platform that the account hands over and takes receipts for on a day."""
        return self.filter(format=made.id)._within(reach_of(account, on, to_work=True, roles=made.duty))


NOT_SENT = (RecordState.FAILING, RecordState.WAITING)
SENT = (RecordState.PACKED, RecordState.HANDED, RecordState.RECEIVED, RecordState.REFUSED)


class PackageState(models.TextChoices):
    """How far a package has come; what its records say follows from its receipts."""

    PRODUCED = "PRODUCED", "已生成，还没有交给平台"
    HANDED = "HANDED", "已交给平台，等回执"
    RECEIVED = "RECEIVED", "全部接收"
    PARTLY = "PARTLY", "部分退回"
    REFUSED = "REFUSED", "全部退回"


class ExportPackage(AgencyScoped):
    """One numbered package of one legal subject for one platform. Its bytes follow from its records and never change.

    ``sm3`` is the digest of the file, ``manifest`` the canonical text that was signed. ``seq`` has no gaps per legal
    subject and format.
    """

    format = models.CharField("报送格式", max_length=24)
    spec = models.CharField("格式版本", max_length=80)
    seq = models.PositiveIntegerField("序号")
    number = models.CharField("包号", max_length=80, unique=True)
    made_at = models.DateTimeField("生成时间")
    made_by = models.CharField("生成人", max_length=100)
    records_count = models.PositiveIntegerField("记录数")
    filename = models.CharField("文件名", max_length=120)
    size = models.PositiveBigIntegerField("大小（字节）")
    sm3 = models.CharField("SM3", max_length=64)
    manifest = models.TextField("清单")
    state = models.CharField("状态", max_length=12, choices=PackageState, default=PackageState.PRODUCED)
    handed_at = models.DateTimeField("交给平台的时间", null=True)
    handed_by = models.CharField("交付人", max_length=100, blank=True)

    objects = PlatformQuerySet["ExportPackage"].as_manager()

    class Meta:
        verbose_name = "报送包"
        verbose_name_plural = "报送包"
        constraints = [
            models.UniqueConstraint(fields=["legal_subject_id", "format", "seq"], name="exchange_package_seq_once"),
            models.CheckConstraint(
                condition=Q(handed_at=None, handed_by="") | Q(handed_at__isnull=False),
                name="exchange_package_handed",
            ),
        ]
        indexes = [models.Index(fields=["legal_subject_id", "format", "-seq"], name="exchange_package_newest")]

    def __str__(self) -> str:
        return self.number


class ExportRecord(AgencyScoped):
    """One version of one record of a case for one platform. Grain: format, record type, source id, version.

    A version that has not been packed follows the case; once packed its content never changes, and a change of the
    case makes the next version. ``content`` is the canonical JSON of the fields, encrypted, emptied when what it comes
    from is lawfully erased; ``sm3`` stays. ``position`` is its line in the package.
    """

    format = models.CharField("报送格式", max_length=24)
    record_type = models.CharField("记录种类", max_length=24)
    source_id = models.CharField("记录标识", max_length=160)
    version = models.PositiveIntegerField("版本")
    case_uid = models.UUIDField("案件", db_index=True)
    action = models.CharField("动作", max_length=12, choices=RecordAction)
    content = EncryptedTextField("内容", purpose=CONTENT_PURPOSE, blank=True)
    sm3 = models.CharField("SM3", max_length=64)
    spec = models.CharField("格式版本", max_length=80)
    acts = models.JSONField("来自哪些行为", default=list)
    problems = models.JSONField("检查结果", default=list)
    reason = models.CharField("撤回或者重报的理由", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=RecordState)
    is_newest = models.BooleanField("最新一版", default=True)
    due_on = models.DateField("最迟报送日", null=True)
    produced_at = models.DateTimeField("生成时间")
    erased = models.BooleanField("内容已依法删除", default=False)
    package = models.ForeignKey(
        ExportPackage, on_delete=models.PROTECT, null=True, related_name="records", verbose_name="报送包"
    )
    position = models.PositiveIntegerField("包内序号", null=True)
    answered_at = models.DateTimeField("回执时间", null=True)
    answer_code = models.CharField("回执代码", max_length=40, blank=True)
    answer_field = models.CharField("回执指出的字段", max_length=60, blank=True)
    answer = models.CharField("回执说明", max_length=500, blank=True)

    objects = PlatformQuerySet["ExportRecord"].as_manager()

    class Meta:
        verbose_name = "报送记录"
        verbose_name_plural = "报送记录"
        constraints = [
            models.UniqueConstraint(
                fields=["format", "record_type", "source_id", "version"], name="exchange_record_version_once"
            ),
            models.UniqueConstraint(
                fields=["format", "record_type", "source_id"],
                condition=Q(is_newest=True),
                name="exchange_record_one_newest",
            ),
            models.CheckConstraint(
                condition=Q(package=None, state__in=["FAILING", "WAITING"])
                | Q(package__isnull=False, state__in=["PACKED", "HANDED", "RECEIVED", "REFUSED"]),
                name="exchange_record_state_fits_package",
            ),
        ]
        indexes = [
            *scope_indexes("exchange_rec", ["format", "state", "id"], condition=Q(is_newest=True)),
            models.Index(fields=["package", "position"], name="exchange_record_in_package"),
            models.Index(fields=["format", "case_uid"], name="exchange_record_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.record_type} {self.source_id} v{self.version}"


class ReceiptLine(AgencyScoped):
    """One line of a receipt as it came in, kept even where it fits nothing. Grain: one row per distinct line.

    ``digest`` is the SM3 of the line and of who took it in, so that the same line again is one row.
    """

    format = models.CharField("报送格式", max_length=24, blank=True)
    package_number = models.CharField("包号", max_length=80)
    record_type = models.CharField("记录种类", max_length=24, blank=True)
    source_id = models.CharField("记录标识", max_length=160, blank=True)
    version = models.PositiveIntegerField("版本", null=True)
    result = models.CharField("结果", max_length=12)
    code = models.CharField("代码", max_length=40, blank=True)
    field = models.CharField("字段", max_length=60, blank=True)
    message = models.CharField("说明", max_length=500, blank=True)
    answered_at = models.DateTimeField("平台回执时间")
    taken_at = models.DateTimeField("收到时间")
    taken_by = models.CharField("录入人", max_length=100)
    digest = models.CharField("摘要", max_length=64, unique=True)
    package = models.ForeignKey(
        ExportPackage, on_delete=models.PROTECT, null=True, related_name="receipts", verbose_name="报送包"
    )
    fits = models.BooleanField("对得上", default=True)

    objects = PlatformQuerySet["ReceiptLine"].as_manager()

    class Meta:
        verbose_name = "回执"
        verbose_name_plural = "回执"

    def __str__(self) -> str:
        return f"{self.package_number} {self.record_type} {self.result}".strip()
