"""Who acts for a party in one case under an identity of his own (委托代理人), until a day or until it is ended."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from hengtu.law.procedure.people_of_party import POWERS, RECEIVE
from hengtu.subjects.fields import EncryptedTextField


class PartyAgentQuerySet(models.QuerySet["PartyAgent"]):
    """Agents; nobody acts for anybody outside the days of the mandate or after its end."""

    def active_on(self, on: date) -> PartyAgentQuerySet:
        return self.filter(from_on__lte=on, until_on__gte=on, ended_at=None)


class PartyAgent(models.Model):
    """One mandate of one agent. Grain: one row per mandate; ending it writes ``ended_at``, nothing else changes.

    ``tail``: last six characters of his identity number; ``phone``: last four digits; both encrypted. ``powers``: what
    he may do beyond a general authority. ``named_by``: the officer who entered a paper; None where the party named him
    at its door, identified by the registered phone.
    """

    uid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    stream = models.UUIDField("案件", db_index=True)
    party_uid = models.CharField("当事人", max_length=40)
    name = models.CharField("姓名", max_length=100)
    relation = models.CharField("与当事人的关系", max_length=100)
    tail = EncryptedTextField("证件号码后六位", purpose="portal.agent.tail")
    phone = EncryptedTextField("手机号后四位", purpose="portal.agent.phone")
    powers = models.JSONField("特别授权", default=list)
    from_on = models.DateField("自")
    until_on = models.DateField("至（含当日）")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    named_at = models.DateTimeField("委托时间")
    ended_at = models.DateTimeField("结束时间", null=True)

    objects = PartyAgentQuerySet.as_manager()

    class Meta:
        verbose_name = "当事人的代理人"
        verbose_name_plural = "当事人的代理人"
        indexes = [models.Index(fields=["stream", "party_uid"], name="portal_agents_of_a_party")]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="portal_agent_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """By which acts and the access log know him: never the party's own id."""
        return f"agent:{self.pk}"

    @property
    def level(self) -> int:
        """How far he sees: every paper with the power to receive them, else the one in hand."""
        return 2 if RECEIVE in self.powers else 1

    @property
    def powers_zh(self) -> str:
        special = "、".join(POWERS[each] for each in self.powers if each in POWERS)
        return f"特别授权：{special}" if special else "一般授权"

    def as_payload(self) -> dict[str, object]:
        """How an act names him: with what he may do and on what that rests."""
        return {
            "name": self.name,
            "relation": self.relation,
            "authorisation": self.key,
            "powers": list(self.powers),
            "until_on": self.until_on.isoformat(),
        }
