"""Publish rules: signed, chained, for good."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Account, Agency
from hengtu.law.rule_checks import ConditionCheck
from hengtu.law.rulebook import records as rules_of
from hengtu.ledger.services.take_checkpoint import signer
from hengtu.lib.rule_records import plain_rules, problems_of
from hengtu.lib.rule_schema import FOLDERS
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.installing import install_packs, refresh_if_published
from hengtu.rulesets.models import RulePack
from hengtu.rulesets.pack_text import digest_of, signed_file, unsigned_pack

Records = Mapping[str, Mapping[str, Mapping[str, Any]]]


def publish_pack(
    *, records: Records, agency: Agency, reason: str, proposed_by: Account, approved_by: Account, at: datetime
) -> RulePack:
    """Publish rules as a signed pack; once committed its file is written and the law reads it.

    Which post may publish what is for the service that calls; here two people are asked for, and sound rules.

    Args:
        records: folder of the rulebook -> id -> rule, as the rulebook has them; days as dates or ISO text.
        agency: who publishes; its chain records the act.
        reason: what the rules rest on: title and number of the document.
        proposed_by, approved_by: two people.
        at: aware instant of publication.
    Returns: the pack. Of two who publish at once one follows the other.
    Raises: RulesRefused ``same_person``, ``account_stopped``, ``reason_missing``, ``rules_empty``, ``rules_malformed``
        (with every problem) or ``rule_published`` (an id that is there already).
    """
    plain: Records = plain_rules(records)
    _check_people(proposed_by, approved_by)
    _check_reason(reason)
    with transaction.atomic():
        last = _last_of_the_chain()
        refresh_if_published()  # what somebody else published a moment ago counts
        _check_rules(plain)
        pack = _write(last, plain, agency, reason.strip(), (proposed_by, approved_by), at)
        _record(pack, plain, at)
        transaction.on_commit(install_packs)
    return pack


def _check_people(proposed_by: Account, approved_by: Account) -> None:
    if proposed_by.pk == approved_by.pk:
        raise RulesRefused("same_person", "提出和核准发布须由两个人分别进行，请由另一位有权的同事核准。")
    for account in (proposed_by, approved_by):
        if not account.is_active:
            raise RulesRefused("account_stopped", f"{account.name}的账号已停用，不能发布规则。请由在任的人办理。")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise RulesRefused("reason_missing", "请写明发布的依据，例如公布文件的名称和文号。")


def _last_of_the_chain() -> RulePack | None:
    """Keep others from publishing until this transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE rulesets_rulepack IN SHARE ROW EXCLUSIVE MODE")
    return RulePack.objects.order_by("-seq").first()


def _check_rules(plain: Records) -> None:
    if not any(plain.values()):
        raise RulesRefused("rules_empty", "没有要发布的规则。")
    conditions = ConditionCheck()
    list(conditions("facts", rules_of("facts")))
    problems = problems_of(plain, checks=(conditions,))
    if problems:
        raise RulesRefused("rules_malformed", f"规则有 {len(problems)} 处不对：{problems[0]}。", problems)
    taken = [key for folder in plain for key in plain[folder] if key in rules_of(folder)]
    if taken:
        raise RulesRefused(
            "rule_published",
            f"规则 {'、'.join(taken)} 已经发布，发布后不能改写。请用新的编号发布新版本，由施行日期接替旧的。",
        )


def _write(
    last: RulePack | None,
    plain: Records,
    agency: Agency,
    reason: str,
    people: tuple[Account, Account],
    at: datetime,
) -> RulePack:
    seq, previous = (last.seq + 1, last.sha256) if last else (1, "")
    name = f"{agency.division_code}-{seq}"
    kept = {folder: rules for folder, rules in plain.items() if folder in FOLDERS and rules}
    pack = unsigned_pack(seq=seq, name=name, agency=agency.name, reason=reason, at=at, previous=previous, records=kept)
    key = signer()
    text = signed_file(pack, key)
    return RulePack.objects.create(
        seq=seq,
        name=name,
        agency=agency,
        text=text,
        sha256=digest_of(text.encode()),
        previous=previous,
        algorithm=key.algorithm,
        public_key=key.public_key,
        signature=_signature_of(text),
        reason=reason,
        proposed_by=people[0],
        approved_by=people[1],
        published_at=at,
    )


def _signature_of(text: str) -> str:
    return str(json.loads(text)["signature"]["value"])


def _record(pack: RulePack, plain: Records, at: datetime) -> None:
    ids = [f"{folder}/{key}" for folder, rules in plain.items() for key in rules]
    record_change(
        pack.agency,
        "rules_published",
        Mandate(pack.approved_by, pack.reason, at),
        subject=f"规则包 {pack.name}",
        more={
            "seq": pack.seq,
            "sha256": pack.sha256,
            "rules": ids,
            "proposed_by": [f"account:{pack.proposed_by.username}", pack.proposed_by.name],
        },
    )
