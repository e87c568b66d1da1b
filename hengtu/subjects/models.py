"""Who and what a case is about: parties, vehicles, vessels."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from hengtu.agencies.models import AgencyScoped
from hengtu.agencies.scope import AgencyScopedQuerySet
from hengtu.lib import masking
from hengtu.subjects.fields import EncryptedTextField, cipher_for


class PartyKind(models.TextChoices):
    """What a party is in law; thresholds for hearings and on-the-spot decisions hang on it."""

    NATURAL_PERSON = "NATURAL_PERSON", "自然人"
    INDIVIDUAL_BUSINESS = "INDIVIDUAL_BUSINESS", "个体工商户"
    LEGAL_PERSON = "LEGAL_PERSON", "法人"
    OTHER_ORGANISATION = "OTHER_ORGANISATION", "其他组织"


class IdDocument(models.TextChoices):
    """The document a natural person identifies himself with; only resident identity numbers have a check digit."""

    RESIDENT_ID = "RESIDENT_ID", "居民身份证"
    PASSPORT = "PASSPORT", "护照"
    TRAVEL_PERMIT = "TRAVEL_PERMIT", "港澳台居民来往内地通行证或居住证"
    MILITARY_ID = "MILITARY_ID", "军人身份证件"
    OTHER = "OTHER", "其他证件"


ID_NUMBER_PURPOSE = "subjects.party.id_number"
ADDRESS_PURPOSE = "subjects.party.address"
PHONE_PURPOSE = "subjects.party.phone"


class PartyQuerySet(AgencyScopedQuerySet["Party"]):
    """Parties; identity numbers are found by their keyed digest only."""

    def with_id_number(self, id_number: str) -> PartyQuerySet:
        """Keep the parties with exactly this identity number (already normalised)."""
        return self.filter(id_number_digest__in=cipher_for(ID_NUMBER_PURPOSE).digests(id_number))


class Party(AgencyScoped):
    """A party (当事人) as one agency registered it. Acts refer to it by ``uid`` and never hold its personal numbers.

    Personal numbers, address and phone are encrypted at rest; pages show the ``*_masked`` forms, and
    ``services.reveal_personal_data`` gives the full ones for a stated purpose.
    """

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类型", max_length=24, choices=PartyKind)
    name = models.CharField("姓名或名称", max_length=300, db_index=True)
    id_document = models.CharField("证件类型", max_length=16, choices=IdDocument, blank=True)
    id_number = EncryptedTextField("证件号码", purpose=ID_NUMBER_PURPOSE, blank=True)
    id_number_digest = models.CharField("证件号码检索值", max_length=64, blank=True, editable=False, db_index=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    legal_representative = models.CharField("法定代表人或负责人", max_length=100, blank=True)
    address = EncryptedTextField("住址或住所", purpose=ADDRESS_PURPOSE, blank=True)
    phone = EncryptedTextField("联系电话", purpose=PHONE_PURPOSE, blank=True)
    is_operator = models.BooleanField("从事经营活动", default=False)
    registered_at = models.DateTimeField("登记时间")

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = "当事人"
        verbose_name_plural = "当事人"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="subjects_party_has_a_name",
                violation_error_code="name_missing",
                violation_error_message="请填写当事人的姓名或名称。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="NATURAL_PERSON") | Q(credit_code=""),
                name="subjects_party_person_has_no_credit_code",
                violation_error_code="credit_code_of_person",
                violation_error_message="自然人没有统一社会信用代码；个体工商户请改选类型。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the digest in step with the number."""
        self.id_number_digest = cipher_for(ID_NUMBER_PURPOSE).digest(self.id_number) if self.id_number else ""
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_natural_person(self) -> bool:
        """Whether thresholds for citizens apply (an individual business is not one of them)."""
        return self.kind == PartyKind.NATURAL_PERSON

    @property
    def id_number_masked(self) -> str:
        """The identity number as pages show it."""
        return masking.mask_id_number(self.id_number)

    @property
    def phone_masked(self) -> str:
        """The phone number as pages show it."""
        return masking.mask_phone(self.phone)

    @property
    def address_masked(self) -> str:
        """The address as pages show it; that of an organisation is public."""
        return masking.mask_address(self.address) if self.has_private_address else self.address

    @property
    def has_private_address(self) -> bool:
        """Whether the address is someone's home."""
        return self.kind in {PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS}


