"""A case becomes an example: nominated by its agency, reviewed and published by that or a higher one, three people."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency, scope_values
from hengtu.law.items import all_items
from hengtu.lib.identifying import identifying
from hengtu.rulesets.errors import RulesRefused
from hengtu.rulesets.law_desk import EVALUATORS, HEADS, LAW_OFFICERS
from hengtu.rulesets.models import TypicalCase, TypicalKind, TypicalState
from hengtu.rulesets.services.standing import check_other_person, check_post, filled

LONGEST = 10_000  # characters of one text
# Who issues guiding cases: the ministry and the provinces; whatever a county publishes is an example, no guidance.
GUIDING_LEVELS = ("MINISTRY", "PROVINCE")


@dataclass(frozen=True)
class Story:
    """A case told without names. ``source_case`` is its stream, ``tier`` empty where no benchmark decided."""

    kind: str
    item: str
    tier: str
    source_case: uuid.UUID
    title: str
    happened: str
    handled: str
    meaning: str


@transaction.atomic
def nominate_case(
    *, agency: Agency, publisher: Agency, story: Story, names: Collection[str], mandate: Mandate
) -> TypicalCase:
    """Nominate a case of an agency as an example.

    Args:
        publisher: who reviews and publishes it: the agency itself or one above it.
        names: what identifies the people of the case; none of it may stand in the texts.
    Raises: RulesRefused ``no_post``, ``reason_missing``, ``unknown_item``, ``not_above``, ``not_guiding_here``,
        ``nominated_already``, ``text_missing``, ``text_too_long``, ``identifies`` (with every word in ``problems``).
    """
    subject, above = agency.legal_subject, publisher.legal_subject
    check_post(mandate, subject, EVALUATORS, "推荐典型案例")
    _check_story(story, subject, above)
    texts = _texts(story, names)
    row = TypicalCase.objects.create(
        uid=uuid.uuid4(), agency=subject, **scope_values(subject), publisher=above, division=above.division_code,
        kind=story.kind, item=story.item, tier=story.tier, source_case=story.source_case, **texts,
        state=TypicalState.NOMINATED, nominated_by=mandate.by, nominated_at=mandate.at,
    )  # fmt: skip
    _record(row, "typical_nominated", mandate, subject)
    return row


@transaction.atomic
def rewrite_nomination(*, case: TypicalCase, story: Story, names: Collection[str], mandate: Mandate) -> TypicalCase:
    """Send a returned nomination in again, with its texts mended; only the texts change.

    Raises: RulesRefused ``not_returned`` and those of :func:`nominate_case`.
    """
    row = _locked(case, TypicalState.RETURNED, code="not_returned", what="只有退回的推荐才能修改后重报")
    check_post(mandate, row.agency, EVALUATORS, "推荐典型案例")
    for name, text in _texts(story, names).items():
        setattr(row, name, text)
    row.state, row.nominated_by, row.nominated_at = TypicalState.NOMINATED, mandate.by, mandate.at
    row.reviewed_by = row.reviewed_at = None
    row.save()
    _record(row, "typical_nominated", mandate, row.agency)
    return row


@transaction.atomic
def review_nomination(*, case: TypicalCase, passes: bool, mandate: Mandate) -> TypicalCase:
    """Pass a nomination on to be published, or return it; the reason of the mandate is the opinion.

    Raises: RulesRefused ``not_nominated``, ``no_post``, ``reason_missing``, ``same_person``.
    """
    row = _locked(case, TypicalState.NOMINATED, code="not_nominated", what="只有等审核的推荐才能审核")
    check_post(mandate, row.publisher, LAW_OFFICERS, "审核典型案例")
    check_other_person(mandate, row.nominated_by_id, "推荐和审核")
    row.state = TypicalState.REVIEWED if passes else TypicalState.RETURNED
    row.reviewed_by, row.reviewed_at, row.opinion = mandate.by, mandate.at, mandate.reason.strip()[:500]
    row.save(update_fields=["state", "reviewed_by", "reviewed_at", "opinion"])
    _record(row, "typical_reviewed" if passes else "typical_returned", mandate, row.publisher)
    return row


@transaction.atomic
def publish_typical_case(
    *, case: TypicalCase, names: Collection[str], mandate: Mandate, number: str = ""
) -> TypicalCase:
    """Publish a reviewed case in the publisher's division; a head does, who neither nominated nor reviewed it.

    Args:
        names: as the case knows them now; a name that came up since the nomination stops it.
    Raises: RulesRefused ``not_reviewed``, ``no_post``, ``reason_missing``, ``same_person``, ``identifies``.
    """
    row = _locked(case, TypicalState.REVIEWED, code="not_reviewed", what="审核通过以后才能发布")
    check_post(mandate, row.publisher, HEADS, "发布典型案例")
    for other in (row.nominated_by_id, row.reviewed_by_id or 0):
        check_other_person(mandate, other, "推荐、审核和发布")
    _check_nobody_is_named((row.title, row.happened, row.handled, row.meaning), names)
    row.state, row.published_by, row.published_at = TypicalState.PUBLISHED, mandate.by, mandate.at
    row.number = number.strip()[:120]
    row.save(update_fields=["state", "published_by", "published_at", "number"])
    _record(row, "typical_published", mandate, row.publisher)
    return row


@transaction.atomic
def withdraw_typical_case(*, case: TypicalCase, mandate: Mandate) -> TypicalCase:
    """Stop an example, published or still waiting: the case fell, the law changed. It stays with its history.

    Raises: RulesRefused ``withdrawn_already``, ``no_post``, ``reason_missing``.
    """
    row = TypicalCase.objects.select_for_update(of=("self",)).select_related("publisher", "agency").get(pk=case.pk)
    if row.state == TypicalState.WITHDRAWN:
        raise RulesRefused("withdrawn_already", "这个案例已经停用。")
    where = row.publisher if row.state == TypicalState.PUBLISHED else row.agency
    check_post(mandate, where, LAW_OFFICERS, "停用典型案例")
    row.state = TypicalState.WITHDRAWN
    row.save(update_fields=["state"])
    _record(row, "typical_withdrawn", mandate, where)
    return row


def publishers_for(agency: Agency) -> list[Agency]:
    """Return who may publish a case of an agency: itself and the legal subjects above it, the nearest first."""
    line = [agency.legal_subject]
    while (above := line[-1].parent) is not None:
        line.append(above)
    return [each for each in line if each.acts_in_name_of_id is None]


def _check_story(story: Story, agency: Agency, publisher: Agency) -> None:
    if story.item not in all_items():
        raise RulesRefused("unknown_item", "事项目录里没有这一事项，请从目录里选择。")
    if publisher.pk not in {each.pk for each in publishers_for(agency)}:
        raise RulesRefused("not_above", f"{publisher.short_name}不是{agency.short_name}的上级，请选择本机构或者上级。")
    if story.kind == TypicalKind.GUIDING and publisher.level not in GUIDING_LEVELS:
        raise RulesRefused("not_guiding_here", "指导性案例由部、省发布；请改选发布机构，或者改为典型案例。")
    standing = TypicalCase.objects.filter(source_case=story.source_case, kind=story.kind)
    if standing.exclude(state=TypicalState.WITHDRAWN).exists():
        raise RulesRefused("nominated_already", "这个案件已经推荐过同一种类的案例，请在原来的推荐里修改。")


def _texts(story: Story, names: Collection[str]) -> dict[str, str]:
    texts = {
        "title": filled(story.title, 200, "标题"),
        "happened": filled(story.happened, LONGEST, "基本案情"),
        "handled": filled(story.handled, LONGEST, "处理结果"),
        "meaning": filled(story.meaning, LONGEST, "典型意义"),
    }
    _check_nobody_is_named(texts.values(), names)
    return texts


def _check_nobody_is_named(texts: Iterable[str], names: Collection[str]) -> None:
    """Refuse texts that tell who took part; the words are named so that they can be replaced."""
    found = dict.fromkeys(word for text in texts for word in identifying(text, names))
    if found:
        said = "、".join(f"“{word}”" for word in found)
        raise RulesRefused(
            "identifies", f"案例里还能认出当事人：{said}。请改成“某某”“某公司”一类的写法。", tuple(found)
        )


def _locked(case: TypicalCase, state: TypicalState, *, code: str, what: str) -> TypicalCase:
    rows = TypicalCase.objects.select_for_update(of=("self",)).select_related("publisher", "agency")
    row: TypicalCase = rows.get(pk=case.pk)
    if row.state != state:
        raise RulesRefused(code, f"{what}，这个案例{TypicalState(row.state).label}。")
    return row


def _record(row: TypicalCase, kind: str, mandate: Mandate, agency: Agency) -> None:
    more = {"typical_case": row.uid.hex, "item": row.item}
    record_change(agency, kind, mandate, subject=row.title, effective_from=mandate.day, more=more)
