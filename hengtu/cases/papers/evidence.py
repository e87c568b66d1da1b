"""Records of an investigation: 现场笔录, 询问笔录, 勘验笔录.

An act names the records that were made. Where it holds their content too (an entry with ``kind`` and content), the
paper carries that; where it names only the kind, the record was taken on paper: the form then holds what the act
itself established and refers to the signed original. Nothing is put into the mouth of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.cases.papers.blocks import (
    case_head,
    handlers_in_words,
    moment_block,
    person_value,
    place_of,
    two_officers,
)
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data, When
from hengtu.cases.papers.substance import cause_block, facts_text

ON_PAPER = "见经签名确认的纸质笔录原件，原件随卷保存。"
AT_THE_PLACE = "见笔录原件"
READ = "本人已看过确认无误"


def recorded(kind: str) -> When:
    """Whether the act says that this record was made."""

    def named(context: PaperContext) -> bool:
        return any(_kind(entry) == kind for entry in context.asked("records") or ())

    return named


def _kind(entry: Any) -> str:
    return str(entry.get("kind", "")) if isinstance(entry, Mapping) else str(entry)


def _content(context: PaperContext, kind: str) -> Mapping[str, Any]:
    """Return what the act holds of a record; empty where it names the kind only."""
    entries = [entry for entry in context.asked("records") or () if _kind(entry) == kind]
    return entries[0] if entries and isinstance(entries[0], Mapping) else {}


def scene_record(context: PaperContext) -> Data:
    """现场笔录 (APL:46p1i8): what was found at the place."""
    content = _content(context, "scene_record")
    return {
        **case_head(context),
        **two_officers(context),
        "place": str(content.get("place") or place_of(context) or AT_THE_PLACE),
        "period": moment_block(context),
        "recorder": str(content.get("recorder") or context.handlers[1].name),
        "person_name": str(content.get("person_name") or _someone(context)),
        "person_sex": context.party_data.sex if not content.get("person_name") else "",
        "person_id_no": _id_of(context) if not content.get("person_name") else "",
        "relation": str(content.get("relation") or "当事人"),
        "vehicle_no": context.plate,
        "facts": f"{facts_text(context)}{_said_at(content, 'facts')}",
        "read_state": str(content.get("read_state") or READ),
        "remark": str(content.get("remark") or ""),
    }


def interview_record(context: PaperContext) -> Data:
    """询问笔录 (APL:55p2): certificates shown, recusal told, questions and answers."""
    content = _content(context, "interview_record")
    return {
        **case_head(context),
        "period": moment_block(context),
        "round_no": _round(context),
        "place": str(content.get("place") or place_of(context) or AT_THE_PLACE),
        "interviewers": [person_value(person) for person in context.handlers[:2]],
        "recorder": str(content.get("recorder") or context.handlers[1].name),
        "interviewee": str(content.get("interviewee") or _someone(context)),
        "relation": str(content.get("relation") or ("当事人" if not _organisation(context) else "当事人的法定代表人")),
        "interviewee_sex": context.party_data.sex,
        "interviewee_age": context.party_data.age_on(context.on),
        "interviewee_id_no": str(content.get("interviewee_id_no") or _id_of(context) or "见身份证件复印件"),
        "interviewee_phone": context.party_data.phone,
        "interviewee_job": str(content.get("interviewee_job") or ""),
        "interviewee_address": context.party_data.address,
        "identity_statement": (
            f"我们是{context.legal_subject.name}的执法人员{handlers_in_words(context)}，这是我们的执法证件，"
            "现依法就有关问题向你询问，请如实回答。"
        ),
        "recusal_told": "你认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。",
        "qa": content.get("qa") or [("就本案有关情况的询问", ON_PAPER)],
    }


def inquest_record(context: PaperContext) -> Data:
    """勘验笔录 (APL:46p1i8): a place or thing examined."""
    content = _content(context, "inquest_record")
    return {
        **case_head(context),
        **cause_block(context),
        **two_officers(context),
        "period": moment_block(context),
        "place": str(content.get("place") or place_of(context) or AT_THE_PLACE),
        "weather": str(content.get("weather") or ""),
        "party_person": str(content.get("party_person") or _someone(context)),
        "recorder": str(content.get("recorder") or context.handlers[1].name),
        "invited": str(content.get("invited") or ""),
        "result": str(content.get("result") or f"{facts_text(context)}\n勘验经过、附图：{ON_PAPER}"),
    }


def _said_at(content: Mapping[str, Any], key: str) -> str:
    return f"\n{content[key]}" if content.get(key) else ""


def _organisation(context: PaperContext) -> bool:
    return context.party_data.is_organisation


def _someone(context: PaperContext) -> str:
    """Who spoke for the party: the person, or the representative of the organisation."""
    party = context.party_data
    return (party.legal_representative or party.name) if party.is_organisation else party.name


def _id_of(context: PaperContext) -> str:
    return "" if _organisation(context) else context.party_data.id_number


def _round(context: PaperContext) -> int:
    """Return which interview of the case this is."""
    rounds = [
        act.uid for act in context.situation.all("investigated", "spot_evidence_collected") if _interviewed(act.payload)
    ]
    return rounds.index(context.act.uid) + 1 if context.act.uid in rounds else len(rounds) + 1


def _interviewed(payload: Mapping[str, Any]) -> bool:
    return any(_kind(entry) == "interview_record" for entry in payload.get("records", ()))