CONTACT_PURPOSE = "subjects.contact.account"
MAIL_PURPOSE = "subjects.contact.mail_address"
RECIPIENT_PURPOSE = "subjects.contact.recipient"


class Medium(models.TextChoices):
    """By what an electronic paper reaches the party (CPL:90)."""

    SMS = "SMS", "手机短信"
    EMAIL = "EMAIL", "电子邮箱"
    MESSENGER = "MESSENGER", "即时通讯账号"
    FAX = "FAX", "传真"


class ServiceContact(AgencyScoped):
    """Where a party confirmed that papers reach it (送达地址). Acts name it by ``uid``; nothing of it is in a payload.

    Grain: one row per confirmation; never changed, a new confirmation is a new row.
    """

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    party_uid = models.CharField("当事人编号", max_length=36, db_index=True)
    medium = models.CharField("接收方式", max_length=16, choices=Medium, blank=True)
    account = EncryptedTextField("号码或者账号", purpose=CONTACT_PURPOSE, blank=True)
    mail_address = EncryptedTextField("邮寄地址", purpose=MAIL_PURPOSE, blank=True)
    recipient = EncryptedTextField("收件人", purpose=RECIPIENT_PURPOSE, blank=True)
    registered_at = models.DateTimeField("登记时间")

    objects = AgencyScopedQuerySet["ServiceContact"].as_manager()

    class Meta:
        verbose_name = "送达地址"
        verbose_name_plural = "送达地址"

    def __str__(self) -> str:
        return self.account_masked

    @property
    def account_masked(self) -> str:
        """The account as pages show it: its beginning and end."""
        name, at, host = self.account.partition("@")
        if at:
            return f"{name[:2]}***@{host}"
        return masking.mask_phone(self.account)


class Vehicle(AgencyScoped):
    """A vehicle as one agency registered it; the mass is never stored here, every weighing is evidence of its own."""

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    plate = models.CharField("车牌号", max_length=16, db_index=True)
    plate_colour = models.CharField("车牌颜色", max_length=16)
    vehicle_form = models.CharField("车辆形式", max_length=24, blank=True)
    axle_count = models.PositiveSmallIntegerField("轴数", null=True, blank=True)
    owner = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="vehicles", verbose_name="所有人"
    )

    objects = AgencyScopedQuerySet["Vehicle"].as_manager()

    class Meta:
        verbose_name = "车辆"
        verbose_name_plural = "车辆"
        constraints = [
            models.UniqueConstraint(
                fields=["legal_subject_id", "plate", "plate_colour"], name="subjects_vehicle_once_per_legal_subject"
            ),
            models.CheckConstraint(
                condition=Q(axle_count=None) | Q(axle_count__gte=2, axle_count__lte=60),
                name="subjects_vehicle_axles",
                violation_error_code="axle_count",
                violation_error_message="轴数应在 2 到 60 之间。",
            ),
        ]

    def __str__(self) -> str:
        return self.plate


class Vessel(AgencyScoped):
    """A vessel as one agency registered it."""

    uid = models.UUIDField("编号", unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField("船名", max_length=100, db_index=True)
    identification_no = models.CharField("船舶识别号", max_length=32, blank=True)
    owner = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="vessels", verbose_name="所有人"
    )

    objects = AgencyScopedQuerySet["Vessel"].as_manager()

    class Meta:
        verbose_name = "船舶"
        verbose_name_plural = "船舶"
        constraints = [
            models.UniqueConstraint(
                fields=["legal_subject_id", "identification_no"],
                condition=~Q(identification_no=""),
                name="subjects_vessel_once_per_legal_subject",
            )
        ]

    def __str__(self) -> str:
        return self.name
